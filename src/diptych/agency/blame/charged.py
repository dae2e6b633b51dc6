"""Accused, tried, sentenced: verbs of charging, proceedings, and charges denied."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.blame.matter import blame, is_harm_like, matters, tells_of_harm, victims
from diptych.agency.clauses import can_act, is_passive, objects, of_verb, subjects
from diptych.agency.harm.act import Act, prep_objects
from diptych.agency.harm.counting import is_name, is_people, is_rule
from diptych.agency.words import Found, Scene
from diptych.grammar import child, conjuncts, is_negated

_COURT = frozenset({"court", "tribunal", "trial", "judge", "absentia", "prosecutor", "jury", "prosecution", "investigator"})


def charges(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Verbs of accusing, trying, sentencing: "was charged with murder", "blamed the rebels for the raid", "stood trial"."""
    p = s.p
    for v, patterns in s.verbs.items():
        match = next((m for m in patterns if m.entry.more["role"] in ("charge", "on-trial")), None)
        if match is None or p.pos[v] != "VERB" or is_rule(s, v) or match.entry.more["role"] == "on-trial" and not _stands_trial(s, match):
            continue
        offence = [c for c in p.children[v] if p.dep[c] == "prep" and p.lower[c] in ("of", "with", "for", "over", "on")]
        if p.lemma[v] == "blame":  # "blames the raid on the rebels"
            offence += [c for k in objects(p, v) for c in p.children[k] if p.lower[c] == "on" and is_harm_like(s, k)]
        laid_on = [c for c in offence if p.lower[c] == "on"] if p.lemma[v] == "blame" and not is_passive(p, v) else []
        if laid_on and not any(is_harm_like(s, k) for k in objects(p, v)):
            continue
        who = [k for c in laid_on for k in prep_objects(s, c)] if laid_on else _accused(s, match)
        who = [k for k in _themselves(s, v, who) if can_act(s, k) and not s.has(k, "harm")]
        who = [o for k in who for c in p.children[k] if p.lower[c] == "including" for o in prep_objects(s, c) if s.label[o] == "PERSON"] or who
        named = [] if laid_on else [c for c in offence if p.lower[c] != "on" and c not in match.tokens]
        if p.lemma[v] == "name" and (is_passive(p, v) or child(p, v, "oprd", "xcomp") is not None or any(p.lower[c] == "as" for c in p.children[v]) or not any(p.lemma[k] in _COURT for k in subjects(s, v)) or not all(s.label[k] == "PERSON" for k in who)):
            continue
        if who and _is_offence(s, v, named) and (named or not _for_their_words(s, v, who)):
            yield blame(v, v, _last_word(s, match), who, victims(s, named))


def _stands_trial(s: Scene, match: Found) -> bool:
    """Whether a verb such as "stood trial" is active, not negated, and for harm where it says for what."""
    p, v, last = s.p, match.head, match.tokens[-1]
    return not is_passive(p, v) and not is_negated(p, v) and (p.lower[last] != "for" or any(tells_of_harm(s, k) for k in prep_objects(s, last)))


def _accused(s: Scene, match: Found) -> list[int]:
    """Whom a verb accuses: its subject where it is passive or stands trial, what stands after its preposition ("pressed charges against X"), else its object; of "is to blame" the subject of be."""
    p, v, last = s.p, match.head, match.tokens[-1]
    itself = match.entry.more["role"] == "on-trial"
    if p.pos[last] == "ADP" and len(match.tokens) > 1 and not itself:
        who = prep_objects(s, last)
    else:
        who = subjects(s, v) if itself or is_passive(p, v) else objects(p, v)
    return subjects(s, p.head[v]) if not who and p.lemma[v] == "blame" and p.dep[v] == "xcomp" and p.lemma[p.head[v]] == "be" else who


def _themselves(s: Scene, v: int, who: list[int]) -> list[int]:
    """Those accused; of "blamed each other" those who accuse."""
    p = s.p
    return subjects(s, v) if any(p.lower[k] == "other" and p.lower[k - 1] == "each" for k in who) else who


def _is_offence(s: Scene, v: int, named: list[int]) -> bool:
    """Whether what somebody is charged with is harm, as far as it is named; some verbs must name it, unless a court is named; so must the charge that this one is joined to."""
    p = s.p
    if named and not any(tells_of_harm(s, k) or p.lower[c] == "over" and s.label[k] for c in named for k in matters(s, c)):
        return False
    if not named and s.has(v, "needs-offence") and p.lemma[v] != "blame" and not any(p.lemma[k] in _COURT for k in range(*p.sents[p.sent[v]])):
        return False
    joined = p.dep[v] == "conj" and s.has(p.head[v], "charge")
    return not joined or not any(p.lower[c] in ("of", "with", "for") and not any(tells_of_harm(s, k) for k in prep_objects(s, c)) for c in p.children[p.head[v]])


def _for_their_words(s: Scene, i: int, who: list[int]) -> bool:
    """Whether those tried are people who write or speak, and no harm is named: "the journalist was sentenced to two years"; of "his" where the sentence has one."""
    p = s.p
    spoken = [k for w in who for k in (w, *p.children[w])] if not all(p.pos[w] == "PRON" for w in who) else range(*p.sents[p.sent[i]])
    return any(s.has(k, "writes") for k in spoken)


def _last_word(s: Scene, match: Found) -> int:
    """The last word of a charge: that of its verb's words where they stand together or end in a noun, else the verb."""
    v, last = match.head, match.tokens[-1]
    together = 0 < last - v < 5 and (match.entry.more["role"] == "on-trial" or len(match.tokens) > 2)
    return last if s.p.pos[last] == "NOUN" or together else v


def proceedings(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Nouns of charging and trying: "proceedings were opened against X", "the trial of X"."""
    p = s.p
    for match in s.nouns.values():
        n = match.head
        if match.entry.more["role"] != "charge" or is_name(s, n) or is_rule(s, n):
            continue
        first = min(match.tokens)
        while first > p.left[first] and p.dep[first - 1] in ("amod", "compound") and p.head[first - 1] in (n, first):
            first -= 1
        verb = p.head[n] if p.dep[n] in ("nsubjpass", "dobj") else None
        against = [(c, k) for over in (n, verb) if over is not None for c in p.children[over] if p.lower[c] == "against" or p.lemma[n] == "warrant" and p.lower[c] == "for" for k in prep_objects(s, c)]
        if against:
            who = [k for _, k in against if can_act(s, k)]
            if who and _in_harm_context(s, n) and not _none_brought(s, n, verb):
                yield blame(n, first, against[0][0] if 0 < against[0][0] - n < 8 else n, who)
        else:
            who = _tried(s, n)
            if who and not _for_their_words(s, n, who):
                yield blame(n, first, n, who)


def _tried(s: Scene, n: int) -> list[int]:
    """Who is tried in "the trial of X", "X's conviction"."""
    p = s.p
    if p.lemma[n] not in ("prosecution", "trial", "indictment", "conviction"):
        return []
    who = [k for c in p.children[n] if p.lower[c] == "of" for k in prep_objects(s, c) if is_people(s, k) or s.label[k]]
    return who or [k for c in p.children[n] if p.dep[c] == "poss" for k in conjuncts(p, c) if is_people(s, k)]


def _none_brought(s: Scene, n: int, verb: int | None) -> bool:
    """No charges were brought, "still less were charges", "nor": nobody is blamed."""
    p = s.p
    if any(p.lower[c] == "no" for c in p.children[n]):
        return True
    if verb is None:
        return False
    less = any(p.lower[c] == "less" and p.lower[c - 1] in ("still", "much", "even") for c in p.children[verb])
    return less or is_negated(p, verb) or p.dep[verb] == "conj" and any(p.lower[c] == "nor" for c in p.children[p.head[verb]])


def _in_harm_context(s: Scene, n: int) -> bool:
    """Charges and cases count where their own words are of crime, or no other matter stands in their for-phrase."""
    p = s.p
    matters = [k for c in p.children[n] if p.lower[c] in ("of", "for", "over") for k in prep_objects(s, c)]
    return not matters or any(tells_of_harm(s, k) for k in matters)


def denials(s: Scene, taken: set[int]) -> Iterable[Act]:
    """Somebody denies a charge: "both men deny the accusations", "…, a charge that X rejects"."""
    p = s.p
    for n, lemma in enumerate(p.lemma):
        if lemma not in _CHARGES or p.pos[n] != "NOUN":
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
