"""Pages on which people code.

    review_desk       the program's rows accepted or corrected, one sentence at a time
    review_class      the reviews of a class in one page
    class_session     coding by one person of a class: sentences, questions, answers
    class_sheets      the same on paper and in a spreadsheet
    class_codings     the codings of a class brought together
    classroom         the desk and the page of a class, and all that notebooks call
    classroom_desk    its form in a notebook
"""
