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
        return _of_participle(s, v)
    if p.tag[v] == "VB" and p.dep[v] == "amod" and v and p.lower[v - 1] == "to":
        doers = subjects(s, p.head[v - 1])
        return Frame(doers, [p.head[v]], "active" if doers else "nominal_bare")
    if is_passive(p, v):
        doers = agents(s, v)
        return Frame(doers, subjects(s, v), "passive_by" if doers else "passive_bare")
    doers = [d for d in subjects(s, v) if has_subject(p, v) or can_act(s, d) or s.has(d, "weapon", "harm") and p.dep[v] == "advcl"]
    form = "nominal_bare" if not doers else "nominal_by" if p.dep[v] in ("pcomp", "acl") and p.tag[v] in ("VBG", "VB") and not is_participle(p, v) else "active"
    return Frame(doers, objects(p, v), form)


def _of_participle(s: Scene, v: int) -> Frame:
    """A participle before its noun: "the occupying army", "the besieged town"; a verb that only looks like one has the subject of the verb it is joined to."""
    noun, verb = s.p.head[v], joined_to(s.p, v)
    if verb is not None:
        return Frame(subjects(s, verb), [noun], "active")
    return Frame([noun], [], "active") if s.p.lower[v].endswith("ing") else Frame([], [noun], "passive_bare")


class _Around(NamedTuple):
    """What stands around a noun of action: owners and adjectives, by-phrases, of-phrases, those it is against."""

    own: list[int]
    by: list[int]
    of: list[int]
    against: list[int]


def of_noun(s: Scene, n: int, of: str, inside: tuple[int, ...] = ()) -> Frame:
    """The frame of a noun of action. `of` says whom a lone owner or an of-phrase names: "affected" or "doer"; `inside` are
    the words of the noun's own phrase ("use of force")."""
    own, by, of_phrase, against = _around(s, n, inside)
    if by:
        doers, affected = by, of_phrase + against or own
    elif against:
        doers, affected = own or of_phrase, against
    elif of_phrase and own:
        doers, affected = own, of_phrase
    else:
        doers, affected = _lone_doer(s, own, of_phrase) if of == "doer" else _lone_affected(s, n, own, of_phrase)
    return Frame(doers, affected, "nominal_by" if doers else "nominal_bare")


def _around(s: Scene, n: int, inside: tuple[int, ...]) -> _Around:
    """Who stands around a noun of action: "the rebels' attack on the port", "the shelling of the port by rebels", "deaths at the hands of rebels"."""
    p = s.p
    own, phrases = _owners_and_phrases(s, n, inside)
    by = [d for d in phrases["by"] if p.ent[d] not in ("DATE", "TIME") and p.lemma[d] not in _COURTS]
    by = by or _by_behind(s, n) or [d for k in phrases["of"] for c in p.children[k] if p.lower[c] == "by" and p.dep[c] in ("prep", "agent") for d in conjuncts_of(p, child(p, c, "pobj"))
                                    if p.ent[d] not in ("DATE", "TIME") and can_act(s, d)]
    against = phrases["against"] or [a for k in by + phrases["of"] for c in p.children[k] if p.lower[c] in ("against", "on", "upon") for a in conjuncts_of(p, child(p, c, "pobj"))
                                     if p.ent[a] not in ("DATE", "TIME")]
    hands = by_their_hands(p, n)
    return _Around(own, by or hands, phrases["of"], [a for a in against if a not in hands and p.lower[a] not in AT_HANDS])


#: Courts judge an act and do not do it: "convicted of murder by the court".
_COURTS = frozenset({"court", "tribunal", "judge", "jury"})


def _owners_and_phrases(s: Scene, n: int, inside: tuple[int, ...]) -> tuple[list[int], dict[str, list[int]]]:
    """The owners of a noun of action, and the nouns of its phrases with by, of and against."""
    p, own = s.p, []
    phrases: dict[str, list[int]] = {"by": [], "of": [], "against": []}
    for c in p.children[n]:
        if owns(p, c):
            own += conjuncts(p, c)
        elif c not in inside and p.dep[c] in ("amod", "compound", "nmod") and c < n and is_party(s, c):
            own.append(c)
        elif p.dep[c] in ("prep", "agent", "dative") and not (p.lower[c] == "on" and p.dep[n] == "dobj" and p.lemma[p.head[n]] in ("blame", "pin")):
            obj = _object_of(s, c)
            if obj is not None and obj not in inside and (kind := _kind(s, c, obj)):
                phrases[kind] += conjuncts(p, obj)
    return own, phrases


def _object_of(s: Scene, prep: int) -> int | None:
    """The noun of a phrase that may be a doer or somebody harmed; also the one behind a form in -ing: "attacks on fleeing women"."""
    p, obj, running = s.p, child(s.p, prep, "pobj"), child(s.p, prep, "pcomp")
    if obj is None and running is not None and p.tag[running] == "VBG" and child(p, running, "dobj") == running + 1:
        obj = running + 1
    if obj is None or s.has(obj, "harm") and not s.has(obj, "people") or p.lemma[obj] in _NOBODY_HARMED or p.ent[obj] in ("DATE", "TIME"):
        return None
    return obj


def _kind(s: Scene, prep: int, obj: int) -> str:
    """What a phrase says of a noun of action: by, of, against, or "" for anything else. At, toward and over count with people, places but for at."""
    p, word = s.p, s.p.lower[prep]
    if word in ("by", "of"):
        return word
    people = s.has(obj, "people") and p.pos[obj] != "NUM" or s.label[obj] in ("PERSON", "NORP")
    place = word != "at" and (s.has(obj, "place") or s.label[obj] in ("GPE", "LOC"))
    return "against" if word in ("against", "on", "upon") or word in ("at", "toward", "towards", "over") and (people or place) else ""


def _lone_doer(s: Scene, own: list[int], of_phrase: list[int]) -> tuple[list[int], list[int]]:
    """(doers, affected) where an owner or an of-phrase stands alone and may be the doer: "the army's attack", not "the attack of the refugees"."""
    who = own or of_phrase
    acting = [k for k in who if can_act(s, k) and not (of_phrase and (helpless(s, k) or _in_flight(s.p, k)))]
    return (acting, []) if acting else ([], who)


def _lone_affected(s: Scene, n: int, own: list[int], of_phrase: list[int]) -> tuple[list[int], list[int]]:
    """(doers, affected) where an owner or an of-phrase stands alone and is harmed: "the village's destruction"; owners who act are doers: "the army's siege"."""
    p = s.p
    doers, owners = [k for k in own if p.dep[k] != "poss"], [k for k in own if p.dep[k] == "poss"]
    suffered = p.lemma[n] in _SUFFERED and all(p.pos[k] == "PRON" for k in owners)
    if not of_phrase and owners and all(_owner_acts(s, k) for k in owners) and not suffered:
        return owners, []
    return doers, of_phrase or owners


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
