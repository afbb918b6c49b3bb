"""The pictures that go with shared links.

Fonts are found on this machine; what is drawn already is kept in a cache.
"""
