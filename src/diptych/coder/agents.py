"""Who does an act, and to whom: the noun phrases around it, their features, and the choice among them."""

from __future__ import annotations

from bisect import bisect_left

from diptych.coder import frame
from diptych.coder.context import word
from diptych.coder.harm import Candidate, candidates, kind, light_verbs
from diptych.coder.models import Features
from diptych.coder.scene import inside_names, kinds_of
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading, worked_out_once

PARTIES = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
#: How many words a noun phrase may stand from an act: more than a sentence has, but for a text without stops.
WITHIN = 400


def parties(reading: Reading, c: Candidate) -> list[int]:
    """The heads of the noun phrases in the sentence of an act, pronouns too."""
    a, b = reading.parse.sents[reading.parse.sent[c.head]]
    near = range(max(a, c.head - WITHIN), min(b, c.head + WITHIN))
    return [i for i in near if not c.first <= i < c.last and is_party(reading, i, c.head)]


def described(reading: Reading, c: Candidate) -> list[tuple[int, Features]]:
    """The noun phrases in the sentence of an act, by their heads, with their features; those too far off left
    out."""
    doer = by_grammar(reading, c.head)
    return [
        (i, Features(party_features(reading, c, i, way, doer)))
        for i in parties(reading, c)
        if (way := frame.path(reading, c.head, i))
    ]


def is_party(reading: Reading, i: int, act: int = -1) -> bool:
    """Whether token i heads a noun phrase, or names a people or owner right before the act ("rebel attack",
    "their assault")."""
    p = reading.parse
    if (
        p.pos[i] not in PARTIES
        or p.dep[i] in ("det", "punct", "case", "npadvmod", "expl", "mark")
        or i in inside_names(reading)
    ):
        return False
    if p.dep[i] in ("compound", "amod", "nmod", "nummod"):
        return p.head[i] == act and (p.pos[i] != "ADJ" or p.ent[i] in ("NORP", "GPE"))
    return p.dep[i] == "poss" or p.pos[i] not in ("ADJ",)


def party_features(reading: Reading, c: Candidate, i: int, way: tuple[str, ...], doer: int) -> list[str]:
    """How the noun phrase headed by token i hangs together with an act, and what it is."""
    p, h = reading.parse, c.head
    path, what, pos, entry = " ".join(way), kind(reading, i), p.pos[h], c.entries[0]
    last = way[-1]
    clauses, number = frame.clauses(reading)
    passive = clauses[number[h]].passive and pos in ("VERB", "AUX")
    side = "before" if i < h else "after"
    out = [
        f"path={path}",
        f"path={path} {pos}",
        f"path={path} {what}",
        f"path={path} {entry}",
        f"path={path} passive={passive}",
        f"path={path} {c.role}",
        f"path={path} {word(p, h)}",
        f"path={path} under={word(p, p.head[h])}",
        f"last={last} {word(p, h)} passive={passive}",
        f"last={last} {word(p, h)} {side}",
        f"{word(p, i)} {pos} {last}",
        f"kind={what}",
        f"kind={what} {pos} {last}",
        f"kind={what} {entry}",
        f"last={last} passive={passive}",
        f"first={way[0]} {pos}",
        f"steps={len(way)}",
        f"side={side} {pos}",
        f"side={side} {what}",
        f"clause={number[i] == number[h]}",
        f"over={word(p, p.head[i])} {p.dep[i]}",
        f"act={p.dep[h]} {p.dep[i]}",
    ]
    if clauses[number[i]].subject == i:
        out += ["subject", f"subject {what}", f"subject {pos} passive={clauses[number[i]].passive}"]
    if i == doer:
        out += ["grammar", f"grammar {what}", f"grammar {pos} passive={passive}", f"grammar {entry}"]
    elif doer >= 0:
        out.append("grammar=other")
    out += _elsewhere(reading, c, i)
    nouns = _nouns_before(reading)
    return [*out, f"between={min(abs(nouns[i] - nouns[h]), 6)} {side}"]


def _elsewhere(reading: Reading, c: Candidate, i: int) -> list[str]:
    """What the noun phrase headed by token i is to the other acts of the text."""
    p, pos = reading.parse, reading.parse.pos[c.head]
    doing = doers(reading)
    others = [act for act in doing.get(i, ()) if act != c.head]
    out = [f"does-other={bool(others)} {pos}"]
    if any(act < c.head for act in others):
        out.append(f"does-before {pos}")
    if i in _acts(reading):
        out.append(f"is-act {pos}")
    if p.pos[i] == "NOUN" and not kinds_of(reading)[i]:
        before = bisect_left(_doers_by_lemma(reading).get(p.lemma[i].lower(), ()), i)
        out.append(f"did-before={min(2, before)}")
    return out


@worked_out_once
def _acts(reading: Reading) -> frozenset[int]:
    return frozenset(c.head for c in candidates(reading))


@worked_out_once
def _doers_by_lemma(reading: Reading) -> dict[str, list[int]]:
    """The heads of noun phrases that do an act, by their lemma, in the order of the words."""
    out: dict[str, list[int]] = {}
    for i in sorted(doers(reading)):
        out.setdefault(reading.parse.lemma[i].lower(), []).append(i)
    return out


@worked_out_once
def doers(reading: Reading) -> dict[int, list[int]]:
    """The acts that each noun phrase does by grammar alone, by the head of the phrase."""
    out: dict[int, list[int]] = {}
    for c in candidates(reading):
        doer = by_grammar(reading, c.head)
        if doer >= 0:
            out.setdefault(doer, []).append(c.head)
    return out


@worked_out_once
def _nouns_before(reading: Reading) -> list[int]:
    """For each token how many heads of noun phrases stand before it."""
    p, n, out, inside = reading.parse, 0, [], inside_names(reading)
    for i, (pos, dep) in enumerate(zip(p.pos, p.dep)):
        out.append(n)
        n += (
            pos in ("NOUN", "PROPN", "PRON")
            and dep not in ("compound", "poss", "nmod", "amod")
            and i not in inside
        )
    return out


def by_grammar(reading: Reading, h: int) -> int:
    """Who does an act by grammar alone: the object of by, else the subject of an active verb, across "and"
    and infinitives; of a noun its owner, else the subject of the light verb that it is the object of; -1
    where there is none."""
    p = reading.parse
    by = next(
        (k for c in p.children[h] if p.lower[c] == "by" for k in p.children[c] if p.dep[k] == "pobj"), None
    )
    if by is not None:
        return by
    if p.pos[h] in ("VERB", "AUX"):
        doer = None if grammar.is_passive(p, h) else grammar.subject(p, h)
    else:
        doer = grammar.child(p, h, "poss")
        if (
            doer is None
            and p.dep[h] in ("dobj", "pobj")
            and p.lemma[frame.ancestors(p, h)[0]] in light_verbs(reading)
        ):
            doer = grammar.subject(p, p.head[h])
    return -1 if doer is None else _antecedent_of_relative(p, doer)


def _antecedent_of_relative(p: Parse, i: int) -> int:
    """The noun that a relative who, which or that stands for; any other token is itself."""
    verb = p.head[i]
    while p.tag[i] in ("WP", "WDT") and p.dep[verb] in ("conj", "xcomp"):
        verb = p.head[verb]
    return p.head[verb] if p.tag[i] in ("WP", "WDT") and p.dep[verb] == "relcl" else i
