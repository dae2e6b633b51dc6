"""One spelling of a text for all that reads it: quotation marks, apostrophes, hyphens, spaces, letters.

The text itself stays as it is; every offset in every table counts its characters. A `Spelling` says for each
character of the plain text where it stands in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from diptych.wordlists import word_lists

#: Marks that no reader sees: soft hyphens; zero-width spaces, joiners and marks of direction.
SOFT_HYPHENS = "\u00ad"
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
LIGATURES = "\ufb00-\ufb06"

_ALIKE = {
    "'": "’‘‛ʼ′´`",
    '"': "“”„‟″«»",
    "-": "\u2010\u2011",
    " ": "\r\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
}
_PLAIN = {ord(c): plain for plain, many in _ALIKE.items() for c in many}
_KEEP_THEIR_HYPHEN = word_lists("diptych.reading", "words.toml")["keep-their-hyphen"]
_CLUSTER = re.compile(
    rf"(?P<cut>[{SOFT_HYPHENS}{INVISIBLE}]+)|(?P<ligature>[{LIGATURES}])|(?P<double>''|``|‘‘|’’)"
    rf"|(?P<letter>[^\W\d_])(?:[{SOFT_HYPHENS}{INVISIBLE}]*[\u0300-\u036f])+"
    r"|(?<![\w-])(?P<part>[a-z]{2,})(?P<broken>-[ \t]*\n[ \t]*)(?=[a-z]{2,}(?![\w-]))"
)


@dataclass(frozen=True, eq=False)
class Spelling:
    """A text as it is read. `spelt` has its quotation marks as they are, `plain` one kind of each; both have
    the same length.

    begin, ends  for each character of these, where it begins and ends in the text; None where nothing has
                 moved
    """

    text: str
    spelt: str
    plain: str
    begin: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters start to end of the plain text stand in the text."""
        if self.begin is None:
            return start, end
        return (self.begin[start] if start < len(self.begin) else len(self.text)), (
            self.ends[end - 1] if end else 0
        )


def spelling(text: str) -> Spelling:
    """A text in one spelling, with the way back to the text."""
    spelt, begin, ends, at = [], [], [], 0

    def put(words: str, start: int, end: int | None = None) -> None:
        spelt.append(words)
        begin.extend([start] * len(words) if end is not None else range(start, start + len(words)))
        ends.extend([end] * len(words) if end is not None else range(start + 1, start + len(words) + 1))

    for found in _CLUSTER.finditer(text):
        put(text[at : found.start()], at)
        at = found.end()
        if found["ligature"]:
            put(unicodedata.normalize("NFKC", found[0]), *found.span())
        elif found["double"]:
            put('"', *found.span())
        elif found["letter"]:
            put(
                unicodedata.normalize("NFC", re.sub(f"[{SOFT_HYPHENS}{INVISIBLE}]", "", found[0])),
                *found.span(),
            )
        elif found["part"]:
            kept = found[0] if found["part"] in _KEEP_THEIR_HYPHEN else found["part"]
            put(kept, found.start())
    if not at:
        return Spelling(text, text, text.translate(_PLAIN))
    put(text[at:], at)
    whole = "".join(spelt)
    return Spelling(text, whole, whole.translate(_PLAIN), begin, ends)


def plain(text: str) -> str:
    """The words of a text in the one spelling."""
    return spelling(text).plain
