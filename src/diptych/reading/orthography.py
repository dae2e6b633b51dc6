"""Names known by how they are written: the place of a dateline, peoples that open a sentence, names with a
dot in them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

from diptych.reading.grammar import Parse

_PEOPLES = {
    form: one
    for one in tomllib.loads((files("diptych.reading") / "peoples.toml").read_text("utf-8"))["peoples"][
        "words"
    ]
    for form in (one + "s", one if one.endswith(("ese", "sh", "a", "z", "e")) else one + "s")
}
_DASHES = frozenset({"—", "–", "-", "--"})
#: How many words a dateline has at most.
_LONGEST = 10


class Written(NamedTuple):
    """A name: tokens first to last - 1, its label, and what it is called."""

    first: int
    last: int
    label: str
    canonical: str


def written(p: Parse) -> list[Written]:
    """All such names of a text."""
    return [*_datelines(p), *_peoples(p), *_dotted(p)]


def _datelines(p: Parse) -> list[Written]:
    """The place in capitals that opens a paragraph, before a dash: "KYIV, Ukraine (AP) —", "BAKU –"."""
    out = []
    for _k, (a, _b) in enumerate(p.sents):
        if a and p.paragraph[a] == p.paragraph[a - 1]:
            continue
        dash = next((i for i in range(a, min(a + _LONGEST, len(p))) if p.word[i] in _DASHES), None)
        last = a
        while dash is not None and last < dash and p.word[last].isalpha() and p.word[last].isupper():
            last += 1
        if last > a and len(p.word[a]) > 2 and (p.word[last] in (",", "(", ".") or last == dash):
            out.append(Written(a, last, "GPE", " ".join(word.capitalize() for word in p.word[a:last])))
    return out


def _peoples(p: Parse) -> list[Written]:
    """A people in the plural as the first word of a sentence: "Tamils fled"."""
    firsts = (a for a, b in p.sents if b - a > 1)
    return [
        Written(a, a + 1, "NORP", _PEOPLES[p.word[a]])
        for a in firsts
        if p.word[a] in _PEOPLES
        and p.tag[a].startswith("NN")
        and p.dep[a] not in ("compound", "amod", "poss")
    ]


def _dotted(p: Parse) -> list[Written]:
    """A name of two words with a dot and no space: Slidstvo.Info."""
    out = []
    for i in range(1, len(p) - 1):
        joined = p.word[i] == "." and p.end[i - 1] == p.start[i] and p.end[i] == p.start[i + 1]
        if joined and all(
            p.word[k].isalpha() and p.word[k].istitle() and len(p.word[k]) > 2 for k in (i - 1, i + 1)
        ):
            out.append(Written(i - 1, i + 2, "ORG", p.word[i - 1] + "." + p.word[i + 1]))
    return out
