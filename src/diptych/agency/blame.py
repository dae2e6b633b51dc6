"""Blame: who is, is not or may be answerable, guilty, the cause; who is accused, tried, sentenced. One row for each person blamed."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.clauses import Frame, can_act, is_passive, objects, of_noun, of_verb, owners, subjects
from diptych.agency.harm import Act, harm_noun, is_name, is_people, is_rule, noun_frame, prep_objects
from diptych.agency.words import Found, Scene, noun_at
from diptych.grammar import child, conjuncts, first_conjunct, is_negated, subtree

_COURT = frozenset({"court", "tribunal", "trial", "judge", "absentia", "prosecutor", "jury", "prosecution"})


def find(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Every blaming of somebody in a text: one act for each name, one for others told together. Somebody blamed twice in a sentence
    is blamed by the noun of guilt, else by the first word; where it is nobody ("no one was convicted") nobody is blamed."""
    blamed: set[tuple[int, int]] = set()
    found: list[Act] = []
    for rule in (_culprits, _answerable, _charges, _responsibility, _laid, _at_the_door, _orders, _behind, _shares, _denials, _proceedings, _causes):
        for act in rule(s, taken):
            key = {(s.p.sent[act.head], d) for d in act.doers}
            act = act._replace(doers=tuple(d for d in act.doers if not _nobody(s, d)))
            if not act.doers:
                continue
            if rule is _causes or not key & blamed or rule is _charges and s.p.dep[act.head] == "conj" and s.has(s.p.head[act.head], "charge"):
                blamed |= key
                found += [act._replace(doers=(d,)) for d in act.doers] if all(s.label[d] for d in act.doers) else [act]
    return found


def _nobody(s: Scene, d: int) -> bool:
    """Nobody, anybody, "no soldier", "not one officer"."""
    p = s.p
    below = [k for c in p.children[d] if p.dep[c] in ("det", "nummod", "neg", "preconj") for k in (c, *p.children[c])]
    return p.lower[d] in ("nobody", "none", "anyone", "anybody", "whoever", "who") and p.dep[d] != "pobj" or any(p.lower[k] in ("no", "not", "neither") for k in below) \
        or any(p.lower[c] == "single" for c in p.children[d]) and is_negated(p, p.head[d]) or p.lower[d] == "one" and d > 0 and p.lower[d - 1] in ("no", "not") or p.lower[d] == "anyone"


def _blame(head: int, first: int, last: int, doers: Iterable[int], affected: Iterable[int] = ()) -> Act:
    return Act(head, first, last + 1, tuple(doers), tuple(affected), "blame")


# Nouns of guilt


def _culprits(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "the perpetrators"; "X is a war criminal", "recognised X as the culprit"."""
    p, seen = s.p, set()
    for match in s.nouns.values():
        if match.entry.more["role"] != "culprit" or match.head in seen or is_name(s, match.head) or is_rule(s, match.head):
            continue
        n = match.head
        if p.dep[n] in ("compound", "nmod", "amod") and p.head[n] > n:
            continue
        group = [k for k in conjuncts(p, first_conjunct(p, n)) if s.has(k, "culprit", "helper")]
        seen.update(group)
        who = _called(s, first_conjunct(p, n)) or [first_conjunct(p, n)] * (first_conjunct(p, n) in group) or [n]
        last = max(group, default=n) if max(group, default=n) - n < 8 else n
        affected = [k for k in of_noun(s, n, "affected").affected if is_people(s, k)]
        yield _blame(n, min(match.tokens), max(last, *match.tokens), who, affected)


def _called(s: Scene, n: int) -> list[int]:
    """Who is called by a noun: the subject of be, the object of "recognise … as", the noun in apposition."""
    p = s.p
    if p.dep[n] == "attr":
        who = subjects(s, p.head[n])
        return [k for k in who if can_act(s, k)]
    if p.dep[n] == "pobj" and p.lower[p.head[n]] == "as":
        verb = p.head[p.head[n]]
        if p.pos[verb] == "VERB":
            return subjects(s, verb) if is_passive(p, verb) else objects(p, verb)
    if p.dep[n] == "oprd":
        verb = p.head[n]
        return subjects(s, verb) if is_passive(p, verb) else objects(p, verb)
    if p.dep[n] == "appos" and (s.label[p.head[n]] or is_people(s, p.head[n])):
        return [p.head[n]]
    return []


# Accusing, trying, sentencing


def _charges(s: Scene, taken: set[int]) -> Iterable[Act]:
    p = s.p
    for v, patterns in s.verbs.items():
        match = next((m for m in patterns if m.entry.more["role"] in ("charge", "on-trial")), None)
        if match is None or p.pos[v] != "VERB" or is_rule(s, v):
            continue
        passive, itself = is_passive(p, v), match.entry.more["role"] == "on-trial"
        if itself and (passive or is_negated(p, v) or p.lower[match.tokens[-1]] == "for" and not any(_tells_of_harm(s, k) for k in prep_objects(s, match.tokens[-1]))):
            continue
        who = subjects(s, v) if passive or itself else objects(p, v)
        if p.pos[match.tokens[-1]] == "ADP" and len(match.tokens) > 1 and not itself:
            who = prep_objects(s, match.tokens[-1])
        offence = [c for c in p.children[v] if p.dep[c] in ("prep", "agent") and p.lower[c] in ("of", "with", "for", "over", "on") and p.dep[c] != "agent"]
        if p.lemma[v] == "blame" and not passive and any(p.lower[c] == "on" for c in offence):
            who, offence = [k for c in offence if p.lower[c] == "on" for k in prep_objects(s, c)], []
            if not any(_is_harm_like(s, k) for k in objects(p, v)):
                continue
        if p.lemma[v] == "blame" and p.dep[v] == "xcomp" and p.lemma[p.head[v]] == "be" and not who:
            who = subjects(s, p.head[v])
        if any(p.lower[k] == "other" and p.lower[k - 1] == "each" for k in who):
            who = subjects(s, v)
        who = [k for k in who if can_act(s, k) and not s.has(k, "harm")]
        who = [o for k in who for c in p.children[k] if p.lower[c] == "including" for o in prep_objects(s, c) if s.label[o] == "PERSON"] or who
        named = [c for c in offence if p.lower[c] != "on" and c not in match.tokens]
        if named and not any(_tells_of_harm(s, k) or p.lower[c] == "over" and s.label[k] for c in named for k in prep_objects(s, c) + [c for c in p.children[c] if p.dep[c] == "pcomp"]):
            continue
        if not named and s.has(v, "needs-offence") and p.lemma[v] != "blame" and not any(p.lemma[k] in _COURT for k in range(*p.sents[p.sent[v]])):
            continue
        if p.dep[v] == "conj" and s.has(p.head[v], "charge") and any(p.lower[c] in ("of", "with", "for") and not any(_tells_of_harm(s, k) for k in prep_objects(s, c)) for c in p.children[p.head[v]]):
            continue
        last = match.tokens[-1] if p.pos[match.tokens[-1]] == "NOUN" or 0 < match.tokens[-1] - v < 5 and (itself or len(match.tokens) > 2) else v
        if who:
            yield _blame(v, v, last, who, _victims(s, named))


def _proceedings(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "proceedings were opened against X", "the trial of X"."""
    p = s.p
    for match in s.nouns.values():
        if match.entry.more["role"] != "charge" or is_name(s, match.head) or is_rule(s, match.head):
            continue
        n = match.head
        verb = p.head[n] if p.dep[n] in ("nsubjpass", "dobj") else None
        against = [(c, k) for over in (n, verb) if over is not None for c in p.children[over] if p.lower[c] == "against" or p.lemma[n] == "warrant" and p.lower[c] == "for" for k in prep_objects(s, c)]
        first = min(match.tokens)
        while first > p.left[first] and p.dep[first - 1] in ("amod", "compound") and p.head[first - 1] in (n, first):
            first -= 1
        if against:
            who = [k for _, k in against if can_act(s, k)]
            if _none_brought(s, n, verb):
                continue
            if who and _in_harm_context(s, n):
                yield _blame(n, first, against[0][0] if 0 < against[0][0] - n < 8 else n, who)
        elif p.lemma[n] in ("prosecution", "trial", "indictment", "conviction"):
            who = [k for c in p.children[n] if p.lower[c] == "of" for k in prep_objects(s, c) if is_people(s, k) or s.label[k]]
            who = who or [k for c in p.children[n] if p.dep[c] == "poss" for k in conjuncts(p, c) if is_people(s, k)]
            if who:
                yield _blame(n, first, n, who)


def _none_brought(s: Scene, n: int, verb: int | None) -> bool:
    """No charges were brought: nobody is blamed."""
    p = s.p
    return any(p.lower[c] == "no" for c in p.children[n]) or verb is not None and (is_negated(p, verb) or any(p.lower[c] == "less" and p.lower[c - 1] in ("still", "much", "even") for c in p.children[verb])
                                                                                       or any(p.lower[c] == "nor" for c in p.children[p.head[verb]]) and p.dep[verb] == "conj")


def _in_harm_context(s: Scene, n: int) -> bool:
    """Charges and cases count where their own words are of crime, or no other matter stands in their for-phrase."""
    p = s.p
    matters = [k for c in p.children[n] if p.lower[c] in ("of", "for", "over") for k in prep_objects(s, c)]
    return not matters or any(_tells_of_harm(s, k) for k in matters)


# Responsibility


def _answerable(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "X is responsible for the killings", "those responsible", "found guilty"."""
    p = s.p
    for i in s.by_role["answerable"]:
        if p.pos[i] != "ADJ" or is_rule(s, i):
            continue
        matter = next((c for c in p.children[i] if p.dep[c] == "prep" and p.lower[c] in ("for", "of", "in")), None)
        if matter is None and i + 1 < len(p) and p.lower[i + 1] in ("for",):
            matter = i + 1
        who = _who_is(s, i)
        those = [k for k in who if p.tag[k] == "DT"]
        if not who or not those and not all(can_act(s, k) for k in who) or _whoever(s, i, who):
            continue
        who = [k for k in who if k in those or can_act(s, k)]
        things = prep_objects(s, matter) + [c for c in p.children[matter] if p.dep[c] == "pcomp"] if matter is not None else []
        if not things and matter is not None:
            things = [k for k in range(matter + 1, min(matter + 12, p.sents[p.sent[i]][1])) if _is_harm_like(s, k)][:1]
        if things and not any(_tells_of_harm(s, k) for k in things):
            continue
        if not things and not (p.lower[i] == "guilty" or any(p.lower[k] == "those" for k in who) or p.lemma[p.head[i]] == "hold"):
            continue
        if matter is None and p.dep[i] == "amod" and not any(p.lower[k] == "those" for k in who):
            continue
        first = p.head[i] if p.lemma[p.head[i]] == "hold" and 0 < i - p.head[i] < 3 else i - 1 if i and p.lower[i - 1] == "those" else i
        yield _blame(i, first, matter if matter is not None and matter - i < 3 else i, who, _victims(s, [matter] if matter is not None else []))


def _whoever(s: Scene, i: int, who: list[int]) -> bool:
    """Whether an adjective is said, in the present, of anybody of a kind: "a state is responsible for its forces", "commanders who knew are guilty"."""
    p, be = s.p, s.p.head[i]
    if p.lemma[be] != "be" or p.tag[be] not in ("VBZ", "VBP") or s.p.dep[i] != "acomp":
        return False
    return all(p.pos[k] == "NOUN" and not s.label[k] and not any(p.dep[c] in ("det", "poss", "nummod") and p.lower[c] not in ("a", "an", "any") or s.label[c] or p.pos[c] == "PROPN" for c in p.children[k])
               and not any(s.label[j] for c in p.children[k] for j in p.children[c]) for k in who)


def _who_is(s: Scene, i: int) -> list[int]:
    """Whom an adjective is said of."""
    p, dep, head = s.p, s.p.dep[i], s.p.head[i]
    if dep == "conj":
        return _who_is(s, head) if p.pos[head] in ("ADJ", "VERB") else [head]
    if dep in ("acomp", "oprd", "ccomp", "xcomp"):
        if p.pos[head] == "AUX" or is_passive(p, head):
            return subjects(s, head)
        return objects(p, head) or [k for k in [child(p, i, "nsubj")] if k is not None] or subjects(s, head)
    if dep in ("amod", "relcl", "acl") and head < i:
        return conjuncts(p, head) if p.dep[head] != "conj" else conjuncts(p, first_conjunct(p, head))
    if i and p.pos[i - 1] in ("NOUN", "PRON", "DET") and dep != "ROOT":
        return [i - 1]
    return []


def _responsibility(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "X bears responsibility for", "laid the blame on X", "X's guilt", with no responsibility where nobody is named."""
    p = s.p
    for n in s.by_role["answerable"]:
        if p.pos[n] != "NOUN" or p.dep[n] in ("compound", "amod") or is_rule(s, n):
            continue
        matter = [c for c in p.children[n] if p.lower[c] in ("for", "in", "of")]
        if any(p.lower[c] == "for" for c in matter) and not any(_tells_of_harm(s, k) for c in matter if p.lower[c] == "for" for k in subtree(p, c)):
            continue
        first, who = n, []
        verb = p.head[n] if p.dep[n] in ("dobj", "nsubjpass", "nsubj", "conj") and p.pos[p.head[n]] in ("VERB", "AUX") else None
        if verb is not None and p.dep[n] != "nsubj" and s.has(verb, "bear"):
            who = subjects(s, verb) if not is_passive(p, verb) else [k for k in of_verb(s, verb).doers]
            first = verb if verb < n else n
        elif verb is not None and s.has(verb, "lay"):
            who = _laid_on(s, n, verb)
            first = verb if verb < n and p.dep[n] == "dobj" else n
        if not who:
            who = owners(s, n)
        if not who:
            who, first = _bearer_by_order(s, n)
        if not who:
            who = _lies_with_by_order(s, n)
        who = [k for k in who if can_act(s, k)]
        if who:
            yield _blame(verb if verb is not None and p.dep[n] != "dobj" else n, first if n - first < 8 else n, n, who, _victims(s, [c for c in matter if p.lower[c] == "for"]))


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
    p, first = s.p, p_first(s, n)
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


def p_first(s: Scene, i: int) -> int:
    return s.p.sents[s.p.sent[i]][0]


def _laid(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "attributed the killings to X", "pinned the attack on X"."""
    p = s.p
    for v in s.by_role["lay"]:
        if p.pos[v] != "VERB" or p.lemma[v] not in ("attribute", "ascribe", "pin", "impute"):
            continue
        acts = subjects(s, v) if is_passive(p, v) else objects(p, v)
        if any(_is_harm_like(s, k) or s.label[k] == "EVENT" for k in acts):
            who = _laid_on(s, v, v)
            if who:
                yield _blame(v, v, v, who)


def _at_the_door(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "laid the crime at the door of X", "lies at X's doorstep"."""
    p = s.p
    for n in range(len(p)):
        if p.lemma[n] not in ("door", "doorstep", "foot") or p.dep[n] != "pobj" or p.lower[p.head[n]] != "at":
            continue
        verb = p.head[p.head[n]]
        if s.has(verb, "lay") and p.pos[verb] == "VERB":
            who = [k for k in of_noun(s, n, "doer").doers + of_noun(s, n, "doer").affected if can_act(s, k)]
            if who:
                yield _blame(verb, min(verb, n), n, who)


def _orders(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Those who "gave the orders", where the act itself is not named again; who "directed the operation" is its doer."""
    p = s.p
    for v, patterns in s.verbs.items():
        match = next((m for m in patterns if m.entry.more["role"] == "giving-orders"), None)
        if match is None or p.pos[v] != "VERB" or v in taken or is_rule(s, v) or child(p, match.tokens[-1], "acl") is not None:
            continue
        if any(p.lower[c] in ("for", "of") and not any(_tells_of_harm(s, k) for k in prep_objects(s, c)) for c in p.children[match.tokens[-1]]):
            continue
        frame = of_verb(s, v)
        who = [k for k in frame.doers if can_act(s, k) or p.lower[k] == "those"]
        if who:
            act = _blame(v, v, max(match.tokens), who)
            yield act._replace(form=frame.form) if s.has(match.tokens[-1], "action", "harm") else act


def _behind(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "the men behind the killings", "X was behind the attack"."""
    p = s.p
    for i, word in enumerate(p.lower):
        if word != "behind" or p.dep[i] != "prep" or not any(_is_harm(s, k) or s.label[k] == "EVENT" for k in prep_objects(s, i)):
            continue
        over = p.head[i]
        who = subjects(s, over) if p.lemma[over] in ("be", "stand") else [over]
        who = [k for k in who if can_act(s, k) or p.lower[k] == "those"]
        if who:
            yield _blame(i, over if who == [over] and i - over == 1 else i, i, who)


def _denials(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Somebody denies a charge: "both men deny the accusations", "…, a charge that X rejects"."""
    p = s.p
    for n in range(len(p)):
        if p.lemma[n] not in _CHARGES or p.pos[n] != "NOUN":
            continue
        relative = next((c for c in p.children[n] if p.dep[c] == "relcl"), None)
        verb = p.head[n] if p.dep[n] in ("dobj", "nsubjpass") else relative
        if verb is None or not s.has(verb, "deny") or p.dep[n] not in ("dobj", "nsubjpass", "npadvmod", "appos") or is_negated(p, verb):
            continue
        matters = [k for c in p.children[n] if p.lower[c] in ("of", "that") for k in prep_objects(s, c)]
        if matters or child(p, n, "acl", "ccomp") is not None:
            continue
        own = [k for k in of_verb(s, verb).doers if s.label[k] in ("PERSON", "NORP", "GPE", "ORG") or can_act(s, k)]
        told = subjects(s, p.head[n]) if relative is verb and p.dep[n] == "npadvmod" else []
        if own:
            yield _blame(n, verb if p.dep[n] == "dobj" and 0 < n - verb < 4 else n, n, [k for k in told if can_act(s, k)] or own)


#: Nouns for what somebody is accused of, when they point back to it.
_CHARGES = frozenset({"charge", "accusation", "allegation"})


def _shares(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "the possible role of X in the massacre", "X's complicity"."""
    p = s.p
    for n in s.by_role["share"]:
        if p.pos[n] != "NOUN" or is_rule(s, n) or n in taken:
            continue
        inside = [c for c in p.children[n] if p.lower[c] == "in"] or [c for c in range(n + 1, min(n + 18, p.sents[p.sent[n]][1])) if p.lower[c] == "in" and _tells_of_harm(s, c)][:1]
        if not any(_tells_of_harm(s, k) for c in inside for k in prep_objects(s, c)) and (inside or not _looked_into(s, n)):
            continue
        who = [k for k in of_noun(s, n, "doer").doers if can_act(s, k)]
        if not who and p.dep[n] == "dobj" and p.lemma[p.head[n]] in ("play", "have"):
            who = [k for k in subjects(s, p.head[n]) if can_act(s, k)]
        if who:
            first = n - 1 if n and p.dep[n - 1] == "amod" and s.has(n - 1, "hedge") else n
            yield _blame(n, first, n, who)


def _looked_into(s: Scene, n: int) -> bool:
    """The part of an armed force that is investigated, hidden, known about: "the role of the Third Regiment" with no act named."""
    p = s.p
    owners_ = of_noun(s, n, "doer").doers
    return bool(owners_) and all(s.has(k, "force") or s.label[k] == "ORG" and any(s.has(j, "force") for j in range(k, min(k + 2, len(p)))) or p.lower[k] == "its" for k in owners_) \
        and any(s.has(j, "looking-into") for j in range(*p.sents[p.sent[n]]))


# Causes


def _causes(s: Scene, taken: set[int]) -> Iterable[Act]:
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
        if not struck and not any(s.has(k, "toll") or _is_harm(s, k) for k in effects):
            continue
        causes = of_verb(s, v).doers if passive else subjects(s, v) or [c for c in p.children[v] if p.dep[c] == "csubj" and s.has(c, "harm")]
        who: list[int] = []
        for k in causes:
            act = harm_noun(s, k) or _not_doing(s, k)
            doers = noun_frame(s, act).doers if act and act.entry.more["role"] != "not-doing" else owners(s, k) or of_noun(s, k, "doer").doers if act else []
            if doers:
                who += doers
            elif act or p.dep[k] == "csubj" or s.label[k] in ("PERSON", "NORP", "GPE", "ORG"):
                who.append(k)
            elif p.pos[k] == "NOUN" and not s.has(k, "circumstance", "nature", "toll", "weapon") and (can_act(s, k) or p.lemma[k].endswith(("tion", "ment", "ing", "sion", "al", "ure"))):
                who.append(k)
        if who:
            victims = [a for k in effects for a in _sufferers(s, k)]
            yield _blame(v, v, max(*match.tokens, so), who, victims)


def _is_harm(s: Scene, k: int) -> bool:
    match = harm_noun(s, k)
    return match is not None and match.entry.more["role"] == "harm" and not is_name(s, k)


def _not_doing(s: Scene, k: int) -> Found | None:
    match = noun_at(s, k)
    return match if match and match.entry.more["role"] == "not-doing" else None


# Small helps


def _is_harm_like(s: Scene, k: int) -> bool:
    return s.has(k, "harm", "toll", "calamity", "culprit") or s.label[k] == "EVENT" or _is_harm(s, k)


def _tells_of_harm(s: Scene, k: int) -> bool:
    """Whether a matter is one of harm: a word of harm or of its toll in its phrase, an event's name, or a pronoun that leaves it open."""
    p = s.p
    if p.pos[k] == "PRON" and p.lower[k] in ("it", "this", "that", "them", "what") or p.lower[k] == "one" and p.dep[k] == "pobj":
        return True
    if s.has(k, "not-doing") or p.lemma[k] in ("event", "incident", "action", "deed", "act", "planning", "execution"):
        return True
    return any(_is_harm_like(s, j) or s.has(j, "harm") for j in _phrase(s, k))


def _phrase(s: Scene, k: int) -> list[int]:
    """A noun or gerund with its objects and phrases, without the clauses that hang on them."""
    p, out, stack = s.p, [], [k]
    while stack:
        j = stack.pop()
        out.append(j)
        stack += [c for c in p.children[j] if p.dep[c] not in ("relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "nsubj")]
    return out


def _sufferers(s: Scene, k: int) -> list[int]:
    """Who suffers, where an effect is named: civilians in "civilian deaths", "the deaths of civilians", "the killing of civilians"."""
    p = s.p
    act = harm_noun(s, k)
    if act:
        return noun_frame(s, act).affected
    found = [o for c in p.children[k] if p.lower[c] in ("of", "among") for o in prep_objects(s, c)]
    return found or [c for c in p.children[k] if p.dep[c] in ("amod", "compound", "poss") and s.has(c, "people")]


def _victims(s: Scene, preps: list[int]) -> list[int]:
    p = s.p
    things = [k for c in preps for k in prep_objects(s, c)]
    found = [a for k in things for a in _sufferers(s, k)]
    if not found:
        for c in preps:
            for k in subtree(p, c):
                if k not in things and p.dep[k] == "dobj" and p.tag[k] not in ("WDT", "WP") and s.has(p.head[k], "harm"):
                    return [k]
            for k in things:
                if is_people(s, k) and not harm_noun(s, k) and not s.has(k, "toll"):
                    found.append(k)
    return found
