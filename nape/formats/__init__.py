"""How each language writes a day, next to what Django knows of it."""
