"""Every place where words bring law to bear: listed words that count, rulings of courts, instruments that are invoked, and words that take
up a class told of before. What one of these tells is not told again by another."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace

from diptych import grammar, law, phrases
from diptych.extract import standing
from diptych.extract.legal_courts import adopted, ruled
from diptych.extract.legal_senses import Setting, counts
from diptych.extract.legal_words import Hit, Lexicon, entry_id, is_broken, lexical, lexicon
from diptych.grammar import Parse, child
from diptych.pipeline import Reading, worked_out_once

_CLASSES = frozenset({"genocide", "war_crime", "crime_against_humanity", "ethnic_cleansing", "ihl_violation"})
_POINTERS = frozenset({"the", "this", "that", "these", "those", "such", "neither", "either"})
_PROVES = frozenset("prove establish substantiate demonstrate".split())
_ADOPTED = frozenset("adopt sign ratify waive pass enact repeal amend suspend conclude implement annul invoke initial".split())
_PRONOUNS = frozenset({"it", "them", "one"})
_RULES = frozenset({"rule", "principle", "duty", "prohibition", "obligation"})  # "breached that rule"
_ANSWERS = frozenset({"punish", "answer", "account", "accountable"})
_WITHOUT_CLASS = frozenset({"legal-responsibility", "international-law", "unlawful"})  # entries whose class is their instrument's


@worked_out_once
def hits(reading: Reading) -> list[Hit]:
    """Every place where words bring law to bear, in the order of the words."""
    p, lex = reading.parse, lexicon(reading.codebook)
    kept = [_as_impunity(reading, h) for h in _by_words(reading, lex)]
    kept += _by_rulings(reading, lex, kept)
    of_law = {standing.clause_of(p, phrases.head(p, range(f.first, f.last))) for f in law.named(reading) if law.concept_of(p, f) != "other"}
    kept = [_in_class_beside(reading, h, kept) for h in kept if not (entry_id(h) in ("unlawful", "lawful") and standing.clause_of(p, h.head) in of_law)]
    kept = [h for h in kept if not (entry_id(h) == "law-of-war" and _is_ground_of_plea(p, h.head, kept))]
    kept += _by_instruments(reading, kept)
    taken_up = _taken_up(reading, kept)
    again = {standing.clause_of(p, h.head) for h in taken_up}
    kept = [h for h in kept if not (h.step and entry_id(h) == "ruling" and standing.clause_of(p, h.head) in again)]
    return sorted({*kept, *taken_up}, key=lambda h: (h.first, h.last))


# Listed words


def _by_words(reading: Reading, lex: Lexicon) -> list[Hit]:
    """Words of the codebook's lists that count where they stand."""
    p, kept, paragraph = reading.parse, [], []
    by_sentence = defaultdict(list)
    for hit in lexical(reading, lex):
        by_sentence[p.sent[hit.head]].append(hit)
    named = {p.sent[f.first] for f in [*law.named(reading), *law.courts(reading)]} | {p.sent[i] for i, _ in adopted(reading)}
    for k, group in by_sentence.items():
        if paragraph and p.paragraph[paragraph[-1].head] != p.paragraph[group[0].head]:
            paragraph = []
        paragraph = paragraph + group
        if k not in standing.headings(reading):
            kept += [h for h in group if counts(Setting(reading, lex, group, paragraph, p.sents[k], k in named), h)]
    return kept


def _as_impunity(reading: Reading, hit: Hit) -> Hit:
    """Nobody punished or made to answer is impunity: "not one of them has been punished", "no one was held to account"; who is not tried
    is told of a trial."""
    p, verb = reading.parse, grammar.governing_verb(reading.parse, hit.head)
    if hit.concept != "prosecution" or not hit.step or _ANSWERS.isdisjoint((*p.lemma[hit.first:hit.last], p.lemma[verb])) or not grammar.is_passive(p, verb):
        return hit
    return hit._replace(concept="impunity", step=False) if standing.is_past(p, verb) and standing.is_of_nobody(p, verb) else hit


# Rulings


def _by_rulings(reading: Reading, lex: Lexicon, kept: list[Hit]) -> list[Hit]:
    """Rulings, and what is taken before a court, where no listed word tells the same."""
    p = reading.parse
    taken = {k for h in kept for k in range(h.first, h.last)}
    suits = {standing.clause_of(p, h.head) for h in kept if h.concept == "prosecution"}
    tribunals = {standing.clause_of(p, h.head) for h in kept if p.lemma[h.head].lower() in ("tribunal", "court")}
    said = {p.head[clause] for clause in (standing.clause_of(p, h.head) for h in kept) if p.dep[clause] in ("ccomp", "pcomp") and ";" not in p.word[clause:p.head[clause]]}  # what a court finds is told where its content is
    said |= {p.head[clause] for clause in (standing.clause_of(p, f.first) for f in law.named(reading)) if p.dep[clause] == "ccomp" and p.head[clause] < clause}
    said |= {p.head[k] for h in kept if not h.step for k in (h.head, p.head[p.head[h.head]]) if p.dep[k] == "dobj"}  # "found such intent", "found proof of intent"
    found = []
    for h in ruled(reading, lex, law.courts(reading)):
        clause = standing.clause_of(p, h.head)
        told = clause in suits if h.entry is None else clause in tribunals or h.head in said
        if not told and h.first not in taken and p.sent[h.head] not in standing.headings(reading):
            found.append(h)
    return found


# Instruments


def _in_class_beside(reading: Reading, hit: Hit, kept: list[Hit]) -> Hit:
    """A duty or a wrong with no class of its own, in the class of the instrument that it hangs on: "obligations under the Geneva
    Conventions". Customary law and a duty beside the law of war are of it: "common Article 3 and customary law"."""
    p = reading.parse
    if "customary" in p.lower[hit.first:hit.last] or entry_id(hit) == "duty":
        war = [phrases.head(p, range(f.first, f.last)) for f in law.named(reading) if law.concept_of(p, f) == "ihl_violation"] + [h.head for h in kept if h.concept == "ihl_violation"]
        near = any(p.sent[k] == p.sent[hit.head] if entry_id(hit) == "duty" else standing.clause_of(p, k) == standing.clause_of(p, hit.head) for k in war)
        return hit._replace(concept="ihl_violation") if near else hit
    if hit.concept != "other" or hit.step or entry_id(hit) not in _WITHOUT_CLASS:
        return hit
    a, b = grammar.noun_phrase(p, hit.head)
    return hit._replace(concept=next((law.concept_of(p, f) for f in law.named(reading) if a <= f.first < b), "other"))


def _by_instruments(reading: Reading, kept: list[Hit]) -> list[Hit]:
    """Instruments in a clause that tells nothing else in law; beside other classes, those that are broken, or are of the law of war and
    no step."""
    p, found = reading.parse, []
    told = defaultdict(set)
    for h in kept:
        told[standing.clause_of(p, h.head)].add(h.concept)
    for f in law.named(reading):
        head = phrases.head(p, range(f.first, f.last))
        clause, concept = standing.clause_of(p, head), law.concept_of(p, f)
        if p.dep[clause] == "relcl":
            concept = next((h.concept for h in (*kept, *found) if h.head == p.head[clause] and not h.step), concept)
        if p.sent[f.first] in standing.headings(reading) or concept in told[clause] or not _is_invoked(p, head):
            continue
        shown = p.dep[clause] == "advcl" and p.lower[p.left[clause]] == "as" and concept in told[standing.clause_of(p, p.head[clause])]
        if shown or any(p.dep[c] == "relcl" and told[c] for c in p.children[head]) or _is_ground_of_plea(p, head, kept):
            continue  # "(a breach), as Article 4 makes plain", "Resolution 4, which demands withdrawal"
        step = _is_step(p, f, head)
        if not told[clause] or is_broken(reading, head) or concept == "ihl_violation" and not step:
            found.append(Hit(f.first, f.last, head, concept, None, step))
    return found


def _is_ground_of_plea(p: Parse, head: int, kept: list[Hit]) -> bool:
    """Whether law is only the ground of a plea: "a legitimate military target under the laws of war"."""
    prep = p.head[head]
    while p.lower[prep] in ("of", "meaning") and p.head[prep] != prep:
        prep = p.head[prep]
    return p.lower[prep] in ("under", "within", "by") and any(entry_id(h) == "plea" and standing.clause_of(p, h.head) == standing.clause_of(p, head) for h in kept)


def _is_step(p: Parse, f: law.Instrument, head: int) -> bool:
    """Whether an instrument stands for a step: it is adopted, signed, waived, or in force; not where it is broken or says something."""
    if f.entry is not None and f.entry.more["concept"] == "sanction":
        return True
    return p.dep[head] in ("nsubjpass", "dobj") and p.lemma[grammar.governing_verb(p, head)] in _ADOPTED


def _is_invoked(p: Parse, head: int) -> bool:
    """Not a name that only tells another thing apart ("the Dayton Agreement talks")."""
    return p.dep[head] not in ("compound", "nmod", "amod") and p.lemma[p.head[head]] not in ("teach", "study", "read")


# Words that point back


def _taken_up(reading: Reading, kept: list[Hit]) -> list[Hit]:
    """Classes taken up by a word that points back, where it is said whether they are shown: "has not been classified in those terms",
    "might meet that test", "no court has found one", "the charge was never proven", "(genocide …) it has not been proved"; and by
    "it" under a law: "(genocide …) the code punishes it"."""
    p, w, found = reading.parse, standing.words_of(reading.codebook), []
    classes = [h for h in sorted(kept, key=lambda h: h.first) if h.concept in _CLASSES and not h.step]
    told = {standing.clause_of(p, h.head) for h in classes}
    for i in [i for i, (low, lemma) in enumerate(zip(p.lower, p.lemma)) if low in _PRONOUNS or lemma in w.label or lemma in _RULES] if classes else ():
        up = p.head[i]
        if p.lower[i] in ("it", "them") and p.dep[i] == "dobj" and p.lemma[up] in w.define and standing.law_speaks(reading, standing.clause_of(p, i)):
            before = [h for h in classes if h.last <= i and p.paragraph[h.first] == p.paragraph[i]]
            over = up
        elif _points_at_class(reading, i) and standing.clause_of(p, i) not in told:
            near = 1 if _is_label(reading, i) else 0
            before = [h for h in classes if h.last <= i and p.paragraph[i] - p.paragraph[h.first] <= near]
            before = before if near or p.lower[i] == "it" or before and p.sent[before[-1].first] == p.sent[i] else []
            over = grammar.governing_verb(p, i)
        else:
            continue
        found += [Hit(*_with_verb(i, over), i, h.concept, None, False) for h in before[-1:]]
    return found + [h for h in _relative_clauses(reading, classes) if standing.clause_of(p, h.head) not in told]


def _relative_clauses(reading: Reading, classes: list[Hit]) -> list[Hit]:
    """Classes that a relative clause on a label beside them denies or leaves open: "genocide, a term that Chad rejects and that no court
    has applied"."""
    p, w, found = reading.parse, standing.words_of(reading.codebook), []
    for h in classes:
        label = next((i for i in range(h.last, min(h.last + 4, len(p))) if p.lemma[i] in w.label and p.dep[i] in ("appos", "npadvmod", "conj", "oprd", "dobj") and p.lower[i - 1] in ("a", "the")), None)
        clauses = [v for c in (p.children[label] if label is not None else ()) if p.dep[c] == "relcl" for v in grammar.conjuncts(p, c)]
        for v in clauses:
            which = next((c for c in p.children[v] if p.lower[c] in ("that", "which")), None)
            if which is not None and p.lemma[v] in w.settle | w.deny | w.meet | {"apply", "use"}:
                found.append(Hit(v, v + 1, which, h.concept, None, False))
    return found


def _points_at_class(reading: Reading, i: int) -> bool:
    """Whether a token is a label ("that test"), "one" or "it" under a verb by which something is shown, met, denied or charged."""
    p, w, low = reading.parse, standing.words_of(reading.codebook), reading.parse.lower[i]
    one = low == "one" and p.dep[i] in ("dobj", "pobj") and not p.children[i]
    it = low == "it" and p.dep[i] == "nsubjpass"
    if not (one or it or _is_label(reading, i)):
        return False
    over = grammar.governing_verb(p, i)
    if p.dep[i] == "pobj" and p.head[p.head[i]] != over and p.lower[p.head[p.head[i]]] != "short":
        return False
    if it:
        return p.lemma[over] in _PROVES and child(p, over, "xcomp", "ccomp") is None
    if p.lemma[over] in w.broken:
        return p.lemma[i] in _RULES
    return p.lemma[over] in w.settle | w.meet | w.deny | w.accuse or _is_called_false(p, w, over)


def _is_called_false(p: Parse, w: SimpleNamespace, verb: int) -> bool:
    """ "called the accusation absurd", "the charge is a fabrication"; not "I do not say that the charge is absurd" """
    if p.dep[verb] == "ccomp" and grammar.is_negated(p, p.head[verb]):
        return False
    called = [child(p, c, "pobj") if p.dep[c] == "prep" and p.lower[c] == "as" else c for c in p.children[verb] if p.dep[c] in ("oprd", "ccomp", "acomp", "prep")]
    return any(c is not None and (p.lemma[c] in w.denial or p.lower[c] in w.false) for c in called)


def _is_label(reading: Reading, i: int) -> bool:
    """Whether a noun points at a class as a label: "that test", "those terms", "the charge"; not "the charge of theft"."""
    p, label = reading.parse, standing.words_of(reading.codebook).label
    if p.pos[i] != "NOUN" or p.lemma[i] not in label and p.lemma[i] not in _RULES or p.tag[i] != "NN" and p.lower[i] != "terms":
        return False
    return any(p.dep[c] == "det" and p.lower[c] in _POINTERS for c in p.children[i]) and not any(p.lower[c] == "of" or p.dep[c] in ("acl", "ccomp", "relcl") for c in p.children[i])


def _with_verb(i: int, verb: int) -> tuple[int, int]:
    """The words from a word that points back to its verb: "meet that test", "(it) has not been proved"."""
    return (verb, i + 1) if verb < i else (i + 1, verb + 1)
