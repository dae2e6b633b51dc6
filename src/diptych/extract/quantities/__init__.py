"""Numbers in a text.

    words      what number words are worth
    figures    the grammar, as patterns with examples
    counted    which figures count, and what
    measures   their units
"""
