"""What is wrong with somebody's file, where, and what would be right."""
