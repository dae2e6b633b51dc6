"""Names that say which event a word is a word for: "genocide in Rwanda", "the Bucha massacre", "the genocide of 1915"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter

from diptych import grammar, names
from diptych.codebook import Codebook
from diptych.extract import standing
from diptych.extract.term_uses import BEGINS, Use, is_claim, is_most, said_of
from diptych.grammar import Parse
from diptych.names import Mention
from diptych.pipeline import Reading

_first = attrgetter("first")
_PLACED = frozenset({"in", "at", "near", "on"})
_COMPARED = frozenset({"with", "to", "like", "unlike", "than", "as"})
_HAPPENS = frozenset("be happen occur take begin start unfold continue go".split())
_ABOUT = _PLACED | {"of", "against", "for"}


def beside(reading: Reading, use: Use) -> tuple[str, str] | None:
    """(referent, name) by an event, a place or a year named in the word's own phrase: "genocide in Rwanda", "the killings in the town",
    "Rwandan genocide"."""
    p = reading.parse
    first, last = grammar.noun_phrase(p, use.head)
    found = names.mentions(reading)
    inside = [m for m in found[bisect_left(found, first, key=_first):bisect_left(found, last, key=_first)] if not use.first <= m.first < use.last]
    if any(m.canonical in standing.case_names(reading.codebook) for m in inside):
        return "case", ""
    most = is_most(p, use) or any(p.lower[c] in ("first", "single") for c in p.children[use.head])  # "the worst massacre of the Bosnian War"
    events = [m.canonical for m in inside if m.label == "EVENT" and not (most and m.first > use.head) and p.lower[m.first - 2] not in _COMPARED and p.lower[m.first - 1] not in _COMPARED]
    after = (_after(reading, use, m) for m in inside if m.first > use.head)
    name = next((n for n in (*events[:1], *after) if n), "") or _unlisted(reading, use) or _year(reading, use) or _people(reading, use, inside)
    return ("other", name) if name else None


def _after(reading: Reading, use: Use, m: Mention) -> str:
    """A people or a place that the word's phrase ends on: "genocide of the Herero", "massacre at Tyre"; "" where it is none of another event."""
    p = reading.parse
    before = p.lower[m.first - 2 if p.lower[m.first - 1] in BEGINS else m.first - 1]
    if before not in _ABOUT:
        return ""
    if before in ("of", "against") and m.label == "NORP" and not is_party(reading, m.canonical):
        return f"{use.term} of {grammar.words(p, m.first, m.last)}"
    place = m.label in ("GPE", "LOC") or before in _PLACED and m.found_by == "model" and m.label in ("ORG", "FAC", "PERSON")
    if not place or m.canonical in around(reading.codebook):
        return ""
    own = before != "of" or p.lower[use.last] == "of"
    return f"{use.term} {before if own else 'in'} {m.canonical}"


def _unlisted(reading: Reading, use: Use) -> str:
    """The name of an event that no list has, from the proper noun in the word's phrase: "the Bucha massacre", "the killings at My Lai"."""
    p, i = reading.parse, use.head
    other = ("DATE",) if use.verdict else ("PERSON", "ORG", "DATE")
    known = {k for m in names.mentions(reading) for k in range(m.first, m.last) if m.found_by == "codebook" or m.label in other and m.first < i}
    before = [c for c in p.children[i] if c < use.first and p.dep[c] in ("compound", "nmod") and p.pos[c] == "PROPN" and p.ent[c] not in ("NORP", "DATE")]
    if before and before[0] not in known and p.dep[i] != "compound":
        return grammar.words(p, p.left[before[0]], use.last)
    for prep in p.children[i]:
        what = grammar.child(p, prep, "pobj") if p.dep[prep] == "prep" and (p.lower[prep] in _PLACED or use.verdict and p.lower[prep] == "of") else None
        if what is not None and p.pos[what] == "PROPN" and what not in known and p.ent[what] not in ("DATE", "LAW"):
            return f"{use.term} {p.lower[prep]} {grammar.words(p, *grammar.noun_phrase(p, what))}"
    return ""


def _year(reading: Reading, use: Use) -> str:
    """A year in the word's own phrase that is not the event's: "the genocide of 1915"."""
    p = reading.parse
    for prep in p.children[use.head]:
        if prep > use.head and p.dep[prep] == "prep" and p.lower[prep] in ("of", "in"):
            what = grammar.child(p, prep, "pobj")
            if what is not None and re.fullmatch(r"(1[0-9]|20)\d\d", p.word[what]) and p.word[what] not in standing.years(reading.codebook):
                return f"{use.term} of {p.word[what]}"
    return ""


def _people(reading: Reading, use: Use, inside: list[Mention]) -> str:
    """A people before a verdict: "Rwandan genocide"."""
    p, before = reading.parse, use.head - 1
    if not use.verdict or before < 0 or p.dep[before] not in ("amod", "compound") or p.head[before] != use.head or not p.word[before][:1].isupper():
        return ""
    people = next((m.canonical for m in inside if m.label == "NORP" and m.last == use.first), "")
    return f"{people} {use.term}" if people and not is_party(reading, people) else ""


def of_another(reading: Reading, use: Use) -> str:
    """What the word is said of, where that is a place or event by name and not the case: "Tyre was a genocide"."""
    p, book = reading.parse, reading.codebook
    thing = said_of(p, use)
    if thing is not None and p.lower[thing] == "it":
        thing = _before_and(p, thing)
    if thing is None or p.pos[thing] != "PROPN":
        return ""
    m = next((m for m in names.mentions(reading) if m.first <= thing < m.last), None)
    if m is None or m.label not in ("EVENT", "GPE", "LOC", "FAC") or m.canonical in standing.case_names(book) | around(book) or is_party(reading, m.canonical):
        return ""
    return m.canonical if m.label == "EVENT" else f"{use.term} in {m.canonical}"


def _before_and(p: Parse, it: int) -> int | None:
    """What "it" stands for where its clause is joined to one: "Tyre was a massacre, and it was later held to be genocide"."""
    v = standing.clause_of(p, it)
    return grammar.child(p, p.head[v], "nsubj", "nsubjpass") if p.dep[v] == "conj" else None


def placed(reading: Reading, use: Use) -> tuple[str, str] | None:
    """(referent, name) by the place where the clause lays what happened: "the worst killings were in Tyre", "in Tyre, where the killings
    went on for a week", "in Tyre a massacre had taken place"."""
    p, i = reading.parse, grammar.first_conjunct(reading.parse, use.head)
    v = p.head[i]
    if p.dep[i] not in grammar.SUBJECTS or is_claim(p, use):
        return None
    scenes = [grammar.child(p, c, "pobj") for c in p.children[v] if p.lower[c] in ("in", "at")] if _lays(p, v) else []
    if p.dep[v] == "relcl" and any(p.lower[c] == "where" for c in p.children[v]):
        scenes.append(p.head[v])
    found = next((m for s in scenes if s is not None for m in names.mentions(reading) if m.first <= s < m.last and m.label in ("GPE", "LOC", "FAC")), None)
    if found is None or found.canonical in around(reading.codebook):
        return None
    return ("case", "") if found.canonical in standing.case_names(reading.codebook) else ("other", f"{use.term} in {found.canonical}")


def _lays(p: Parse, v: int) -> bool:
    """Whether a verb tells that something happened: "was in Tyre", "took place in Tyre"; not "was debated in Tyre"."""
    if p.lemma[v] == "take":
        return any(p.lower[c] == "place" for c in p.children[v])
    return p.lemma[v] in _HAPPENS and grammar.child(p, v, "attr", "acomp", "dobj") is None or p.lemma[v] in ("commit", "perpetrate")


def other_name(reading: Reading, use: Use) -> str:
    """The name of the other event: the nearest in the sentence, else the last one named before."""
    p, k = reading.parse, use.head
    a, b = p.sents[p.sent[k]]
    nearest = lambda found: min(found, key=lambda m: abs(m.first - k)).canonical  # noqa: E731
    events = [m for m in names.mentions(reading) if m.label == "EVENT" and m.canonical not in standing.case_names(reading.codebook)]
    here = [m for m in events if a <= m.first < b]
    if here:
        return nearest(here)
    places = [m for m in names.mentions(reading) if a <= m.first < b and m.label in ("GPE", "LOC") and standing.situation(reading, m.first, m.last) == "other"]
    if places:
        return f"{use.term} in {nearest(places)}"
    wars = [n for n in range(a, b) if p.lemma[n] in ("war", "conflict") and p.dep[n] != "compound" and p.pos[n] == "NOUN"]
    if wars:
        return _without_article(p, min(wars, key=lambda n: abs(n - k)))
    before = [m for m in events if m.first < k and p.sent[k] - p.sent[m.first] <= 2 and not any(p.lower[t] in ("both", "neither") for t in range(a, b))]
    return before[-1].canonical if before else "wider conflict"


def _without_article(p: Parse, n: int) -> str:
    first, last = grammar.noun_phrase(p, n) if p.dep[n] != "poss" else (n, n + 1)  # "the war's battles"
    while first < n and p.lower[first] in ("the", "a", "an", "this", "that"):
        first += 1
    return grammar.words(p, first, last)


def is_party(reading: Reading, name: str) -> bool:
    """Whether a name is that of an actor of the codebook."""
    return any(e.label == name for e in reading.codebook["actors"])


@lru_cache(maxsize=8)
def around(codebook: Codebook) -> frozenset[str]:
    """The places that hold the event, or that it spread to: what happened there may be the event."""
    ids = {place for e in codebook["event"] for place in e.more.get("around", ())}
    return frozenset(e.label for e in codebook["places"] if e.id in ids)
