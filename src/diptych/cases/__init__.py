"""A case as files: the texts with where they come from, and the codebook."""
