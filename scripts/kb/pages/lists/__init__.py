"""Pages that list, compare and count."""
