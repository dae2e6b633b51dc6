"""Who can do harm and whose act a noun is: people, forces, bodies, names; owners and adjectives of people."""

from __future__ import annotations

from diptych import grammar
from diptych.agency.words import Scene
from diptych.grammar import child, conjuncts


def can_act(s: Scene, i: int) -> bool:
    """Whether a noun can be a doer: people, bodies, forces, names, pronouns; not aims, events and other abstract things."""
    p = s.p
    if s.label[i] in ("PERSON", "NORP", "GPE", "ORG") or s.has(i, "force", "people", "body", "culprit", "helper") or p.lemma[i] == "country":
        return True
    if s.label[i] or s.has(i, "harm", "action", "circumstance", "nature", "toll", "not-doing"):
        return False
    if p.pos[i] in ("PROPN", "PRON"):
        return p.lower[i] not in ("it", "this", "what", "there", "which", "that")
    return is_doer_noun(p, i)


def is_doer_noun(p: grammar.Parse, i: int) -> bool:
    """A common noun that means a person by its ending: marcher, terrorist, policeman."""
    return p.pos[i] == "NOUN" and p.lemma[i].endswith(_DOER_ENDINGS) and p.lemma[i] not in _NO_DOERS


_DOER_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "ee", "eer", "crat")
_NO_DOERS = frozenset("matter order number border river paper letter murder disaster center centre corner corridor error terror horror factor sector danger hunger anger power quarter shelter "
                      "summer winter weather favor favour labor labour behavior behaviour honor honour water fever cancer answer offer prayer dinner tower manner water cover counter motor "
                      "harbor harbour humor humour color colour vigor rumor rumour armor door floor human woman tree fee degree knee bee coffee guarantee".split())


def owners(s: Scene, n: int) -> list[int]:
    """The doers that a noun's owner, adjective or of-phrase names: "X's attempt to …", "the failure of X to …"."""
    p, found = s.p, []
    for c in p.children[n]:
        if owns(p, c) or p.dep[c] in ("amod", "compound") and c < n and is_party(s, c):
            found += conjuncts(p, c)
        elif p.lower[c] in ("of", "by") and p.dep[c] in ("prep", "agent"):
            obj = child(p, c, "pobj")
            if obj is not None:
                found += [k for k in conjuncts(p, obj) if can_act(s, k)]
    return found


def owns(p: grammar.Parse, c: int) -> bool:
    """An owner before its noun, also one that the parser took for an adjective: "the latter's failure"."""
    return p.dep[c] == "poss" or p.dep[c] == "amod" and any(p.tag[k] == "POS" for k in p.children[c])


def is_party(s: Scene, c: int) -> bool:
    """An adjective or a name before a noun that says whose act it is: "Serb shelling", "rebel attacks", "U.S. bombing"."""
    p = s.p
    if s.label[c] in ("NORP", "ORG", "PERSON"):
        return True
    if s.label[c] == "GPE":
        return p.word[c].replace(".", "").isupper()
    return s.has(c, "force", "body") and p.pos[c] in ("NOUN", "ADJ") and p.dep[c] != "amod" and not s.has(c, "harm", "weapon") and p.lower[c] not in _NOT_OWNERS


_NOT_OWNERS = frozenset("state artillery tank infantry mob drone helicopter aircraft gang group military party power bomber jet sniper side".split())


def names_party(s: Scene, i: int) -> bool:
    """Whether a noun phrase names a party or an armed force: "Serb positions", "the rebels", "the government of X"."""
    p = s.p
    if s.has(i, "force", "body") or s.label[i] in ("NORP", "ORG", "PERSON", "GPE"):
        return True
    return any(s.label[c] in ("NORP", "ORG") or s.has(c, "force") for c in p.children[i] if p.dep[c] in ("amod", "compound", "poss", "nmod"))


def helpless(s: Scene, i: int) -> bool:
    """People who are named as those harmed: civilians, villagers, children."""
    return s.has(i, "people") and not s.has(i, "force", "body") and not s.label[i] and s.p.lemma[i] in _VICTIMS


_VICTIMS = frozenset("civilian child woman villager resident inhabitant refugee prisoner hostage victim family population detainee captive worshipper passenger student baby infant".split())
