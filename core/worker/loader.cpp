int unused_loader;
