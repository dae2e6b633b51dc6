"""Verbs whose subject is harmed: "came under siege", "fell to the rebels", "lost two sons to a mine", "was held in a cellar"."""

from __future__ import annotations

from diptych.agency.clauses import Frame, agents, by_their_hands, is_passive, names_party, objects, of_verb, owners, subjects
from diptych.agency.harm.act import Act, act_at, frame_of, harm_noun, is_armed, prep_objects, shares_of
from diptych.agency.harm.counting import counts, is_people, is_place, is_rule
from diptych.agency.words import Found, Scene
from diptych.grammar import child, conjuncts


def at_undergoing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A verb whose subject is harmed: "came under siege"."""
    p, v = s.p, match.head
    tail = match.tokens[1:]
    things = prep_objects(s, tail[-1]) if tail else objects(p, v)
    for n in things:
        noun = harm_noun(s, n) or _under(s, n)
        harmed = shares_of(s, subjects(s, v))
        if not noun or n in taken or noun.entry.more["role"] == "action" or noun.entry.more["role"] == "undergone" and p.lower[match.tokens[-1]] not in ("under", "in") or not harmed:
            continue
        own = frame_of(s, noun)
        doers = by_their_hands(p, v) or agents(s, v) or own.doers or by_their_hands(p, n) or _from(s, v) or _from(s, n) or [d for c in p.children[n] if p.dep[c] == "acl" for d in agents(s, c)]
        if p.lemma[v] in ("witness", "see", "survive", "remember"):
            return []
        frame = Frame(doers, harmed, ("passive_by" if doers else "passive_bare") if tail and is_passive(p, v) else "intransitive")
        if counts(s, noun.entry, frame, n):
            taken.update(noun.tokens)
            return [act_at(s, v, v, max(noun.tokens), frame)]
    return []


def _under(s: Scene, n: int) -> Found | None:
    entries = [e for e in s.lexicon.entries if e.more["role"] == "undergone" and s.p.lemma[n] in e.more["nouns"]]
    return Found(n, (n,), entries[0]) if entries else None


def _from(s: Scene, i: int) -> list[int]:
    for c in s.p.children[i]:
        if s.p.lower[c] in ("from", "by") and s.p.dep[c] in ("prep", "agent"):
            obj = child(s.p, c, "pobj")
            if obj is not None and names_party(s, obj):
                return conjuncts(s.p, obj)
    return []


def at_falling(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A place falls to those who take it."""
    p, v = s.p, match.head
    harmed = subjects(s, v)
    if match.tokens[-1] != match.head and p.lemma[match.tokens[-1]] == "hand" and p.lemma[v] in ("die", "perish", "lose"):
        doers = by_their_hands(p, v)
        return [act_at(s, v, v, v, Frame(doers, harmed, "intransitive"))] if doers and harmed else []
    if len(match.tokens) == 1:
        lost = p.tag[v] in ("VBD", "VBN") and any(s.label[h] == "GPE" or not s.label[h] and p.pos[h] == "PROPN" or s.has(h, "place") and p.lemma[h] in ("town", "city", "village", "enclave", "capital") for h in harmed)
        more = any(p.dep[c] in ("dobj", "attr", "acomp", "oprd", "prt", "agent") or p.dep[c] == "prep" and not (
            p.lower[c] in ("after", "before", "during") or any(p.ent[k] in ("DATE", "TIME") for k in p.children[c])) for c in p.children[v])
        return [act_at(s, v, v, v, Frame([], harmed, "intransitive"))] if p.lemma[v] == "fall" and lost and not more else []
    doers = prep_objects(s, match.tokens[1])
    doers = [k for d in doers for k in (owners(s, d) or [d])] if len(match.tokens) > 2 else doers
    if not harmed or not doers or not all(is_place(s, h) for h in harmed) or not any(s.has(d, "force", "body") or s.label[d] in ("NORP", "ORG", "GPE", "PERSON") for d in doers):
        return []
    return [act_at(s, v, v, match.tokens[-1], Frame(doers, harmed, "intransitive"))]


def at_losing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Somebody loses people to a weapon or an armed force: "lost two sons to a mine"."""
    p, v = s.p, match.head
    harmed, doers = objects(p, v), prep_objects(s, match.tokens[1])
    if is_passive(p, v) or not any(is_people(s, k) for k in harmed) or not any(is_armed(s, d) or harm_noun(s, d) or any(s.has(c, "weapon") for c in p.children[d]) for d in doers):
        return []
    return [act_at(s, v, v, v, Frame([d for d in doers if not harm_noun(s, d)], harmed, "intransitive"))]


def at_holding(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """People kept in a place or for a time: "was held for eight days in a cellar", "those held"."""
    p, v = s.p, match.head
    frame = of_verb(s, v)
    if v in taken or not frame.affected or p.pos[v] != "VERB":
        return []
    if frame.form == "active" and p.lemma[v] == "hold" and any(s.has(d, "force") for d in frame.doers) and all(is_place(s, k) for k in frame.affected):
        return [act_at(s, v, v, v, frame)]
    if not is_passive(p, v) or not all(is_people(s, k) for k in frame.affected):
        return []
    if child(p, v, "oprd", "acomp", "attr", "advcl", "xcomp") is not None or any(p.lower[c] in ("to", "by", "up", "back", "down") for c in p.children[v]):
        return []
    where = [k for c in p.children[v] if p.lower[c] in ("for", "in", "at", "inside") for k in prep_objects(s, c)]
    kept = any(s.has(k, "captivity") for k in where)
    if p.lemma[v] == "hold":
        kept = kept or any(p.ent[k] in ("DATE", "TIME") or s.label[k] in ("GPE", "LOC", "FAC") for k in where) or p.dep[v] == "acl" and p.lower[p.head[v]] == "those"
    return [act_at(s, v, v, v, frame)] if kept and not is_rule(s, v) else []
