"""Laws and courts that speak: "Article 4 forbids reprisals", "the court found that the raid was a crime"."""

from __future__ import annotations

from diptych import grammar, law, names, voice
from diptych.extract.standing.clauses import is_past
from diptych.extract.standing.words import COURTS
from diptych.grammar import Parse, child
from diptych.pipeline import Reading

_KINDS_OF_LAW = frozenset("international humanitarian criminal customary national domestic human rights public".split())
_RULES = frozenset(("punish speak say require define prohibit forbid ban bind oblige cover list protect provide know treat make "
                    "recognise recognize demand criminalise criminalize exempt allow permit apply impose lay set name contain").split())
_FINDS = frozenset("find hold rule conclude establish decide determine declare confirm adjudge".split())


def law_speaks(reading: Reading, clause: int) -> bool:
    """Whether a law is what does it, in the present: "Article II speaks of", "the criminal code punishes", "which binds". A resolution or
    an order is no law in this sense, and a law about a named party is applied."""
    p = reading.parse
    present = p.tag[clause] in ("VBZ", "VBP") or any(p.tag[c] in ("VBZ", "VBP") and p.dep[c] == "aux" for c in p.children[clause])
    if not present or is_past(p, clause) or grammar.is_passive(p, clause) or binds_a_party(reading, clause):
        return False
    verbs = (clause, *(c for c in p.children[clause] if p.dep[c] == "aux"))
    return any(_is_law_speaking(reading, clause, c) for a in verbs for c in p.children[a] if p.dep[c] == "nsubj")


def _is_law_speaking(reading: Reading, clause: int, who: int) -> bool:
    p = reading.parse
    rules = p.lemma[clause] in _RULES
    if p.lower[who] in ("which", "that", "who") and p.dep[clause] == "relcl":
        who = p.head[clause]
    elif p.lower[who] == "it" and rules and _is_law_of_before(reading, who):
        return True
    if is_law_itself(p, who) and p.lemma[clause] != "be":
        return True
    return rules and (p.lemma[who].lower() in ("code", "statute", "convention", "treaty") or any(f.first <= who < f.last and "resolution" not in f.canonical.lower() for f in law.named(reading)))


def _is_law_of_before(reading: Reading, it: int) -> bool:
    """Whether "it" may be a law that the sentence before names."""
    p, k = reading.parse, reading.parse.sent[it]
    if not k or p.paragraph[it] != p.paragraph[p.sents[k][0] - 1]:
        return False
    a, b = p.sents[k - 1]
    return any(a <= f.first < b for f in law.named(reading))


def is_law_itself(p: Parse, who: int) -> bool:
    """Whether a noun is law as a whole: "international law", not "the law of Carthage"."""
    return p.lemma[who].lower() == "law" and all(p.lower[c] in _KINDS_OF_LAW for c in p.children[who] if p.dep[c] in ("amod", "compound", "poss", "nmod"))


def binds_a_party(reading: Reading, clause: int) -> bool:
    """Whether a law is applied to a named party: "international law obliges Carthage to pay"."""
    bound = child(reading.parse, clause, "dobj")
    return bound is not None and any(m.first <= bound < m.last and m.label in ("GPE", "NORP", "PERSON") for m in names.mentions(reading))


def in_named_law(reading: Reading, i: int) -> bool:
    """Whether a token is part of the name of a law."""
    return any(f.first <= i < f.last for f in law.named(reading))


def is_court(reading: Reading, i: int) -> bool:
    """Whether a token is a court or its judges, by name or by word."""
    p = reading.parse
    if p.lower[i] in ("which", "that", "who") and p.dep[p.head[i]] == "relcl":
        i = p.head[p.head[i]]
    return p.lemma[i].lower() in COURTS or any(f.first <= i < f.last for f in law.courts(reading))


def is_finding(reading: Reading, found: voice.Attribution) -> bool:
    """Whether somebody's words are what a court found: "the court ruled that", "the judges found genocide"."""
    return is_court_saying(reading, found, _FINDS)


def is_court_saying(reading: Reading, found: voice.Attribution, verbs: frozenset[str]) -> bool:
    """Whether a court is the source of what is said, and one of these verbs the cue."""
    p = reading.parse
    says = any(p.lemma[k] in verbs for first, last in found.cue for k in range(first, last))
    return says and any(is_court(reading, k) for first, last in found.source for k in range(first, last))
