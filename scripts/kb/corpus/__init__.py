"""The resolved whole, and what follows from it."""
