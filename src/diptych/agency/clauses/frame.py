"""The frame of a verb or of a noun of action: who does it, who or what is harmed, in which form."""

from __future__ import annotations

from typing import NamedTuple

from diptych import grammar
from diptych.agency.clauses.object import AT_HANDS, agents, by_their_hands, conjuncts_of, objects
from diptych.agency.clauses.party import can_act, helpless, is_party, owns
from diptych.agency.clauses.passive import before_noun, is_participle, is_passive, joined_to
from diptych.agency.clauses.subject import has_subject, subjects
from diptych.agency.words import Scene
from diptych.grammar import child, conjuncts


class Frame(NamedTuple):
    """Who does an act, who or what is harmed, in which form."""

    doers: list[int]
    affected: list[int]
    form: str


def of_verb(s: Scene, v: int) -> Frame:
    """The frame of a verb: active, passive, participle before or after a noun, infinitive or gerund with or without its doer."""
    p = s.p
    if before_noun(p, v):
        noun, verb = p.head[v], joined_to(p, v)
        if verb is not None:
            return Frame(subjects(s, verb), [noun], "active")
        return Frame([noun], [], "active") if p.lower[v].endswith("ing") else Frame([], [noun], "passive_bare")
    if p.tag[v] == "VB" and p.dep[v] == "amod" and v and p.lower[v - 1] == "to":
        doers = subjects(s, p.head[v - 1])
        return Frame(doers, [p.head[v]], "active" if doers else "nominal_bare")
    if is_passive(p, v):
        doers = agents(s, v)
        return Frame(doers, subjects(s, v), "passive_by" if doers else "passive_bare")
    doers = [d for d in subjects(s, v) if has_subject(p, v) or can_act(s, d) or s.has(d, "weapon") and p.dep[v] == "advcl"]
    form = "nominal_bare" if not doers else "nominal_by" if p.dep[v] in ("pcomp", "acl") and p.tag[v] in ("VBG", "VB") and not is_participle(p, v) else "active"
    return Frame(doers, objects(p, v), form)


def of_noun(s: Scene, n: int, of: str, inside: tuple[int, ...] = ()) -> Frame:
    """The frame of a noun of action. `of` says whom a lone owner or an of-phrase names: "affected" or "doer"; `inside` are
    the words of the noun's own phrase ("use of force")."""
    p = s.p
    own, by, of_phrase, against = [], [], [], []
    for c in p.children[n]:
        word = p.lower[c]
        if owns(p, c):
            own += conjuncts(p, c)
        elif c not in inside and p.dep[c] in ("amod", "compound", "nmod") and c < n and is_party(s, c):
            own += [c]
        elif p.dep[c] in ("prep", "agent", "dative"):
            obj, running = child(p, c, "pobj"), child(p, c, "pcomp")
            if obj is None and running is not None and p.tag[running] == "VBG" and child(p, running, "dobj") == running + 1:
                obj = running + 1
            if obj is None or obj in inside or s.has(obj, "harm") and not s.has(obj, "people") or p.lemma[obj] in _NOBODY_HARMED or p.ent[obj] in ("DATE", "TIME"):
                continue
            if word == "by":
                by += conjuncts(p, obj)
            elif word == "of":
                of_phrase += conjuncts(p, obj)
            elif word in ("against", "on", "upon") or word in ("at", "toward", "towards", "over") and (
                    s.has(obj, "people") and p.pos[obj] != "NUM" or s.label[obj] in ("PERSON", "NORP") or word != "at" and (s.has(obj, "place") or s.label[obj] in ("GPE", "LOC"))):
                against += conjuncts(p, obj)
    by = [d for d in by if p.ent[d] not in ("DATE", "TIME")]
    by = by or _by_behind(s, n) or [d for k in of_phrase for c in p.children[k] if p.lower[c] == "by" and p.dep[c] in ("prep", "agent") for d in conjuncts_of(p, child(p, c, "pobj"))
                if p.ent[d] not in ("DATE", "TIME") and can_act(s, d)]
    if not against:
        against = [a for k in by + of_phrase for c in p.children[k] if p.lower[c] in ("against", "on", "upon") for a in conjuncts_of(p, child(p, c, "pobj")) if p.ent[a] not in ("DATE", "TIME")]
    hands = by_their_hands(p, n)
    by = by or hands
    against = [a for a in against if a not in hands and p.lower[a] not in AT_HANDS]
    if by:
        doers, affected = by, of_phrase + against or own
    elif against:
        doers, affected = own or of_phrase, against
    elif of_phrase and own:
        doers, affected = own, of_phrase
    elif of == "doer":
        who = own or of_phrase
        acting = [k for k in who if can_act(s, k) and not (of_phrase and (helpless(s, k) or _in_flight(p, k)))]
        doers, affected = (acting, []) if acting else ([], who)
    else:
        adjective = [k for k in own if p.dep[k] != "poss"]
        doers, affected = adjective, of_phrase or [k for k in own if p.dep[k] == "poss"]
        if not of_phrase and affected and all(_owner_acts(s, k) for k in affected) and not (p.lemma[n] in _SUFFERED and all(p.pos[k] == "PRON" for k in affected)):
            doers, affected = affected, []
    return Frame(doers, affected, "nominal_by" if doers else "nominal_bare")


#: After "of" and "against": when and of what kind an act was, not who was harmed ("a crime of that war", "crimes against humanity").
_NOBODY_HARMED = frozenset("humanity peace century year decade month day time era period age war conflict own kind sort type nature scale magnitude proportion order".split())


def _by_behind(s: Scene, n: int) -> list[int]:
    """The doers in a by-phrase right behind a noun's phrase that the parser hung on the active verb above: "we condemn the killing of priests by rebels"."""
    p, verb = s.p, s.p.head[n]
    if p.dep[n] != "dobj" or is_passive(p, verb):
        return []
    by = next((c for c in p.children[verb] if c == p.right[n] and p.lower[c] == "by"), None)
    return [d for d in conjuncts_of(p, child(p, by, "pobj")) if can_act(s, d) and p.lower[d] != "force"] if by is not None else []


def _in_flight(p: grammar.Parse, k: int) -> bool:
    """A column or a convoy that flees does not attack."""
    return any(p.dep[c] == "amod" and p.lower[c] in ("fleeing", "retreating", "defenceless", "defenseless", "unarmed") for c in p.children[k])


#: Nouns whose lone "their" is those harmed: their expulsion, but their shelling.
_SUFFERED = frozenset("killing murder execution massacre slaughter extermination annihilation assassination expulsion deportation displacement exodus exile eviction removal torture abuse rape capture confinement "
                      "detention imprisonment abduction kidnapping captivity destruction starvation persecution mistreatment abandonment disappearance".split())


def _owner_acts(s: Scene, k: int) -> bool:
    """An owner of a noun such as siege or killing who is its doer by what it is: a force, a body, a state, a people; not a town or civilians."""
    p = s.p
    return s.has(k, "force", "body", "culprit") or s.label[k] in ("NORP", "ORG") or p.pos[k] == "PRON" and p.lower[k] in ("their", "our", "your")
