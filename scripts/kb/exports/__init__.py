"""The data for programs: documents of a versioned shape, apart from the record model, made from the corpus.

Everything stands below ``api/v1/`` once for all editions: texts carry their languages inside.
"""
