"""To whom responsibility is laid: borne, laid at a door, in orders given, behind an act, in a share of it."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.blame.matter import blame, is_harm, is_harm_like, tells_of_harm, victims
from diptych.agency.clauses import can_act, is_passive, objects, of_noun, of_verb, owners, subjects
from diptych.agency.harm.act import Act, prep_objects
from diptych.agency.harm.counting import is_rule
from diptych.agency.words import Scene
from diptych.grammar import child, conjuncts, subtree


def responsibility(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "X bears responsibility for", "laid the blame on X", "X's guilt", with no responsibility where nobody is named."""
    p = s.p
    for n in s.by_role["answerable"]:
        matter = [c for c in p.children[n] if p.lower[c] == "for"]
        if p.pos[n] != "NOUN" or p.dep[n] in ("compound", "amod") or is_rule(s, n) or matter and not any(tells_of_harm(s, k) for c in matter for k in subtree(p, c)):
            continue
        verb = p.head[n] if p.dep[n] in ("dobj", "nsubjpass", "nsubj", "conj") and p.pos[p.head[n]] in ("VERB", "AUX") else None
        who, first = _bearer(s, n, verb)
        who = [k for k in who if can_act(s, k)]
        if who:
            yield blame(verb if verb is not None and p.dep[n] != "dobj" else n, first if n - first < 8 else n, n, who, victims(s, matter))


def _bearer(s: Scene, n: int, verb: int | None) -> tuple[list[int], int]:
    """Who bears responsibility, and the first word that says so: by the verb of the noun, by its owner, or by the order of the words."""
    p, who, first = s.p, [], n
    if verb is not None and p.dep[n] != "nsubj" and s.has(verb, "bear"):
        who = of_verb(s, verb).doers if is_passive(p, verb) else subjects(s, verb)
        first = min(verb, n)
    elif verb is not None and s.has(verb, "lay"):
        who = _laid_on(s, n, verb)
        first = verb if verb < n and p.dep[n] == "dobj" else n
    who = who or owners(s, n)
    if who:
        return who, first
    if p.lemma[n] == "confession" and p.tag[n] == "NN":
        return _quoted_before(s, n), n
    who, first = _bearer_by_order(s, n)
    return who or _lies_with_by_order(s, n), first


def _quoted_before(s: Scene, n: int) -> list[int]:
    """Who is heard before what is called a confession, in its paragraph: "General Ruiz told the paper so. I know of no clearer confession."""
    p, first = s.p, s.p.sents[s.p.sent[n]][0]
    heard = [k for k in range(first - 1, max(-1, first - 150), -1) if s.label[k] == "PERSON" and p.dep[k] not in ("compound", "nmod", "poss") and p.paragraph[k] == p.paragraph[n]]
    return next(([k] for k in heard if p.dep[k] == "nsubj" or p.dep[p.head[k]] == "agent"), heard[:1])


def _laid_on(s: Scene, n: int, verb: int) -> list[int]:
    """Whom responsibility is laid on: after to, on, upon, at, with, the first such phrase after the noun that can act, however it is attached."""
    p = s.p
    for k in range(min(n, verb) + 1, p.right[verb]):
        if p.lower[k] in ("to", "on", "upon", "with", "at") and p.dep[k] in ("prep", "dative"):
            who = [o for o in prep_objects(s, k) if can_act(s, o)]
            if who:
                return who
    return []


def _bearer_by_order(s: Scene, n: int) -> tuple[list[int], int]:
    """Where the parser missed the verb: a form of bear or share right before the noun, and the nearest subject before it."""
    p, first = s.p, s.p.sents[s.p.sent[n]][0]
    for k in range(n - 1, max(n - 4, first - 1), -1):
        if p.lower[k] in ("bear", "bears", "bore", "share", "shares", "shared"):
            for j in range(k - 1, first - 1, -1):
                if p.dep[j] in ("nsubj", "nsubjpass") and p.pos[j] in ("NOUN", "PROPN") and can_act(s, j):
                    return conjuncts(p, j), k
    return [], n


def _lies_with_by_order(s: Scene, n: int) -> list[int]:
    """Where the parser took the verb for a noun: "the blame for it lies squarely with the ministry"."""
    p, end = s.p, s.p.sents[s.p.sent[n]][1]
    for k in range(n + 1, min(n + 12, end - 1)):
        if p.lower[k] in ("lies", "rests", "falls") and p.pos[k] == "NOUN":
            return next(([o for o in prep_objects(s, j) if can_act(s, o)] for j in range(k + 1, min(k + 4, end)) if p.lower[j] in ("with", "on", "upon")), [])
    return []


def laid(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "attributed the killings to X", "pinned the attack on X"."""
    p = s.p
    for v in s.by_role["lay"]:
        if p.pos[v] != "VERB" or p.lemma[v] not in ("attribute", "ascribe", "pin", "impute"):
            continue
        acts = subjects(s, v) if is_passive(p, v) else objects(p, v)
        if any(is_harm_like(s, k) or s.label[k] == "EVENT" for k in acts):
            who = _laid_on(s, v, v)
            if who:
                yield blame(v, v, v, who)


def at_the_door(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "laid the crime at the door of X", "lies at X's doorstep"."""
    p = s.p
    for n, word in enumerate(p.lower):
        if word not in _DOORS or p.dep[n] != "pobj" or p.lower[p.head[n]] != "at":
            continue
        verb = p.head[p.head[n]]
        if s.has(verb, "lay") and p.pos[verb] == "VERB":
            who = [k for k in of_noun(s, n, "doer").doers + of_noun(s, n, "doer").affected if can_act(s, k)]
            if who:
                yield blame(verb, min(verb, n), n, who)


_DOORS = frozenset({"door", "doors", "doorstep", "doorsteps", "feet"})
_WORK_AND_HANDS = frozenset({"work", "doing", "handiwork", "hands"})


def work_of(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "The massacre was the work of X", "the blood is on the hands of X", "X has blood on its hands"."""
    p = s.p
    for n, word in enumerate(p.lower):
        if word not in _WORK_AND_HANDS:
            continue
        if word != "hands" and p.dep[n] == "attr":
            acts = subjects(s, p.head[n])
            if any(is_harm_like(s, k) or s.label[k] == "EVENT" for k in acts):
                who = [k for k in owners(s, n) if can_act(s, k)]
                if who:
                    yield blame(n, n, n, who)
        elif word == "hands" and p.dep[n] == "pobj" and p.lower[p.head[n]] == "on":
            blood = next((k for k in range(max(p.sents[p.sent[n]][0], n - 8), n) if p.lower[k] == "blood" and p.dep[k] in ("dobj", "nsubj", "pobj")), None)
            if blood is not None:
                own = [k for k in owners(s, n) if p.tag[k] != "PRP$"] or subjects(s, p.head[blood])
                who = [k for k in own if can_act(s, k) and k != blood]
                if who:
                    yield blame(blood, blood, n, who, [k for c in p.children[blood] if p.lower[c] == "of" for k in prep_objects(s, c)])


def orders(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Those who "gave the orders", where the act itself is not named again; who "directed the operation" is its doer."""
    p = s.p
    for v, patterns in s.verbs.items():
        match = next((m for m in patterns if m.entry.more["role"] == "giving-orders"), None)
        if match is None or p.pos[v] != "VERB" or v in taken or is_rule(s, v) or child(p, match.tokens[-1], "acl") is not None:
            continue
        if any(p.lower[c] in ("for", "of") and not any(tells_of_harm(s, k) for k in prep_objects(s, c)) for c in p.children[match.tokens[-1]]):
            continue
        frame = of_verb(s, v)
        who = [k for k in frame.doers if can_act(s, k) or p.lower[k] == "those"]
        if who:
            act = blame(v, v, max(match.tokens), who)
            yield act._replace(form=frame.form) if s.has(match.tokens[-1], "action", "harm") else act


def behind(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "the men behind the killings", "X was behind the attack"."""
    p = s.p
    for i, word in enumerate(p.lower):
        if word != "behind" or p.dep[i] != "prep" or not any(is_harm(s, k) or s.label[k] == "EVENT" for k in prep_objects(s, i)):
            continue
        over = p.head[i]
        who = subjects(s, over) if p.lemma[over] in ("be", "stand") else [over]
        who = [k for k in who if can_act(s, k) or p.lower[k] == "those"]
        if who:
            yield blame(i, over if who == [over] and i - over == 1 else i, i, who)


def shares(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "the possible role of X in the massacre", "X's complicity"."""
    p = s.p
    for n in s.by_role["share"]:
        if p.pos[n] != "NOUN" or is_rule(s, n) or n in taken:
            continue
        inside = [c for c in p.children[n] if p.lower[c] == "in"] or [c for c in range(n + 1, min(n + 18, p.sents[p.sent[n]][1])) if p.lower[c] == "in" and tells_of_harm(s, c)][:1]
        if not any(tells_of_harm(s, k) for c in inside for k in prep_objects(s, c)) and (inside or not _looked_into(s, n)):
            continue
        who = [k for k in of_noun(s, n, "doer").doers if can_act(s, k)]
        if not who and p.dep[n] == "dobj" and p.lemma[p.head[n]] in ("play", "have"):
            who = [k for k in subjects(s, p.head[n]) if can_act(s, k)]
        if who:
            first = n - 1 if n and p.dep[n - 1] == "amod" and s.has(n - 1, "hedge") else n
            yield blame(n, first, n, who)


def _looked_into(s: Scene, n: int) -> bool:
    """The part of an armed force that is investigated, hidden, known about: "the role of the Third Regiment" with no act named."""
    p = s.p
    owners_ = of_noun(s, n, "doer").doers
    return bool(owners_) and all(s.has(k, "force") or s.label[k] == "ORG" and any(s.has(j, "force") for j in range(k, min(k + 2, len(p)))) or p.lower[k] == "its" for k in owners_) \
        and any(s.has(j, "looking-into") for j in range(*p.sents[p.sent[n]]))
