"""The example organisation, and organisations of any size for measuring: made up, always the same, written in bulk."""
