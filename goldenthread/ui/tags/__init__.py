"""The components, by family. Keyword arguments only, so that a misspelt one raises."""
