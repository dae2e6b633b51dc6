"""The static site.

    report     notebooks to one site of HTML
    pages      a notebook to a page
    handouts   a sheet of A4 for each question
    limits     the program marked by the reference coding
    rebuild    what can be taken over from the site that stands there
"""
