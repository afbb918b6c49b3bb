"""Sort keys for names (placeholder until the real one is written)."""
def sort_key(name, edition):
    return (name.casefold(),)
