"""How one statement of law stands: its status, and what it applies to. What holds of steps (trials, votes) and of rules of law (duties)
is here; what holds of any statement is in `standing`."""

from __future__ import annotations

from diptych import grammar, law, voice
from diptych.extract import standing
from diptych.extract.legal_words import Hit, entry_id, is_broken, sort
from diptych.grammar import Parse
from diptych.pipeline import Reading

_NO_CLASSES = frozenset({"impunity", "recognition", "sanction", "transitional_justice"})  # states and steps: no law defines them
_OF_STATES = frozenset({"peace-treaty", "legally-done"})  # what states do with one another is about the conflict
_ANSWERABLE = frozenset({"legal-responsibility", "individual-responsibility"})
_KEEP = frozenset("respect comply honour honor observe uphold abide adhere obey keep guarantee ensure restore accept fulfil fulfill".split())
_IN_KEEPING = frozenset("line accordance compliance keeping conformity".split())
_JUDGED = frozenset("excuse justify condemn protest denounce criticise criticize defend explain welcome hide celebrate oppose deny dismiss mark".split())  # what is done to a step that was taken
_SETTING_UP = frozenset("establish create form found open launch set start convene build".split())
_MUST = ("must", "should", "shall", "ought")
_NOT_YET = ("will", "would", "could", "can", "may", "might", "’ll", "'ll")


def standing_of(reading: Reading, hit: Hit, clause: int) -> tuple[str, str]:
    """(status, applies_to) of one hit in its clause."""
    p, i, phrase = reading.parse, hit.head, phrase_of(reading.parse, hit)
    defined = hit.concept not in _NO_CLASSES and not _is_relative(p, hit) and standing.is_defining(reading, clause, i) and standing.situation(reading, *phrase) == "" and not _is_about_case(reading, clause)
    applies = standing.applies_to(reading, i, clause, hit.concept, defined=defined, phrase=phrase)
    if applies == "case" and entry_id(hit) in _OF_STATES and not _is_about_case(reading, clause):
        applies = "other"
    if defined:
        return "defined", applies
    if hit.concept == "impunity" and hit.entry is not None and hit.entry.more["concept"] == "prosecution":
        return standing.by_voice(reading, i), applies  # "nobody was punished"
    sign = standing.sign(reading, i, step=hit.step)
    if sign == "near" or not sign and not hit.step and standing.is_hedged(p, i, clause):
        return "attributed" if voice.at(reading, i) is not None else "unresolved", applies
    sign = _without_effect(reading, hit, sign)
    if sign == "alleged":
        return "attributed", applies
    if applies == "general" and _is_of_something(reading, hit, sign):
        applies = standing.topics(reading)[p.sent[i]]
    if sign == "unresolved" and applies == "general" and hit.step:
        return "defined", applies  # what courts do not do
    if not sign and applies == "general" and sort(hit) == "principle" and entry_id(hit) == "law-of-war":
        return "defined", applies  # what that law says
    if sign or not hit.step and _is_to_be_kept(reading, hit):
        return sign or "called_for", applies
    return standing.by_voice(reading, i) if not hit.step or is_broken(reading, i) else _of_step(reading, hit, clause, applies), applies


def phrase_of(p: Parse, hit: Hit) -> tuple[int, int]:
    """The phrase of a hit: of a noun, its noun phrase; of a verb, the verb with what it is done to or said of."""
    if p.pos[hit.head] in ("VERB", "AUX"):
        objects = [c for c in p.children[hit.head] if p.dep[c] in ("dobj", "nsubjpass", "ccomp", "oprd") or p.dep[c] == "prep" and p.lower[c] == "as"]
        return min([hit.first, *(p.left[c] for c in objects)]), max([hit.last, *(p.right[c] for c in objects)])
    a, b = grammar.noun_phrase(p, hit.head)
    return min(a, hit.first), max(b, hit.last)


def _is_relative(p: Parse, hit: Hit) -> bool:
    """Whether a class is taken up by "that" or "which": "genocide, a term that Chad rejects"."""
    return hit.entry is None and p.lower[hit.head] in ("that", "which")


def points_back(reading: Reading, hit: Hit) -> bool:
    """Whether a hit is a word that takes up a class, and no instrument."""
    return hit.entry is None and not hit.step and not any(f.first <= hit.head < f.last for f in law.named(reading))


def _without_effect(reading: Reading, hit: Hit, sign: str) -> str:
    """The sign, or "" where it changes nothing: a step that is alleged is told of, and a rule that nobody kept holds none the less."""
    if sign == "denied" and sort(hit) == "principle" and (entry_id(hit) == "limitation" or not _is_void(reading, hit.head)):
        return ""
    return "" if sign == "alleged" and hit.step else sign


def _is_of_something(reading: Reading, hit: Hit, sign: str) -> bool:
    """Whether what sounds general is about something after all: a word that points back, a question that is open, a plea that is rejected
    and so was made."""
    return points_back(reading, hit) or sign == "unresolved" and not hit.step or sign == "denied" and entry_id(hit) == "plea"


def _is_about_case(reading: Reading, clause: int) -> bool:
    return standing.situation(reading, *standing.span_of(reading.parse, clause)) == "case"


# Rules of law


def _is_void(reading: Reading, i: int) -> bool:
    """Whether a denial about a rule of law denies the breach or the rule: "was no violation of", "did not violate", "does not apply"."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    over = p.lemma[grammar.governing_verb(p, i)]
    return is_broken(reading, i) or over in w.broken or over in w.deny or over in ("be", "apply", "exist", "make", "become", "remain")


def _is_to_be_kept(reading: Reading, hit: Hit) -> bool:
    """Whether a rule of law or a duty is what somebody is asked to keep: "must respect international law", "urged them to act in
    line with their obligations under the Conventions", "must be held legally responsible"."""
    p, answerable = reading.parse, entry_id(hit) in _ANSWERABLE
    if sort(hit) not in ("", "principle") and not answerable:
        return False
    verb = grammar.governing_verb(p, hit.head)
    if answerable and p.lemma[verb] == "hold":
        return standing.has_aux(p, verb, *_MUST)
    while p.dep[verb] == "conj" and p.pos[p.head[verb]] == "VERB" and not standing.is_finite(p, verb):
        verb = p.head[verb]
    keeps = p.lemma[verb] in _KEEP or not _IN_KEEPING.isdisjoint(p.lower[verb:hit.head])
    asked = p.tag[verb] == "VB" and (any(p.lower[c] == "to" for c in p.children[verb]) or standing.has_aux(p, verb, *_MUST))
    return keeps and asked and standing.sign(reading, hit.head, step=True) == "called_for"


# Steps


def _of_step(reading: Reading, hit: Hit, clause: int, applies: str) -> str:
    """The status of a step under no sign: under way, unless it is aimed at, general, a goal, imagined or wished for."""
    p, found = reading.parse, voice.at(reading, hit.head)
    if found is not None and found.act == "aims":
        return "called_for"
    if applies == "general":
        return "asserted"
    if sort(hit) == "goal" or _is_amounted_to(p, hit.head):
        return standing.by_voice(reading, hit.head)
    if _is_imagined(p, clause):
        return "unresolved"
    return "called_for" if _is_wished(p, hit.head, clause) else "proceeding"


def _is_amounted_to(p: Parse, i: int) -> bool:
    """Whether something is said to be as good as a step: "this amounts to an amnesty"."""
    return p.dep[i] == "pobj" and p.lower[p.head[i]] == "to" and p.lemma[p.head[p.head[i]]] == "amount"


def _is_imagined(p: Parse, clause: int) -> bool:
    """Against the facts: "would have been tried", "could have stood trial", "would be standing in the dock"."""
    would = standing.has_aux(p, clause, "would", "could", "might")
    return would and (standing.has_aux(p, clause, "have") or p.tag[clause] == "VBG" and standing.has_aux(p, clause, "be"))


def _is_wished(p: Parse, i: int, clause: int) -> bool:
    """Under "to" and not under a verb in the past, or with will and would: not done yet."""
    if standing.has_aux(p, clause, *_NOT_YET):
        return True
    k = i
    while k != clause and p.head[k] != k:
        if p.pos[k] == "VERB" and (p.tag[k] == "VB" and not (k != i and p.lemma[k] in _JUDGED) and standing.has_aux(p, k, "to") or p.tag[k] == "VBG" and p.lemma[k] in _SETTING_UP):
            return not standing.is_past(p, clause) or p.dep[k] == "advcl"
        k = p.head[k]
    return False
