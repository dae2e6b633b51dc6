"""What says what the law or a word is: "Genocide requires intent", "the term means", "under the laws of war, an attacker must …".

The constructions are two lists of questions about one clause; where any is answered with yes, the clause defines.
"""

from __future__ import annotations

from diptych import grammar, law, names, voice
from diptych.extract.standing.clauses import above, clause_of, has_aux, is_of_somebody, is_past, may, predicate, span_of
from diptych.extract.standing.hedges import is_hedged, is_open_question
from diptych.extract.standing.laws import binds_a_party, in_named_law, is_court_saying, is_law_itself, law_speaks
from diptych.extract.standing.rules import is_general
from diptych.extract.standing.scenes import situation
from diptych.extract.standing.words import DUTY, FITTING, words_of
from diptych.grammar import SUBJECTS, Parse, child
from diptych.pipeline import Reading

_HOLDS = frozenset("hold rule find explain say state insist accept stress confirm emphasise emphasize reiterate recall clarify decide conclude establish".split())
_LAYS_DOWN = frozenset("require apply extend entitle permit allow provide bind".split())
_REQUIRES = frozenset("require demand need consist presuppose comprise involve entail".split())
_IS_OF_LAW = frozenset("be have mean lapse include cover concern differ apply carry entail".split())
_LAWS = frozenset({"law", "convention", "statute", "treaty"})
_TEXTS_OF_LAW = _LAWS | {"protocol", "provision", "article", "rule", "charter", "code", "constitution"}
_GROUNDS = frozenset({"law", "doctrine", "principle", "treaty", "convention"})
_ELEMENTS = frozenset({"element", "requirement", "criterion", "definition", "meaning"})


def is_defining(reading: Reading, clause: int, i: int) -> bool:
    """Whether the clause, or its sentence by a word such as "term" or "element", says what the law or a word is. Token i is the head
    of the statement."""
    p, needed = reading.parse, words_of(reading.codebook).needed
    if any(p.dep[c] in ("acomp", "attr") and p.lower[c] in needed for c in p.children[clause]) or binds_a_party(reading, clause):
        return False
    if any(says(reading, clause, i) for says in _BY_LAW):
        return True
    return not is_open_question(p, clause) and any(says(reading, clause, i) for says in _BY_WORDS)


# By a law or a court


def _law_does(reading: Reading, clause: int, i: int) -> bool:
    """ "Article 4 forbids reprisals" """
    return law_speaks(reading, clause)


def _court_holds(reading: Reading, clause: int, i: int) -> bool:
    """Whether a court holds what must be so, or what is so of no named party: "the court held that the intent must be the only
    inference", "the judges ruled that an order is no excuse"."""
    p, found = reading.parse, voice.at(reading, i)
    if found is None or not is_court_saying(reading, found, _HOLDS) or any(first <= clause < last for first, last in found.cue):
        return False
    if situation(reading, *span_of(p, clause)) or is_hedged(p, i, clause):
        return False
    if any(m.label in ("GPE", "NORP", "PERSON") and clause_of(p, m.first) == clause and not any(a <= m.first < b for a, b in found.source) for m in names.mentions(reading)):
        return False
    return has_aux(p, clause, "must", "need", "can", "could", "may") or is_general(reading, i, clause)


def _law_is(reading: Reading, clause: int, i: int) -> bool:
    """ "International law is what states accept", "humanitarian law will not excuse them" """
    p = reading.parse
    rule = child(p, clause, "nsubj")
    if rule is None or not is_law_itself(p, rule) or p.tag[clause] not in ("VBZ", "VBP", "VB") or is_past(p, clause):
        return False
    return p.lemma[clause] != "be" or child(p, clause, "acomp") is None


def _on_the_ground_of_law(reading: Reading, clause: int, i: int) -> bool:
    """Whether the law is the ground of what must be done: "under the laws of war, an attacker must …"."""
    p = reading.parse
    top, who = p.head[i], child(p, clause, *SUBJECTS)
    if p.head[top] != clause or p.lower[top] not in ("under", "by", "in") or p.dep[top] != "prep" or not has_aux(p, clause, *DUTY, "may", "cannot", "can"):
        return False
    if who is not None and p.lower[who] in ("he", "she", "they", "we", "i", "you"):
        return False
    if may(p, clause) and (is_of_somebody(p, clause) or predicate(p, clause) is not None):
        return False
    return not any(p.left[clause] <= m.first < p.right[clause] and m.label in ("GPE", "NORP", "PERSON", "EVENT", "LOC") for m in names.mentions(reading))


def _law_defines(reading: Reading, clause: int, i: int) -> bool:
    """ "X defines it as", "the treaty which entitles them", "is defined in the Convention" """
    p, lemma, define = reading.parse, reading.parse.lemma[clause], words_of(reading.codebook).define
    if lemma not in define and lemma not in _LAYS_DOWN:
        return False
    if lemma == "define" and not grammar.is_negated(p, clause):
        return True
    who = child(p, clause, "nsubj", "nsubjpass")
    heads = [] if who is None else [who, p.head[clause]] if p.lower[who] in ("which", "that") and p.dep[clause] == "relcl" else [who]
    if any(in_named_law(reading, h) or p.lemma[h].lower() in _TEXTS_OF_LAW for h in heads):
        return True
    if lemma not in define or p.tag[clause] not in ("VBN", "VBZ", "VBP") or is_past(p, clause):
        return False
    inside = range(p.left[clause], p.right[clause])
    return any(f.first in inside for f in law.named(reading)) or any(p.lemma[k].lower() in _LAWS and p.pos[k] in ("NOUN", "PROPN") for k in inside)


_BY_LAW = (_law_does, _court_holds, _law_is, _on_the_ground_of_law, _law_defines)


# By words


def _requires(reading: Reading, clause: int, i: int) -> bool:
    """ "genocide requires intent", "proving genocide would require intent", "Genocide is a crime. It requires intent." """
    p = reading.parse
    if p.lemma[clause] not in _REQUIRES or p.tag[clause] not in ("VBZ", "VBP") and not any(p.lower[c] == "would" for c in p.children[clause]):
        return False
    who = child(p, clause, "nsubj", "csubj")
    if who is not None:
        if p.lower[who] == "it" and _is_crime_of_before(reading, clause, who):
            return True
        if _is_in(p, i, who) or p.dep[clause] == "relcl" and p.lower[who] == "which" and p.lemma[p.head[clause]] in ("responsibility", "genocide", "crime", "liability"):
            return True
    return any(p.left[clause] <= f.first < p.right[clause] for f in law.named(reading))


def _is_crime_of_before(reading: Reading, clause: int, it: int) -> bool:
    """Whether "it" stands for a crime: the subject of the clause that this one is joined to, or the first word of the sentence before."""
    p, crimes = reading.parse, words_of(reading.codebook).crime_noun
    before = child(p, p.head[clause], "nsubj") if p.dep[clause] == "conj" else None
    if before is not None:
        return p.lemma[before].lower() in crimes
    return p.sent[it] > 0 and p.lemma[p.sents[p.sent[it] - 1][0]].lower() in crimes


def _is_meant(reading: Reading, clause: int, i: int) -> bool:
    """ "command responsibility means that a commander answers for …" """
    p = reading.parse
    if p.dep[clause] not in ("ccomp", "acl", "relcl") or is_past(p, clause):
        return False
    over = clause_of(p, p.head[clause])
    return p.lemma[over] in ("mean", "define") and situation(reading, *span_of(p, over)) == ""


def _has_to_be_shown(reading: Reading, clause: int, i: int) -> bool:
    """What has to be shown, by the law: "an intent must be proven", "the policy has to be established"."""
    p = reading.parse
    top = i
    while p.dep[top] in ("pobj", "prep") and p.head[top] != top:
        top = p.head[top]
    v = p.head[top]
    if p.dep[top] != "nsubjpass" or p.lemma[v] not in words_of(reading.codebook).settle:
        return False
    return has_aux(p, v, *DUTY) or p.dep[v] == "xcomp" and p.lower[p.head[v]] in ("has", "have")


def _turns_on(reading: Reading, clause: int, i: int) -> bool:
    """ "everything turns on intent", "genocide hinges on the intent" """
    p = reading.parse
    if p.lemma[clause] not in ("turn", "hinge", "depend") or is_past(p, clause):
        return False
    on = any(p.lower[c] in ("on", "upon") and p.left[c] <= i < p.right[c] for c in p.children[clause])
    return on or child(p, clause, "nsubj") is not None and _is_in(p, i, child(p, clause, "nsubj")) and is_general(reading, i, clause)


def _is_said_in_general(reading: Reading, clause: int, i: int) -> bool:
    """In a general clause: "one must show intent", "genocide is the gravest crime", "an order is no defence under the doctrine"."""
    return is_general(reading, i, clause) and any(says(reading, clause, i) for says in (_one_must_show, _is_predicated, _is_in_breach, _is_what_law_is_of, _is_so_by_law))


def _one_must_show(reading: Reading, clause: int, i: int) -> bool:
    """ "one must show the intent" """
    p = reading.parse
    return p.lemma[clause] in words_of(reading.codebook).settle and any(p.lower[c] in DUTY for c in p.children[clause])


def _is_predicated(reading: Reading, clause: int, i: int) -> bool:
    """ "reprisals are a war crime", "genocide is a crime" """
    p = reading.parse
    what = predicate(p, clause)
    if what is None:
        return False
    first, last = grammar.noun_phrase(p, what)
    return first <= i < last or i in (child(p, clause, "nsubj"), clause)


def _is_in_breach(reading: Reading, clause: int, i: int) -> bool:
    """ "such an order is in breach of the Convention" """
    p, broken = reading.parse, words_of(reading.codebook).broken
    what = [child(p, c, "pobj") for c in p.children[clause] if p.lower[c] == "in"] if p.lemma[clause] == "be" else []
    return any(c is not None and p.lemma[c] in broken and p.left[c] <= i < p.right[c] for c in what)


def _is_what_law_is_of(reading: Reading, clause: int, i: int) -> bool:
    """ "war crimes include the killing of prisoners", "genocide does not lapse" """
    p, define = reading.parse, words_of(reading.codebook).define
    if i not in (child(p, clause, "nsubj"), child(p, clause, "nsubjpass")) or any(p.lower[c] in DUTY for c in p.children[clause]):
        return False
    return p.lemma[clause] in define or p.lemma[clause] in _IS_OF_LAW


def _is_so_by_law(reading: Reading, clause: int, i: int) -> bool:
    """ "reprisals are banned by the Convention", "is a crime under the doctrine" """
    p = reading.parse
    for k in range(p.left[clause], p.right[clause]):
        if p.lower[k] in ("under", "by", "in") and p.dep[k] in ("prep", "agent"):
            what = child(p, k, "pobj")
            if what is not None and (p.lemma[what].lower() in _GROUNDS or in_named_law(reading, what)):
                return True
    return False


def _is_a_word(reading: Reading, clause: int, i: int) -> bool:
    """ "the term genocide", "intent is an element of the crime", "in general", "war crimes are generally …" """
    p, w = reading.parse, words_of(reading.codebook)
    for k in range(*p.sents[p.sent[i]]):
        if p.pos[k] == "NOUN" and p.lemma[k] in w.word_noun and p.lemma[grammar.governing_verb(p, k)] not in w.meet and _is_about(p, k, i, clause):
            return True
        if p.lower[k] == "in" and p.lower[k + 1:k + 2] == ["general"] or p.lower[k] in w.generally and p.tag[clause] in ("VBP", "VBZ") and clause_of(p, k) == clause:
            return True
    return False


_BY_WORDS = (_requires, _is_meant, _has_to_be_shown, _turns_on, _is_said_in_general, _is_a_word)


# What a noun such as "term" or "element" is about


def _is_about(p: Parse, k: int, i: int, clause: int) -> bool:
    """Whether a noun such as "term" or "element" is what the clause is about: its subject, its predicate, or what the word hangs on."""
    if p.lemma[k] in ("doctrine", "rule", "principle"):
        return False
    if p.lemma[k] in _ELEMENTS:
        return _is_element(p, grammar.first_conjunct(p, k), i)
    if k in above(p, i) or p.head[k] == i and p.dep[k] in ("compound", "nmod") and i - k <= 2:
        return True
    who = child(p, clause, "nsubj")
    if any(p.lower[c] in FITTING for c in p.children[k]):
        return False  # "genocide is the right word": applied
    if who is not None and p.lower[who] == "it" and p.dep[k] == "attr" and p.head[k] == clause and i > k:
        return True  # "It is a term with a meaning: an intent to destroy"
    if who is None or not _is_in(p, i, who):
        return False
    return p.dep[k] == "attr" and p.lemma[p.head[k]] == "be" and p.head[k] == clause or p.dep[k] == "conj" and p.lemma[clause] == "be"


def _is_element(p: Parse, k: int, i: int) -> bool:
    """ "the elements of genocide", "intent is an element"; not "a breach within the meaning of Article 4", which applies it"""
    if p.dep[k] not in ("nsubj", "nsubjpass", "attr", "dobj", "pobj", "ROOT") or p.sent[k] != p.sent[i] or p.lower[p.head[k]] == "within":
        return False
    return p.dep[k] in ("nsubj", "attr") and p.lemma[p.head[k]] == "be" or k in above(p, i) or i in above(p, k)


def _is_in(p: Parse, i: int, top: int) -> bool:
    """Whether token i is, or hangs on, token top."""
    return i == top or top in above(p, i)
