"""What each sentence is about: the events, places, laws and years it names, and what the sentences before it
were about."""

from __future__ import annotations

import re
from typing import NamedTuple

from diptych.reading import law, names
from diptych.reading.reading import Reading, worked_out_once

YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


class Scene(NamedTuple):
    """One sentence: what it names, as words for features; and the event named last before it ("case",
    "other", or "none")."""

    names: frozenset[str]
    last: str
    since: int
    before: frozenset[str]
    place: str


@worked_out_once
def kinds_of(reading: Reading) -> list[str]:
    """What each token names, or "": the case, another event (other), the place of the case, another place or
    people (elsewhere), the year of the case or another, a court, or the label of a name."""
    p, book = reading.parse, reading.codebook
    case = {e.label for e in book["event"]}
    ids = {str(e.more.get("place", "")) for e in book["event"]}
    places = {e.label for e in book["places"] if e.id in ids}
    years = {y for e in book["event"] for y in YEAR.findall(str(e.more.get("date", "")))}
    out = [("year of case" if w in years else "year") if YEAR.fullmatch(w) else "" for w in p.lower]
    for m in names.mentions(reading):
        if m.label == "EVENT":
            kind = "case" if m.canonical in case else "other"
        elif m.canonical in places:
            kind = "place"
        else:
            kind = "elsewhere" if m.label in ("GPE", "LOC", "NORP") else m.label
        out[m.first : m.last] = [kind] * (m.last - m.first)
    for found, kind in ((law.courts(reading), "court"), (law.named(reading), "LAW")):
        for f in found:
            out[f.first : f.last] = [kind] * (f.last - f.first)
    return out


@worked_out_once
def inside_names(reading: Reading) -> frozenset[int]:
    """The words of names but the one that each hangs by: a name is one noun phrase, however many words it
    has."""
    p = reading.parse
    return frozenset(
        i
        for m in names.mentions(reading)
        for i in range(m.first, m.last)
        if m.first <= p.head[i] < m.last and p.head[i] != i
    )


@worked_out_once
def scenes(reading: Reading) -> list[Scene]:
    """The scene of each sentence of a text."""
    named = _named(reading)
    out: list[Scene] = []
    last, since = "none", 9
    p = reading.parse
    for k, (a, _) in enumerate(p.sents):
        opens = k == 0 or p.paragraph[a] != p.paragraph[p.sents[k - 1][0]]
        place = "first" if k == 0 else "opens" if opens else "inside"
        out.append(
            Scene(
                frozenset(named[k]), last, min(since, 9), frozenset(named[k - 1]) if k else frozenset(), place
            )
        )
        here = "case" if "case" in named[k] else "other" if "other" in named[k] else ""
        last, since = (here, 0) if here else (last, since + 1)
    return out


def _named(reading: Reading) -> list[set[str]]:
    """What the words of each sentence name, and whether it asks a question or speaks of I and we."""
    p = reading.parse
    out: list[set[str]] = [set() for _ in p.sents]
    for i, kind in enumerate(kinds_of(reading)):
        if kind:
            out[p.sent[i]].add(kind)
        elif p.lower[i] == "?":
            out[p.sent[i]].add("question")
        elif p.lower[i] in ("i", "my", "me", "we", "our", "us"):
            out[p.sent[i]].add("first-person")
    return out


def name_of_other(reading: Reading, i: int) -> str:
    """The name of the other event that token i is about: in its sentence, else the last one named before; ""
    where none is."""
    p = reading.parse
    case = {e.label for e in reading.codebook["event"]}
    others = [m for m in names.mentions(reading) if m.label == "EVENT" and m.canonical not in case]
    here = [m.canonical for m in others if p.sent[m.first] == p.sent[i]]
    before = [m.canonical for m in others if m.first < i]
    return (here or before[-1:] or [""])[0]
