"""What each sentence of a text is about: the case or something else, carried from sentence to sentence.

A name, a pointing word ("the massacre"), a year, words for the whole war or for all its sides turn the talk; else it goes on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from diptych import grammar, law, names, voice
from diptych.codebook import Codebook
from diptych.extract.standing.clauses import clause_of, is_finite
from diptych.extract.standing.laws import law_speaks
from diptych.extract.standing.scenes import JUDGES, frames, named_situations, towns, years
from diptych.extract.standing.words import words_of
from diptych.grammar import Parse, child
from diptych.pipeline import Reading, worked_out_once

_POINTING = frozenset({"the", "this", "that", "its"})
_THE_EVENT = frozenset({"tragedy", "massacre", "town", "event"})
_PAIRED = frozenset({"both", "neither", "each", "either"})
_LAWS = frozenset("convention treaty statute law resolution code protocol charter constitution agreement".split())
_DOCUMENTS = frozenset("judgment judgement ruling report interview statement resolution book article letter".split())


@worked_out_once
def topics(reading: Reading) -> list[str]:
    """What each sentence is about: `case` or `other`. A sentence that names neither goes on with the one before it."""
    p = reading.parse
    named: list[set[str]] = [set() for _ in p.sents]
    for at, what in named_situations(reading):
        named[p.sent[at]].add(what)
    told = any("case" in found for found in named)
    turns, over = frames(reading), headings(reading)
    out: list[str] = []
    carried = default = "case"
    rival = False  # whether another event was told of since the case
    for k, (a, b) in enumerate(p.sents):
        if k in over:
            default = "other" if "case" not in named[k] and _is_of_a_town(reading, a, b) else "case"
        new = k == 0 or p.paragraph[a] != p.paragraph[a - 1]
        if k and new:
            carried = default
        before = "case" if new or "case" in named[k - 1] else carried
        if "case" in named[k] and not (default == "other" and "other" in named[k]):
            topic = carried = "case"
        elif not told:
            topic = "other"
        elif points_to_case(reading, k):
            meant = any(p.lemma[t] in _THE_EVENT for t in range(a, b)) or "other" not in named[k] and (before != "other" or not rival)
            topic = carried = "case" if meant and default != "other" else "other"
        elif named[k]:
            topic, carried = "other", carried if turns.isdisjoint(range(a, b)) else "other"
        elif (_is_of_the_war(reading, a, b) or is_of_another_time(reading, a, b)) and not _is_rule(reading, a, b):
            topic = carried = "other"
        else:
            topic = "other" if _is_of_both_sides(reading, a, b) else carried
        rival = topic == "other" and (rival or "other" in named[k] or _tells_of_harm(reading, a, b))
        out.append(topic)
    return out


def _tells_of_harm(reading: Reading, a: int, b: int) -> bool:
    """Whether a sentence tells of an event, so that "the killings" of the next may be those."""
    p, w = reading.parse, words_of(reading.codebook)
    return any(p.pos[k] == "NOUN" and (p.lemma[k] in w.event or p.lemma[k] in w.crime_noun) for k in range(a, b))


@worked_out_once
def headings(reading: Reading) -> set[int]:
    """Sentences that are a paragraph of their own and end without a full stop."""
    p = reading.parse
    alone = defaultdict(list)
    for k, (a, b) in enumerate(p.sents):
        alone[p.paragraph[a]].append(k)
    out = set()
    for group in alone.values() if len(alone) > 1 else ():
        words = [k for k in range(*p.sents[group[0]]) if p.pos[k] != "SPACE"]
        if len(group) == 1 and 0 < len(words) <= 14 and p.word[words[-1]][-1] not in ".?!…:;”\"’)" and not any(is_finite(p, k) for k in words):
            out.add(group[0])
    return out


def points_to_case(reading: Reading, sentence: int, clause: int | None = None) -> bool:
    """Whether a sentence, or one clause of it, points at the event: "the massacre", "its victims", "the town"."""
    p, w, elsewhere = reading.parse, words_of(reading.codebook), _elsewhere(reading)
    for k in range(*p.sents[sentence]):
        if p.pos[k] != "NOUN" or p.lemma[k] not in w.event or clause is not None and clause_of(p, k) != clause:
            continue
        det, (first, last) = child(p, k, "det", "poss"), grammar.noun_phrase(p, k)
        pointing = det is not None and p.lower[det] in _POINTING or p.lower[k - 1:k] == ["these"] or p.lemma[k] in ("perpetrator", "culprit")
        if pointing and elsewhere.isdisjoint(range(first, last)) and not is_of_another_time(reading, first, last):
            return True
    return False


@worked_out_once
def _elsewhere(reading: Reading) -> set[int]:
    """The first tokens of names of other events and of places that are not the event's."""
    found = dict(named_situations(reading))
    return {at for at, what in found.items() if what == "other"} | {m.first for m in names.mentions(reading) if m.label in ("GPE", "LOC") and found.get(m.first) != "case"}


# What turns the talk


def _is_of_a_town(reading: Reading, a: int, b: int) -> bool:
    """Whether a heading names a town of the conflict that is not the event's, or another event."""
    listed = towns(reading.codebook) - {e.label for e in reading.codebook["actors"]}
    return any(a <= at < b and what == "other" for at, what in named_situations(reading)) or any(a <= m.first < b and m.canonical in listed for m in names.mentions(reading))


def _is_of_the_war(reading: Reading, a: int, b: int) -> bool:
    """Words for the war, its territory and its end; not "war crime", nor "a war"."""
    p, w = reading.parse, words_of(reading.codebook)
    return any(p.lemma[k] in w.wider and not _is_by_the_way(p, k) for k in range(a, b))


def _is_by_the_way(p: Parse, k: int) -> bool:
    if p.dep[k] == "compound" and p.lemma[k] != "peace" or any(p.lower[c] in ("a", "an", "any", "every") for c in p.children[k]):
        return True
    return p.lemma[k] == "war" and k > 1 and (p.lower[k - 1] == "of" or p.lower[k + 1:k + 2] in (["crimes"], ["crime"]))


def _is_rule(reading: Reading, a: int, b: int) -> bool:
    """Whether a sentence says what law is, whatever conflict it names by the way."""
    root = next((k for k in range(a, b) if reading.parse.dep[k] == "ROOT"), a)
    return law_speaks(reading, root)


def _is_of_both_sides(reading: Reading, a: int, b: int) -> bool:
    """ "both sides", "neither state", "each party", "the two armies", "the parties"."""
    p, sides = reading.parse, words_of(reading.codebook).sides
    if any(p.lower[k] == "the" and p.lower[k + 1] in ("parties", "sides", "belligerents") for k in range(a, b - 1)):
        return True
    paired = (k for k in range(a, b) if p.lower[k] in _PAIRED or p.lower[k] == "two" and p.lower[k - 1:k] == ["the"])
    return any(p.lemma[m] in sides and p.pos[m] == "NOUN" for k in paired for m in range(k + 1, min(k + 4, b)))


def is_of_another_time(reading: Reading, a: int, b: int) -> bool:
    """Whether the tokens a to b - 1 name a year that is not the event's, and none that is."""
    p = reading.parse
    found = [k for k in range(a, b) if re.fullmatch(r"(1[89]|20)\d\d", p.word[k])]
    if not found:
        return False
    inside = {k for f in law.named(reading) for k in range(f.first, f.last)}
    told = [p.word[k] for k in found if k not in inside and not _dates_words(reading, k)]
    return bool(told) and years(reading.codebook).isdisjoint(told)


def _dates_words(reading: Reading, k: int) -> bool:
    """Whether a year dates what is said or ruled, and not what is told: "in its judgment of 2010", "in 2010 the Court wrote", "convicted them
    in 2010", "the 1948 convention"; not "the 1915 massacres"."""
    p, w = reading.parse, words_of(reading.codebook)
    if p.dep[k] in ("nummod", "compound", "nmod"):
        if p.lemma[p.head[k]] in w.event | w.crime_noun:
            return False
        if p.lemma[p.head[k]].lower() in _LAWS:
            return True
    while p.head[k] != k and p.pos[k] not in ("VERB", "AUX"):
        k = p.head[k]
        if p.pos[k] == "NOUN" and p.lemma[k] in _DOCUMENTS:
            return True
    telling = p.dep[k] == "relcl" and p.pos[p.head[k]] in ("NOUN", "PROPN")  # a year that tells of a thing named by the way
    return k in cue_words(reading) or telling or child(p, k, "ccomp") is not None or p.lemma[k] in w.settle | w.ask | JUDGES | _step_verbs(reading.codebook)


@lru_cache(maxsize=8)
def _step_verbs(book: Codebook) -> frozenset[str]:
    """Verbs for steps of law, which come years after what they are about: "convict", "pardon"."""
    return frozenset(word for e in book["legal_classes"] if e.more.get("sort") == "step" for word in e.more.get("verbs", ()) if " " not in word)


@worked_out_once
def cue_words(reading: Reading) -> set[int]:
    """The tokens of all words that attribute: "said", "according to"."""
    return {t for a in voice.find(reading) for first, last in a.cue for t in range(first, last)}
