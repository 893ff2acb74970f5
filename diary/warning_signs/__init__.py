"""Warning signs: rules as data, the same on the server and on the phone."""
