"""How a case comes to be.

documents   from any file to plain text with its paragraphs, and a list of all that was changed on the way
word        Word files, as Word shows them in the end
pdf         the words of PDF pages, without running heads and marks of notes
webpage     the article of a saved page, and the day that the page gives
plaintext   plain text wrapped by hand, and Markdown
setup       a new case, texts brought in
checks      the check of a case whole, and the repair of codings whose words have moved
suggest     drafts of codebook entries, each with the sentences that it would count
drafted_names    the names that no entry has, their variants brought together
advice      what a case leaves out, so that its charts would show nothing
"""

from diptych.cases.checks import check, repair
from diptych.cases.setup import (
    add,
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
    "check_english",
    "contents",
    "entries",
    "incoming",
    "new",
    "preview",
    "repair",
    "similarity",
    "sources",
]
