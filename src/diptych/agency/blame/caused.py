"""An act, or somebody, that brings about harm or its toll."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.blame.matter import blame, is_harm, not_doing, sufferers
from diptych.agency.clauses import can_act, is_passive, objects, of_noun, of_verb, owners, subjects
from diptych.agency.harm.act import Act, harm_noun, noun_frame, prep_objects
from diptych.agency.harm.counting import is_people, is_rule
from diptych.agency.words import Found, Scene
from diptych.grammar import Parse, child


def causes(s: Scene, taken: set[int]) -> Iterable[Act]:
    """An act, or somebody, brings about harm or its toll. Circumstances are no blame: "the raid led to forty deaths", not "the winter led to forty deaths"."""
    p = s.p
    for v, patterns in s.verbs.items():
        match = next((m for m in patterns if m.entry.more["role"] == "cause"), None)
        if match is None or p.pos[v] != "VERB" or is_rule(s, v):
            continue
        so = child(p, v, "oprd", "ccomp") if p.lemma[v] == "make" else v
        if so is None or so != v and p.lower[so] not in ("inevitable", "unavoidable", "certain"):
            continue
        effects = _effects(s, match, so)
        if not _is_struck(p, match.tokens[-1]) and not any(s.has(k, "toll") or is_harm(s, k) for k in effects):
            continue
        sources = of_verb(s, v).doers if so == v and is_passive(p, v) else subjects(s, v) or [c for c in p.children[v] if p.dep[c] == "csubj" and s.has(c, "harm")]
        who = [d for k in sources for d in _who_by(s, k)]
        if who:
            yield blame(v, v, max(*match.tokens, so), who, [a for k in effects for a in sufferers(s, k) or [k] * (is_people(s, k) and not s.has(k, "toll"))])


def _effects(s: Scene, match: Found, so: int) -> list[int]:
    """What is brought about: "made bloodshed inevitable", "led to deaths", "caused deaths", "deaths were caused"."""
    p, v, last = s.p, match.head, match.tokens[-1]
    if so != v:
        subject = child(p, so, "nsubj")
        return objects(p, v) + ([subject] if subject is not None else [])
    if len(match.tokens) > 1 and p.pos[last] == "ADP":
        return prep_objects(s, last)
    return subjects(s, v) if is_passive(p, v) else objects(p, v)


def _is_struck(p: Parse, word: int) -> bool:
    """What a verb leaves people: "left forty dead"."""
    return p.lower[word] in ("dead", "wounded", "injured") and p.dep[word] in ("oprd", "ccomp", "acomp", "dobj", "amod")


def _who_by(s: Scene, k: int) -> list[int]:
    """Who is blamed for what a cause brings about: the doers of an act, else the act, a name, somebody, or a deed: "the decision"."""
    p, act = s.p, harm_noun(s, k) or not_doing(s, k)
    if act:
        own = noun_frame(s, act).doers if act.entry.more["role"] != "not-doing" else owners(s, k) or of_noun(s, k, "doer").doers
        return own or [k]
    if p.dep[k] == "csubj" or s.label[k] in ("PERSON", "NORP", "GPE", "ORG"):
        return [k]
    deed = p.pos[k] == "NOUN" and not s.has(k, "circumstance", "nature", "toll", "weapon") and (can_act(s, k) or p.lemma[k].endswith(("tion", "ment", "ing", "sion", "al", "ure")))
    return [k] if deed else []
