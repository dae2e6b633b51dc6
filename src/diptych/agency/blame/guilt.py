"""Called guilty or answerable: "the perpetrators", "X is a war criminal", "those responsible for the raid"."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.blame.matter import blame, is_harm_like, matters, tells_of_harm, victims
from diptych.agency.clauses import can_act, is_passive, objects, of_noun, subjects
from diptych.agency.harm.act import Act
from diptych.agency.harm.counting import is_name, is_people, is_rule
from diptych.agency.words import Scene, verb_at
from diptych.grammar import child, conjuncts, first_conjunct


def culprits(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "the perpetrators"; "X is a war criminal", "recognised X as the culprit"."""
    p, seen = s.p, set()
    for match in s.nouns.values():
        tried = match.entry.more["role"] == "helper" and _is_not_tried(s, match.head)
        if match.entry.more["role"] != "culprit" and not tried or match.head in seen or is_name(s, match.head) or is_rule(s, match.head):
            continue
        n = match.head
        if p.dep[n] in ("compound", "nmod", "amod") and p.head[n] > n or p.dep[n] == "attr" and child(p, p.head[n], "expl") is not None:
            continue
        group = [k for k in conjuncts(p, first_conjunct(p, n)) if s.has(k, "culprit", "helper")]
        seen.update(group)
        who = _called(s, first_conjunct(p, n)) or [first_conjunct(p, n)] * (first_conjunct(p, n) in group) or [n]
        last = max(group, default=n) if max(group, default=n) - n < 8 else n
        affected = [k for k in of_noun(s, n, "affected").affected if is_people(s, k)]
        yield blame(n, min(match.tokens), max(last, *match.tokens), who, affected)


def _is_not_tried(s: Scene, n: int) -> bool:
    """Whether it is told that somebody was not tried, so that nobody is blamed by the verb: "no organiser was tried", "of the sponsors, not one
    stood trial", "they have yet to prosecute a single suspect"."""
    p, over = s.p, s.p.head[n]
    if p.dep[n] == "pobj" and p.lower[over] == "of":
        over = p.head[p.head[over]] if p.dep[p.head[over]] in ("nsubj", "nsubjpass") else p.head[over]
    elif p.dep[n] not in ("nsubj", "nsubjpass", "dobj"):
        return False
    offences = [k for c in p.children[over] if c != p.head[n] and p.lower[c] in ("of", "for", "with", "over") for k in matters(s, c)]
    clause = p.head[over] if p.dep[over] == "xcomp" else over
    return any(m.entry.more["role"] in ("charge", "on-trial") for m in verb_at(s, over)) and not _NOT.isdisjoint(p.lower[p.left[clause]:p.right[clause]]) and all(tells_of_harm(s, k) for k in offences)


_NOT = frozenset({"no", "not", "n't", "none", "never", "yet", "neither", "nor"})


def _called(s: Scene, n: int) -> list[int]:
    """Who is called by a noun: the subject of be, the object of "recognise … as", the noun in apposition."""
    p = s.p
    if p.dep[n] == "attr":
        who = subjects(s, p.head[n])
        return [k for k in who if can_act(s, k)]
    if p.dep[n] == "pobj" and p.lower[p.head[n]] == "as":
        verb = p.head[p.head[n]]
        if p.pos[verb] == "VERB":
            return subjects(s, verb) if is_passive(p, verb) else objects(p, verb) or [k for k in subjects(s, verb) if can_act(s, k)]
    if p.dep[n] == "oprd":
        verb = p.head[n]
        return subjects(s, verb) if is_passive(p, verb) else objects(p, verb)
    if p.dep[n] == "appos" and (s.label[p.head[n]] or is_people(s, p.head[n])):
        return [p.head[n]]
    return []


def answerable(s: Scene, taken: set[int]) -> Iterable[Act]:
    """ "X is responsible for the killings", "those responsible", "found guilty"."""
    p = s.p
    for i in s.by_role["answerable"]:
        if p.pos[i] != "ADJ" or is_rule(s, i):
            continue
        matter = next((c for c in p.children[i] if p.dep[c] == "prep" and p.lower[c] in ("for", "of", "in")), i + 1 if i + 1 < len(p) and p.lower[i + 1] == "for" else None)
        who = _who_is(s, i)
        those = [k for k in who if p.tag[k] == "DT"]
        if not who or not those and not all(can_act(s, k) for k in who) or _whoever(s, i, who):
            continue
        who = [k for k in who if k in those or can_act(s, k)]
        if not _is_of_harm(s, i, matter, who):
            continue
        first = p.head[i] if p.lemma[p.head[i]] == "hold" and 0 < i - p.head[i] < 3 else i - 1 if i and p.lower[i - 1] == "those" else i
        yield blame(i, first, matter if matter is not None and matter - i < 3 else i, who, victims(s, [matter] if matter is not None else []))


def _is_of_harm(s: Scene, i: int, matter: int | None, who: list[int]) -> bool:
    """Whether somebody is answerable for harm: "responsible for the raid"; with no matter named, "guilty", "those responsible", "held responsible"."""
    p = s.p
    those = any(p.lower[k] == "those" for k in who)
    if matter is None and p.dep[i] == "amod" and not those:
        return False
    things = matters(s, matter)
    if not things and matter is not None:
        things = [k for k in range(matter + 1, min(matter + 12, p.sents[p.sent[i]][1])) if is_harm_like(s, k)][:1]
    if things:
        return any(tells_of_harm(s, k) for k in things)
    return p.lower[i] == "guilty" or those or p.lemma[p.head[i]] == "hold"


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
