"""What a verb is done to, and the doers in a by-phrase or "at the hands of" somebody."""

from __future__ import annotations

from diptych import grammar
from diptych.agency.words import Scene
from diptych.grammar import child, conjuncts

RELATIVE = frozenset({"who", "which", "that", "whom"})


def objects(p: grammar.Parse, v: int) -> list[int]:
    """The direct objects of a verb: its own, those it shares with the verbs joined to it, or the noun its relative clause stands after."""
    own = child(p, v, "dobj")
    if p.dep[v] == "amod" and child(p, v, "aux") is not None or is_gerund(p, v):
        return conjuncts(p, p.head[v])
    if own is not None:
        if p.lower[own] in RELATIVE and p.tag[own] in ("WP", "WDT"):
            return [p.head[v]] if p.dep[v] == "relcl" else []
        return conjuncts(p, own)
    shared = _shared_with_next(p, v)
    if shared:
        return shared
    subject = child(p, v, "nsubj") if p.dep[v] == "relcl" else None
    return [p.head[v]] if subject is not None and p.lower[subject] not in RELATIVE else []


def _shared_with_next(p: grammar.Parse, v: int) -> list[int]:
    """The objects of the verb joined right behind: "shelled and burned the port"."""
    for c in p.children[v]:
        if p.dep[c] == "conj" and 0 < c - v <= 3 and p.pos[c] == "VERB" and child(p, c, "nsubj", "nsubjpass") is None and not grammar.is_passive(p, c):
            if p.tag[c] == p.tag[v] or {p.tag[c], p.tag[v]} == {"VBD", "VBN"}:
                found = objects(p, c)
                if found:
                    return found
    return []


def is_gerund(p: grammar.Parse, v: int) -> bool:
    """A gerund that the parser took for an adjective of its object: "accused of forcibly displacing civilians"."""
    return p.tag[v] == "VBG" and p.dep[v] == "amod" and p.dep[p.head[v]] == "pobj" and p.head[v] == v + 1 and any(p.dep[c] == "advmod" and p.lower[c].endswith("ly") for c in p.children[v])


def conjuncts_of(p: grammar.Parse, i: int | None) -> list[int]:
    """A noun with those joined to it; nothing where there is none."""
    return [] if i is None else conjuncts(p, i)


def agents(s: Scene, v: int) -> list[int]:
    """The doers of a passive: those of its by-phrase or of the verb joined after it, or those at whose hands it was done."""
    p = s.p
    for c in p.children[v]:
        if p.dep[c] in ("agent", "prep") and p.lower[c] == "by":
            doer = child(p, c, "pobj")
            if doer is not None and p.lower[doer] != p.lower[c - 1] and p.lower[doer] not in _NO_AGENTS and p.ent[doer] not in ("DATE", "TIME", "PERCENT", "CARDINAL", "QUANTITY"):
                return conjuncts(p, doer)
    at_hands = by_their_hands(p, v)
    if at_hands:
        return at_hands
    for c in p.children[v]:
        if p.dep[c] == "conj" and c > v and p.tag[c] == "VBN" and child(p, c, "nsubjpass", "nsubj") is None:
            return agents(s, c)
    return []


#: After "by": a time, a manner or a way, and nobody.
_NO_AGENTS = frozenset("then now force hand mistake accident chance means way road air sea rail land account accounts indication indications estimate estimates".split())


AT_HANDS = frozenset({"hands", "part", "side", "sides", "instigation"})


def by_their_hands(p: grammar.Parse, v: int) -> list[int]:
    """The doers in "at the hands of X", "on the part of X", "on X's side", "on the … side"."""
    for c in p.children[v]:
        if p.lower[c] in ("at", "on", "from"):
            noun = child(p, c, "pobj")
            if noun is None:
                continue
            if p.lower[noun] in AT_HANDS:
                of = child(p, noun, "prep")
                owner = child(p, of, "pobj") if of is not None and p.lower[of] == "of" else child(p, noun, "poss")
                if owner is not None:
                    return conjuncts(p, owner)
                if p.lower[noun] == "side" and any(p.dep[k] in ("amod", "compound") and p.word[k][:1].isupper() for k in p.children[noun]):
                    return [noun]
    return []
