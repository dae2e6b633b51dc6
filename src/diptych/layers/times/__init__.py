"""Dates: each word's class, the grammar as a table of patterns, what a pattern says, and what a text's dates follow."""
