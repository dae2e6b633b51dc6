"""Names of the event and of other events, and of the places where they were: "in Carthage", "the siege of Tyre", "Smith v. Jones"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from types import SimpleNamespace

from diptych import grammar, law, names
from diptych.codebook import Codebook
from diptych.extract.standing.words import COURTS, words_of
from diptych.grammar import Parse, child
from diptych.names import Mention
from diptych.pipeline import Reading, worked_out_once

JUDGES = frozenset("recognize recognise acknowledge condemn call adopt pass describe declare vote denounce commemorate".split())
_THERE = frozenset({"in", "at", "near", "around", "across", "throughout", "outside", "inside", "against", "from"})
_ANSWERED = frozenset("punish try prosecute convict sentence trial answer apologise apologize apology pay blame responsible accountable revenge".split())
_FIGHTING = frozenset("shelling bombing bombardment siege blockade storming".split())
_SCENES = frozenset("siege fall battle war bombing shelling city town people capital streets invasion".split())
_TRAVELS = frozenset("visit reach leave enter tour see".split())
_VERSUS = frozenset({"v.", "vs."})
_OPENING = 4  # tokens at the start of a sentence in which a place sets the scene


@lru_cache(maxsize=8)
def case_names(book: Codebook) -> frozenset[str]:
    """The names of the event and of its place."""
    places = {e.more.get("place") for e in book["event"]}
    return frozenset({e.label for e in book["event"]} | {e.label for e in book["places"] if e.id in places})


@lru_cache(maxsize=8)
def years(book: Codebook) -> frozenset[str]:
    """The years of the event."""
    return frozenset(y for e in book["event"] for y in re.findall(r"\d{4}", str(e.more.get("date", ""))))


@lru_cache(maxsize=8)
def towns(book: Codebook) -> frozenset[str]:
    """The listed towns."""
    return frozenset(e.label for e in book["places"] if e.more.get("type") == "GPE")


def situation(reading: Reading, first: int, last: int) -> str:
    """case or other where the tokens first to last - 1 name the event, its place, or another event; "" where they name neither or both.
    A judgment that is cited counts where nothing else is named."""
    named = named_situations(reading)
    found = {what for _, what in named[bisect_left(named, (first, "")):bisect_left(named, (last, ""))]}
    if len(found) > 1:
        found.discard("judgment")
    return found.pop().replace("judgment", "other") if len(found) == 1 else ""


def names_case(reading: Reading, sentence: int) -> bool:
    """Whether a sentence names the event or its place."""
    return sentence in _naming(reading)


@worked_out_once
def _naming(reading: Reading) -> set[int]:
    return {reading.parse.sent[at] for at, what in named_situations(reading) if what == "case"}


@worked_out_once
def named_situations(reading: Reading) -> list[tuple[int, str]]:
    """(token, "case", "other" or "judgment") of every name of the event or its place, of another event or a place far from the case,
    and of a judgment ("Smith v. Jones")."""
    p, book, w = reading.parse, reading.codebook, words_of(reading.codebook)
    case, listed = case_names(book), {e.label for kind in ("places", "actors") for e in book[kind]}
    wider = {e.label for e in book["neighbours"] if e.more.get("wider")}
    in_law = {k for f in (*law.named(reading), *law.courts(reading)) for k in range(f.first, f.last)}
    found = []
    for m in names.mentions(reading):
        if m.canonical in case:
            found += [(m.first, "case")] if m.first not in in_law else []
        elif m.first not in in_law and (m.label == "EVENT" and m.canonical not in wider or m.found_by == "model" and m.canonical not in listed and _is_far(p, w, m)):
            found.append((m.first, "other"))
        elif m.canonical in towns(book) and _is_scene(p, w, m.last - 1):
            found.append((m.first, "other"))
    found += [(i, "judgment") for i in range(1, len(p) - 1) if p.word[i] in _VERSUS and p.word[i - 1][:1].isupper() and p.word[i + 1][:1].isupper() and p.word[i + 1] not in listed]
    return sorted(found)


def _is_far(p: Parse, w: SimpleNamespace, m: Mention) -> bool:
    """Whether a name that no list has is a place where something happened, even where the model takes the place for something else."""
    last = m.last - 1
    if m.label == "GPE":
        return p.lower[last] not in w.seat and _takes_place(p, w, last)
    return m.label in ("ORG", "LOC", "FAC") and p.dep[last] == "pobj" and p.lower[p.head[last]] in ("in", "at", "near") and _is_scene(p, w, last)


def _is_scene(p: Parse, w: SimpleNamespace, i: int) -> bool:
    """Whether a town is where another event took place: "the pogroms in Tyre and Sidon", "shelled Tyre", "genocide had been
    committed at Tyre"."""
    i = grammar.first_conjunct(p, i)
    up = p.head[i]
    if p.dep[i] == "dobj":
        return p.lemma[up] not in w.accuse | w.ask | _TRAVELS and child(p, i, "relcl") is None
    if p.lower[up] in ("with", "like", "unlike", "than"):
        return True
    if p.dep[i] != "pobj":
        return False
    word, over = p.lower[up], p.lemma[p.head[up]]
    if word in ("in", "at") and over in ("commit", "perpetrate") or word == "for" and over in _ANSWERED:  # "punished for Tyre"
        return True
    if over == "be" and p.lower[up - 2] == "it":  # "it was in Tyre that"
        return True
    return word in ("of", "in", "at") and over in w.crime_noun | _FIGHTING | w.event - {"town", "civilian", "event"}


def _takes_place(p: Parse, w: SimpleNamespace, i: int) -> bool:
    """Whether a far place is where something happened or who did it, and not whose parliament spoke of it: "in Tyre",
    "Tyre fell", "the siege of Tyre"; not "Mexico recognised it", "the deputies of Mexico"."""
    i = grammar.first_conjunct(p, i)
    while p.dep[i] in ("compound", "poss", "nmod", "appos") and p.head[i] != i:
        i = grammar.first_conjunct(p, p.head[i])
    up = p.head[i]
    if p.dep[i] != "pobj":
        return not (p.dep[i] in ("nsubj", "agent") and p.lemma[up] in JUDGES)
    word, over = p.lower[up], p.head[up]
    if word == "for" and p.lemma[over] in ("court", "tribunal"):
        return True
    if word == "of":
        return p.lemma[over] in w.crime_noun | w.event | _SCENES
    who = child(p, over, "nsubj")
    judged = word == "in" and who is not None and p.lemma[who].lower() in COURTS | {"icty", "ictr", "icj", "icc", "echr"}  # "in Akayesu the ICTR held"
    return word in _THERE and not judged


def _is_judged(p: Parse, at: int) -> bool:
    """Whether an event is named as what somebody recognises or remembers: "has recognised the Holocaust"."""
    while p.head[at] != at and p.pos[at] not in ("VERB", "AUX"):
        at = p.head[at]
    return p.lemma[at] in JUDGES | {"compare", "liken"}


def frames(reading: Reading) -> set[int]:
    """The tokens of names that the sentences after them go on with: other events and towns of the conflict, and a far place where
    its sentence opens; not a far place named by the way, nor a judgment that is cited."""
    p = reading.parse
    far = {m.first for m in names.mentions(reading) if m.found_by == "model" and m.label == "GPE"}
    return {at for at, what in named_situations(reading) if what == "other" and not _is_judged(p, at) and (at not in far or at - p.sents[p.sent[at]][0] < _OPENING)}
