"""The clause frame: what grammar says of a word, worked out once for each parse and asked by every layer.

A clause is the part of a sentence under one verb. `clauses` gives each token its clause; `path` says how one
word hangs together with another, as the relations up from the one and down to the other.
"""

from __future__ import annotations

from typing import NamedTuple

from diptych.reading.grammar import SUBJECTS, Parse, is_negated
from diptych.reading.reading import Reading, worked_out_once

MODALS = {
    "may": "may",
    "might": "may",
    "could": "may",
    "can": "can",
    "would": "would",
    "should": "should",
    "must": "should",
    "ought": "should",
    "will": "will",
    "shall": "will",
    "'ll": "will",
    "'d": "would",
}
#: Relations by which a verb opens no clause of its own.
INSIDE = frozenset({"aux", "auxpass", "amod", "compound", "nmod"})
#: What parts off a word from those beside it: not followed from an act down to a party.
SKIPPED = frozenset(
    {"punct", "det", "aux", "auxpass", "cc", "mark", "neg", "case", "advmod", "num", "nummod", "prt", "expl"}
)
FARTHEST = 7


class Clause(NamedTuple):
    """One clause: its verb, how the clause hangs on what is above it, and what its verb carries."""

    verb: int
    dep: str
    above: int
    tense: str
    modal: str
    negated: bool
    passive: bool
    subject: int


@worked_out_once
def clauses(reading: Reading) -> tuple[list[Clause], list[int]]:
    """All clauses of a text, and for each token the number of its clause."""
    p = reading.parse
    found: list[Clause] = []
    number = [-1] * len(p)
    for i in _heads_first(p):
        over = p.head[i]
        if over == i or p.pos[i] in ("VERB", "AUX") and p.dep[i] not in INSIDE:
            number[i] = len(found)
            found.append(_clause(p, i, -1 if over == i else number[over]))
        else:
            number[i] = number[over]
    return found, number


def _heads_first(p: Parse) -> list[int]:
    order = [i for i, head in enumerate(p.head) if head == i]
    for i in order:
        order += p.children[i]
    return order


def _clause(p: Parse, verb: int, above: int) -> Clause:
    modal, subject, helper, passive = "", -1, "", p.tag[verb] == "VBN" and p.dep[verb] in ("acl", "amod")
    for c in p.children[verb]:
        dep = p.dep[c]
        if dep in ("aux", "auxpass"):
            passive |= dep == "auxpass"
            modal = modal or MODALS.get(p.lower[c], "")
            helper = helper or p.tag[c]
        elif dep in SUBJECTS:
            subject = c
            passive |= dep in ("nsubjpass", "csubjpass")
    if subject < 0 and p.dep[verb] == "conj" and p.tag[verb] == "VBN":
        passive |= any(p.dep[c] == "auxpass" for c in p.children[p.head[verb]])
    return Clause(
        verb,
        p.dep[verb],
        above,
        helper if helper not in ("", "MD") else p.tag[verb],
        modal,
        is_negated(p, verb),
        passive,
        subject,
    )


@worked_out_once
def depths(reading: Reading) -> list[int]:
    """How many heads each token has above it."""
    p = reading.parse
    depth = [0] * len(p)
    for i in _heads_first(p):
        if p.head[i] != i:
            depth[i] = depth[p.head[i]] + 1
    return depth


def ancestors(p: Parse, i: int) -> list[int]:
    """The tokens above a token, the nearest first."""
    out = []
    while p.head[i] != i:
        i = p.head[i]
        out.append(i)
    return out


def path(reading: Reading, i: int, j: int) -> tuple[str, ...]:
    """Relations from token i up to the word over both, then down to token j: ("^conj", "nsubj"); empty where
    it is longer than `FARTHEST`."""
    p, depth = reading.parse, depths(reading)
    up, down = [], []
    while i != j:
        if len(up) + len(down) >= FARTHEST:
            return ()
        if depth[i] >= depth[j]:
            if p.head[i] == i:
                return ()
            up.append("^" + _relation(p, i))
            i = p.head[i]
        else:
            down.append(_relation(p, j))
            j = p.head[j]
    return (*up, *reversed(down))


def _relation(p: Parse, i: int) -> str:
    """A relation, with the word of a preposition and whether a verb is passive."""
    dep = p.dep[i]
    if dep in ("prep", "agent", "dative"):
        return f"{dep}:{p.lower[i]}"
    return dep
