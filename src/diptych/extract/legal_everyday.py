"""Everyday uses of words that elsewhere are law: "trial and error", "in charge of", "a deep conviction", "teaches international law".

One function for each word, asked by `is_figure`.
"""

from __future__ import annotations

from diptych import grammar
from diptych.grammar import Parse

_TRIED_OUT = frozenset("error clinical vaccine drug time medical field run period balloon randomised randomized".split())
_TEACHES = frozenset("teach study read practise practice lecture specialise specialize".split())
_SCHOLARS = frozenset("professor lecturer expert specialist scholar chair student lawyer department course authority".split())
_HELD = frozenset("political religious deep firm strong personal".split())


def is_figure(p: Parse, i: int) -> bool:
    """Everyday uses of a word of law: "trial and error", "sanctions a project", "pardon me", "tries to"."""
    everyday = _EVERYDAY.get(p.lemma[i].lower())
    return everyday is not None and everyday(p, i)


def _trial(p: Parse, i: int) -> bool:
    """ "a trial lawyer", "trial and error", "a clinical trial" """
    if p.dep[i] == "compound" and p.lemma[p.head[i]] in ("lawyer", "attorney", "record", "transcript"):
        return True
    return not _TRIED_OUT.isdisjoint(p.lower[k] for k in (*range(max(0, i - 2), min(len(p), i + 3)), *grammar.subtree(p, i)))


def _pardon(p: Parse, i: int) -> bool:
    """ "pardon me"; not "pardoned and released him" """
    objects = [p.lower[c] for v in (i, *grammar.conjuncts(p, i)) for c in p.children[v] if p.dep[c] == "dobj"]
    return p.pos[i] == "VERB" and (not objects and not grammar.is_passive(p, i) or objects == ["me"])


def _charge(p: Parse, i: int) -> bool:
    """ "in charge of", "took charge" """
    return p.lower[i - 1:i] == ["in"] or p.lemma[p.head[i]] in ("take", "have", "give", "lead", "remain") and p.tag[i] == "NN"


def _prosecution(p: Parse, i: int) -> bool:
    """ "the prosecution of the war" """
    return any(p.lemma[c] in ("war", "campaign") for c in grammar.subtree(p, i) if i < c < i + 4)


def _prosecute(p: Parse, i: int) -> bool:
    """ "to prosecute the war" """
    return any(p.dep[c] == "dobj" and p.lemma[c] in ("war", "campaign", "offensive") for c in p.children[i])


def _conviction(p: Parse, i: int) -> bool:
    """ "the conviction that", "a deep conviction" """
    return p.lower[i + 1:i + 2] == ["that"] or any(p.dep[c] in ("ccomp", "acl") or p.lower[c] in _HELD for c in p.children[i])


def _law(p: Parse, i: int) -> bool:
    """ "teaches international law", "an expert on the law of war", "the gravest charge known to law" """
    up, over = p.head[i], p.head[p.head[i]]
    if p.dep[i] == "pobj":
        return p.lemma[over] in _SCHOLARS | _TEACHES or p.lower[over] == "known"
    return p.dep[i] == "dobj" and p.lemma[up] in _TEACHES or p.dep[i] == "compound" and p.lemma[up] in _SCHOLARS


_EVERYDAY = {"law": _law, "trial": _trial, "pardon": _pardon, "charge": _charge, "prosecution": _prosecution, "prosecute": _prosecute, "conviction": _conviction}
