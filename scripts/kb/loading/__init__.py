"""From the text of YAML files to records, every mistake with its file, line and column."""

from kb.loading.folder import Loaded, Origin, load, read_folder

__all__ = ["Loaded", "Origin", "load", "read_folder"]
