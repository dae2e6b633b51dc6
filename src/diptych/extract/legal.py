"""Legal: every statement that brings law to bear, one row for each legal class in each clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from diptych import grammar, law, names, phrases, table, voice
from diptych.codebook import Codebook, Entry
from diptych.extract import standing
from diptych.grammar import Parse, child
from diptych.pipeline import Reading, worked_out_once

FIELDS = ["concept", "instrument", "status", "applies_to", "voice", "source"]


class Hit(NamedTuple):
    """Words that bring law to bear: first and last token, the token at their head, the legal class, and their entry."""

    first: int
    last: int
    head: int
    concept: str
    entry: Entry | None
    step: bool


def legal(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per legal class in each clause (one finite verb) that brings law to bear, at the first words that carry it.

    Columns: text_id, sent, start, end, surface; concept (`codebook.CONCEPTS`); instrument (the treaty, article, court or
    resolution invoked, or empty); status (`standing.STATUSES`); applies_to (`standing.APPLIES`); voice ("author",
    "attributed") and source. An event's name alone, a heading, justice alone and fact-finding have no row.
    """
    return table.make(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every legal statement of one reading, in the order of the words."""
    p, found = reading.parse, hits(reading)
    first: dict[tuple[int, str, str], Hit] = {}
    for hit in sorted(found, key=lambda hit: _is_told_of(p, hit)):
        first.setdefault((standing.clause_of(p, hit.head), hit.concept, _recognised(reading, hit)), hit)
    kept = sorted(first.items(), key=lambda item: item[1].first)
    instrument = _instruments_of(reading, kept)
    out, stood = [], {key: _standing(reading, hit, key[0]) for key, hit in kept}
    defining = {clause for (clause, *_), (status, _) in stood.items() if status == "defined"}
    for clause in {clause for (clause, *_) in stood} - defining:
        up = standing.clause_of(p, p.head[clause])
        if up in defining and up != clause and p.dep[clause] in ("advcl", "ccomp", "relcl", "acl") and not _is_past(p, clause) and not standing.names_case(reading, p.sent[clause]) and not standing.points_to_case(reading, p.sent[clause]):
            defining.add(clause)
            stood |= {key: ("defined", "general") for key in stood if key[0] == clause and (stood[key][0] in ("asserted", "unresolved", "attributed"))}
    elsewhere = {p.sent[clause] for (clause, concept, _), (status, applies) in stood.items() if (concept, status, applies) == ("prosecution", "proceeding", "case") and _of_other_people(reading, clause)}
    for k in sorted(elsewhere):
        while k + 1 < len(p.sents) and p.paragraph[p.sents[k + 1][0]] == p.paragraph[p.sents[k][0]] and not standing.names_case(reading, k + 1) and not standing.points_to_case(reading, k + 1):
            k += 1
            elsewhere.add(k)
    for key, hit in kept:
        clause, concept, _ = key
        status, applies = stood[key]
        if clause in defining and (status, applies) == ("asserted", "general"):
            status = "defined"
        if applies == "case" and p.sent[clause] in elsewhere:
            applies = "other"
        if hit.entry is not None and hit.entry.more.get("when") == "demanded" and status not in ("called_for", "unresolved", "denied") and not _by_law(reading, clause):
            continue
        speaks, source = voice.voice_of(reading, hit.head)
        start, end = grammar.chars(p, *_surface(p, hit))
        out.append((start, end, concept, instrument.get(key, ""), status, applies, speaks, source))
    return out


def _of_other_people(reading: Reading, clause: int) -> bool:
    """Whether a trial is told of certain people in a sentence that neither names the event nor points at it."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    k = p.sent[clause]
    if standing.names_case(reading, k) or standing.points_to_case(reading, k, clause):
        return False
    a, b = p.left[clause], p.right[clause]
    known = w.tried & w.person - _ACCUSED
    doer = None if grammar.is_passive(p, clause) else child(p, clause, "nsubj")  # whoever tries them
    own = [t for t in range(a, b) if standing.clause_of(p, t) == clause and not _as_one_of(p, t) and not (doer is not None and p.left[doer] <= t < p.right[doer])]
    return any(p.pos[t] == "NOUN" and p.lemma[t] in known for t in own) or any(m.label == "PERSON" and m.first in own for m in names.mentions(reading))


def _as_one_of(p: Parse, t: int) -> bool:
    """Whether a token is told as one of a group: "warrants for 38 suspects, including Major …"."""
    while p.head[t] != t and p.pos[t] not in ("VERB", "AUX"):
        t = p.head[t]
        if p.lower[t] in ("including", "among"):
            return True
    return False


_ACCUSED = frozenset({"suspect", "accused", "defendant"})  # of the crime that is spoken of


def _is_told_of(p: Parse, hit: Hit) -> bool:
    """Whether the words only help to say what something else is told of: what the predicate names goes first ("the killing of
    protected persons is a grave breach")."""
    k = hit.head
    while p.head[k] != k and p.pos[k] not in ("VERB", "AUX"):
        if p.dep[k] in grammar.SUBJECTS:
            return k != hit.head and p.lemma[p.head[k]] in _IS or hit.entry is not None and hit.entry.more.get("when") == "in-law"
        k = p.head[k]
    return False


_IS = frozenset({"be", "become", "constitute", "amount", "remain", "represent"})


def _by_law(reading: Reading, clause: int) -> bool:
    """Whether somebody whose office it is does it, or it is done in law: "prosecutors investigate", "at the judicial level"."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    if p.dep[clause] == "relcl":
        clause = standing.clause_of(p, p.head[clause])
    return any(p.lemma[k].lower() in w.officer for k in range(p.left[clause], p.right[clause]))


def _recognised(reading: Reading, hit: Hit) -> str:
    """The event whose recognition is spoken of: a clause may speak of two."""
    if hit.concept != "recognition":
        return ""
    first, last = _phrase(reading.parse, hit)
    return next((m.canonical for m in names.mentions(reading) if m.label == "EVENT" and first <= m.first < last), "")


def _surface(p: Parse, hit: Hit) -> tuple[int, int]:
    """The words of a hit, with the noun that it hangs on where that names the wrong: "violation of the law of war"."""
    up = p.head[hit.head]
    if p.lower[up] == "of" and p.head[up] < hit.first and p.lemma[p.head[up]] in ("violation", "breach", "crime", "act", "determination", "charge") and hit.first - p.head[up] <= 4:
        return p.head[up], hit.last
    return hit.first, hit.last


def _standing(reading: Reading, hit: Hit, clause: int) -> tuple[str, str]:
    p = reading.parse
    phrase = _phrase(p, hit)
    defined = hit.concept not in _NO_CLASSES and standing.is_defining(reading, clause, hit.head) and standing.situation(reading, *phrase) == "" and not _about_case(reading, clause)
    applies = standing.applies_to(reading, hit.head, clause, hit.concept, defined=defined, phrase=phrase)
    if applies == "case" and hit.entry is not None and hit.entry.id in _OF_STATES and not _about_case(reading, clause):
        applies = "other"
    if defined:
        return "defined", applies
    sign = standing.sign(reading, hit.head, step=hit.step)
    if sign == "near" or not sign and not hit.step and standing.is_hedged(p, hit.head, clause):
        return "attributed" if voice.at(reading, hit.head) is not None else "unresolved", applies
    if sign == "denied" and hit.entry is not None and hit.entry.more["sort"] == "principle" and (hit.entry.id == "limitation" or not _is_void(reading, hit.head)):
        sign = ""
    if sign == "alleged" and hit.step:
        sign = ""
    if sign == "alleged":
        return "attributed", applies
    if applies == "general" and (_points_back(reading, hit) or sign == "unresolved" and not hit.step or sign == "denied" and hit.entry is not None and hit.entry.id == "plea"):
        applies = standing.topics(reading)[p.sent[hit.head]]  # a plea that is rejected was made, a question that is open is about something
    if sign == "unresolved" and applies == "general" and hit.step:
        return "defined", applies  # what courts do not do
    if not sign and not hit.step and _is_to_be_kept(reading, hit):
        return "called_for", applies
    if sign:
        return sign, applies
    if hit.step and _is_broken(reading, hit.head):
        return standing.by_voice(reading, hit.head), applies
    if hit.step:
        found = voice.at(reading, hit.head)
        if found is not None and found.act == "aims":
            return "called_for", applies
        if applies == "general":
            return "asserted", applies
        if hit.entry is not None and hit.entry.more["sort"] == "goal":
            return standing.by_voice(reading, hit.head), applies
        if _is_imagined(p, clause):
            return "unresolved", applies
        if _is_wished(p, hit.head, clause):
            return "called_for", applies
        return "proceeding", applies
    return standing.by_voice(reading, hit.head), applies


_NO_CLASSES = frozenset({"impunity", "recognition", "sanction", "transitional_justice"})  # states and steps: no law defines them


_OF_STATES = frozenset({"peace-treaty", "legally-done"})  # what states do with one another is about the conflict


def _is_void(reading: Reading, i: int) -> bool:
    """Whether a denial about a rule of law denies the breach or the rule: "was no violation of", "did not violate", "does not apply"."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    over = p.lemma[grammar.governing_verb(p, i)]
    return _is_broken(reading, i) or over in w.broken or over in w.deny or over in ("be", "apply", "exist")


def _is_broken(reading: Reading, i: int) -> bool:
    """Whether something is what somebody violates, or a violation is of it."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    while p.dep[i] in ("conj", "appos", "npadvmod") and p.pos[p.head[i]] in ("NOUN", "PROPN"):
        i = p.head[i]
        if p.lemma[p.head[p.head[i]]] in w.broken:
            break
    up = p.head[i]
    return p.dep[i] in ("dobj", "nsubjpass") and p.lemma[up] in w.broken or p.dep[i] == "pobj" and p.lower[up] == "of" and p.lemma[p.head[up]] in w.broken


def _is_to_be_kept(reading: Reading, hit: Hit) -> bool:
    """Whether a rule of law or a duty is what somebody is asked to keep: "must respect international law", "urged them to act in
    line with their obligations under the Conventions"."""
    p = reading.parse
    answerable = hit.entry is not None and hit.entry.id in ("legal-responsibility", "individual-responsibility")
    if hit.entry is not None and hit.entry.more["sort"] != "principle" and not answerable:
        return False
    verb = grammar.governing_verb(p, hit.head)
    if answerable and p.lemma[verb] == "hold":  # "must be held legally responsible"
        return any(p.dep[c] == "aux" and p.lower[c] in ("must", "should", "shall", "ought") for c in p.children[verb])
    while p.dep[verb] == "conj" and p.pos[p.head[verb]] == "VERB" and not standing.is_finite(p, verb):
        verb = p.head[verb]
    keeps = p.lemma[verb] in _KEEP or any(p.lower[k] in ("line", "accordance", "compliance", "keeping", "conformity") for k in range(verb, hit.head))
    asked = p.tag[verb] == "VB" and (any(p.lower[c] == "to" for c in p.children[verb]) or any(p.dep[c] == "aux" and p.lower[c] in ("must", "should", "shall", "ought") for c in p.children[verb]))
    return keeps and asked and standing.sign(reading, hit.head, step=True) == "called_for"


_KEEP = frozenset("respect comply honour honor observe uphold abide adhere obey keep guarantee ensure restore accept fulfil fulfill".split())


def _about_case(reading: Reading, clause: int) -> bool:
    p = reading.parse
    return standing.situation(reading, *standing.span_of(p, clause)) == "case"


def _is_past(p: Parse, clause: int) -> bool:
    return p.tag[clause] == "VBD" or any(p.dep[c] in ("aux", "auxpass") and p.lower[c] in ("was", "were", "has", "have", "had", "did") for c in p.children[clause])


def _is_imagined(p: Parse, clause: int) -> bool:
    """Against the facts: "would have been tried", "could have stood trial"."""
    aux = [p.lower[c] for c in p.children[clause] if p.dep[c] in ("aux", "auxpass")]
    return "have" in aux and bool({"would", "could", "might"} & set(aux))


def _is_wished(p: Parse, i: int, clause: int) -> bool:
    """Under "to" and not under a verb in the past, or with will and would: not done yet."""
    if any(p.dep[c] == "aux" and p.lower[c] in ("will", "would", "could", "can", "may", "might", "’ll", "'ll") for c in p.children[clause]):
        return True
    k = i
    while k != clause and p.head[k] != k:
        if p.pos[k] == "VERB" and (p.tag[k] == "VB" and not (k != i and p.lemma[k] in _JUDGED) and any(p.lower[c] == "to" and p.dep[c] == "aux" for c in p.children[k]) or p.tag[k] == "VBG" and p.lemma[k] in _SETTING_UP):
            return not _is_past(p, clause) or p.dep[k] == "advcl"
        k = p.head[k]
    return False


_JUDGED = frozenset("excuse justify condemn protest denounce criticise criticize defend explain welcome hide celebrate oppose deny dismiss mark".split())  # what is done to a step that was taken
_SETTING_UP = frozenset("establish create form found open launch set start convene build".split())


def _phrase(p: Parse, hit: Hit) -> tuple[int, int]:
    if p.pos[hit.head] in ("VERB", "AUX"):
        objects = [c for c in p.children[hit.head] if p.dep[c] in ("dobj", "nsubjpass", "ccomp", "oprd") or p.dep[c] == "prep" and p.lower[c] == "as"]
        return (min([hit.first, *(p.left[c] for c in objects)]), max([hit.last, *(p.right[c] for c in objects)])) if objects else (hit.first, hit.last)
    a, b = grammar.noun_phrase(p, hit.head)
    return min(a, hit.first), max(b, hit.last)


# Which words carry law


@worked_out_once
def hits(reading: Reading) -> list[Hit]:
    """Every place where words bring law to bear, in the order of the words."""
    p, lex = reading.parse, _lexicon(reading.codebook)
    found = _lexical(reading, lex)
    by_sentence = defaultdict(list)
    for hit in found:
        by_sentence[p.sent[hit.head]].append(hit)
    instruments, courts = law.named(reading), law.courts(reading)
    named = {p.sent[f.first] for f in [*instruments, *courts]} | {p.sent[i] for i, _ in _adopted(reading)}
    headings = standing.headings(reading)
    kept = []
    for k, group in list(by_sentence.items()):
        if k not in headings:
            a, b = p.sents[k]
            kept += [h for h in group if _counts(reading, lex, h, group, group + _before(p, by_sentence, k), (a, b), k in named)]
    ruled = _ruled(reading, lex, instruments, courts)
    suits = {standing.clause_of(p, h.head) for h in kept if h.concept == "prosecution"}
    taken = {k for h in kept for k in range(h.first, h.last)}
    said = {v for h in kept for v in _told_by(p, standing.clause_of(p, h.head))}
    tribunals = {standing.clause_of(p, h.head) for h in kept if p.lemma[h.head].lower() in ("tribunal", "court")}
    kept += [h for h in ruled if h.first not in taken and not (h.entry is not None and standing.clause_of(p, h.head) in tribunals) and not (h.entry is not None and h.head in said) and p.sent[h.head] not in headings and not (h.entry is None and standing.clause_of(p, h.head) in suits)]
    of_law = {standing.clause_of(p, phrases.head(p, range(f.first, f.last))) for f in instruments if law.concept_of(p, f) != "other"}
    kept = [h for h in kept if not (h.entry is not None and h.entry.id in ("unlawful", "lawful") and standing.clause_of(p, h.head) in of_law)]
    kept = [_by_instrument(p, h, instruments) for h in kept]
    told = defaultdict(set)
    for h in kept:
        told[standing.clause_of(p, h.head)].add(h.concept)
    for f in instruments:
        head = phrases.head(p, range(f.first, f.last))
        clause, concept = standing.clause_of(p, head), law.concept_of(p, f)
        if p.dep[clause] == "relcl":
            concept = next((h.concept for h in kept if h.head == p.head[clause] and not h.step), concept)
        if p.sent[f.first] not in headings and (clause not in told or concept not in told[clause] and (_is_broken(reading, head) or concept == "ihl_violation" and not _is_step(p, f, head))) and _invoked(p, head):
            kept.append(Hit(f.first, f.last, head, concept, None, _is_step(p, f, head)))
    taken_up = _taken_up(reading, kept)
    again = {standing.clause_of(p, h.head) for h in taken_up}
    kept = [h for h in kept if not (h.step and h.entry is not None and h.entry.id == "ruling" and standing.clause_of(p, h.head) in again)]
    return sorted({*kept, *taken_up}, key=lambda h: (h.first, h.last))


def _taken_up(reading: Reading, kept: list[Hit]) -> list[Hit]:
    """Classes taken up by a word that points back, where it is said whether they are shown: "has not been classified in those terms",
    "might meet that test", "no court has found one", "the charge was never proven", "(genocide …) it has not been proved"."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    classes = [h for h in sorted(kept, key=lambda h: h.first) if h.concept in _CLASSES and not h.step]
    told = {(standing.clause_of(p, h.head)) for h in classes}
    found = []
    for i in range(len(p)) if classes else ():
        low = p.lower[i]
        pointing = p.pos[i] == "NOUN" and p.lemma[i] in w.label and (p.tag[i] == "NN" or low == "terms") and any(p.lower[c] in _POINTERS for c in p.children[i] if p.dep[c] == "det") and not any(p.lower[c] == "of" or p.dep[c] in ("acl", "ccomp", "relcl") for c in p.children[i])
        if low in ("it", "them") and p.dep[i] == "dobj" and p.lemma[p.head[i]] in w.define and standing.law_speaks(reading, standing.clause_of(p, i)):
            found += [Hit(*_with_verb(i, p.head[i]), i, h.concept, None, False) for h in classes if h.last <= i and p.paragraph[h.first] == p.paragraph[i]][-1:]
            continue
        pronoun = low == "one" and p.dep[i] in ("dobj", "pobj") and not p.children[i] or low == "it" and p.dep[i] == "nsubjpass"
        if not (pointing or pronoun):
            continue
        over = grammar.governing_verb(p, i)
        if p.dep[i] == "pobj" and p.head[p.head[i]] != over or p.lemma[over] not in w.settle | w.meet | w.deny | w.accuse or standing.clause_of(p, i) in told:
            continue
        if low == "it" and not (p.lemma[over] in ("prove", "establish", "substantiate", "demonstrate") and child(p, over, "xcomp", "ccomp") is None):
            continue
        before = [h for h in classes if h.last <= i and p.paragraph[i] - p.paragraph[h.first] <= pointing]
        if before and (pointing or low == "it" or p.sent[before[-1].first] == p.sent[i]):
            found.append(Hit(*_with_verb(i, over), i, before[-1].concept, None, False))
    return found


def _with_verb(i: int, verb: int) -> tuple[int, int]:
    """The words from a word that points back to its verb: "meet that test", "(it) has not been proved"."""
    return (verb, i + 1) if verb < i else (i + 1, verb + 1)


def _points_back(reading: Reading, hit: Hit) -> bool:
    """Whether a hit is a word that takes up a class, and no instrument."""
    return hit.entry is None and not hit.step and not any(f.first <= hit.head < f.last for f in law.named(reading))


_CLASSES = frozenset({"genocide", "war_crime", "crime_against_humanity", "ethnic_cleansing", "ihl_violation"})
_POINTERS = frozenset({"the", "this", "that", "these", "those", "such", "neither", "either"})


def _before(p: Parse, by_sentence: dict[int, list[Hit]], k: int) -> list[Hit]:
    """What was said in law before sentence k in its paragraph."""
    out, m = [], k - 1
    while m >= 0 and p.paragraph[p.sents[m][0]] == p.paragraph[p.sents[k][0]]:
        out += by_sentence.get(m, [])
        m -= 1
    return out


def _by_instrument(p: Parse, hit: Hit, instruments: list[law.Instrument]) -> Hit:
    """A duty or a wrong with no class of its own, in the class of the instrument that it hangs on: "obligations under the Geneva
    Conventions"."""
    if hit.concept != "other" or hit.step or hit.entry is None or hit.entry.id not in ("legal-responsibility", "international-law", "unlawful"):
        return hit
    a, b = grammar.noun_phrase(p, hit.head)
    near = next((law.concept_of(p, f) for f in instruments if a <= f.first < b), "other")
    return hit._replace(concept=near)


def _told_by(p: Parse, clause: int) -> list[int]:
    """The verb that a clause is the content of, or that stands beside it: what a court finds is told where its content is."""
    return [p.head[clause]] if p.dep[clause] in ("ccomp", "pcomp") else [p.head[p.head[clause]]] if p.dep[clause] == "pobj" else []


def _is_step(p: Parse, f: law.Instrument, head: int) -> bool:
    """Whether an instrument stands for a step: it is adopted, signed, waived, or in force; not where it is broken or says something."""
    if f.entry is not None and f.entry.more["concept"] == "sanction":
        return True
    verb = grammar.governing_verb(p, head)
    return p.dep[head] in ("nsubjpass", "dobj") and p.lemma[verb] in ("adopt", "sign", "ratify", "waive", "pass", "enact", "repeal", "amend", "suspend", "conclude", "implement", "annul", "invoke", "initial")


def _invoked(p: Parse, head: int) -> bool:
    """Not a name that only tells another thing apart ("the Dayton Agreement talks")."""
    return p.dep[head] not in ("compound", "nmod", "amod") and p.lemma[p.head[head]] not in ("teach", "study", "read")


class _Pattern(NamedTuple):
    words: tuple[frozenset[str] | None, ...]  # None is a gap
    entry: Entry
    needs: str


class _Lexicon(NamedTuple):
    first: dict[str, list[_Pattern]]
    law: frozenset[str]
    crime: frozenset[str]
    rulings: dict[tuple[str, str], Entry]


@lru_cache(maxsize=8)
def _lexicon(codebook: Codebook) -> _Lexicon:
    first, context, rulings = defaultdict(list), {"law": set(), "crime": set()}, {}
    for e in codebook["legal_classes"]:
        if e.more["concept"] == "context":
            context[str(e.more["sort"])].update(e.more.get("words", ()))
            continue
        for key in ("nouns", "verbs", "words"):
            for phrase in e.more.get(key, ()):
                words = phrases.compiled(phrase)
                if e.more.get("when") == "by-court":
                    rulings.update({(key, w): e for w in words[0]})
                    continue
                for w in words[0]:
                    first[w].append(_Pattern(words, e, key))
    for patterns in first.values():
        patterns.sort(key=lambda pattern: -len(pattern.words))
    return _Lexicon(dict(first), frozenset(context["law"]), frozenset(context["crime"]), rulings)


def _lexical(reading: Reading, lex: _Lexicon) -> list[Hit]:
    p = reading.parse
    covered = _covered(reading)
    found = []
    for i, key in phrases.starts(p, lex.first):
        for pattern in lex.first[key]:
            if pattern.needs == "verbs" and p.pos[i] not in ("VERB", "AUX") and not (p.pos[i] == "ADJ" and p.lower[i].endswith("ed")):
                continue
            if pattern.needs == "nouns" and p.pos[i] in ("VERB", "AUX") and p.dep[i] not in ("amod", "compound", "pcomp", "pobj", "dobj", "nsubj", "attr", "conj", "nsubjpass", "oprd"):
                continue
            if pattern.needs == "nouns" and len(pattern.words) == 1 and p.pos[i] in ("VERB", "AUX") and (p.dep[i] not in ("oprd", "attr", "dobj", "pobj") or p.tag[i] == "VBG"):
                continue
            tokens = phrases.follow(p, i, pattern.words)
            if tokens and not (pattern.needs == "nouns" and len(tokens) > 1 and standing.is_finite(p, tokens[-1])):
                found.append((len(tokens), i, tokens, pattern.entry))
                break
    used, kept = set(), []
    for _, i, tokens, entry in sorted(found, key=lambda f: (-f[0], f[1])):
        if used.isdisjoint(tokens):
            used.update(tokens)
            if not _in_name(tokens, covered):
                head = phrases.head(p, tokens)
                kept.append(Hit(tokens[0], tokens[-1] + 1, head, str(entry.more["concept"]), entry, entry.more["sort"] in ("step", "goal")))
    return sorted(kept)


def _covered(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Names that words may stand inside without being said, by their tokens: events, works, bodies, instruments, courts."""
    found = [(m.first, m.last) for m in names.mentions(reading) if m.label in ("EVENT", "WORK_OF_ART", "ORG", "LAW", "FAC", "PERSON")]
    by_token = defaultdict(list)
    for first, last in [*found, *((f.first, f.last) for f in [*law.named(reading), *law.courts(reading)])]:
        for k in range(first, last):
            by_token[k].append((first, last))
    return by_token


def _in_name(tokens: tuple[int, ...], covered: dict[int, list[tuple[int, int]]]) -> bool:
    return any(a <= tokens[0] and tokens[-1] < b and b - a > len(tokens) for a, b in covered.get(tokens[0], ()))


# Whether words count


_OPENS = frozenset({"genocide", "war_crime", "crime_against_humanity", "ihl_violation", "command_responsibility", "individual_responsibility", "ethnic_cleansing", "territorial_integrity", "prosecution", "other",
                    "impunity"})


def _counts(reading: Reading, lex: _Lexicon, hit: Hit, group: list[Hit], around: list[Hit], sent: tuple[int, int], law_named: bool) -> bool:
    p, when = reading.parse, str(hit.entry.more.get("when", "always"))
    if p.lemma[hit.head].lower() in ("tribunal", "court") and (
            p.dep[hit.head] == "nsubj" and (("verbs", p.lemma[p.head[hit.head]]) in lex.rulings or any(h is not hit and standing.clause_of(p, h.head) == standing.clause_of(p, hit.head) for h in group)) or any(h.concept == "recognition" and grammar.by_agent(p, h.head) == hit.head for h in group)):
        return False
    if when == "always":
        return not _is_figure(p, hit) and not (hit.entry.id == "legal-finding" and any(h is not hit and not h.step and p.lower[p.head[h.head]] == "of" and p.head[p.head[h.head]] == hit.head for h in group))
    if when == "of-genocide":
        return any(h.concept == "genocide" and h is not hit and _is_said(reading, h) for h in around)
    if when == "predicate":
        return p.dep[grammar.first_conjunct(p, hit.head)] in ("acomp", "oprd", "ccomp")
    if when == "of-people":
        return _is_of_people(reading, hit)
    if when == "demanded" and p.dep[hit.head] == "acl" and p.tag[hit.head] == "VBG":
        return False
    if when == "said-of":
        return _is_said(reading, hit)
    if when == "of-event":
        return _recognises(reading, hit)
    others = [h for h in group if h is not hit and h.entry.more.get("when") in ("always", "said-of") and h.concept in _OPENS
              and (h.entry.more.get("when") == "always" or _is_said(reading, h))]
    in_law = law_named or bool(others) or any(k < hit.first or k >= hit.last for k in _at(p, sent, lex.law))
    if when == "in-law":
        return in_law
    if p.lemma[hit.head] == "sentence" and p.lemma[p.head[hit.head]] in _OF_WORDS:
        return False
    if p.lemma[hit.head] == "punish" and (standing.law_speaks(reading, standing.clause_of(p, hit.head)) or p.dep[hit.head] == "conj" and p.lemma[p.head[hit.head]] == "prevent" and child(p, hit.head, "dobj") is None):
        return False
    if p.lemma[hit.head] == "try" and not _is_trial(reading, hit.head):
        return False
    if p.lemma[hit.head] == "punish" and grammar.is_passive(p, hit.head):
        return True
    before = p.sents[p.sent[hit.head] - 1] if p.sent[hit.head] and p.paragraph[sent[0]] == p.paragraph[sent[0] - 1] else sent
    if when == "demanded" and hit.last - hit.first > 1 or p.pos[hit.head] == "VERB" and standing.topics(reading)[p.sent[hit.head]] == "case":
        return True
    if (p.pos[hit.head] == "VERB" or when == "demanded") and _at(p, before, lex.crime | lex.law) and before != sent:
        return True
    return in_law or any(k < hit.first or k >= hit.last for k in _at(p, sent, lex.crime))


def _at(p: Parse, sent: tuple[int, int], words: frozenset[str]) -> list[int]:
    return [k for k in range(*sent) if (p.lemma[k].lower() in words or p.lower[k] in words) and not (p.lemma[k] == "law" and p.lower[k + 1:k + 2] in _OF_TRADES)]


_OF_WORDS = frozenset("dispute say write read utter quote begin end finish repeat add".split())  # what is done with a sentence of words
_OF_TRADES = (["enforcement"], ["firm"], ["school"], ["student"], ["professor"], ["and"])


def _is_figure(p: Parse, hit: Hit) -> bool:
    """Everyday uses of a word of law: "trial and error", "sanctions a project", "pardon me", "tries to"."""
    i = hit.head
    word = p.lemma[i].lower()
    if word == "trial" and p.dep[i] == "compound" and p.lemma[p.head[i]] in ("lawyer", "attorney", "record", "transcript"):
        return True
    if word == "trial":
        around = {p.lower[k] for k in [*range(max(0, i - 2), min(len(p), i + 3)), *grammar.subtree(p, i)]}
        return bool(around & {"error", "clinical", "vaccine", "drug", "time", "medical", "field", "run", "period", "balloon", "randomised", "randomized"})
    if word == "pardon" and p.pos[i] == "VERB":
        objects = [p.lower[c] for c in p.children[i] if p.dep[c] == "dobj"]
        return not objects and not grammar.is_passive(p, i) or objects == ["me"]
    if word == "charge":
        return p.lower[i - 1:i] == ["in"] or p.lemma[p.head[i]] in ("take", "have", "give", "lead", "remain") and p.tag[i] == "NN"
    if word == "prosecution":
        return any(p.lemma[c] in ("war", "campaign") for c in grammar.subtree(p, i) if c > i and c - i < 4)
    if word == "prosecute":
        return any(p.dep[c] == "dobj" and p.lemma[c] in ("war", "campaign", "offensive") for c in p.children[i])
    if word == "conviction":
        return p.lower[i + 1:i + 2] == ["that"] or any(p.dep[c] in ("ccomp", "acl") for c in p.children[i]) or any(p.lower[c] in ("political", "religious", "deep", "firm", "strong", "personal") for c in p.children[i])
    return False


def _is_trial(reading: Reading, v: int) -> bool:
    """ "try" of a court: somebody is tried, not something attempted."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    if child(p, v, "xcomp") is not None or any(p.lower[k] == "to" for k in range(v + 1, min(len(p), v + 3))):
        return False
    if grammar.is_passive(p, v) or any(p.dep[c] == "dobj" and p.lemma[c] in w.tried for c in p.children[v]):
        return True
    return child(p, v, "dobj") is not None and any(p.dep[c] == "prep" and p.lower[c] in ("before", "in", "for", "under", "at") for c in p.children[v]) or p.dep[v] == "conj"


def _is_of_people(reading: Reading, hit: Hit) -> bool:
    """ "cleansing" of a people or of a place from it, not of a wound or a database."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    near = {k for k in grammar.subtree(p, hit.head) if k > hit.head} | set(range(hit.last, min(len(p), hit.last + 8)))
    of = {k for k in near if p.sent[k] == p.sent[hit.head]}
    return any(p.lemma[k] in w.people or p.ent[k] == "NORP" for k in of) and any(p.lower[k] == "of" for k in of)


def _is_said(reading: Reading, hit: Hit) -> bool:
    """Genocide as something said: predicated, done, charged, defined, denied; not a name that points ("the genocide", "genocide museum")."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    i, low = hit.head, p.lower[hit.head]
    if hit.last - hit.first > 1:
        return True
    if low == "genocidal":
        return True
    up = p.head[i]
    if p.dep[i] in ("compound", "nmod", "amod") and p.pos[up] in ("NOUN", "PROPN"):
        return p.lemma[up].lower() in w.legal_noun
    if p.dep[i] == "pobj":
        over = p.head[up]
        if p.lemma[over] in w.remembering:
            return False
        if p.lower[up] in ("of", "to", "for", "as", "with", "on", "against") and (p.lemma[over] in w.legal_noun or p.lower[up] == "as"):
            return True
    kids = [c for c in p.children[i] if c < i]
    if p.dep[i] in ("compound", "amod") and p.pos[up] not in ("NOUN", "PROPN"):
        return True
    if any(p.lemma[c] in ("word", "term") for c in kids):
        return True
    if p.dep[i] in ("attr", "oprd", "acomp"):
        return True
    if any(p.dep[c] in ("poss",) or p.dep[c] == "det" and p.lower[c] in ("the", "this", "that", "these", "those") for c in kids):
        quoted = i and p.word[i - 1] in ("“", "\"", "‘", "'")
        return bool(quoted) and any(p.lemma[c] in ("term", "word") for c in kids) or p.dep[i] == "appos" and p.lemma[up] in ("term", "word") or any(p.lemma[c] in ("term", "word", "charge") for c in kids)
    if any(p.pos[c] in ("PROPN",) or p.ent[c] in ("NORP", "GPE") for c in kids):
        return p.dep[i] in ("attr", "oprd")
    return True


def _recognises(reading: Reading, hit: Hit) -> bool:
    """Whether what is recognised is a crime or an event."""
    p, i, w = reading.parse, hit.head, standing.words_of(reading.codebook)
    events = {m.first for m in names.mentions(reading) if m.label == "EVENT"}
    if p.pos[i] in ("VERB", "AUX"):
        if p.dep[i] in ("amod",) or p.lemma[i] == "declare" and not any(p.dep[c] in ("oprd", "ccomp", "xcomp") or p.lower[c] == "as" for c in p.children[i]):
            return False
        parts = [c for c in p.children[i] if p.dep[c] in ("dobj", "nsubjpass", "oprd", "ccomp", "xcomp", "attr") or p.dep[c] == "prep" and p.lower[c] == "as"]
        if p.lemma[i] == "declare" or p.lemma[i] == "acknowledge":
            parts = [c for c in parts if p.dep[c] != "ccomp"]
        if p.dep[i] == "acl" and p.tag[i] == "VBN":
            parts.append(p.head[i])
        if not any(p.dep[c] in ("dobj", "nsubjpass", "ccomp") for c in p.children[i]):
            parts += [d for c in p.children[i] if p.dep[c] == "conj" for d in p.children[c] if p.dep[d] == "dobj"]
        inside = {k for c in parts for k in _without_clauses(p, c)}
        if p.lemma[i] == "declare":
            return any(p.lemma[k] in ("genocide", "crime") for k in inside if p.dep[k] in ("oprd", "pobj", "attr", "dobj"))
    else:
        inside = {k for c in p.children[i] if p.dep[c] in ("prep", "amod", "compound", "nmod", "acl", "poss") for k in grammar.subtree(p, c)}
        inside -= {k for c in p.children[i] if p.dep[c] == "prep" and p.lower[c] not in ("of", "as", "for") for k in grammar.subtree(p, c)}
    return bool(inside & events) or any(p.lemma[k] in w.crime_noun and p.pos[k] in ("NOUN", "PROPN") for k in inside)


def _without_clauses(p: Parse, i: int) -> list[int]:
    out, stack = [], [i]
    while stack:
        k = stack.pop()
        out.append(k)
        stack += [c for c in p.children[k] if p.dep[c] not in ("relcl", "advcl")]
    return out


# Courts and instruments


def _ruled(reading: Reading, lex: _Lexicon, instruments: list[law.Instrument], courts: list[law.Instrument]) -> list[Hit]:
    """Rulings of a court, and what is taken before one."""
    p, found = reading.parse, []
    at = {k: f for f in courts for k in range(f.first, f.last)}
    for i in range(len(p)):
        word = p.lemma[i].lower()
        if p.pos[i] == "VERB" and ("verbs", word) in lex.rulings:
            if word == "try" and not _is_trial(reading, i):
                continue
            who = child(p, i, "nsubj") if not grammar.is_passive(p, i) else grammar.by_agent(p, i)
            if who is None and p.dep[i] in ("conj", "xcomp", "ccomp"):
                asked = child(p, p.head[i], "dobj") if p.dep[i] != "conj" else None  # "asked the court to order"
                who = asked if asked is not None else grammar.subject(p, i)
            if who is not None and p.dep[i] == "relcl" and p.lower[who] in ("which", "who", "that"):
                who = p.head[i]
            if who is not None and p.lower[who] == "it":
                who = next((f.last - 1 for f in reversed(courts) if f.last <= who and p.sent[who] - p.sent[f.first] <= 1), who)
            court = None if who is None else at.get(who)
            if who is None or court is None and p.lemma[who].lower() not in ("court", "tribunal", "judge", "chamber", "jury"):
                continue
            if p.dep[i] == "advcl" and any(p.lower[c] == "as" for c in p.children[i]):  # "as the court ruled"
                continue
            if word in ("find", "establish", "reject", "condemn", "hear", "declare") and not any(p.dep[c] in ("ccomp", "dobj", "xcomp", "oprd") for c in p.children[i]):
                continue
            found.append(Hit(i, i + 1, i, _court_concept(p, court), lex.rulings["verbs", word], True))
        elif p.pos[i] in ("NOUN", "PROPN") and ("nouns", word) in lex.rulings:
            near = [k for k in grammar.subtree(p, i) if k in at]
            if near or any(p.lemma[k].lower() in ("court", "tribunal") for k in grammar.subtree(p, i)):
                found.append(Hit(i, i + 1, i, _court_concept(p, at[near[0]] if near else None), lex.rulings["nouns", word], True))
        elif p.lower[i] in ("before", "to", "in", "at") and p.dep[i] == "prep":
            where = child(p, i, "pobj")
            if where is not None and where in at and p.lemma[p.head[i]] in ("bring", "take", "appear", "refer", "surrender", "transfer", "send", "submit", "appeal", "apply", "stand", "hand", "go", "file", "lodge", "case", "suit", "referral", "complaint", "answer", "settle"):
                found.append(Hit(at[where].first, at[where].last, p.head[i] if p.pos[p.head[i]] == "VERB" else where, _court_concept(p, at[where]), None, True))
    return found


def _court_concept(p: Parse, court: law.Instrument | None) -> str:
    if court is not None and court.entry is not None:
        return str(court.entry.more["concept"])
    name = court.canonical.lower() if court is not None else ""
    return "other" if any(w in name for w in ("constitutional", "human rights", "arbitration", "justice")) else "prosecution" if name else "other"


def _instruments_of(reading: Reading, kept: list[tuple[tuple, Hit]]) -> dict[tuple, str]:
    """The instrument of each row: the one it hangs on or that hangs on it; else one in its clause that hangs on no other row; else the
    one that its relative clause tells of; else the court of its clause."""
    p = reading.parse
    instruments = [(f, phrases.head(p, range(f.first, f.last))) for f in law.named(reading)]
    courts = [(f, phrases.head(p, range(f.first, f.last))) for f in law.courts(reading) if not any(f.first >= g.first and f.last <= g.last for g, _ in instruments)]
    by_clause: dict[int, list] = defaultdict(list)
    for key, hit in kept:
        by_clause[key[0]].append((key, hit))
    out: dict[tuple, str] = {}
    for found in (instruments, courts):
        for f, head in found:
            clause = standing.clause_of(p, head)
            group = by_clause.get(clause, [])
            own = [key for key, hit in group if hit.first <= f.first and f.last <= hit.last or hit.head != head and p.left[hit.head] <= head < p.right[hit.head] and p.pos[hit.head] not in ("VERB", "AUX")]
            beside = [key for key, hit in group if any(k == own[-1] and h.entry is None for k, h in group)] if own else []  # an instrument with a row of its own
            for key in own[-1:] + beside or [key for key, _ in group]:
                out.setdefault(key, f.canonical)
            for c in p.children[head]:
                if p.dep[c] == "relcl":
                    for key, _ in by_clause.get(c, ()):
                        out.setdefault(key, f.canonical)
    for key, hit in kept:
        court = _court_speaking(reading, hit)
        if court:
            out.setdefault(key, court)
        bodies = _resolutions(reading, key[0])
        if bodies:
            out.setdefault(key, bodies)
    return out


def _court_speaking(reading: Reading, hit: Hit) -> str:
    """The court whose words the hit stands in, or ""."""
    found = voice.at(reading, hit.head)
    spans = found.source if found is not None else ()
    return next((f.canonical for f in law.courts(reading) for first, last in spans if first <= f.first < last), "")


def _resolutions(reading: Reading, clause: int) -> str:
    """ "resolutions of the Security Council" in the clause, by the body that adopted them."""
    p = reading.parse
    up = p.head[clause] if p.dep[clause] == "ccomp" else clause
    return next((body for at, body in _adopted(reading) if p.left[clause] <= at < p.right[clause] or p.head[at] == up or p.dep[clause] == "relcl" and p.head[clause] == at), "")


@worked_out_once
def _adopted(reading: Reading) -> list[tuple[int, str]]:
    """Resolutions without a number, by the body beside them: (token, "Security Council resolutions")."""
    p, found = reading.parse, []
    for m in names.mentions(reading):
        if m.label == "ORG":
            near = range(max(0, m.first - 4), min(len(p), m.last + 4))
            at = next((k for k in near if p.lemma[k] == "resolution" and p.pos[k] == "NOUN" and p.sent[k] == p.sent[m.first]), None)
            if at is not None and not any(p.lower[c] == "of" and any(p.lemma[d] in ("conflict", "dispute", "crisis", "issue", "problem") for d in p.children[c]) for c in p.children[at]):
                found.append((at, f"{m.canonical} resolution{'s' if p.tag[at] == 'NNS' else ''}"))
    return found
