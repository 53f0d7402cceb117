"""What a check found, and which of it is shown."""
