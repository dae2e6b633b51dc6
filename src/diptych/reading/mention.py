"""A named mention, and what its words look like."""

from __future__ import annotations

import re
from typing import NamedTuple

from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.wordlists import word_lists

WORDS = word_lists("diptych.reading", "names.toml")
#: Titles, and the other words of offices.
OFFICIAL = WORDS["titles"] | WORDS["in-titles"]
BODIES = WORDS["units"] | WORDS["bodies"]


DASHES = frozenset("-‐‑–—")


#: Ends of surnames of the countries of the wider region, which a model trained on American news takes for
#: bodies and places.
SURNAME = re.compile(
    r"(?:yan|yants|ov|ova|ev|eva|yev|yeva|zade|zadeh|lu|oğlu|oglu|shvili|dze|enko|chuk|sky|ski|skaya|ić|vić|vich)$"
)


class Mention(NamedTuple):
    """One named mention: its tokens, label and canonical name, and who found it (`codebook` or `model`)."""

    first: int
    last: int
    label: str
    canonical: str
    found_by: str


def has_capital(p: Parse, i: int) -> bool:
    return p.word[i][:1].isupper() and p.pos[i] not in ("ADP", "DET", "SCONJ", "PRON", "ADV")


def is_of_a_people(p: Parse, i: int) -> bool:
    """An adjective with a capital inside a sentence, built like that of a people or faith: Bosnian, Turkish,
    Shiite."""
    return (
        p.tag[i] == "JJ"
        and p.word[i].istitle()
        and i > p.sents[p.sent[i]][0]
        and re.search(r"(?:an|ish|ese|i|ic|ch|ern|ist|ite|ek)$", p.word[i]) is not None
    )


def is_heading(p: Parse, sent: int) -> bool:
    """Whether a sentence is a heading in capitals, whose words look like names to the model."""
    a, b = p.sents[sent]
    words = [p.word[i] for i in range(a, b) if p.word[i][:1].isalpha() and len(p.word[i]) > 3]
    return (
        p.word[b - 1] not in (".", "!", "?", '"')
        and len(words) > 1
        and all(w[0].isupper() for w in words)
        and (b == len(p) or p.paragraph[b] != p.paragraph[a])
    )


def stands_where_places_do(p: Parse, i: int) -> bool:
    """Whether a name stands where a settlement does: "the villagers of Lorin and Tal", "fled from Tal to
    Lorin"."""
    i = grammar.first_conjunct(p, i)
    prep = p.head[i]
    if p.dep[i] != "pobj" or p.lower[i - 1] != p.lower[prep]:
        return False
    return (
        p.lower[prep] == "of"
        and p.lower[prep - 1] in WORDS["of-a-place"]
        or p.lower[prep] in ("to", "from", "towards", "toward", "into", "through")
        and p.lemma[p.head[prep]] in WORDS["moves"]
    )
