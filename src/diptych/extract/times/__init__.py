"""Dates in a text.

    lexicon       the class of each word
    expressions   the grammar, as a table of patterns with examples
    points, clock, lengths    what a pattern says
    joined        what stands side by side
    about         what is no time
    almanac       the calendar
    story         what a text's dates follow; running, placed, shifted: its parts
"""
