"""Help and protection: not given to those harmed, or given to those who harm."""

from __future__ import annotations

from diptych.agency.clauses import Frame, agents, can_act, is_passive, objects, of_noun, of_verb, subjects
from diptych.agency.harm.act import Act, act_at, harm_noun, is_armed, objects_after, prep_objects
from diptych.agency.harm.counting import is_people, is_place, is_rule
from diptych.agency.words import Found, Scene, verb_at
from diptych.grammar import child, is_negated


def at_backing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Armed help to those who do harm: "the militia, backed by tanks, stormed the town"."""
    p, v = s.p, match.head
    doers, over = agents(s, v), p.head[v]
    while p.pos[over] not in ("VERB", "AUX") and p.head[over] != over:
        over = p.head[over]
    if p.dep[v] not in ("acl", "advcl") or p.tag[v] not in ("VBN", "VBD") or not any(is_armed(s, d) for d in doers):
        return []
    if any(m.entry.more["role"] in ("harm", "carry-out", "undergo", "entry") for m in verb_at(s, over)) or s.has(p.head[v], "force") and _harm_beside(s, v):
        return [act_at(s, v, v, v, Frame(doers, [], "passive_by"))]
    return []


def _harm_beside(s: Scene, v: int) -> bool:
    """Whether the sentence of a verb tells of harm anywhere: "a barrage began, and was followed by infantry backed by tanks"."""
    return any(s.has(k, "harm") for k in range(*s.p.sents[s.p.sent[v]]))


def at_standing_by(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Those who could have helped and did not: "the peacekeepers looked on", "did nothing to stop them"."""
    p, v = s.p, match.head
    doers, last = subjects(s, v), match.tokens[-1]
    if not any(_could_help(s, d) for d in doers) or is_negated(p, v) or child(p, last, "pobj") is not None or child(p, v, "dobj") not in (None, last):
        return []
    left = next((c for k in (last, v) for c in p.children[k] if p.dep[c] in ("acl", "relcl", "xcomp", "advcl") and p.tag[c] == "VB"), None)
    harmed = left_undone(s, left) if left is not None else []
    if harmed is None and not s.has(left, "protection"):
        return []
    return [act_at(s, v, v, max(match.tokens), Frame(doers, harmed or _harmed_meanwhile(s, v), "active"))._replace(undone=True)]


def _harmed_meanwhile(s: Scene, v: int) -> list[int]:
    """Who is harmed by what the clause above tells: "they beat the marchers while the police looked on"."""
    p, over = s.p, s.p.head[v]
    if p.dep[v] != "advcl":
        return []
    for k in (over, *(c for c in p.children[over] if p.dep[c] == "conj")):
        if any(m.entry.more["role"] == "harm" for m in verb_at(s, k)):
            harmed = [h for h in of_verb(s, k).affected if is_people(s, h)]
            if harmed:
                return harmed
    return []


def _could_help(s: Scene, d: int) -> bool:
    """A force, a body, a state, the world."""
    return s.has(d, "force", "body") or s.label[d] in ("GPE", "ORG") or s.p.lemma[d] in ("community", "world", "official", "governor", "mayor", "president", "minister")


def at_helping(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A body that sent no help: "the government sent neither buses nor helicopters"."""
    p, v = s.p, match.head
    doers, sent = [d for d in subjects(s, v) if s.has(d, "force", "body") or s.label[d] in ("GPE", "ORG")], objects(p, v)
    none = [k for k in sent if s.has(k, "helping") and (is_negated(p, k) or is_negated(p, v))]
    if not doers or not none or is_passive(p, v) or is_rule(s, v):
        return []
    return [act_at(s, v, v, max(none), Frame(doers, [], "active"))._replace(undone=True)]


def at_protection(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Leaving people without protection: "the army did not evacuate the villagers". Where somebody fails or refuses to, that verb is the act."""
    p, v = s.p, match.head
    if p.dep[v] in ("xcomp", "acl") and s.has(p.head[v], "not-doing") or p.lemma[v] in ("prevent", "stop", "defend", "warn", "save"):
        return []
    if not is_negated(p, v) or any(p.dep[c] == "aux" and p.lower[c] in ("could", "can", "would", "should") for c in p.children[v]):
        return []
    frame = of_verb(s, v)
    helped = any(is_people(s, k) or p.lemma[v] == "evacuate" and is_place(s, k) for k in frame.affected)
    return [act_at(s, v, v, v, frame)._replace(undone=True)] if helped else []


def at_not_doing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """ "failed to protect", "refused to evacuate": active with its doer."""
    p, v = s.p, match.head
    left = next((c for c in p.children[v] if p.dep[c] == "xcomp"), None)
    if left is None or is_negated(p, v):
        return []
    harmed = left_undone(s, left)
    doers = subjects(s, v)
    if harmed is None or not doers:
        return []
    form = "active" if can_act(s, doers[0]) or p.lower[doers[0]] == "it" else "nominal_bare"
    return [act_at(s, v, v, left, Frame(doers if form == "active" else [], harmed, form))]


def left_undone(s: Scene, verb: int) -> list[int] | None:
    """Who was left without protection, where an infinitive says what was left undone; None where it is no protection."""
    p = s.p
    if p.lemma[verb] in ("prevent", "stop", "halt"):
        return _harm_let_be(s, verb)
    if s.has(verb, "protection", "safety"):
        harmed = objects(p, verb) or objects_after(s, verb)
        return harmed if any(is_people(s, k) for k in harmed) else None
    shelter = [n for n in objects(p, verb) if s.has(n, "protection")]
    if shelter:
        return [k for n in shelter for k in of_noun(s, n, "affected").affected + [o for c in p.children[n] if p.lower[c] == "for" for o in prep_objects(s, c)] if is_people(s, k)]
    return _told_before(s, verb) if p.lemma[verb] == "do" else None


def _harm_let_be(s: Scene, verb: int) -> list[int] | None:
    """Who is harmed by what nobody stopped: "failed to prevent the massacre of the villagers"; nobody named in "failed to stop it"."""
    p = s.p
    harms = objects(p, verb) or objects_after(s, verb)
    after = verb + 1 + (p.lower[verb + 1:verb + 2] == [","])
    if not harms and after < len(p) and harm_noun(s, after):
        harms = [after]
    if any(p.lower[n] in ("it", "this", "that", "them") for n in harms):
        return []
    return next((of_noun(s, n, "affected").affected for n in harms if harm_noun(s, n)), None)


def _told_before(s: Scene, verb: int) -> list[int] | None:
    """Whom a verb of protection before "to do so" is for: "asked to evacuate the villagers, they failed to do so"."""
    p = s.p
    for k in range(verb - 1, p.sents[p.sent[verb]][0], -1):
        if p.pos[k] == "VERB" and s.has(k, "protection", "safety"):
            harmed = [o for o in objects(p, k) if is_people(s, o)]
            if harmed:
                return harmed
    return None
