"""From two texts to an archive: tables of any number of texts, and what is asked of them."""
