"""Pages about one record each."""
