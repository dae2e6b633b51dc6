"""Blame: who is, is not or may be answerable, guilty, the cause; who is accused, tried, sentenced. One row for each person blamed.

    guilt      called guilty or answerable: "the perpetrators", "X is responsible for the killings"
    charged    accused, tried, sentenced: "was charged with murder", "proceedings against X", "X denies the charge"
    borne      to whom responsibility is laid: "X bears the blame", "gave the orders", "was behind the attack", "the role of X in it"
    caused     an act or somebody that brings harm about: "the raid led to the deaths of …"
    matter     what the blame is for, and who suffered by it
"""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.blame.borne import at_the_door, behind, laid, orders, responsibility, shares, work_of
from diptych.agency.blame.caused import causes
from diptych.agency.blame.charged import charges, denials, proceedings
from diptych.agency.blame.guilt import answerable, culprits
from diptych.agency.harm.act import Act
from diptych.agency.words import Scene
from diptych.grammar import is_negated


def find(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Every blaming of somebody in a text: one act for each name, one for others told together. Somebody blamed twice in a sentence
    is blamed by the noun of guilt, else by the first word; where it is nobody ("no one was convicted") nobody is blamed, but those called guilty are ("no murderer was convicted")."""
    blamed: set[tuple[int, int]] = set()
    found: list[Act] = []
    for rule in (culprits, answerable, charges, responsibility, laid, at_the_door, work_of, orders, behind, shares, denials, proceedings, causes):
        for act in rule(s, taken):
            key = {(s.p.sent[act.head], d) for d in act.doers}
            act = act if rule is culprits else act._replace(doers=tuple(d for d in act.doers if not _nobody(s, d)))
            if not act.doers:
                continue
            if rule is causes or not key & blamed or rule is charges and s.p.dep[act.head] == "conj" and s.has(s.p.head[act.head], "charge"):
                blamed |= key
                found += [act._replace(doers=(d,)) for d in act.doers] if all(s.label[d] for d in act.doers) else [act]
    return found


def _nobody(s: Scene, d: int) -> bool:
    """Nobody, anybody, "no soldier", "not one officer"."""
    p = s.p
    below = [k for c in p.children[d] if p.dep[c] in ("det", "nummod", "neg", "preconj") for k in (c, *p.children[c])]
    return p.lower[d] in ("nobody", "none", "anyone", "anybody", "somebody", "someone", "whoever", "who") and p.dep[d] != "pobj" or any(p.lower[k] in ("no", "not", "neither") for k in below) \
        or any(p.lower[c] == "single" for c in p.children[d]) and is_negated(p, p.head[d]) or p.lower[d] == "one" and d > 0 and p.lower[d - 1] in ("no", "not") or p.lower[d] == "anyone"
