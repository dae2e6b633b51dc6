"""Whether words of a list carry law where they stand: "trial" not of a drug, "genocide" not as a name, "pardon" not "pardon me".

An entry of legal_classes.toml says when its words count; `counts` asks the question of that name.
"""

from __future__ import annotations

from typing import NamedTuple

from diptych import grammar, names
from diptych.extract import standing
from diptych.extract.legal_everyday import is_figure
from diptych.extract.legal_words import Hit, Lexicon, entry_id, places_of, when
from diptych.grammar import Parse, child
from diptych.pipeline import Reading

_OPENS = frozenset({"genocide", "war_crime", "crime_against_humanity", "ihl_violation", "command_responsibility", "individual_responsibility", "ethnic_cleansing",
                    "territorial_integrity", "prosecution", "other", "impunity"})
_OF_WORDS = frozenset("cite dispute say write read utter quote begin end finish repeat add".split())  # what is done with a sentence of words
_LAND = frozenset("territory land district region country area province percent cent fifth third quarter half part".split())


class Setting(NamedTuple):
    """What is around a word: the reading, the lexicon, the hits of its sentence and of its paragraph up to there, the sentence's tokens,
    and whether it names a law, a court or a resolution."""

    reading: Reading
    lex: Lexicon
    group: list[Hit]
    around: list[Hit]
    sent: tuple[int, int]
    law_named: bool


def counts(s: Setting, hit: Hit) -> bool:
    """Whether a hit carries law where it stands."""
    return not _is_court_of_another(s, hit) and _WHEN[when(hit)](s, hit)


def _is_court_of_another(s: Setting, hit: Hit) -> bool:
    """Whether the word is a court that rules or does what another hit tells: "the tribunal convicted him" is about the conviction."""
    p = s.reading.parse
    if p.lemma[hit.head].lower() not in ("tribunal", "court"):
        return False
    if any(h.concept == "recognition" and grammar.by_agent(p, h.head) == hit.head for h in s.group):
        return True
    clause = standing.clause_of(p, hit.head)
    nobody = p.dep[hit.head] == "nsubj" and p.lemma[p.head[hit.head]] in standing.words_of(s.reading.codebook).settle | {"apply", "use"} and any(p.lower[c] == "no" for c in p.children[hit.head])
    return nobody or p.dep[hit.head] == "nsubj" and (("verbs", p.lemma[p.head[hit.head]]) in s.lex.rulings or any(h is not hit and standing.clause_of(p, h.head) == clause for h in s.group))


# When words count


def _always(s: Setting, hit: Hit) -> bool:
    """Unless in an everyday use, or as the finding of what another word names: "a determination of genocide"."""
    p = s.reading.parse
    if entry_id(hit) == "law-of-war" and p.tag[hit.head] == "VBG" and p.pos[hit.head] == "VERB":
        return False  # how somebody acted ("without distinguishing"), not what the law asks
    if entry_id(hit) == "legal-finding" and any(h is not hit and not h.step and p.lower[p.head[h.head]] == "of" and p.head[p.head[h.head]] == hit.head for h in s.group):
        return False
    return not is_figure(p, hit.head)


def _of_genocide(s: Setting, hit: Hit) -> bool:
    """Where genocide is said of something in the paragraph so far: "the intent", "to destroy"."""
    return any(h.concept == "genocide" and h is not hit and is_said(s.reading, h) for h in s.around)


def _predicate(s: Setting, hit: Hit) -> bool:
    """Where said of something: "was unlawful", not "unlawful combatants"."""
    p = s.reading.parse
    return p.dep[grammar.first_conjunct(p, hit.head)] in ("acomp", "oprd", "ccomp")


def _of_people(s: Setting, hit: Hit) -> bool:
    """ "cleansing" of a people or of a place from it, not of a wound or a database."""
    p, people = s.reading.parse, standing.words_of(s.reading.codebook).people
    near = {k for k in grammar.subtree(p, hit.head) if k > hit.head} | set(range(hit.last, min(len(p), hit.last + 8)))
    of = [k for k in near if p.sent[k] == p.sent[hit.head]]
    return any(p.lemma[k] in people or p.ent[k] == "NORP" for k in of) and any(p.lower[k] == "of" for k in of)


def _said_of(s: Setting, hit: Hit) -> bool:
    return is_said(s.reading, hit)


def _of_event(s: Setting, hit: Hit) -> bool:
    return recognises(s.reading, hit)


def _in_law(s: Setting, hit: Hit) -> bool:
    """In a sentence that names a law or court, has another word that opens law, or a word of law; the occupation of land anywhere."""
    if entry_id(hit) == "occupation" and _is_of_land(s.reading, hit.head):
        return True
    if s.law_named or _has_beside(s, hit, s.lex.law):
        return True
    return any(h is not hit and h.concept in _OPENS and (when(h) == "always" or when(h) == "said-of" and is_said(s.reading, h)) for h in s.group)


def _is_of_land(reading: Reading, i: int) -> bool:
    """Whether it is land that is occupied: "occupied a fifth of Chad", "the occupied districts", "that occupation"; not "occupied the
    square", "her occupation"."""
    p = reading.parse
    if p.lemma[i].lower() == "occupation":
        kids = {p.lower[c] for c in p.children[i]}
        national = any(p.ent[c] in ("NORP", "GPE") and p.dep[c] in ("amod", "poss", "compound") for c in p.children[i])
        of = [child(p, c, "pobj") for c in p.children[i] if p.lower[c] == "of"]
        return p.tag[i] == "NN" and (national or any(c is not None and _is_land(p, c) for c in of) or not of and not kids.isdisjoint(("that", "this", "the", "military")))
    if p.dep[i] == "amod":
        return _is_land(p, p.head[i])
    what = child(p, i, "nsubjpass") if grammar.is_passive(p, i) else child(p, i, "dobj")
    return what is not None and _is_land(p, what) or p.pos[i] == "NOUN" and _is_land(p, i)


def _is_land(p: Parse, i: int) -> bool:
    return p.lemma[i].lower() in _LAND or p.ent[i] in ("GPE", "LOC")


def _has_beside(s: Setting, hit: Hit, words: frozenset[str]) -> bool:
    return any(k < hit.first or k >= hit.last for k in places_of(s.reading.parse, s.sent, words))


def _of_crime(s: Setting, hit: Hit) -> bool:
    """Beside law or a crime, in its sentence or the one before: "tried", "punish", "a sentence of ten years"; as a verb, wherever the
    talk is about the case."""
    reading, p, i = s.reading, s.reading.parse, hit.head
    if _is_no_sanction(reading, i) or p.lemma[i] == "try" and not is_trial(reading, i):
        return False
    verb = p.pos[i] == "VERB"
    if verb and p.lemma[i] in ("hand", "surrender") and not _is_of_somebody(reading, i):
        return False
    if p.lemma[i] == "punish" and grammar.is_passive(p, i) or verb and standing.topics(reading)[p.sent[i]] == "case":
        return True
    return (verb or when(hit) == "demanded") and _follows_law(s, hit) or _in_law(s, hit) or _has_beside(s, hit, s.lex.crime)


def _is_of_somebody(reading: Reading, v: int) -> bool:
    """Whether people are what a verb is done to: "handed over the suspects", "none has been handed over"."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    what = grammar.subject(p, v) if grammar.is_passive(p, v) else child(p, v, "dobj")
    return what is not None and (p.lemma[what].lower() in w.tried | w.person | {"killer", "culprit", "none", "nobody", "those"} or p.ent[what] == "PERSON" or p.lower[what] == "one")


def _demanded(s: Setting, hit: Hit) -> bool:
    """As beside a crime; a phrase of several words counts anywhere. Whether it is demanded is seen from its standing."""
    p, i = s.reading.parse, hit.head
    if p.dep[i] == "acl" and p.tag[i] == "VBG":
        return False
    return hit.last - hit.first > 1 and not _is_no_sanction(s.reading, i) and not (p.lemma[i] == "try" and not is_trial(s.reading, i)) or _of_crime(s, hit)


def _is_no_sanction(reading: Reading, i: int) -> bool:
    """ "a sentence of words", "the law punishes", "prevent and punish" without saying whom."""
    p = reading.parse
    if p.lemma[i] == "sentence":
        return p.lemma[p.head[i]] in _OF_WORDS
    if p.lemma[i] != "punish":
        return False
    return p.dep[i] == "conj" and p.lemma[p.head[i]] == "prevent" and child(p, i, "dobj") is None or standing.law_speaks(reading, standing.clause_of(p, i))


def _follows_law(s: Setting, hit: Hit) -> bool:
    """Whether the sentence before, in the same paragraph, has a word of law or of crime."""
    p, (a, _) = s.reading.parse, s.sent
    k = p.sent[hit.head]
    return bool(k) and p.paragraph[a] == p.paragraph[a - 1] and bool(places_of(p, p.sents[k - 1], s.lex.crime | s.lex.law))


_WHEN = {"always": _always, "of-genocide": _of_genocide, "predicate": _predicate, "of-people": _of_people, "said-of": _said_of, "of-event": _of_event,
         "in-law": _in_law, "of-crime": _of_crime, "demanded": _demanded}


# A trial


def is_trial(reading: Reading, v: int) -> bool:
    """ "try" of a court: somebody is tried, not something attempted."""
    p, tried = reading.parse, standing.words_of(reading.codebook).tried
    if child(p, v, "xcomp") is not None or "to" in p.lower[v + 1:v + 3]:
        return False
    if grammar.is_passive(p, v) or p.dep[v] == "conj" or any(p.dep[c] == "dobj" and (p.lemma[c] in tried or p.lower[c] in ("them", "him", "her")) for c in p.children[v]):
        return True
    return child(p, v, "dobj") is not None and any(p.dep[c] == "prep" and p.lower[c] in ("before", "in", "for", "under", "at") for c in p.children[v])


# Genocide said of something, and what is recognised


def is_said(reading: Reading, hit: Hit) -> bool:
    """Genocide as something said: predicated, done, charged, defined, denied; not a name that points ("the genocide", "genocide museum")."""
    p, w, i = reading.parse, standing.words_of(reading.codebook), hit.head
    if hit.last - hit.first > 1 or p.lower[i] == "genocidal":
        return True
    up, over = p.head[i], p.head[p.head[i]]
    if p.dep[i] in ("compound", "nmod", "amod") and p.pos[up] in ("NOUN", "PROPN"):
        return p.lemma[up].lower() in w.legal_noun
    if p.dep[i] == "pobj":
        if p.lemma[over] in w.remembering:
            return p.lemma[over] == "victim" and p.lower[up] == "of" and not any(c < i for c in p.children[i]) and (p.dep[over] == "attr" or p.lower[p.head[over]] == "as")
        if p.lower[up] == "as" or p.lower[up] in ("of", "to", "for", "with", "on", "against") and p.lemma[over] in w.legal_noun:
            return True
    before = [c for c in p.children[i] if c < i]
    if p.dep[i] in ("compound", "amod", "attr", "oprd", "acomp") or any(p.lemma[c] in ("word", "term") for c in before):
        return True
    if any(p.dep[c] == "poss" or p.dep[c] == "det" and p.lower[c] in ("the", "this", "that", "these", "those") for c in before):
        return p.dep[i] == "appos" and p.lemma[up] in ("term", "word") or any(p.lemma[c] == "charge" for c in before)
    return not any(p.pos[c] == "PROPN" or p.ent[c] in ("NORP", "GPE") for c in before)


def recognises(reading: Reading, hit: Hit) -> bool:
    """Whether what is recognised is a crime or an event."""
    p, i = reading.parse, hit.head
    verb = p.pos[i] in ("VERB", "AUX")
    if verb and (p.dep[i] == "amod" or p.lemma[i] == "declare" and not any(p.dep[c] in ("oprd", "ccomp", "xcomp") or p.lower[c] == "as" for c in p.children[i])):
        return False
    inside = _recognised_by_verb(p, i) if verb else _recognised_by_noun(p, i)
    if verb and p.lemma[i] == "declare":
        return any(p.lemma[k] in ("genocide", "crime") and p.dep[k] in ("oprd", "pobj", "attr", "dobj") for k in inside)
    crimes = standing.words_of(reading.codebook).crime_noun
    return any(m.label == "EVENT" and m.first in inside for m in names.mentions(reading)) or any(p.lemma[k] in crimes and p.pos[k] in ("NOUN", "PROPN") for k in inside)


def _recognised_by_verb(p: Parse, i: int) -> set[int]:
    """The tokens of what a verb recognises: "recognised the massacre as", "a crime recognised by", "acknowledge that it was …"."""
    kids = p.children[i]
    parts = [c for c in kids if p.dep[c] in ("dobj", "nsubjpass", "oprd", "xcomp", "attr") or p.dep[c] == "ccomp" and p.lemma[i] not in ("declare", "acknowledge") or p.dep[c] == "prep" and p.lower[c] == "as"]
    if p.dep[i] == "acl" and p.tag[i] == "VBN":
        parts.append(p.head[i])
    if not any(p.dep[c] in ("dobj", "nsubjpass", "ccomp") for c in kids):
        parts += [d for c in kids if p.dep[c] == "conj" for d in p.children[c] if p.dep[d] == "dobj"]
    return {k for c in parts for k in _without_clauses(p, c)}


def _recognised_by_noun(p: Parse, i: int) -> set[int]:
    """The tokens of what a noun is the recognition of: "the recognition of the massacre", "genocide recognition"."""
    parts = [c for c in p.children[i] if p.dep[c] in ("amod", "compound", "nmod", "acl", "poss") or p.dep[c] == "prep" and p.lower[c] in ("of", "as", "for")]
    return {k for c in parts for k in grammar.subtree(p, c)}


def _without_clauses(p: Parse, i: int) -> list[int]:
    """A token and all that hangs on it, without relative and adverbial clauses."""
    out, stack = [], [i]
    while stack:
        k = stack.pop()
        out.append(k)
        stack += [c for c in p.children[k] if p.dep[c] not in ("relcl", "advcl")]
    return out
