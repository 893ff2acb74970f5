"""What is done to a diary on purpose: a module a noun, a function a verb."""
