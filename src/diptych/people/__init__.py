"""What people code, and whose rows are shown.

    rowfiles       codings as files: rows of the manual as JSON Lines
    coding         the program's rows as a coding; how well two codings agree
    drawn          whose rows are shown: adjudicated, reviewed, reference or the program's, sentence by
                   sentence
    agreement      how far coders agree, with intervals
    decisions      every decision of a reviewer as a line of a file that only grows; what the lines come to
    own_codes      a case's own codes: their questions about each sentence, and the words that suggest them
    queue          which sentence is reviewed next, by chance and with known probability; what is left
    adjudication   rows on which two coders differ, and the adjudicated coding
    margins        counts and shares with margins, from a sample that people reviewed
    sample         counts and shares with margins from a case's reviews; what margin a review will bring
    teach          the codes trained on a reader's own coding besides
"""
