"""The knowledge base of the people who left xAI: from YAML records to linked pages in three editions."""

__version__ = "1.0.0"
