"""Puts all outputs together into a site: the only writer of the build."""
