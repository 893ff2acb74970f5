"""What people read: results as sentences."""
