"""Verbs that lend a noun of harm a doer or a victim: "carried out an attack", "went on with the raid", "subjected them to torture"."""

from __future__ import annotations

from diptych.agency.clauses import Frame, can_act, is_passive, objects, of_verb, subjects
from diptych.agency.harm.act import Act, act_at, frame_of, harm_noun, is_armed, noun_frame, prep_objects, shares_of
from diptych.agency.harm.counting import counts, is_battle, is_name, is_people, is_rule
from diptych.agency.harm.deeds import aimed_at
from diptych.agency.words import Found, Scene
from diptych.grammar import Parse, child


def at_carrying_out(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A verb that lends a noun of harm its doer: active with its subject, passive with or without by: "carried out an attack", "a raid was launched"."""
    p, v = s.p, match.head
    frame = of_verb(s, v)
    passive = frame.form.startswith("passive")
    if _is_figure(p, v) or s.has(v, "backed") and not any(is_armed(s, d) for d in frame.doers):
        return []
    raised = 0 if passive or frame.affected else _raised(s, v)
    if raised:
        return [act_at(s, v, v, v, Frame(frame.doers, noun_frame(s, harm_noun(s, raised)).affected, "active"))]
    if not passive and len(match.tokens) == 1 and frame.doers and s.has(v, "doing") and any(p.lower[k] in ("it", "this", "that", "them") for k in frame.affected):
        return [act_at(s, v, v, v, frame._replace(affected=[]))] if _means_harm(s, v) else []
    found: list[Act] = []
    for n in _nouns_lent_to(s, match, frame):
        made = _frame_lent(s, n, v, frame)
        if n in taken and not (p.dep[v] == "conj" and p.head[v] in taken and p.head[v] < v) or is_name(s, n) or made is None:
            continue
        taken.update(harm_noun(s, n).tokens)
        found.append(_words_of(s, v, n, made, passive=passive, first_of_verb=not found))
        taken.update(k for k in range(found[-1].first, found[-1].last) if p.dep[k] in ("amod", "compound"))
    return found


def _is_figure(p: Parse, v: int) -> bool:
    """To make somebody do, to lay at a door: no act is lent a doer."""
    return p.lemma[v] == "make" and any(p.dep[c] in ("oprd", "ccomp") for c in p.children[v]) or p.lemma[v] == "lay" and any(p.lower[c] == "at" for c in p.children[v])


def _nouns_lent_to(s: Scene, match: Found, frame: Frame) -> list[int]:
    """The nouns of harm that a verb is done to, a share of them, or those after its last word; of a passive also the noun right before it."""
    v = match.head
    if frame.form.startswith("passive"):
        return [k for k in frame.affected if harm_noun(s, k)] or [k for k in _just_before(s, v) if harm_noun(s, k)]
    return [k for k in shares_of(s, frame.affected) if k not in match.tokens and harm_noun(s, k)] or [k for k in prep_objects(s, match.tokens[-1]) if harm_noun(s, k)]


def _frame_lent(s: Scene, n: int, v: int, frame: Frame) -> Frame | None:
    """The frame of a noun of harm with the doers of its verb; None where it is no harm, or only a rule."""
    noun = harm_noun(s, n)
    own, passive = frame_of(s, noun), frame.form.startswith("passive")
    against, doers = own.affected or aimed_at(s, v), frame.doers or own.doers
    if noun.entry.more["role"] == "action" and not any(is_people(s, k) for k in against):
        return None
    form = "nominal_by" if passive and own.doers and not frame.doers else frame.form if doers or passive else "nominal_bare"
    made = Frame(doers, against, form)
    return made if counts(s, noun.entry, made, n) and not is_rule(s, v) else None


def _words_of(s: Scene, v: int, n: int, frame: Frame, *, passive: bool, first_of_verb: bool) -> Act:
    """The act with its words: the verb with its first noun, the noun alone where the verb is passive, far off, or has a noun already."""
    p, noun = s.p, harm_noun(s, n)
    if not passive and first_of_verb and any(p.dep[c] == "conj" and v < c < n and p.pos[c] == "VERB" for c in p.children[v]):
        return act_at(s, v, v, v, frame)
    first, alone = min(noun.tokens), passive or not first_of_verb
    return act_at(s, n if passive and p.head[n] != v else v, first if alone or not 0 <= first - v <= 8 else v, max(noun.tokens), frame, noun=alone)


def _raised(s: Scene, v: int) -> int:
    """The noun of harm that a verb shares with the one between commas after it: "who ordered, or failed to prevent, attacks"; else 0."""
    p, end = s.p, s.p.sents[s.p.sent[v]][1]
    if p.lower[v + 1:v + 2] != [","] or p.dep[min(v + 2, end - 1)] != "cc":
        return 0
    comma = next((k for k in range(v + 3, min(v + 10, end)) if p.lower[k] == ","), end)
    return next((k for k in range(comma + 1, min(comma + 4, end)) if harm_noun(s, k)), 0)


def _means_harm(s: Scene, v: int) -> bool:
    """Whether the "it" after a verb is an act that its sentence names before it, outside of a condition."""
    p, k = s.p, v
    while p.head[k] != k:
        if any(p.dep[c] == "mark" and p.lower[c] in ("if", "unless", "whether") for c in p.children[k]):
            return False
        k = p.head[k]
    return any(harm_noun(s, j) and s.has(j, "harm") for j in range(p.sents[p.sent[v]][0], v))


def _just_before(s: Scene, v: int) -> list[int]:
    """The noun that stands right before a participle, whatever the parser hung it on."""
    k = v - 1
    while k > 0 and s.p.pos[k] == "ADV":
        k -= 1
    return [k] if s.p.pos[k] == "NOUN" and s.p.tag[v] == "VBN" and s.p.dep[v] in ("acl", "relcl", "ROOT", "ccomp", "advcl") else []


def at_going_on(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Whoever stops or goes on with an act is its doer; the act keeps its noun."""
    p, v = s.p, match.head
    if is_passive(p, v):
        return []
    doers = [d for d in subjects(s, v) if can_act(s, d)]
    found = []
    for n in objects(p, v):
        noun = harm_noun(s, n)
        if not noun or n in taken or not doers or noun.entry.more["role"] == "action":
            continue
        if s.has(p.head[v], "not-doing") and p.dep[v] == "xcomp" or p.lemma[v] in ("stop", "halt", "end") and child(p, n, "det") is not None:
            continue
        own = frame_of(s, noun)
        frame = Frame(own.doers or doers, own.affected, "nominal_by")
        if counts(s, noun.entry, frame, n) and not is_rule(s, v):
            taken.update(noun.tokens)
            found.append(act_at(s, n, min(noun.tokens), max(noun.tokens), frame, noun=True))
    return found


def at_taking_part(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A share in an act: one row with its noun of harm; a neutral noun counts where the doer is called guilty or people are aimed at."""
    p, v = s.p, match.head
    doers = subjects(s, v)
    n = child(p, match.tokens[-1], "pobj")
    if not doers or n is None:
        return []
    noun = harm_noun(s, n)
    if not noun or is_name(s, n):
        return []
    own = frame_of(s, noun)
    guilty = any(s.has(d, "culprit") or s.has(d, "force") and p.lemma[n] in ("operation", "offensive", "campaign") for d in doers)
    if noun.entry.more["role"] == "action" and not guilty and not any(is_people(s, k) for k in own.affected):
        return []
    if is_battle(s, noun.entry, own.affected):
        return []
    taken.update(noun.tokens)
    return [act_at(s, v, v, max(noun.tokens), Frame(doers, own.affected, "active"))]


def at_subjecting(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Putting somebody under a harm: one row for each noun where it is passive, one row where it is active."""
    p, v = s.p, match.head
    frame, found = of_verb(s, v), []
    for n in prep_objects(s, match.tokens[-1]):
        noun = harm_noun(s, n)
        if not noun or n in taken or noun.entry.more["role"] == "action":
            continue
        taken.update(noun.tokens)
        if frame.form.startswith("passive"):
            found.append(act_at(s, n, min(noun.tokens), max(noun.tokens), frame, noun=True))
        elif not found and frame.affected:
            found.append(act_at(s, v, v, max(noun.tokens), frame))
    return found
