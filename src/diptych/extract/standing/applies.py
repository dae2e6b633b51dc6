"""What one statement of law is about: the case, another situation, or law in general."""

from __future__ import annotations

import re
from functools import lru_cache

from diptych import names
from diptych.codebook import Codebook
from diptych.extract.standing.clauses import span_of
from diptych.extract.standing.rules import is_general
from diptych.extract.standing.scenes import situation, years
from diptych.extract.standing.topics import cue_words, points_to_case, topics
from diptych.extract.standing.words import words_of
from diptych.grammar import Parse, child
from diptych.pipeline import Reading

_OF_THE_WAR = frozenset({"territorial_integrity", "transitional_justice", "sanction"})  # concepts that are about the whole conflict


def applies_to(reading: Reading, i: int, clause: int, concept: str, *, defined: bool, phrase: tuple[int, int]) -> str:
    """case, other or general, for the statement whose head is token i in this clause.

    The nearest name decides: in the statement's own phrase, in its clause, in its sentence where that is about the case; else
    what the sentence is about (`topics`).
    """
    if defined:
        return "general"
    p = reading.parse
    near = situation(reading, *phrase) or _said_of_a_place(reading, i)
    if near:
        return near
    k, span = p.sent[i], span_of(p, clause)
    if _is_of_other_crimes(reading, i):
        return "other"
    topic = topics(reading)[k]
    here = situation(reading, *span) or (situation(reading, *p.sents[k]) if topic == "case" and concept not in _OF_THE_WAR else "")
    if concept == "ethnic_cleansing" and here == "case" and _is_done_to_a_region(reading, phrase):
        return "other"
    if here != "case" and clause not in cue_words(reading) and p.lower[p.left[i]] not in ("that", "this") and is_general(reading, i, clause):
        return "general"
    if _is_in_another_war(reading, phrase):
        return "other"
    if here == "case":
        return "case"
    pointed = topic == "case" and points_to_case(reading, k)
    if _is_in_another_war(reading, span) or concept in _OF_THE_WAR and not (concept == "sanction" and pointed) or concept == "ethnic_cleansing" and _names_a_region(reading, clause):
        return "other"
    return here if here and not pointed else topic


def _said_of_a_place(reading: Reading, i: int) -> str:
    """other where what is told to be in a class is a place or thing that is not listed: "Tyre was a war crime"."""
    p = reading.parse
    who = child(p, p.head[i], "nsubj") if p.dep[i] in ("attr", "acomp") and p.lemma[p.head[i]] == "be" else None
    if who is None or p.pos[who] != "PROPN" or p.ent[who] in ("NORP", "DATE"):
        return ""
    return "" if any(m.first <= who < m.last and m.found_by == "codebook" for m in names.mentions(reading)) else "other"


def _is_of_other_crimes(reading: Reading, i: int) -> bool:
    """Whether what a statement is about is told apart by years that are not the event's: "an inquiry into crimes committed between 1988
    and 1994", "the impunity that fed the violence of 2020"."""
    p, w = reading.parse, words_of(reading.codebook)
    harms = [k for k in range(i + 1, p.right[i]) if p.pos[k] == "NOUN" and (p.lemma[k] in w.event or p.lemma[k] in w.crime_noun or p.lemma[k] == "violence")]
    told = [{p.word[m] for m in range(k, p.right[k]) if re.fullmatch(r"(1[89]|20)\d\d", p.word[m]) and p.dep[m] == "pobj" and not _dates_the_step(p, k, m)} for k in harms]
    return any(found and found.isdisjoint(years(reading.codebook)) for found in told)


def _dates_the_step(p: Parse, crime: int, year: int) -> bool:
    """Whether a year that the parser hung on a crime may as well belong to the verb before it: "convicted two officers of war crimes in 1999"."""
    return p.head[p.head[year]] == crime and p.dep[crime] == "pobj" and p.pos[p.head[p.head[crime]]] == "VERB"


def _is_done_to_a_region(reading: Reading, phrase: tuple[int, int]) -> bool:
    """ "cleanse Ruritania of its people" """
    return any(m.label == "LOC" and phrase[0] <= m.first < phrase[1] for m in names.mentions(reading))


def _is_in_another_war(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether what is said is laid in a war told apart by its number, length or date: "war crimes during the 44-day war"."""
    p = reading.parse
    if any(p.lemma[k] == "war" and p.dep[k] == "pobj" and p.lower[p.head[k]] in ("in", "during", "of") and _is_told_apart(p, k) for k in range(*span)):
        return True
    others = _other_wars(reading.codebook)
    return any(m.canonical in others and span[0] <= m.first < span[1] for m in names.mentions(reading))


def _is_told_apart(p: Parse, war: int) -> bool:
    return any(p.pos[c] == "NUM" or any(x.isdigit() for x in p.word[c]) or p.lower[c] in ("second", "last", "recent", "new") for c in range(p.left[war], war))


@lru_cache(maxsize=8)
def _other_wars(book: Codebook) -> frozenset[str]:
    """Labels of the parts of the wider conflict that began after the event or ended before it."""
    ours = [str(e.more.get("date", ""))[:4] for e in book["event"]]
    spans = {e.label: str(e.more.get("date", "")).split("/") for e in book["neighbours"] if e.more.get("wider") and e.more.get("date")}
    return frozenset(label for label, span in spans.items() if any(span[0][:4] > year or span[-1][:4] < year for year in ours if year))


def _names_a_region(reading: Reading, clause: int) -> bool:
    """A region or state named in the clause."""
    p = reading.parse
    return any(m.label in ("LOC", "GPE") and p.left[clause] <= m.first < p.right[clause] for m in names.mentions(reading))
