"""From a text to a reading: one spelling, one parse, and who, what and which law is named in it.

    spelling      one spelling for all that reads a text, with offsets into the text as it is
    reading       a text as read, and what has been worked out about it
    pipeline      the only place that runs spaCy
    standins      one word in place of each name, so that the parser never sees which party is meant
    headlines     headlines, given to the parser as prose
    cache         parses kept between runs
    grammar       a parse as lists, and the questions about grammar that all layers ask
    arrays        from spaCy's Doc to such a parse
    repairs       what the parser is known to read wrongly
    phrases       phrases of the codebook in a text
    names         who and what is named: one canonical name each, and what a noun phrase is called
    mention       a named mention, and what its words look like
    listed        names that the codebook lists
    built         names known by their build: laws, cases, units, bodies, events
    guessed       names that the model found, put right
    overlooked    names that neither has
    orthography   names known by how they are written
    law           names of instruments and courts
    lawnames      names of instruments by how they are built
    quotations    where quotations open and close
    table         how a table of rows is made
"""
