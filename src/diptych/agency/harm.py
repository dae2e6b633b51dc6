"""Acts of harm that a text tells: verbs, verbs with a noun of harm, nouns, things done by force; and what does not count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from diptych.agency.clauses import Frame, agents, before_noun, by_their_hands, can_act, is_doer_noun, is_passive, names_party, objects, of_noun, of_verb, owners, subjects
from diptych.agency.words import Found, Scene, is_nominal, noun_at, verb_at
from diptych.codebook import Entry
from diptych.grammar import child, conjuncts, first_conjunct, is_negated, subtree


class Act(NamedTuple):
    """One act: the token its certainty and voice are read at, its words (first token, token after the last), who does it to whom, its form.

    `undone`: the act is that something was not done, so a negation is part of it.
    """

    head: int
    first: int
    last: int
    doers: tuple[int, ...]
    affected: tuple[int, ...]
    form: str
    undone: bool = False


# Verbs


def verbs(s: Scene, taken: set[int]) -> Iterable[Act]:
    found = []
    for patterns in s.verbs.values():
        for match in patterns:
            if match.entry.more["role"] == "idiom":
                break
            read = _BY_ROLE.get(str(match.entry.more["role"]))
            made = read(s, match, taken) if read else None
            if made:
                found += made
                taken.update(match.tokens)
                break
    return found


def _harm(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A verb that tells the act itself."""
    p, v = s.p, match.head
    if p.tag[v] == "VBG" and is_nominal(p, v) and not objects(p, v) and child(p, v, "aux", "nsubj") is None and harm_noun(s, v):
        return []
    if v in taken or is_name(s, v) or s.has(v, "state") and before_noun(p, v) or p.dep[v] in ("aux", "auxpass"):
        return []
    frame = of_verb(s, v)
    tail = [k for k in match.tokens[1:]]
    if tail == [p.head[v]] and tail[0] > v:
        frame = Frame([], [c for c in (*p.children[tail[0]], *p.children[v]) if p.dep[c] in ("nummod", "npadvmod") and c < v], "passive_bare")
    if tail and p.lower[tail[-1]] == "from" and p.pos[p.head[tail[-1]]] in ("VERB", "AUX") and p.head[tail[-1]] not in (v, *tail):
        return []
    elif tail and not is_passive(p, v) and not before_noun(p, v):
        affected = _after(s, match) or [k for k in frame.affected if k not in tail]
        frame = frame._replace(affected=affected)
    elif tail and not frame.affected and not is_passive(p, v):
        frame = frame._replace(affected=_after(s, match))
    elif not tail and frame.form == "active" and not frame.affected:
        frame = frame._replace(affected=_aimed_at(s, v))
    if not _counts(s, match.entry, frame, v) or is_rule(s, v) or p.dep[v] == "csubj" and is_general(s, v, frame):
        return []
    last = max(tail, default=v)
    if match.entry.more.get("by") == "force" and frame.affected and v < frame.affected[0] <= v + 4 and frame.form == "active":
        last = frame.affected[0]
    return [_act(s, v, v, last, frame)]


def _shoot(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Armed men, or a "they" that may be, shoot with no target told: "they were shooting from the roofs"."""
    p, v = s.p, match.head
    frame = of_verb(s, v)
    if v in taken or frame.form != "active" or frame.affected or before_noun(p, v) or is_rule(s, v):
        return []
    doers = frame.doers
    armed = any(s.has(d, "force", "body") or p.lower[d] in ("they", "someone", "somebody") or any(p.lower[c] == "armed" for c in p.children[d]) for d in doers)
    away = p.tag[v] == "VBG" and child(p, v, "aux") is not None or any(p.lower[c] in ("from", "into", "over", "toward", "towards", "through", "indiscriminately", "wildly", "first", "back") for c in p.children[v])
    return [_act(s, v, v, v, frame)] if armed and away else []


def _lead_away(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """People taken and never seen again."""
    p, v = s.p, match.head
    frame, end = of_verb(s, v), p.sents[p.sent[v]][1]
    lost = any(p.lower[k] == "never" and any(s.has(j, "gone") for j in range(k, min(k + 4, end))) for k in range(v, end))
    if v in taken or not lost or not frame.affected or not all(is_people(s, k) for k in frame.affected):
        return []
    return [_act(s, v, v, v, frame)]


def _after(s: Scene, match: Found) -> list[int]:
    """What stands after the preposition that ends a verb's words ("fired on the crowd"), or after on, at, against where they end in a noun."""
    p, tail = s.p, match.tokens[1:]
    for t in reversed(tail):
        if p.pos[t] == "ADP" and p.lower[t] not in ("from", "of", "toward", "towards"):
            obj = child(p, t, "pobj")
            if obj is not None and obj not in tail:
                return conjuncts(p, obj)
    ends_in_noun = p.pos[tail[-1]] == "NOUN"
    of = [o for c in p.children[tail[-1]] if ends_in_noun and p.lower[c] in ("of", "for", "to") for o in prep_objects(s, c) if is_people(s, o)]
    if of:
        return of
    return _aimed_at(s, match.head) or (_aimed_at(s, tail[-1]) if ends_in_noun else [])


def _aimed_at(s: Scene, v: int) -> list[int]:
    p = s.p
    for c in p.children[v]:
        if p.dep[c] == "prep" and p.lower[c] in ("on", "at", "against", "upon", "into", "to", "toward", "towards"):
            obj = child(p, c, "pobj")
            if obj is not None and p.ent[obj] not in ("DATE", "TIME") and (p.lower[c] == "against" or is_people(s, obj) or is_place(s, obj) or s.has(obj, "target")):
                return conjuncts(p, obj)
    return []


def _carry_out(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A verb that lends a noun of harm its doer: active with its subject, passive with or without by."""
    p, v = s.p, match.head
    if p.lemma[v] == "make" and any(p.dep[c] in ("oprd", "ccomp") for c in p.children[v]):
        return []
    if p.lemma[v] == "lay" and any(p.lower[c] == "at" for c in p.children[v]):
        return []
    frame = of_verb(s, v)
    passive = frame.form.startswith("passive")
    if s.has(v, "backed") and not any(_armed(s, d) for d in frame.doers):
        return []
    if passive:
        nouns = [k for k in frame.affected if harm_noun(s, k)] or [k for k in _just_before(s, v) if harm_noun(s, k)]
    else:
        if not frame.affected and _raised(s, v):
            return [_act(s, v, v, v, Frame(frame.doers, noun_frame(s, harm_noun(s, _raised(s, v))).affected, "active"))]
        if len(match.tokens) == 1 and frame.doers and s.has(v, "doing") and any(p.lower[k] in ("it", "this", "that", "them") for k in frame.affected):
            return [_act(s, v, v, v, frame._replace(affected=[]))] if _means_harm(s, v) else []
        nouns = [k for k in _one_of(s, frame.affected) if k not in match.tokens and harm_noun(s, k)] or [k for k in prep_objects(s, match.tokens[-1]) if harm_noun(s, k)]
    found = []
    for n in nouns:
        noun = harm_noun(s, n)
        if n in taken and not (p.dep[v] == "conj" and p.head[v] in taken and p.head[v] < v) or is_name(s, n):
            continue
        own = _frame_of(s, noun)
        against = own.affected or _aimed_at(s, v)
        if noun.entry.more["role"] == "action" and not any(is_people(s, k) for k in against):
            continue
        doers = frame.doers or own.doers
        form = frame.form if passive and frame.doers else "nominal_by" if passive and own.doers else frame.form if doers or passive else "nominal_bare"
        made = Frame(doers, against, form)
        if not _counts(s, noun.entry, made, n) or is_rule(s, v):
            continue
        taken.update(noun.tokens)
        if not passive and not found and any(p.dep[c] == "conj" and v < c < n and p.pos[c] == "VERB" for c in p.children[v]):
            found.append(_act(s, v, v, v, made))
            continue
        first = min(noun.tokens) if passive or found or min(noun.tokens) - v > 8 or min(noun.tokens) < v else v
        found.append(_act(s, n if passive and not _finite_above(s, n, v) else v, first, max(noun.tokens), made, noun=passive or bool(found)))
    return found


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


def _one_of(s: Scene, nouns: list[int]) -> list[int]:
    """The nouns, or what they are a share of: the crimes in "one of the crimes", "a series of attacks"."""
    p = s.p
    share = ("policy", "campaign", "act", "one", "some", "many", "several", "most", "part", "series", "string", "wave", "war", "number", "cent", "percent", "%", "third", "fifth", "quarter", "half", "much")
    return [o for k in nouns for o in ([o for c in p.children[k] if p.lower[c] == "of" for o in prep_objects(s, c)] if p.lemma[k] in share else []) or [k]]


def _finite_above(s: Scene, n: int, v: int) -> bool:
    return s.p.head[n] == v


def _go_on(s: Scene, match: Found, taken: set[int]) -> list[Act]:
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
        own = _frame_of(s, noun)
        frame = Frame(own.doers or doers, own.affected, "nominal_by")
        if _counts(s, noun.entry, frame, n) and not is_rule(s, v):
            taken.update(noun.tokens)
            found.append(_act(s, n, min(noun.tokens), max(noun.tokens), frame, noun=True))
    return found


def _take_part(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A share in an act: one row with its noun of harm; a neutral noun counts where the doer is called guilty or people are aimed at."""
    p, v = s.p, match.head
    doers = subjects(s, v)
    n = child(p, match.tokens[-1], "pobj")
    if not doers or n is None:
        return []
    noun = harm_noun(s, n)
    if not noun or is_name(s, n):
        return []
    own = _frame_of(s, noun)
    guilty = any(s.has(d, "culprit") or s.has(d, "force") and p.lemma[n] in ("operation", "offensive", "campaign") for d in doers)
    if noun.entry.more["role"] == "action" and not guilty and not any(is_people(s, k) for k in own.affected):
        return []
    if _is_battle(s, noun.entry, own.affected):
        return []
    taken.update(noun.tokens)
    return [_act(s, v, v, max(noun.tokens), Frame(doers, own.affected, "active"))]


def _undergo(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A verb whose subject is harmed: "came under siege"."""
    p, v = s.p, match.head
    tail = match.tokens[1:]
    things = prep_objects(s, tail[-1]) if tail else objects(p, v)
    for n in things:
        noun = harm_noun(s, n) or _under(s, n)
        harmed = _one_of(s, subjects(s, v))
        if not noun or n in taken or noun.entry.more["role"] == "action" or noun.entry.more["role"] == "undergone" and p.lower[match.tokens[-1]] not in ("under", "in") or not harmed:
            continue
        own = _frame_of(s, noun)
        doers = by_their_hands(p, v) or agents(s, v) or own.doers or by_their_hands(p, n) or _from(s, v) or _from(s, n) or [d for c in p.children[n] if p.dep[c] == "acl" for d in agents(s, c)]
        if p.lemma[v] in ("witness", "see", "survive", "remember"):
            return []
        frame = Frame(doers, harmed, ("passive_by" if doers else "passive_bare") if tail and is_passive(p, v) else "intransitive")
        if _counts(s, noun.entry, frame, n):
            taken.update(noun.tokens)
            return [_act(s, v, v, max(noun.tokens), frame)]
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


def _fall(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A place falls to those who take it."""
    p, v = s.p, match.head
    harmed = subjects(s, v)
    if match.tokens[-1] != match.head and p.lemma[match.tokens[-1]] == "hand" and p.lemma[v] in ("die", "perish", "lose"):
        doers = by_their_hands(p, v)
        return [_act(s, v, v, v, Frame(doers, harmed, "intransitive"))] if doers and harmed else []
    if len(match.tokens) == 1:
        lost = p.tag[v] in ("VBD", "VBN") and any(s.label[h] == "GPE" or not s.label[h] and p.pos[h] == "PROPN" or s.has(h, "place") and p.lemma[h] in ("town", "city", "village", "enclave", "capital") for h in harmed)
        more = any(p.dep[c] in ("dobj", "attr", "acomp", "oprd", "prt", "agent") or p.dep[c] == "prep" and not (
            p.lower[c] in ("after", "before", "during") or any(p.ent[k] in ("DATE", "TIME") for k in p.children[c])) for c in p.children[v])
        return [_act(s, v, v, v, Frame([], harmed, "intransitive"))] if p.lemma[v] == "fall" and lost and not more else []
    doers = prep_objects(s, match.tokens[1])
    doers = [k for d in doers for k in (owners(s, d) or [d])] if len(match.tokens) > 2 else doers
    if not harmed or not doers or not all(is_place(s, h) for h in harmed) or not any(s.has(d, "force", "body") or s.label[d] in ("NORP", "ORG", "GPE", "PERSON") for d in doers):
        return []
    return [_act(s, v, v, match.tokens[-1], Frame(doers, harmed, "intransitive"))]


def _lost(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Somebody loses people to a weapon or an armed force: "lost two sons to a mine"."""
    p, v = s.p, match.head
    harmed, doers = objects(p, v), prep_objects(s, match.tokens[1])
    if is_passive(p, v) or not any(is_people(s, k) for k in harmed) or not any(_armed(s, d) or harm_noun(s, d) or any(s.has(c, "weapon") for c in p.children[d]) for d in doers):
        return []
    return [_act(s, v, v, v, Frame([d for d in doers if not harm_noun(s, d)], harmed, "intransitive"))]


def _subject_to(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Putting somebody under a harm: one row for each noun where it is passive, one row where it is active."""
    p, v = s.p, match.head
    frame, found = of_verb(s, v), []
    for n in prep_objects(s, match.tokens[-1]):
        noun = harm_noun(s, n)
        if not noun or n in taken or noun.entry.more["role"] == "action":
            continue
        taken.update(noun.tokens)
        if frame.form.startswith("passive"):
            found.append(_act(s, n, min(noun.tokens), max(noun.tokens), frame, noun=True))
        elif not found and frame.affected:
            found.append(_act(s, v, v, max(noun.tokens), frame))
    return found


def _held(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """People kept in a place or for a time: "was held for eight days in a cellar", "those held"."""
    p, v = s.p, match.head
    frame = of_verb(s, v)
    if v in taken or not frame.affected or p.pos[v] != "VERB":
        return []
    if frame.form == "active" and p.lemma[v] == "hold" and any(s.has(d, "force") for d in frame.doers) and all(is_place(s, k) for k in frame.affected):
        return [_act(s, v, v, v, frame)]
    if not is_passive(p, v) or not all(is_people(s, k) for k in frame.affected):
        return []
    if child(p, v, "oprd", "acomp", "attr", "advcl", "xcomp") is not None or any(p.lower[c] in ("to", "by", "up", "back", "down") for c in p.children[v]):
        return []
    where = [k for c in p.children[v] if p.lower[c] in ("for", "in", "at", "inside") for k in prep_objects(s, c)]
    kept = any(s.has(k, "captivity") for k in where)
    if p.lemma[v] == "hold":
        kept = kept or any(p.ent[k] in ("DATE", "TIME") or s.label[k] in ("GPE", "LOC", "FAC") for k in where) or p.dep[v] == "acl" and p.lower[p.head[v]] == "those"
    return [_act(s, v, v, v, frame)] if kept and not is_rule(s, v) else []


def _backed(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Armed help to those who do harm: "the militia, backed by tanks, stormed the town"."""
    p, v = s.p, match.head
    doers, over = agents(s, v), p.head[v]
    while p.pos[over] not in ("VERB", "AUX") and p.head[over] != over:
        over = p.head[over]
    if p.dep[v] not in ("acl", "advcl") or p.tag[v] not in ("VBN", "VBD") or not any(_armed(s, d) for d in doers):
        return []
    if not any(m.entry.more["role"] in ("harm", "carry-out") for m in verb_at(s, over)):
        return []
    return [_act(s, v, v, v, Frame(doers, [], "passive_by"))]


def _armed(s: Scene, d: int) -> bool:
    """An armed force, its arms, or its name: tanks, armoured vehicles of a regiment, the Third Regiment."""
    p = s.p
    return s.has(d, "force", "weapon", "target") or any(s.has(o, "force") for c in p.children[d] if p.lower[c] == "of" for o in prep_objects(s, c))


def _standing_by(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Those who could have helped and did not: "the peacekeepers looked on", "did nothing to stop them"."""
    p, v = s.p, match.head
    doers, last = subjects(s, v), match.tokens[-1]
    if not any(s.has(d, "force", "body") or s.label[d] in ("GPE", "ORG") or p.lemma[d] in ("community", "world") for d in doers) or is_negated(p, v) or child(p, last, "pobj") is not None or child(p, v, "dobj") not in (None, last):
        return []
    left = next((c for k in (last, v) for c in p.children[k] if p.dep[c] in ("acl", "relcl", "xcomp", "advcl") and p.tag[c] == "VB"), None)
    harmed = _left_undone(s, left) if left is not None else []
    if harmed is None and not s.has(left, "protection"):
        return []
    return [_act(s, v, v, max(match.tokens), Frame(doers, harmed or [], "active"))._replace(undone=True)]


def _helping(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A body that sent no help: "the government sent neither buses nor helicopters"."""
    p, v = s.p, match.head
    doers, sent = [d for d in subjects(s, v) if s.has(d, "force", "body") or s.label[d] in ("GPE", "ORG")], objects(p, v)
    none = [k for k in sent if s.has(k, "helping") and (is_negated(p, k) or is_negated(p, v))]
    if not doers or not none or is_passive(p, v) or is_rule(s, v):
        return []
    return [_act(s, v, v, max(none), Frame(doers, [], "active"))._replace(undone=True)]


def _protection(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Leaving people without protection: protecting that is negated, or that somebody fails, refuses or neglects to do."""
    p, v = s.p, match.head
    over = p.head[v] if p.dep[v] in ("xcomp", "acl") else v
    failing = over != v and s.has(over, "not-doing")
    if failing:
        return []
    if not is_negated(p, v) or any(p.dep[c] == "aux" and p.lower[c] in ("could", "can", "would", "should") for c in p.children[v]):
        return []
    frame = of_verb(s, v)
    if not any(is_people(s, k) or p.lemma[v] == "evacuate" and is_place(s, k) for k in frame.affected) or p.lemma[v] in ("prevent", "stop", "defend", "warn", "save"):
        return []
    return [_act(s, v, v, v, frame)._replace(undone=True)]


def _not_doing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """ "failed to protect", "refused to evacuate": active with its doer."""
    p, v = s.p, match.head
    left = next((c for c in p.children[v] if p.dep[c] == "xcomp"), None)
    if left is None or is_negated(p, v):
        return []
    harmed = _left_undone(s, left)
    doers = subjects(s, v)
    if harmed is None or not doers:
        return []
    form = "active" if can_act(s, doers[0]) or p.lower[doers[0]] == "it" else "nominal_bare"
    return [_act(s, v, v, left, Frame(doers if form == "active" else [], harmed, form))]


def _left_undone(s: Scene, verb: int) -> list[int] | None:
    """Who was left without protection, where an infinitive says what was left undone; None where it is no protection."""
    p = s.p
    harmed = objects(p, verb) or _prep_objects_of(s, verb)
    if p.lemma[verb] in ("prevent", "stop", "halt"):
        after = verb + 1 + (p.lower[verb + 1:verb + 2] == [","])
        if not harmed and after < len(p) and harm_noun(s, after):
            harmed = [after]
        if any(p.lower[n] in ("it", "this", "that", "them") for n in harmed):
            return []
        return next((of_noun(s, n, "affected").affected for n in harmed if harm_noun(s, n)), None)
    if s.has(verb, "protection", "safety"):
        return harmed if any(is_people(s, k) for k in harmed) else None
    shelter = [n for n in objects(p, verb) if s.has(n, "protection")]
    if shelter:
        return [k for n in shelter for k in of_noun(s, n, "affected").affected + [o for c in p.children[n] if p.lower[c] == "for" for o in prep_objects(s, c)] if is_people(s, k)]
    if p.lemma[verb] == "do":
        for k in range(verb, p.sents[p.sent[verb]][0], -1):
            if k != verb and p.pos[k] == "VERB" and s.has(k, "protection", "safety"):
                harmed = [o for o in objects(p, k) if is_people(s, o)]
                if harmed:
                    return harmed
    return None


_BY_ROLE = {"harm": _harm, "carry-out": _carry_out, "go-on": _go_on, "take-part": _take_part, "undergo": _undergo, "fall": _fall, "lost": _lost, "subject-to": _subject_to,
            "protection": _protection, "not-doing": _not_doing, "held": _held, "backed": _backed, "standing-by": _standing_by, "helping": _helping, "shooting": _shoot, "taken": _lead_away}


# Nouns


def nouns(s: Scene, taken: set[int]) -> Iterable[Act]:
    found, p = [], s.p
    for i, match in s.nouns.items():
        if i in taken or match.head in taken:
            continue
        role, n = str(match.entry.more["role"]), match.head
        if role in ("harm", "action"):
            frame = noun_frame(s, match)
            if frame and not _made_so(p, n) and (role == "harm" or frame.doers and any(is_people(s, k) for k in frame.affected)) and _tells(s, match, frame):
                taken.update(match.tokens)
                found.append(_act(s, n, min(match.tokens), max(match.tokens), frame, noun=True))
        elif role == "take-part":
            doers = [d for d in of_noun(s, n, "doer").doers] or _accused_of(s, n)
            if doers and any(s.label[d] or s.has(d, "force", "body", "people") for d in doers) and _in_harm(s, n):
                found.append(_act(s, n, n, n, Frame(doers, [], "nominal_by")))
        elif role == "not-doing":
            left = child(p, n, "acl")
            harmed = _left_undone(s, left) if left is not None else None
            if harmed is not None:
                doers = owners(s, n) or of_noun(s, n, "doer").doers
                found.append(_act(s, n, n, n, Frame(doers, harmed, "nominal_by" if doers else "nominal_bare")))
        elif role == "protection":
            if any(p.lower[c] == "no" and p.dep[c] == "det" for c in p.children[n]):
                harmed = [k for k in of_noun(s, n, "affected").affected if is_people(s, k)] or [k for c in p.children[n] if p.lower[c] == "for" for k in prep_objects(s, c) if is_people(s, k)]
                if harmed:
                    verb = p.head[n] if p.dep[n] in ("nsubjpass", "nsubj") else n
                    doers = agents(s, verb) if verb != n else []
                    found.append(_act(s, n, p.left[n], max(verb, n), Frame(doers, harmed, "passive_by" if doers else "passive_bare" if verb != n and is_passive(p, verb) else "nominal_bare"))._replace(undone=True))
    return found


def _accused_of(s: Scene, n: int) -> list[int]:
    """Whom a verb accuses of what noun n names."""
    p, verb = s.p, s.p.head[s.p.head[n]]
    while p.dep[verb] in ("dobj", "conj") and p.pos[verb] in ("NOUN", "PROPN"):
        verb = p.head[verb]
    if p.dep[n] != "pobj" or not s.has(verb, "charge") or p.pos[verb] != "VERB":
        return []
    return subjects(s, verb) if is_passive(p, verb) else objects(p, verb)


def _made_so(p, n: int) -> bool:
    """What somebody's act is said to have made certain: "made bloodshed inevitable"."""
    return p.lemma[p.head[n]] == "make" and p.dep[n] == "dobj" and child(p, p.head[n], "oprd") is not None or p.dep[n] == "nsubj" and p.lemma[p.head[p.head[n]]] == "make" and p.pos[p.head[n]] == "ADJ" and p.dep[p.head[n]] == "ccomp"


def _in_harm(s: Scene, n: int) -> bool:
    """Whether involvement or participation is in an act of harm: what stands after "in" is one, or nothing stands there."""
    p = s.p
    inside = [c for c in p.children[n] if p.lower[c] == "in"]
    return not inside or any(s.has(k, "harm", "action") and p.lemma[k] != "war" or s.label[k] == "EVENT" or p.pos[k] == "PRON" for c in inside for k in subtree(p, c))


def noun_frame(s: Scene, match: Found) -> Frame | None:
    """The frame of a noun of harm, with what it shares with the nouns it is joined to."""
    p, n = s.p, match.head
    frame = _frame_of(s, match)
    later = [c for c in p.children[n] if p.dep[c] == "conj" and c > n]
    if not frame.affected and later and not any(p.dep[d] in ("det", "poss") for d in p.children[later[0]]) and harm_noun(s, later[0]) and later[0] - n <= 4:
        frame = frame._replace(affected=_frame_of(s, harm_noun(s, later[0])).affected)
    over = p.head[p.head[n]]
    if not frame.doers and p.dep[n] == "pobj" and p.lower[p.head[n]] == "of" and s.has(over, "way", "action"):
        doers = [k for c in p.children[over] if p.dep[c] == "poss" for k in conjuncts(p, c) if can_act(s, k)]
        frame = frame._replace(doers=doers, form="nominal_by") if doers else frame
    first = first_conjunct(p, n)
    if not frame.affected and first != n and harm_noun(s, first):
        shared = [k for c in p.children[first] if p.lower[c] == "of" and c > n for k in prep_objects(s, c)]
        frame = frame._replace(affected=[k for k in shared if k not in match.tokens])
    if not frame.doers and first != n and not any(p.dep[d] in ("det", "poss") for d in p.children[n]) and harm_noun(s, first):
        shared = [c for c in p.children[first] if p.dep[c] == "poss" or s.label[c] == "NORP" and p.dep[c] in ("amod", "compound")]
        doers = _frame_of(s, harm_noun(s, first)).doers if shared else []
        if doers:
            frame = frame._replace(doers=doers, form="nominal_by")
    return frame


def _frame_of(s: Scene, match: Found) -> Frame:
    inside = match.tokens + tuple(t for c in conjuncts(s.p, match.head) if c > match.head for t in (harm_noun(s, c) or match).tokens)
    return of_noun(s, match.head, str(match.entry.more.get("of", "affected")), inside)


def _tells(s: Scene, match: Found, frame: Frame) -> bool:
    """Whether a noun of harm tells an act here: not a name, a thing, a word spoken of, a class, a rule, or a mere pointing back."""
    p, n, args = s.p, match.head, bool(frame.doers or frame.affected)
    if is_name(s, n) or not _counts(s, match.entry, frame, n) or is_rule(s, n) or is_general(s, n, frame):
        return False
    if any(p.dep[c] in ("compound", "amod", "nmod") and s.label[c] in ("GPE", "LOC", "FAC", "EVENT") and not p.word[c].replace(".", "").isupper() for c in p.children[n]) and not args:
        return False
    if p.dep[n] in ("compound", "nmod", "amod") and p.head[n] > n and not s.has(p.head[n], "way") and "," not in p.word[n:p.head[n]]:
        return False
    over = p.head[first_conjunct(p, n)]
    if p.dep[n] in ("appos", "nmod", "conj", "dep") and "(" in p.word[over:n] and ")" not in p.word[over:n] and harm_noun(s, over):
        return False
    if not args and p.dep[n] == "pobj" and p.lemma[n] in ("cruelty", "brutality", "savagery", "violence", "barbarity") and (
            p.lower[p.head[n]] == "with" and verb_at(s, p.head[p.head[n]]) or p.lower[p.head[n]] == "of" and harm_noun(s, p.head[p.head[n]])):
        return False
    top = first_conjunct(p, n)
    if not args and (p.dep[top] in ("attr", "oprd") or p.dep[top] == "pobj" and p.lower[p.head[top]] == "as" and p.lower[p.head[top] - 1] != "such" and p.pos[p.head[p.head[top]]] == "VERB" and "as" not in p.lower[max(p.head[top] - 4, 0):p.head[top]]):
        return False
    if not args and match.entry.more.get("alone") is False:
        return False
    if not args and (_in_quotes(p, match) or p.dep[n] == "nsubj" and p.lemma[p.head[n]] in ("describe", "apply", "mean", "denote", "fit", "imply")):
        return False
    return args or not _points_back(s, match)


def _points_back(s: Scene, match: Found) -> bool:
    p, n = s.p, match.head
    kids = p.children[n]
    if not any(p.dep[c] in ("det", "predet") and p.lower[c] in ("the", "this", "that", "these", "those", "such", "both", "each", "any") for c in kids):
        return False
    around = [c for c in kids if p.lower[c] in ("in", "at", "near", "outside", "of") and c > n]
    if any(s.label[k] in ("GPE", "LOC", "FAC") and not s.guessed[k] for c in around for k in prep_objects(s, c)) and any(p.ent[k] == "DATE" for c in subtree(p, n) for k in [c] if c > n):
        return False
    manner = [c for c in kids if p.dep[c] in ("amod", "compound", "nmod") and c < n and c not in match.tokens and not s.has(c, "pointing", "hedge") and not s.label[c]]
    return not manner and len(match.tokens) == 1


def _in_quotes(p, match: Found) -> bool:
    """A word held up between quotation marks, with its article outside: the “siege”."""
    first, last = min(match.tokens), max(match.tokens)
    opens = next((k for k in range(first - 1, max(first - 5, -1), -1) if p.word[k] in "“\"‘" and p.word[k].strip()), None)
    closes = next((k for k in range(last + 1, min(last + 4, len(p))) if p.word[k] in "”\"’" and p.word[k].strip()), None)
    return opens is not None and closes is not None and opens > 0 and p.pos[opens - 1] == "DET"


def by_force(s: Scene, taken: set[int]) -> Iterable[Act]:
    """A verb that is not in the codebook but is done by force: "alter the border by violent means"."""
    p, found = s.p, []
    forms = [form.split() for form in s.lexicon.words.get("by-force", ())]
    first_words = {f[0] for f in forms}
    for i, word in enumerate(p.lower):
        if word not in first_words or not any(p.lower[i:i + len(f)] == f for f in forms):
            continue
        v = p.head[i]
        if p.pos[v] not in ("VERB",) or v in taken or s.has(v, "harm") or is_rule(s, v):
            continue
        frame = of_verb(s, v)
        if frame.affected and not all(s.has(k, "force", "target") for k in frame.affected):
            taken.add(v)
            found.append(_act(s, v, v, max([k for k in frame.affected if v < k < v + 6], default=v), frame))
    return found


# What counts


def is_people(s: Scene, i: int) -> bool:
    """People, by a name, a pronoun, a number alone, the codebook's list or a noun's ending ("marchers"). What the model takes for a body may be a people."""
    p = s.p
    if s.label[i]:
        return s.label[i] in ("PERSON", "NORP") or s.guessed[i] and s.label[i] == "ORG"
    if p.pos[i] == "PROPN":
        return True
    if p.tag[i] in ("PRP", "PRP$", "WP"):
        return p.lower[i] not in ("it", "its", "itself", "what", "which")
    if p.pos[i] == "NUM":
        return not p.ent[i] in ("DATE", "TIME", "MONEY", "PERCENT")
    if p.pos[i] == "NOUN" and p.tag[i] in ("NNS", "NNPS") and p.word[i][:1].isupper() and i > p.sents[p.sent[i]][0]:
        return True
    return s.has(i, "people", "force") or is_doer_noun(p, i) or p.lower[i] in ("those", "dozens", "hundreds", "thousands", "scores", "many", "most", "some")


def is_place(s: Scene, i: int) -> bool:
    """A place where people live, by a name or the codebook's list. A name of one word that only the model knows may be a place, whatever it guessed."""
    open_ = not s.label[i] or s.guessed[i] and s.label[i] in ("PERSON", "ORG") and s.p.dep[i] != "compound" and not any(s.p.dep[c] == "compound" for c in s.p.children[i])
    return s.label[i] in ("GPE", "LOC", "FAC") or open_ and (s.has(i, "place") or s.p.pos[i] == "PROPN")


def _counts(s: Scene, entry: Entry, frame: Frame, i: int) -> bool:
    """Whether the word tells harm with these doers and affected: not battle, nature, figures of speech, or the wrong kind of thing."""
    p, harmed = s.p, frame.affected
    if any(_by_nobody(s, d) for d in frame.doers) and not any(can_act(s, d) and not _by_nobody(s, d) for d in frame.doers):
        return False
    if any(p.lower[c] == "in" and s.has(k, "in-words") for c in p.children[i] for k in prep_objects(s, c)):
        return False
    if any(s.has(c, "in-words") and p.dep[c] in ("amod", "compound", "advmod", "nmod") for c in p.children[i]):
        return False
    if before_noun(p, i) and any(not can_act(s, d) for d in frame.doers):
        return False
    if entry.more.get("aimed") and harmed and frame.doers and all(s.label[k] == "PERSON" for k in harmed) and not any(
            s.has(d, "force", "weapon") or s.label[d] in ("GPE", "NORP") and all(is_place(s, k) for k in harmed) for d in frame.doers):
        return False
    if harmed and all(s.has(k, "not-harmed") and not s.label[k] and not s.has(k, "people", "place") and not _civil(s, k) for k in harmed):
        return False
    if _is_battle(s, entry, harmed):
        return False
    harms = entry.more.get("harms")
    if harms == "population":
        return any((is_people(s, k) or is_place(s, k)) and s.label[k] != "PERSON" and p.pos[k] != "PRON" for k in harmed)
    if harms == "way-out":
        return any(s.has(k, "way-out") or p.lemma[k] == "way" and p.lower[k + 1:k + 2] == ["out"] for k in harmed)
    if harms == "place" and not any(is_place(s, k) for k in harmed) and p.pos[i] == "NOUN":
        return False
    if harms == "supplies":
        return any(s.has(k, "supplies") for k in harmed)
    people = any(is_people(s, k) for k in harmed)
    place = any(is_place(s, k) or p.lower[k] == "it" and entry.more.get("by") == "force" for k in harmed)
    if p.pos[i] in ("VERB", "ADJ") and p.lemma[i] in s.lexicon.words.get("unless-people", ()) and p.lemma[i] in entry.more.get("verbs", ()) and not people:
        return False
    if harms and harmed and not (harms in ("people", "either") and people or harms in ("place", "either") and place):
        return False
    if harms and not harmed and p.pos[i] in ("VERB", "ADJ") and p.tag[i] != "NN" and not (before_noun(p, i) and any(s.has(d, "force", "body") or s.label[d] for d in frame.doers)):
        return False
    if entry.more.get("by") == "weapon" and not any(s.has(d, "weapon") for d in frame.doers):
        return False
    if entry.more.get("by") == "force" and not any(s.has(d, "force") for d in frame.doers):
        named = p.lemma[i] == "take" and (not frame.doers and any(s.label[k] for k in harmed) or any(s.label[d] in ("NORP", "GPE") for d in frame.doers) and any(s.label[k] == "GPE" for k in harmed))
        return named
    return True


def _by_nobody(s: Scene, d: int) -> bool:
    """A doer that is nature, an accident or a circumstance, even where the model takes its capital for a name: "Cholera killed …"."""
    return s.has(d, "nature", "circumstance") and not s.has(d, "weapon") and (not s.label[d] or s.guessed[d])


def _is_battle(s: Scene, entry: Entry, harmed: list[int]) -> bool:
    """Force against an armed force or a military target; cruelty to those who cannot fight back is no battle."""
    if not harmed or entry.more.get("helpless"):
        return False
    return all(not _of_people(s, k) and (s.has(k, "force") and not s.has(k, "not-a-target") or s.has(k, "target") and not s.label[k]) for k in harmed)


def _of_people(s: Scene, k: int) -> bool:
    """A column or a convoy of people who are no armed force; an aircraft or a boat that carries them."""
    p = s.p
    held = [o for c in p.children[k] if p.lower[c] in ("of", "with") for o in prep_objects(s, c)] + [o for c in p.children[k] if p.dep[c] in ("acl", "relcl") and p.lemma[c] in ("carry", "evacuate", "transport", "bring") for o in objects(p, c)]
    return any(is_people(s, o) and not s.has(o, "force") for o in held) or _civil(s, k)


def _civil(s: Scene, k: int) -> bool:
    """Civilian targets, residential positions, refugee columns."""
    p = s.p
    return any(p.dep[c] in ("amod", "compound") and s.has(c, "people") or p.lower[c] in ("civilian", "residential", "populated") for c in p.children[k])


def is_name(s: Scene, i: int) -> bool:
    """Inside the name of an event, a law, a body or a work, itself written as a name, or named as a word ("the word massacre")."""
    p = s.p
    if s.label[i] or any(p.dep[c] in ("compound", "nmod") and s.has(c, "rule") and p.lower[c] in ("word", "term", "concept") for c in p.children[i]):
        return True
    return p.word[i][:1].isupper() and p.sents[p.sent[i]][0] < i and p.word[i - 1] not in "“\"‘:" and p.tag[i].startswith("NNP")


def is_rule(s: Scene, i: int) -> bool:
    """Under a word for a rule, a definition or prevention, or a proof that the law asks for: nothing is told."""
    p, k = s.p, i
    if any(p.dep[c] == "relcl" and s.has(c, "rule") and p.tag[c] in ("VBZ", "VBP") for c in p.children[i]):
        return True
    if p.dep[i] == "acl" and p.lemma[p.head[i]] in ("intent", "intention") and any(p.lemma[c] == "group" and any(p.lower[d] in ("a", "any") for d in p.children[c]) for c in p.children[i]):
        return True
    for _ in range(9):
        up, dep = p.head[k], p.dep[k]
        if up == k:
            return False
        if s.has(up, "definition") and i > up:
            return True
        if s.has(up, "rule") and p.pos[up] == "VERB" and dep == "conj" and p.pos[k] == "NOUN" and k > up:
            return True
        if s.has(up, "rule") and (p.pos[up] == "VERB" and dep in ("dobj", "nsubjpass", "pobj", "prep", "xcomp", "ccomp", "oprd", "pcomp") or p.pos[up] == "NOUN" and dep in ("prep", "appos", "acl", "compound", "nmod")):
            return True
        if p.lemma[up] == "punish" and p.tag[up] in ("VBZ", "VBP") and dep == "dobj":
            return True
        if dep in ("dobj", "ccomp") and s.has(up, "proof") and p.pos[up] == "VERB" and _asked_for(s, up):
            return True
        if dep in ("nsubj", "nsubjpass", "relcl") and p.pos[up] in ("VERB", "AUX") and not (dep == "nsubjpass" and s.has(up, "rule")):
            return False
        k = up
    return False


def is_general(s: Scene, i: int, frame: Frame) -> bool:
    """What an act of some kind is, whoever does it: an act that is the subject of is or are, with no doer, nobody named, and no definite noun
    at its head: "attacks on civilians are war crimes", "killing prisoners is forbidden"."""
    p = s.p
    top = first_conjunct(p, i)
    be = p.head[top]
    always = p.lemma[be] == "be" and p.tag[be] in ("VBZ", "VBP") or p.lemma[be] in _OF_LAW and any(
        p.lower[c] in ("can", "may", "must", "should", "is", "are") for c in p.children[be] if p.dep[c] in ("aux", "auxpass"))
    if p.dep[top] not in ("nsubj", "csubj", "nsubjpass") or not always or frame.doers:
        return False
    told = [top] if p.pos[top] == "NOUN" else frame.affected
    return not any(s.label[k] in ("PERSON", "NORP", "GPE", "LOC", "FAC", "EVENT") or p.ent[k] == "DATE" for k in subtree(p, top)) and not any(
        p.dep[c] in ("det", "poss", "predet") and p.lower[c] not in ("a", "an", "any", "all", "no") for k in told for c in p.children[k])


_OF_LAW = frozenset("justify excuse tolerate forbid prohibit condemn permit allow condone punish outlaw".split())


def _asked_for(s: Scene, v: int) -> bool:
    p = s.p
    return any(p.dep[c] == "aux" and s.has(c, "proof") and p.lower[c] in ("must", "need") for c in p.children[v]) or p.dep[v] in ("xcomp", "advcl", "ccomp") and s.has(p.head[v], "proof")


# Small helps


def harm_noun(s: Scene, n: int) -> Found | None:
    """The noun of harm or of action that token n heads, its phrase whole."""
    p = s.p
    for i in range(max(p.left[n], n - 4), n + 1):
        match = noun_at(s, i)
        if match and match.head == n and match.entry.more["role"] in ("harm", "action"):
            return match
    return None


def _just_before(s: Scene, v: int) -> list[int]:
    """The noun that stands right before a participle, whatever the parser hung it on."""
    k = v - 1
    while k > 0 and s.p.pos[k] == "ADV":
        k -= 1
    return [k] if s.p.pos[k] == "NOUN" and s.p.tag[v] == "VBN" and s.p.dep[v] in ("acl", "relcl", "ROOT", "ccomp", "advcl") else []


def prep_objects(s: Scene, prep: int) -> list[int]:
    obj = child(s.p, prep, "pobj")
    return conjuncts(s.p, obj) if obj is not None else []


def _prep_objects_of(s: Scene, v: int) -> list[int]:
    return [k for c in s.p.children[v] if s.p.dep[c] == "prep" for k in prep_objects(s, c)]


def _act(s: Scene, head: int, first: int, last: int, frame: Frame, *, noun: bool = False) -> Act:
    p = s.p
    if noun:
        while first > p.left[first] and p.dep[first - 1] in ("amod", "compound") and p.head[first - 1] in range(first, last + 1) and not s.label[first - 1] \
                and first - 1 not in frame.doers and not s.has(first - 1, "pointing") and p.tag[first - 1] not in ("JJS", "JJR") and p.word[first - 1].isalpha():
            first -= 1
    return Act(head, first, last + 1, tuple(frame.doers), tuple(frame.affected), frame.form)
