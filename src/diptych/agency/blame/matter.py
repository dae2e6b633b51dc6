"""What blame is for: whether it is a matter of harm, and who suffered by it."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.harm.act import Act, harm_noun, noun_frame, prep_objects
from diptych.agency.harm.counting import is_name, is_people
from diptych.agency.words import Found, Scene, noun_at
from diptych.grammar import subtree


def blame(head: int, first: int, last: int, doers: Iterable[int], affected: Iterable[int] = ()) -> Act:
    """The act of blaming somebody, with the words first to last."""
    return Act(head, first, last + 1, tuple(doers), tuple(affected), "blame")


def is_harm(s: Scene, k: int) -> bool:
    """A noun of harm that is no name."""
    match = harm_noun(s, k)
    return match is not None and match.entry.more["role"] == "harm" and not is_name(s, k)


def not_doing(s: Scene, k: int) -> Found | None:
    """A noun for what somebody did not do: "failure", "refusal"."""
    match = noun_at(s, k)
    return match if match and match.entry.more["role"] == "not-doing" else None


def is_harm_like(s: Scene, k: int) -> bool:
    """A word of harm, its toll or its culprits, or an event's name."""
    return s.has(k, "harm", "toll", "calamity", "culprit") or s.label[k] == "EVENT" or is_harm(s, k)


def tells_of_harm(s: Scene, k: int) -> bool:
    """Whether a matter is one of harm: a word of harm or of its toll in its phrase, an event's name, or a pronoun that leaves it open."""
    p = s.p
    if p.pos[k] == "PRON" and p.lower[k] in ("it", "this", "that", "them", "what") or p.lower[k] == "one" and p.dep[k] == "pobj":
        return True
    if s.has(k, "not-doing") or p.lemma[k] in ("event", "incident", "action", "deed", "act", "planning", "execution"):
        return True
    return any(is_harm_like(s, j) for j in _phrase(s, k))


def matters(s: Scene, prep: int | None) -> list[int]:
    """What stands after a preposition: nouns, and forms in -ing: "guilty of murder", "guilty of burning the port"."""
    return [] if prep is None else prep_objects(s, prep) + [c for c in s.p.children[prep] if s.p.dep[c] == "pcomp"]


def _phrase(s: Scene, k: int) -> list[int]:
    """A noun or gerund with its objects and phrases, without the clauses that hang on them."""
    p, out, stack = s.p, [], [k]
    while stack:
        j = stack.pop()
        out.append(j)
        stack += [c for c in p.children[j] if p.dep[c] not in ("relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "nsubj")]
    return out


def sufferers(s: Scene, k: int) -> list[int]:
    """Who suffers, where an effect is named: civilians in "civilian deaths", "the deaths of civilians", "the killing of civilians"."""
    p = s.p
    act = harm_noun(s, k)
    if act:
        return noun_frame(s, act).affected
    found = [o for c in p.children[k] if p.lower[c] in ("of", "among") for o in prep_objects(s, c)]
    return found or [c for c in p.children[k] if p.dep[c] in ("amod", "compound", "poss") and s.has(c, "people") and p.lemma[c] != "mass"]


def victims(s: Scene, preps: list[int]) -> list[int]:
    """Who suffered by the matter of these phrases: who suffers the harm they name, else whom a verb of harm in them is done to, else the people they name."""
    things = [k for c in preps for k in prep_objects(s, c)]
    found = [a for k in things for a in sufferers(s, k)]
    return found or _victims_of_verb(s, preps, things)


def _victims_of_verb(s: Scene, preps: list[int], things: list[int]) -> list[int]:
    """The people after the prepositions, up to a phrase with a verb of harm, which has a victim of its own."""
    p, found = s.p, []
    for c in preps:
        done_to = next((k for k in subtree(p, c) if k not in things and p.dep[k] == "dobj" and p.tag[k] not in ("WDT", "WP") and s.has(p.head[k], "harm")), None)
        if done_to is not None:
            return [done_to]
        found += [k for k in things if is_people(s, k) and not harm_noun(s, k) and not s.has(k, "toll")]
    return found
