"""Pages for running the installation; each module is a namespace of its own, named after the room below it shows."""
