"""Legal: every statement that brings law to bear, one row for each legal class in each clause.

`legal_hits` finds the words that carry law (`legal_words` by the codebook's lists, `legal_senses` whether they count, `legal_courts`
by courts and instruments), `legal_standings` says how each stands.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import grammar, names, table, voice
from diptych.extract import standing
from diptych.extract.legal_courts import instruments_of
from diptych.extract.legal_hits import hits
from diptych.extract.legal_standings import phrase_of, standing_of
from diptych.extract.legal_words import Hit, when
from diptych.grammar import Parse, child
from diptych.pipeline import Reading, worked_out_once

FIELDS = ["concept", "instrument", "status", "applies_to", "voice", "source"]

_IS = frozenset({"be", "become", "constitute", "amount", "remain", "represent"})
_NAMES_A_WRONG = frozenset("violation breach crime act determination charge".split())
_ACCUSED = frozenset({"suspect", "accused", "defendant"})  # of the crime that is spoken of

#: What tells rows of one text apart: the clause, the legal class, and for a recognition the event that is recognised.
Key = tuple[int, str, str]


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
    p, kept = reading.parse, _first_in_clause(reading)
    instrument = instruments_of(reading, kept)
    stood = _with_their_definitions(reading, {key: standing_of(reading, hit, key[0]) for key, hit in kept})
    elsewhere = _sentences_of_others(reading, stood)
    out = []
    for key, hit in kept:
        status, applies = stood[key]
        if applies == "case" and p.sent[key[0]] in elsewhere:
            applies = "other"
        if when(hit) == "demanded" and status not in ("called_for", "unresolved", "denied") and not _is_by_law(reading, key[0]):
            continue
        speaks, source = voice.voice_of(reading, hit.head)
        out.append((*grammar.chars(p, *_surface(p, hit)), key[1], instrument.get(key, ""), status, applies, speaks, source))
    return out


# One row for each class in each clause


def _first_in_clause(reading: Reading) -> list[tuple[Key, Hit]]:
    """The first hit of each class in each clause, in the order of the words."""
    p, first = reading.parse, {}
    for hit in sorted(hits(reading), key=lambda hit: _only_helps(p, hit)):
        first.setdefault((standing.clause_of(p, hit.head), hit.concept, _recognised(reading, hit)), hit)
    return sorted(first.items(), key=lambda item: item[1].first)


def _only_helps(p: Parse, hit: Hit) -> bool:
    """Whether the words only help to say what something else is told of: what the predicate names goes first ("the killing of
    protected persons is a grave breach")."""
    k = hit.head
    while p.head[k] != k and p.pos[k] not in ("VERB", "AUX"):
        if p.dep[k] in grammar.SUBJECTS:
            return k != hit.head and p.lemma[p.head[k]] in _IS or when(hit) == "in-law"
        k = p.head[k]
    return False


def _recognised(reading: Reading, hit: Hit) -> str:
    """The event whose recognition is spoken of: a clause may speak of two."""
    if hit.concept != "recognition":
        return ""
    first, last = phrase_of(reading.parse, hit)
    return next((m.canonical for m in names.mentions(reading) if m.label == "EVENT" and first <= m.first < last), "")


def _surface(p: Parse, hit: Hit) -> tuple[int, int]:
    """The words of a hit, with the noun that it hangs on where that names the wrong: "violation of the law of war"."""
    of = p.head[hit.head]
    wrong = p.head[of]
    if p.lower[of] == "of" and wrong < hit.first <= wrong + 4 and p.lemma[wrong] in _NAMES_A_WRONG:
        return wrong, hit.last
    return hit.first, hit.last


# What clauses and sentences take over from one another


def _with_their_definitions(reading: Reading, stood: dict[Key, tuple[str, str]]) -> dict[Key, tuple[str, str]]:
    """The standings, where a clause under one that defines defines too, in what it says of law ("a state is answerable where its
    soldiers commit war crimes"), and so do general statements beside a definition in its clause."""
    p = reading.parse
    defining = {clause for (clause, *_), (status, _) in stood.items() if status == "defined"}
    for clause in sorted({clause for (clause, *_) in stood} - defining):
        over, k = standing.clause_of(p, p.head[clause]), p.sent[clause]
        under = over in defining and over != clause and p.dep[clause] in ("advcl", "ccomp", "relcl", "acl")
        if under and not standing.is_past(p, clause) and not standing.names_case(reading, k) and not standing.points_to_case(reading, k):
            defining.add(clause)
            stood |= {key: ("defined", "general") for key in stood if key[0] == clause and stood[key][0] in ("asserted", "unresolved", "attributed")}
    return {key: ("defined", "general") if key[0] in defining and found == ("asserted", "general") else found for key, found in stood.items()}


def _sentences_of_others(reading: Reading, stood: dict[Key, tuple[str, str]]) -> set[int]:
    """Sentences that tell of the trial of certain people, and those after them in the paragraph until one names the event or points at it."""
    p = reading.parse
    found = {p.sent[clause] for (clause, concept, _), how in stood.items() if concept == "prosecution" and how == ("proceeding", "case") and _is_of_other_people(reading, clause)}
    for k in sorted(found):
        paragraph = p.paragraph[p.sents[k][0]]
        while k + 1 < len(p.sents) and p.paragraph[p.sents[k + 1][0]] == paragraph and not standing.names_case(reading, k + 1) and not standing.points_to_case(reading, k + 1):
            k += 1
            found.add(k)
    return found


def _is_of_other_people(reading: Reading, clause: int) -> bool:
    """Whether a trial is told of certain people in a sentence that neither names the event nor points at it, nor tells of a crime of war:
    "a mayor was sentenced for fraud"; not "two officers were convicted of war crimes"."""
    p, w, k = reading.parse, standing.words_of(reading.codebook), reading.parse.sent[clause]
    if standing.names_case(reading, k) or standing.points_to_case(reading, k, clause):
        return False
    if any(p.pos[t] == "NOUN" and p.lemma[t] in w.crime_noun for t in range(clause, p.right[clause])):
        return False
    known = w.tried & w.person - _ACCUSED
    judge = None if grammar.is_passive(p, clause) else child(p, clause, "nsubj")  # whoever tries them
    judging = range(p.left[judge], p.right[judge]) if judge is not None else ()
    own = [t for t in range(p.left[clause], p.right[clause]) if t not in judging and standing.clause_of(p, t) == clause and not _is_one_of(p, t)]
    return any(p.pos[t] == "NOUN" and p.lemma[t] in known and not _is_of_those(p, t) for t in own) or any(m.label == "PERSON" and m.first in own for m in names.mentions(reading))


def _is_of_those(p: Parse, t: int) -> bool:
    """Whether people are told as some of a group that is known: "several officers of the brigade"."""
    of = next((child(p, c, "pobj") for c in p.children[t] if p.lower[c] == "of"), None)
    return of is not None and p.pos[of] == "NOUN" and p.lower[p.left[of]] in ("the", "that", "this", "these", "those")


def _is_one_of(p: Parse, t: int) -> bool:
    """Whether a token is told as one of a group: "warrants for 38 suspects, including Major …"."""
    while p.head[t] != t and p.pos[t] not in ("VERB", "AUX"):
        t = p.head[t]
        if p.lower[t] in ("including", "among"):
            return True
    return False


def _is_by_law(reading: Reading, clause: int) -> bool:
    """Whether somebody whose office it is does it, or it is done in law: "prosecutors investigate", "at the judicial level"."""
    p, officer = reading.parse, standing.words_of(reading.codebook).officer
    if p.dep[clause] == "relcl":
        clause = standing.clause_of(p, p.head[clause])
    return any(p.lemma[k].lower() in officer for k in range(p.left[clause], p.right[clause]))
