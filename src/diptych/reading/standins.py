"""One word in place of each name of the codebook, so that the parser never sees which party is meant.

A name, of one word or several, stands before the parser as the same one word for all of its type; the
annotation is then laid back on the words of the text itself. So a sentence is parsed alike when its parties
change places.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    LEMMA,
    MORPH,
    ORTH,
    POS,
    SPACY,
    TAG,
)
from spacy.symbols import PROPN, PUNCT
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from diptych.corpus.codebook import Codebook, Entry
from diptych.reading.headlines import as_prose
from diptych.reading.spelling import plain

#: What the parser reads in place of a name in the codebook, by the name's type: the word, and its plural.
STAND_INS = {
    "NORP": ("German", "Germans"),
    "GPE": ("London", "London"),
    "LOC": ("London", "London"),
    "FAC": ("London", "London"),
    "ORG": ("Reuters", "Reuters"),
    "PERSON": ("Smith", "Smiths"),
}
_ANNOTATION = [TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]


@lru_cache(maxsize=8)
def stand_ins(codebook: Codebook, tokenizer: Tokenizer) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The codebook's names and surnames by their first word, the longest first: (words, the one word that
    stands for them).

    Names of several words are those of people, places, parties and media; bodies that belong to no side are
    parsed as they are written.
    """
    found: dict[tuple[str, ...], str] = {}
    names = {form for kind in ("actors", "places") for entry in codebook[kind] for form in entry.forms}
    plurals = {form for form in names if form.endswith("s") and form[:-1] in names and " " not in form}
    for entry in codebook.entries:
        if entry.more.get("type") not in STAND_INS:
            continue
        one, many = STAND_INS[entry.more["type"]]
        for form in entry.forms:
            words = tuple(t.text for t in tokenizer(plain(form)))
            if any(w[:1].isupper() for w in words) and (len(words) == 1 or _changes_places(entry)):
                found[words] = (
                    many if form[:-1] in entry.forms and form.endswith("s") or words[-1] in plurals else one
                )
            if entry.more["type"] == "PERSON":
                found.setdefault(words[-1:], one)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, word in sorted(found.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(words[0], []).append((words, word))
    return by_first


def _changes_places(entry: Entry) -> bool:
    return (
        entry.more["type"] != "ORG"
        or entry.more.get("side") not in (None, "", "other")
        or bool(entry.more.get("medium"))
    )


def masked(
    doc: Doc, names: dict[str, list[tuple[tuple[str, ...], str]]], everyday: frozenset[str]
) -> tuple[Doc, list[int]]:
    """The text with one stand-in for each name, whatever the number of its words; and for each of its tokens
    the last token of the text itself. Headlines are in the small letters of prose."""
    array, words, lasts, i = doc.to_array([ORTH, SPACY]).reshape(len(doc), 2), [], [], 0
    own, spaces = [doc.vocab.strings[k] for k in array[:, 0].tolist()], array[:, 1].astype(bool).tolist()
    while i < len(own):
        n, word = next(
            (
                (len(name), word)
                for name, word in names.get(own[i], ())
                if tuple(own[i : i + len(name)]) == name
            ),
            (1, own[i]),
        )
        i += n
        words.append(word)
        lasts.append(i - 1)
    return Doc(doc.vocab, words=as_prose(words, everyday), spaces=[spaces[k] for k in lasts]), lasts


def annotated(doc: Doc, masked: Doc, lasts: list[int]) -> Doc:
    """The annotation of the masked text on the words of the text itself: a name's last word stands for it,
    its other words hang on that."""
    seen = masked.to_array(_ANNOTATION).reshape(len(masked), len(_ANNOTATION)).astype(np.int64)
    array, strings = np.zeros((len(doc), len(_ANNOTATION)), dtype=np.int64), doc.vocab.strings
    proper, hyphen, compound, punct = (strings.add(w) for w in ("NNP", "HYPH", "compound", "punct"))
    at = np.array(lasts, dtype=np.int64)
    array[at] = seen
    array[at, 5] = at[np.arange(len(at)) + seen[:, 5]] - at
    changed = (doc.to_array(ORTH)[at] != masked.to_array(ORTH)) | (np.diff(at, prepend=-1) > 1)
    for k in np.flatnonzero(changed).tolist():
        first, last = lasts[k - 1] + 1 if k else 0, lasts[k]
        if doc[last].lower != masked[k].lower:
            array[last, 3] = _as_int(
                strings.add(doc[last].lower_ if masked[k].lemma_.islower() else doc[last].text)
            )
        for i in range(first, last):
            mark = not doc[i].text[0].isalnum()
            array[i] = [
                _as_int(v)
                for v in (
                    hyphen if mark else proper,
                    PUNCT if mark else PROPN,
                    0,
                    strings.add(doc[i].text),
                    punct if mark else compound,
                    last - i,
                    _INSIDE if seen[k, 6] == _BEGINS else seen[k, 6],
                    seen[k, 7],
                )
            ]
        if first < last and seen[k, 6] == _BEGINS:
            array[first, 6], array[last, 6] = _BEGINS, _INSIDE
    return doc.from_array(_ANNOTATION, array.astype(np.uint64))


#: How spaCy writes that a token begins a name, or is inside one.
_BEGINS, _INSIDE = 3, 1


def _as_int(value) -> int:
    """An id of spaCy's, which has 64 bits and no sign, as a number with a sign."""
    value = int(value)
    return value - (1 << 64) if value >= 1 << 63 else value
