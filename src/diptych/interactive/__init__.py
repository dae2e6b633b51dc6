"""Pages on which people code.

    review_desk       the program's rows accepted or corrected, one sentence at a time
    review_class      the reviews of a class in one page
    classroom         coding by a class, from sentences to agreement
    classroom_desk    its form in a notebook
"""
