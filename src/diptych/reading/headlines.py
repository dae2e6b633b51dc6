"""Headlines, in which every word has a capital: given to the parser as prose, so that it knows verbs from
names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from diptych.corpus.codebook import NAMES, Codebook

#: A line of so many words is a headline where all have capitals but short and common ones.
_LEAST, _SHORT = 4, 4
_ENDS = frozenset(".!?…\n")
#: Endings of English words, and what is put in their place to make a dictionary form.
_ENDINGS = (("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""))


def as_prose(words: Sequence[str], everyday: Container[str]) -> list[str]:
    """The words of a text with those of its headlines in small letters where they are everyday words."""
    out = list(words)
    for first, last in _lines(words):
        line = [k for k in range(first, last) if words[k].isalpha()]
        if _is_headline([words[k] for k in line]):
            for k in line:
                out[k] = _in_prose(words[k], everyday, opens=k == line[0])
    return out


def _lines(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches between full stops and line ends: first word, and the word after the last."""
    first = 0
    for k, word in enumerate(words):
        if word[-1:] in _ENDS:
            yield first, k
            first = k + 1
    yield first, len(words)


def _is_headline(words: Sequence[str]) -> bool:
    longer = [w for w in words if len(w) >= _SHORT]
    small = [w for w in words if not w[0].isupper()]
    prose = any(len(w) >= _SHORT or w not in STOP_WORDS for w in small)
    return len(words) >= _LEAST and len(longer) > 1 and not prose


def _in_prose(word: str, everyday: Container[str], *, opens: bool) -> str:
    low = word.lower()
    if _is_everyday(low, everyday):
        return low.capitalize() if opens else low
    return word.capitalize() if word.isupper() else word


def _is_everyday(word: str, everyday: Container[str]) -> bool:
    """Whether a word, or what it is a form of, is an everyday one."""
    stems = (word[: -len(end)] + put for end, put in _ENDINGS if word.endswith(end))
    return word in everyday or any(stem in everyday for stem in stems)


@lru_cache(maxsize=8)
def everyday(codebook: Codebook) -> frozenset[str]:
    """The commonest words of English, and those of the codebook that are no names."""
    found = set(STOP_WORDS)
    for entry in codebook.entries:
        if entry.kind not in NAMES:
            phrases = [*entry.forms, *entry.more.get("words", ()), *entry.more.get("lemmas", ())]
            found.update(w for phrase in phrases for w in re.findall(r"[^\W\d_]+", phrase) if w.islower())
    return frozenset(found)
