"""The clinician's door: pages that the server makes, and that need no script."""
