int unused_sandbox_linux;
