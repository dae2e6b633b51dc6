"""A case as files.

    texts       a case's folder, its editions, and the cleaning of pages as found on the web
    codebook    what a case looks for, read from TOML and checked whole
"""
