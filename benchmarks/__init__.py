"""What is fast and how it grows. Each script says at its head how to run it and what it prints."""
