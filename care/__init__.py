"""Who may see whose diary."""
