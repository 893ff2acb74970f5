"""What is done about sharing on purpose."""
