"""Work done after the answer."""
