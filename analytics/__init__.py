"""What a diary says in numbers: pure functions on frames, without clock, zone or database."""
