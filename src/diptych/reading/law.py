"""Names of law in a text: instruments (treaties, statutes, articles, resolutions) and courts, listed in the
codebook or not.

An instrument that nobody listed is known by its build: an article with its number, a resolution with its
number, a capitalised name that ends in or starts with a word for an instrument.
"""

from __future__ import annotations

import re

from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.reading.lawnames import (
    HEADS,
    PARTS,
    Instrument,
    article,
    headed,
    known_in,
    name_around,
)
from diptych.reading.reading import Reading, worked_out_once

_COURT_HEADS = frozenset({"court", "courts", "tribunal", "tribunals", "chambers"})


@worked_out_once
def instruments(reading: Reading) -> list[tuple[int, int, str]]:
    """(first token, token after the last, canonical name) of every instrument that a text names, in order,
    none inside another."""
    return [(f.first, f.last, f.canonical) for f in named(reading)]


@worked_out_once
def named(reading: Reading) -> list[Instrument]:
    """Every instrument that a text names, with its entry, in order; the longest name wins."""
    p, known = reading.parse, known_in(reading.codebook)
    found = [
        Instrument(f.start, f.end, known.by_id[f.id_].label, known.by_id[f.id_])
        for f in reading.doc.spans.get("codebook", ())
        if f.label_ == "law" and f.id_ in known.by_id
    ]
    parts = {word for word in set(p.lower) if word.rstrip(".") in PARTS or word.startswith("§")}
    for i, word in enumerate(p.lower):
        if word in parts:
            found += article(p, i, known)
        elif word in HEADS:
            found += headed(p, i, known)
    kept: list[Instrument] = []
    used: set[int] = set()
    for f in sorted(found, key=lambda f: (f.first - f.last, f.entry is None, f.first)):
        if not used.intersection(range(f.first, f.last)):
            used.update(range(f.first, f.last))
            kept.append(f)
    return sorted(kept)


def concept_of(p: Parse, f: Instrument) -> str:
    """The legal class that an instrument brings in: that of the article which the text names, else the
    instrument's own."""
    if f.entry is None:
        return "other"
    by_article = dict(line.split(": ", 1) for line in f.entry.more.get("by_article", ()))
    number = next(
        (
            m[0]
            for k in range(f.first, f.last)
            if (m := re.match(r"\d+", p.word[k])) and not re.fullmatch(r"1[789]\d\d|20\d\d", p.word[k])
        ),
        "",
    )
    return by_article.get(number, str(f.entry.more["concept"]))


@worked_out_once
def courts(reading: Reading) -> list[Instrument]:
    """Every court that a text names or describes by its place ("courts in Skopje"), with its entry, in
    order."""
    p, known, found = reading.parse, known_in(reading.codebook), []
    taken = {
        k for f in named(reading) for k in range(f.first + (p.lower[f.first].rstrip(".") in PARTS), f.last)
    }
    for i in (i for i, word in enumerate(p.lower) if word in known.courts or word in _COURT_HEADS):
        for words, entry in known.courts.get(p.lower[i], ()):
            if tuple(p.lower[i:i + len(words)]) == words and p.word[i][:1].isupper():
                found.append(Instrument(i, i + len(words), entry.label, entry))
                break
        if p.lower[i] in _COURT_HEADS and p.pos[i] in ("NOUN", "PROPN"):
            first, last = name_around(p, i)
            if last - first > 1 and any(p.word[k][:1].isupper() for k in range(first, last)):
                found.append(Instrument(first, last, grammar.words(p, first, last), None))
            elif (
                p.lower[i].startswith("court")
                and i + 2 < len(p)
                and p.lower[i + 1] in ("in", "of")
                and p.word[i + 2][:1].isupper()
            ):
                found.append(Instrument(i, i + 3, grammar.words(p, i, i + 3), None))
    kept: list[Instrument] = []
    used = set(taken)
    for f in sorted(found, key=lambda f: (f.entry is None, f.first - f.last, f.first)):
        if not used.intersection(range(f.first, f.last)):
            used.update(range(f.first, f.last))
            kept.append(f)
    return sorted(kept)
