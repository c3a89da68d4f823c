"""Pages about any item: its place in the thread, what is said of it, its history. Its own page is in its room."""
