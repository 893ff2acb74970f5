"""Two devices and a server: the protocol, how fields merge, and pages of changes."""
