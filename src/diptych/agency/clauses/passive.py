"""Participles and passives: by their own words, by those they are joined to, or by where they stand."""

from __future__ import annotations

from diptych import grammar
from diptych.agency.clauses.object import is_gerund, objects
from diptych.grammar import child


def before_noun(p: grammar.Parse, v: int) -> bool:
    """A participle that stands before its noun ("the besieged town", "the occupying army")."""
    return p.dep[v] in ("amod", "compound") and p.head[v] > v and child(p, v, "aux") is None and not is_gerund(p, v) and p.lower[v].endswith(("ed", "en", "ing", "wn", "lt", "ht", "id"))


def joined_to(p: grammar.Parse, v: int) -> int | None:
    """The verb that v goes on, where the parser took it for an adjective: "… shelled Guernica and bombed Durango"."""
    noun = p.head[v]
    first = p.head[noun] if p.pos[p.head[noun]] == "VERB" else grammar.first_conjunct(p, noun)
    verb = first if p.pos[first] == "VERB" else p.head[first]
    joined = p.pos[noun] == "PROPN" and p.dep[noun] == "conj" and v > 0 and p.dep[v - 1] == "cc"
    return verb if joined and p.tag[verb] == "VBD" and p.dep[first] in ("dobj", p.dep[verb]) else None


def is_participle(p: grammar.Parse, v: int) -> bool:
    """A present participle after its noun ("troops shelling the town")."""
    return p.dep[v] == "acl" and p.tag[v] == "VBG" and child(p, v, "aux") is None


def is_passive(p: grammar.Parse, v: int) -> bool:
    """Passive by its own words, by those of the verb it is joined to, or as a past participle without have, do or a subject of its own."""
    if grammar.is_passive(p, v) or p.pos[v] == "ADJ" and p.lower[v].endswith("ed"):
        return True
    if _set_off(p, v) or p.dep[v] == "conj" and _set_off(p, p.head[v]) and not any(p.lower[k] == "," for k in range(p.head[v], v)):
        return child(p, v, "dobj", "aux") is None
    if p.tag[v] not in ("VBN", "VBD"):
        return False
    if _by_its_clause(p, v) or _some_of_them(p, v) or _tacked_on(p, v):
        return True
    return p.tag[v] == "VBN" and _by_its_place(p, v)


def _by_its_clause(p: grammar.Parse, v: int) -> bool:
    """A past form with a by-phrase, joined to a passive, or after a noun, and with nobody who does it: "was burned and looted", "the town shelled by rebels"."""
    kids = {p.dep[c] for c in p.children[v]}
    if kids & {"dobj", "nsubj"}:
        return False
    return "agent" in kids or p.dep[v] == "conj" and "aux" not in kids and grammar.is_passive(p, p.head[v]) or p.tag[v] == "VBD" and p.dep[v] == "acl"


def _by_its_place(p: grammar.Parse, v: int) -> bool:
    """A past participle without an auxiliary, by where it stands: in a clause of its own with its subject, joined to a participle or a noun, or anywhere else."""
    kids = {p.dep[c] for c in p.children[v]}
    if "nsubj" in kids:
        return not kids & {"aux", "dobj"} and (p.dep[v] in ("pcomp", "advcl", "acl", "ccomp", "pobj") or p.dep[v] == "conj" and grammar.is_passive(p, p.head[v]))
    if p.dep[v] != "conj":
        return "aux" not in kids
    head = p.head[v]
    joined = p.tag[head] == "VBN" or p.dep[head] == "acl" and p.tag[head] == "VBD"
    return joined and is_passive(p, head) or p.pos[head] in ("NOUN", "ADJ") and not kids & {"aux", "dobj"}


def _tacked_on(p: grammar.Parse, v: int) -> bool:
    """A participle after a comma, joined by no "and", with nothing done to anybody: "they lived in cellars, cut off from the world"."""
    over = p.head[v]
    return p.dep[v] in ("conj", "advcl") and p.tag[v] in ("VBD", "VBN") and v > 0 and p.lower[v - 1] == "," and p.pos[over] in ("VERB", "AUX") and not objects(p, v) \
        and child(p, v, "nsubj", "nsubjpass", "aux", "cc", "conj") is None and not any(p.dep[c] == "cc" and c < v for c in p.children[over])


_SHARE = frozenset("some other many most several few none all each half dozen hundred thousand number majority".split())


def _some_of_them(p: grammar.Parse, v: int) -> bool:
    """A participle with a share of those named before as its subject, after a comma: "forty were found, some of them beheaded, others burned"."""
    who = child(p, v, "nsubj")
    if p.dep[v] == "conj" and who is None and p.pos[p.head[v]] == "VERB":
        return p.tag[v] in ("VBD", "VBN") and child(p, v, "dobj", "aux") is None and _some_of_them(p, p.head[v])
    if who is None or p.tag[v] not in ("VBD", "VBN") or child(p, v, "aux") is not None or objects(p, v) or not (
            p.dep[v] in ("advcl", "ccomp", "conj", "parataxis", "acl") or (p.lemma[who] == "other" or p.pos[who] == "NUM") and any(p.dep[c] == "ccomp" and c < v for c in p.children[v])):
        return False
    of = next((child(p, c, "pobj") for c in p.children[who] if p.lower[c] == "of"), None)
    if of is not None and p.pos[of] != "PRON":
        return False
    if any(p.dep[c] == "poss" and p.lower[c] in ("its", "their", "his", "her") for c in p.children[who]) and any(grammar.is_passive(p, k) for k in (p.head[v], *(c for c in (*p.children[v], *p.children[p.head[v]]) if p.dep[c] == "ccomp")) if k != v):
        return p.lower[p.left[who] - 1] in (",", ";")
    return (p.lemma[who] in _SHARE or p.pos[who] == "NUM") and p.left[who] > 0 and p.lower[p.left[who] - 1] in (",", ";", "–", "—")


def _set_off(p: grammar.Parse, v: int) -> bool:
    """A participle right behind its noun and a comma, with another verb for the noun to come: "Guernica, bombed and then taken, was rebuilt"."""
    who = child(p, v, "nsubj")
    if who is None or p.tag[v] not in ("VBD", "VBN") or who >= v or child(p, v, "dobj", "aux") is not None:
        return False
    between = [k for k in range(who + 1, v) if p.pos[k] != "ADV"]
    return len(between) == 1 and p.lower[between[0]] == "," and any(p.dep[c] == "conj" and c > v and "," in (p.lower[p.left[c] - 1], p.lower[p.left[c]]) for c in p.children[v])
