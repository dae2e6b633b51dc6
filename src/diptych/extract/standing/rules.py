"""What is said of law or practice as such: "Genocide is hard to prove", "One must show intent"; and not of a party, an event or a thing
that is pointed at."""

from __future__ import annotations

from diptych import grammar, law, names
from diptych.extract.standing.clauses import before_which, clause_of, is_of_somebody, is_past, may, span_of
from diptych.extract.standing.laws import law_speaks
from diptych.extract.standing.topics import points_to_case
from diptych.extract.standing.words import DUTY, FITTING, words_of
from diptych.grammar import SUBJECTS, Parse, child
from diptych.pipeline import Reading

_SHOWS = frozenset("suggest show indicate demonstrate prove reveal point".split())  # what shows something is particular
_ANYBODY = frozenset("one anyone nobody no-one those whoever what".split())
_THESE = frozenset("this these such both our their his her its whose".split())
_LAW_AS_SUCH = frozenset({"law", "crime", "principle", "court", "convention", "state", "doctrine", "rule", "right", "statute", "prohibition"})
_WORDS = frozenset("word term label description name charge".split())
_CRIMES = frozenset({"genocide", "crime", "aggression", "law"})
_EXAMPLE = frozenset("like including instance example e.g.".split())


def is_general(reading: Reading, i: int, clause: int) -> bool:
    """Said of law or practice as such: a clause in the simple present about no named party, with nothing pointed at. Token i is the
    head of the statement."""
    p = reading.parse
    if not _is_timeless(reading, i, clause) or p.lemma[clause] in _SHOWS or may(p, clause) and is_of_somebody(p, clause):
        return False
    who = _subject(reading, clause)
    if who is None or _is_named(reading, who, i) or _goes_on_telling(p, clause, who) or _says_what_there_is(p, clause, who):
        return False
    return law_speaks(reading, clause) or not (_is_known(p, who) and not _supposes(p, clause, who) or _names_a_party(reading, i, clause) or _is_of_known_things(reading, clause))


def _is_timeless(reading: Reading, i: int, clause: int) -> bool:
    """Whether a clause is in the simple present, or says what must be of a kind or of anybody: "states must punish it", "one must show"."""
    p = reading.parse
    if is_past(p, clause) or p.tag[clause] == "VBG":
        return False
    if p.tag[clause] in ("VBZ", "VBP") or any(p.lower[c] in ("do", "does", "can", "cannot", "may") or p.dep[c] == "auxpass" and p.lower[c] in ("is", "are") for c in p.children[clause]):
        return True
    who = child(p, clause, "nsubj") if child(p, clause, "agent") is None else child(p, clause, *SUBJECTS)
    if who is None or not any(p.lower[c] in DUTY for c in p.children[clause]):
        return False
    return p.lower[who] == "one" or p.tag[who] == "NNS" and child(p, who, "det", "poss") is None and not points_to_case(reading, p.sent[i])


def _subject(reading: Reading, clause: int) -> int | None:
    """The subject of a clause: what "which" stands for in a general statement; the second noun where the parser gives a clause two."""
    p = reading.parse
    who = child(p, clause, *SUBJECTS)
    if who is None:
        return None
    if p.dep[clause] == "relcl" and p.lower[who] in ("that", "which", "who") and is_general(reading, p.head[clause], clause_of(p, p.head[clause])):
        return p.head[clause]
    if before_which(p, who, clause) != clause:
        return next((c for c in p.children[who] if p.dep[c] == "conj"), who)
    return who


def _is_named(reading: Reading, who: int, i: int) -> bool:
    """Whether a subject is a name, other than of a law, a court or a crime that opens the sentence, which has its capital from there."""
    p = reading.parse
    if p.pos[who] != "PROPN" or who == i or who == p.sents[p.sent[who]][0] and p.lemma[who].lower() in words_of(reading.codebook).crime_noun:
        return False
    return not any(f.first <= who < f.last for f in (*law.named(reading), *law.courts(reading)))


def _goes_on_telling(p: Parse, clause: int, who: int) -> bool:
    """Whether a clause is about something told in the past, or is joined to a clause in the past, and so goes on telling: "The killings
    were a crime, and responsibility lies …"."""
    if p.pos[who] in ("VERB", "AUX") and is_past(p, who):
        return True
    up = p.head[clause]
    if p.lemma[who] in _CRIMES and p.left[who] == who:
        return False  # "This was genocide, and genocide does not lapse"
    return p.dep[clause] == "conj" and p.pos[up] in ("VERB", "AUX") and is_past(p, up) and p.lower[p.left[who]] not in ("a", "an")


def _says_what_there_is(p: Parse, clause: int, who: int) -> bool:
    """Whether a clause tells what is there, or what something pointed at is, or what is shown: "no verdict exists", "That is what
    impunity looks like", "What the files show is a crime", "genocide
    is the right word"."""
    if p.dep[who] == "csubj" and p.lemma[who] in _SHOWS:
        return True
    word = child(p, clause, "attr")
    if word is not None and p.lemma[word] in _WORDS and any(p.dep[c] == "amod" and p.lower[c] in FITTING for c in p.children[word]):
        return True
    if p.lemma[clause] == "exist":
        return any(p.lower[c] == "no" for c in p.children[who])
    over = child(p, p.head[clause], "nsubj") if p.dep[clause] == "ccomp" and p.lemma[p.head[clause]] == "be" else None
    return over is not None and p.lower[over] in ("this", "that", "it")


def _is_known(p: Parse, who: int) -> bool:
    """Whether a subject is a known thing or points at one: "it", "they", "those who ordered it", "such crimes", "the soldiers"."""
    if p.lower[who] in ("this", "that", "it") or p.pos[who] == "PRON" and p.lower[who] not in _ANYBODY or _is_of_those(p, who):
        return True
    if any(p.dep[c] == "relcl" and is_past(p, c) and any(p.lower[k] in ("it", "them", "this", "these") for k in range(p.left[c], p.right[c])) for c in p.children[who]):
        return True
    first, last = grammar.noun_phrase(p, who)
    return not _THESE.isdisjoint(p.lower[first:last]) or _is_definite(p, who)


def _supposes(p: Parse, clause: int, who: int) -> bool:
    """Whether "that" stands for what anybody may do: "if soldiers fire on people in flight, that is a war crime"; not "if the soldiers fired"."""
    if p.lower[who] not in ("this", "that", "it"):
        return False
    for k in p.children[clause]:
        doer = child(p, k, *SUBJECTS) if p.dep[k] == "advcl" and any(p.lower[c] == "if" for c in p.children[k]) and not is_past(p, k) else None
        if doer is not None and p.pos[doer] == "NOUN" and (p.tag[doer] == "NNS" and p.dep[p.left[doer]] not in ("det", "poss") or p.lower[p.left[doer]] in ("a", "an", "any")):
            return True
    return False


def _is_of_those(p: Parse, who: int) -> bool:
    """ "none of them", "each of these raids", "neither" of two that were told of"""
    of = next((child(p, c, "pobj") for c in p.children[who] if p.lower[c] == "of"), None)
    return p.lower[who] in ("none", "neither", "each", "all", "some", "any") and of is not None and (p.pos[of] == "PRON" or not _THESE.isdisjoint(p.lower[p.left[of]:of]))


def _is_definite(p: Parse, who: int) -> bool:
    """Whether a subject is a known thing: "the soldiers", "the armed attack"; not "the law", nor an act told of nobody in
    particular ("the killing of civilians")."""
    if p.lower[p.left[who]] != "the" or p.pos[who] != "NOUN":
        return False
    of = next((child(p, c, "pobj") for c in p.children[who] if p.lower[c] == "of"), None)
    if of is not None and p.tag[of] == "NNS" and p.tag[who] == "NN" and not any(p.dep[c] in ("det", "poss", "nummod") or p.tag[c] == "VBN" and p.dep[c] != "relcl" for c in p.children[of]):
        return False
    return p.tag[who] == "NNS" or any(p.dep[c] in ("amod", "compound", "nummod") for c in p.children[who]) or p.lemma[who] not in _LAW_AS_SUCH


def _names_a_party(reading: Reading, i: int, clause: int) -> bool:
    """Whether a clause names a party, a person, an event or a region, not as an example."""
    p, w = reading.parse, words_of(reading.codebook)
    first, last = span_of(p, clause)
    for m in names.mentions(reading):
        party = m.label in ("GPE", "NORP", "PERSON", "EVENT", "LOC") or m.label == "ORG" and p.lemma[m.last - 1] in w.person
        if party and first <= m.first < last and p.sent[m.first] == p.sent[i] and not _is_example(p, m.first):
            return True
    return False


def _is_example(p: Parse, k: int) -> bool:
    """A name given as an example: "such as in Chile", "(for instance in Chile)"."""
    before = p.lower[max(0, k - 8):k]
    named = "such" in before and before[before.index("such") + 1:][:1] == ["as"]
    return named or p.lower[k + 1:k + 3] == [",", "say"] or not _EXAMPLE.isdisjoint(before)


def _is_of_known_things(reading: Reading, clause: int) -> bool:
    """Whether a clause speaks of known people ("the killers"), says what is needed, or points at something ("these acts")."""
    p, w = reading.parse, words_of(reading.codebook)
    if any(p.dep[c] == "acomp" and p.lower[c] in w.needed for c in p.children[clause]):
        return True
    span = range(*span_of(p, clause))
    if any(p.lower[k] == "the" and p.dep[k] == "det" and p.lemma[p.head[k]] in w.person | {"killer", "murderer"} for k in span):
        return True
    return any(p.lower[k] in ("this", "these") and clause_of(p, k) == clause for k in span)
