"""How a case comes to be.

documents   from any file to plain text with its paragraphs, and a list of all that was changed on the way
setup       a new case, texts brought in, the check of it whole
advice      what a case leaves out, so that its charts would show nothing
"""

from diptych.cases.setup import (
    add,
    check,
    check_class,
    check_coding,
    check_english,
    contents,
    entries,
    incoming,
    new,
    preview,
    similarity,
    sources,
)

__all__ = [
    "add",
    "check",
    "check_class",
    "check_coding",
    "check_english",
    "contents",
    "entries",
    "incoming",
    "new",
    "preview",
    "similarity",
    "sources",
]
