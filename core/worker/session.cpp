int unused_session;
