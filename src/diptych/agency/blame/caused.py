"""An act, or somebody, that brings about harm or its toll."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.blame.matter import blame, is_harm, not_doing, sufferers
from diptych.agency.clauses import can_act, is_passive, objects, of_noun, of_verb, owners, subjects
from diptych.agency.harm.act import Act, harm_noun, noun_frame, prep_objects
from diptych.agency.harm.counting import is_rule
from diptych.agency.words import Scene
from diptych.grammar import child


def causes(s: Scene, taken: set[int]) -> Iterable[Act]:
    """An act, or somebody, brings about harm or its toll. Circumstances are no blame."""
    p = s.p
    for v, patterns in s.verbs.items():
        match = next((m for m in patterns if m.entry.more["role"] == "cause"), None)
        if match is None or p.pos[v] != "VERB" or is_rule(s, v):
            continue
        passive = is_passive(p, v)
        prep = match.tokens[-1] if len(match.tokens) > 1 and p.pos[match.tokens[-1]] == "ADP" else None
        so = child(p, v, "oprd", "ccomp") if p.lemma[v] == "make" else v
        if so is None or so != v and p.lower[so] not in ("inevitable", "unavoidable", "certain"):
            continue
        passive = passive and so == v
        effects = objects(p, v) + [k for k in [child(p, so, "nsubj")] if k is not None] if so != v else prep_objects(s, prep) if prep is not None else subjects(s, v) if passive else objects(p, v)
        struck = p.lower[match.tokens[-1]] in ("dead", "wounded", "injured") and (p.dep[match.tokens[-1]] in ("oprd", "ccomp", "acomp", "dobj", "amod"))
        if not struck and not any(s.has(k, "toll") or is_harm(s, k) for k in effects):
            continue
        causes = of_verb(s, v).doers if passive else subjects(s, v) or [c for c in p.children[v] if p.dep[c] == "csubj" and s.has(c, "harm")]
        who: list[int] = []
        for k in causes:
            act = harm_noun(s, k) or not_doing(s, k)
            doers = noun_frame(s, act).doers if act and act.entry.more["role"] != "not-doing" else owners(s, k) or of_noun(s, k, "doer").doers if act else []
            if doers:
                who += doers
            elif act or p.dep[k] == "csubj" or s.label[k] in ("PERSON", "NORP", "GPE", "ORG"):
                who.append(k)
            elif p.pos[k] == "NOUN" and not s.has(k, "circumstance", "nature", "toll", "weapon") and (can_act(s, k) or p.lemma[k].endswith(("tion", "ment", "ing", "sion", "al", "ure"))):
                who.append(k)
        if who:
            victims = [a for k in effects for a in sufferers(s, k)]
            yield blame(v, v, max(*match.tokens, so), who, victims)
