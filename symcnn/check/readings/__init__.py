"""What a statement can mean."""
