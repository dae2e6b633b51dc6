"""Review: the program proposes rows, people accept or correct them, and what is shown follows the people.

files      every decision of a coder as a line of a file that only grows; what the lines come to
queue      which sentence is looked at next, by chance and with known probability; blind coding; what is left
page       the desk, one page of HTML and JavaScript for a notebook, `diptych review` and the site
settle     rows on which two coders differ, and the adjudicated coding
together   the reviews of a class in one page
"""


def __getattr__(name: str):
    """`review.desk(case, "Ann")`, without loading what a page needs for who only reads files."""
    if name != "desk":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from diptych.review.page import desk

    return desk
