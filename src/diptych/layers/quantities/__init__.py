"""Numbers: what number words are worth, the grammar as patterns with examples, what is counted, measures."""
