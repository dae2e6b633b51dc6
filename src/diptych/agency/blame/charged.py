"""Accused, tried, sentenced: verbs of charging, proceedings, and charges denied."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.blame.matter import blame, is_harm_like, tells_of_harm, victims
from diptych.agency.clauses import can_act, is_passive, objects, of_verb, subjects
from diptych.agency.harm.act import Act, prep_objects
from diptych.agency.harm.counting import is_name, is_people, is_rule
from diptych.agency.words import Scene
from diptych.grammar import child, conjuncts, is_negated

_COURT = frozenset({"court", "tribunal", "trial", "judge", "absentia", "prosecutor", "jury", "prosecution"})


def charges(s: Scene, taken: set[int]) -> Iterable[Act]:
    p = s.p
    for v, patterns in s.verbs.items():
        match = next((m for m in patterns if m.entry.more["role"] in ("charge", "on-trial")), None)
        if match is None or p.pos[v] != "VERB" or is_rule(s, v):
            continue
        passive, itself = is_passive(p, v), match.entry.more["role"] == "on-trial"
        if itself and (passive or is_negated(p, v) or p.lower[match.tokens[-1]] == "for" and not any(tells_of_harm(s, k) for k in prep_objects(s, match.tokens[-1]))):
            continue
        who = subjects(s, v) if passive or itself else objects(p, v)
        if p.pos[match.tokens[-1]] == "ADP" and len(match.tokens) > 1 and not itself:
            who = prep_objects(s, match.tokens[-1])
        offence = [c for c in p.children[v] if p.dep[c] in ("prep", "agent") and p.lower[c] in ("of", "with", "for", "over", "on") and p.dep[c] != "agent"]
        if p.lemma[v] == "blame" and not passive and any(p.lower[c] == "on" for c in offence):
            who, offence = [k for c in offence if p.lower[c] == "on" for k in prep_objects(s, c)], []
            if not any(is_harm_like(s, k) for k in objects(p, v)):
                continue
        if p.lemma[v] == "blame" and p.dep[v] == "xcomp" and p.lemma[p.head[v]] == "be" and not who:
            who = subjects(s, p.head[v])
        if any(p.lower[k] == "other" and p.lower[k - 1] == "each" for k in who):
            who = subjects(s, v)
        who = [k for k in who if can_act(s, k) and not s.has(k, "harm")]
        who = [o for k in who for c in p.children[k] if p.lower[c] == "including" for o in prep_objects(s, c) if s.label[o] == "PERSON"] or who
        named = [c for c in offence if p.lower[c] != "on" and c not in match.tokens]
        if named and not any(tells_of_harm(s, k) or p.lower[c] == "over" and s.label[k] for c in named for k in prep_objects(s, c) + [c for c in p.children[c] if p.dep[c] == "pcomp"]):
            continue
        if not named and s.has(v, "needs-offence") and p.lemma[v] != "blame" and not any(p.lemma[k] in _COURT for k in range(*p.sents[p.sent[v]])):
            continue
        if p.dep[v] == "conj" and s.has(p.head[v], "charge") and any(p.lower[c] in ("of", "with", "for") and not any(tells_of_harm(s, k) for k in prep_objects(s, c)) for c in p.children[p.head[v]]):
            continue
        last = match.tokens[-1] if p.pos[match.tokens[-1]] == "NOUN" or 0 < match.tokens[-1] - v < 5 and (itself or len(match.tokens) > 2) else v
        if who:
            yield blame(v, v, last, who, victims(s, named))


def proceedings(s: Scene, taken: set[int]) -> Iterable[Act]:
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
                yield blame(n, first, against[0][0] if 0 < against[0][0] - n < 8 else n, who)
        elif p.lemma[n] in ("prosecution", "trial", "indictment", "conviction"):
            who = [k for c in p.children[n] if p.lower[c] == "of" for k in prep_objects(s, c) if is_people(s, k) or s.label[k]]
            who = who or [k for c in p.children[n] if p.dep[c] == "poss" for k in conjuncts(p, c) if is_people(s, k)]
            if who:
                yield blame(n, first, n, who)


def _none_brought(s: Scene, n: int, verb: int | None) -> bool:
    """No charges were brought: nobody is blamed."""
    p = s.p
    return any(p.lower[c] == "no" for c in p.children[n]) or verb is not None and (is_negated(p, verb) or any(p.lower[c] == "less" and p.lower[c - 1] in ("still", "much", "even") for c in p.children[verb])
                                                                                       or any(p.lower[c] == "nor" for c in p.children[p.head[verb]]) and p.dep[verb] == "conj")


def _in_harm_context(s: Scene, n: int) -> bool:
    """Charges and cases count where their own words are of crime, or no other matter stands in their for-phrase."""
    p = s.p
    matters = [k for c in p.children[n] if p.lower[c] in ("of", "for", "over") for k in prep_objects(s, c)]
    return not matters or any(tells_of_harm(s, k) for k in matters)


def denials(s: Scene, taken: set[int]) -> Iterable[Act]:
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
            yield blame(n, verb if p.dep[n] == "dobj" and 0 < n - verb < 4 else n, n, [k for k in told if can_act(s, k)] or own)


#: Nouns for what somebody is accused of, when they point back to it.
_CHARGES = frozenset({"charge", "accusation", "allegation"})
