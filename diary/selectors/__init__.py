"""What is read across rows."""
