"""What must be fast, and how it grows. One module for each subject; each prints a ratio or a curve beside its limit."""
