"""What frameworks' layers are in the catalogue."""
