"""Verbs whose subject is harmed: "came under siege", "fell to the rebels", "lost two sons to a mine", "was held in a cellar"."""

from __future__ import annotations

from diptych.agency.clauses import Frame, agents, by_their_hands, is_passive, names_party, objects, of_verb, owners, subjects
from diptych.agency.harm.act import Act, act_at, frame_of, harm_noun, is_armed, prep_objects, shares_of
from diptych.agency.harm.counting import counts, is_people, is_place, is_rule
from diptych.agency.words import Found, Scene
from diptych.grammar import child, conjuncts


def at_undergoing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A verb whose subject is harmed: "came under siege", "suffered an attack by rebels"."""
    p, v, tail = s.p, match.head, match.tokens[1:]
    if p.lemma[v] in ("witness", "see", "survive", "remember"):
        return []
    harmed = shares_of(s, subjects(s, v))
    for n in (prep_objects(s, tail[-1]) if tail else objects(p, v)) if harmed else ():
        noun = harm_noun(s, n) or _state_undergone(s, n)
        if not noun or n in taken or noun.entry.more["role"] == "action" or noun.entry.more["role"] == "undergone" and p.lower[match.tokens[-1]] not in ("under", "in"):
            continue
        doers = _by_whom(s, v, n, frame_of(s, noun).doers)
        frame = Frame(doers, harmed, ("passive_by" if doers else "passive_bare") if tail and is_passive(p, v) else "intransitive")
        if counts(s, noun.entry, frame, n):
            taken.update(noun.tokens)
            return [act_at(s, v, v, max(noun.tokens), frame)]
    return []


def _by_whom(s: Scene, v: int, n: int, own: list[int]) -> list[int]:
    """Who does what is undergone: named on the verb, on the noun, in a phrase with from or by, or in a participle after it."""
    p = s.p
    return by_their_hands(p, v) or agents(s, v) or own or by_their_hands(p, n) or _party_from(s, v) or _party_from(s, n) or [d for c in p.children[n] if p.dep[c] == "acl" for d in agents(s, c)]


def _state_undergone(s: Scene, n: int) -> Found | None:
    """A noun for what people are put under: "was under curfew"."""
    entries = [e for e in s.lexicon.entries if e.more["role"] == "undergone" and s.p.lemma[n] in e.more["nouns"]]
    return Found(n, (n,), entries[0]) if entries else None


def _party_from(s: Scene, i: int) -> list[int]:
    """The party in a phrase with from or by: "came under fire from Serb positions"."""
    for c in s.p.children[i]:
        if s.p.lower[c] in ("from", "by") and s.p.dep[c] in ("prep", "agent"):
            obj = child(s.p, c, "pobj")
            if obj is not None and names_party(s, obj):
                return conjuncts(s.p, obj)
    return []


def at_falling(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A place falls, or falls to those who take it; people die at somebody's hands: "the town fell to the rebels", "fell on 3 May"."""
    p, v, last = s.p, match.head, match.tokens[-1]
    harmed = subjects(s, v)
    if last != v and p.lemma[last] == "hand" and p.lemma[v] in ("die", "perish", "lose"):
        doers = by_their_hands(p, v)
        return [act_at(s, v, v, v, Frame(doers, harmed, "intransitive"))] if doers and harmed else []
    if last == v:
        return [act_at(s, v, v, v, Frame([], harmed, "intransitive"))] if _place_fell(s, v, harmed) else []
    doers = prep_objects(s, match.tokens[1])
    doers = [k for d in doers for k in (owners(s, d) or [d])] if len(match.tokens) > 2 else doers
    if not harmed or not doers or not all(is_place(s, h) for h in harmed) or not any(s.has(d, "force", "body") or s.label[d] in ("NORP", "ORG", "GPE", "PERSON") for d in doers):
        return []
    return [act_at(s, v, v, last, Frame(doers, harmed, "intransitive"))]


def _place_fell(s: Scene, v: int, harmed: list[int]) -> bool:
    """Whether a town fell, with nothing but a time told of it."""
    p = s.p
    if p.lemma[v] != "fall" or p.tag[v] not in ("VBD", "VBN"):
        return False
    town = any(s.label[h] == "GPE" or not s.label[h] and p.pos[h] == "PROPN" or s.has(h, "place") and p.lemma[h] in ("town", "city", "village", "enclave", "capital") for h in harmed)
    is_time = lambda c: p.lower[c] in ("after", "before", "during") or any(p.ent[k] in ("DATE", "TIME") for k in p.children[c])  # noqa: E731
    return town and not any(p.dep[c] in ("dobj", "attr", "acomp", "oprd", "prt", "agent") or p.dep[c] == "prep" and not is_time(c) for c in p.children[v])


def at_losing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Somebody loses people to a weapon or an armed force: "lost two sons to a mine"."""
    p, v = s.p, match.head
    harmed, doers = objects(p, v), prep_objects(s, match.tokens[1])
    if is_passive(p, v) or not any(is_people(s, k) for k in harmed) or not any(is_armed(s, d) or harm_noun(s, d) or any(s.has(c, "weapon") for c in p.children[d]) for d in doers):
        return []
    return [act_at(s, v, v, v, Frame([d for d in doers if not harm_noun(s, d)], harmed, "intransitive"))]


def at_holding(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """People kept in a place or for a time, a place held by a force: "was held for eight days in a cellar", "those held"."""
    p, v = s.p, match.head
    frame = of_verb(s, v)
    if v in taken or not frame.affected or p.pos[v] != "VERB":
        return []
    if frame.form == "active" and p.lemma[v] == "hold" and any(s.has(d, "force") for d in frame.doers) and all(is_place(s, k) for k in frame.affected):
        return [act_at(s, v, v, v, frame)]
    if not is_passive(p, v) or not all(is_people(s, k) for k in frame.affected) or not _is_kept(s, v) or is_rule(s, v):
        return []
    return [act_at(s, v, v, v, frame)]


def _is_kept(s: Scene, v: int) -> bool:
    """Whether a passive tells of captivity by where or for how long: not "was held to be true", "was held back"."""
    p = s.p
    if child(p, v, "oprd", "acomp", "attr", "advcl", "xcomp") is not None or any(p.lower[c] in ("to", "by", "up", "back", "down") for c in p.children[v]):
        return False
    where = [k for c in p.children[v] if p.lower[c] in ("for", "in", "at", "inside") for k in prep_objects(s, c)]
    if any(s.has(k, "captivity") for k in where):
        return True
    return p.lemma[v] == "hold" and (any(p.ent[k] in ("DATE", "TIME") or s.label[k] in ("GPE", "LOC", "FAC") for k in where) or p.dep[v] == "acl" and p.lower[p.head[v]] == "those")
