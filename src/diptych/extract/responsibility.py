"""Responsibility: every act of harm that a text tells, who does it to whom, and who is blamed.

The agency ladder (`rung`) says how far the doer is out of sight. A pronoun or a description that clearly means a name counts as the
name. The steps are those that critical linguistics describes:
passives whose doer is left out and verbs made into nouns (Fowler et al., Language and Control, 1979; van Leeuwen, "The
representation of social actors", 1996).

1      a named doer and an active verb              "Carthage burned the harbour."
2      a named doer in a by-phrase, or as owner of a noun    "The harbour was burned by Carthage." "Carthage's attack on the harbour"
3      doers only as a side or a description        "Gunmen burned the harbour."
4      no doer in the clause, but one in the sentence     "As Carthage's raid began, the harbour was burned."
5      a passive with no doer                       "The harbour was burned."
6      a noun, an infinitive or a participle before its noun, with no doer     "the burning of the harbour", "the burned harbour"
blame  beside the ladder: who is, is not or may be answerable     "Carthage bears the blame for the burning."
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

import pandas as pd

from diptych import names, table, voice
from diptych.agency import anaphora, blame, harm
from diptych.agency.certainty import certainty
from diptych.agency.clauses import before_noun
from diptych.agency.harm import Act
from diptych.agency.words import Scene, scene
from diptych.grammar import Parse, child, noun_phrase
from diptych.grammar import words as words_of
from diptych.pipeline import Reading, worked_out_once

FIELDS = ["actor", "affected", "form", "certainty", "voice", "source", "rung"]
FORMS = ("active", "passive_by", "passive_bare", "nominal_by", "nominal_bare", "intransitive", "blame")
CERTAINTIES = ("plain", "hedged", "denied")

#: Each rung of the ladder: where the doer is, and an invented example.
LADDER = {"1": ("named, and does it", "The Ruritanian army shelled the port."),
          "2": ("named in a by-phrase, or as owner of a noun", "The port was shelled by the Ruritanian army."),
          "3": ("only a side or a description", "Armed men shelled the port."),
          "4": ("elsewhere in the sentence", "The army came, and the port was shelled."),
          "5": ("nowhere; a passive", "The port was shelled."),
          "6": ("nowhere; a noun, an infinitive, or a participle before its noun", "They remember the shelling of the port."),
          "blame": ("beside the ladder: said to be answerable, or not", "The army bears responsibility.")}
RUNGS = tuple(LADDER)


def responsibility(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per act of harm or blame.

    Columns: text_id, sent, start, end, surface; actor and affected (canonical name, noun phrase or "none"); form (`FORMS`);
    certainty (`CERTAINTIES`); voice ("author", "attributed") and source; rung (`RUNGS`, see the module).
    An empty table has the columns too. Battles between forces, tolls, natural disasters, figures of speech, rules, definitions
    and definite nouns that only point back have no row.
    """
    return table.make(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every act of one reading, in the order of the words."""
    s, p, found = scene(reading), reading.parse, acts(reading)
    sentences: dict[int, list[Act]] = {}
    for act in found:
        sentences.setdefault(p.sent[act.head], []).append(act)
    out = []
    for act in found:
        actor = phrase(reading, act.doers)
        speaks, source = voice.voice_of(reading, act.head)
        sure = certainty(s, act.head, undone=act.undone)
        out.append((p.start[act.first], p.end[act.last - 1], actor, phrase(reading, act.affected, told=act.head), act.form, sure, speaks, source,
                    rung(reading, act, sentences[p.sent[act.head]])))
    return out


def rung(reading: Reading, act: Act, sentence: list[Act]) -> str:
    """The step of the agency ladder that an act stands on, given all acts of its sentence."""
    s = scene(reading)
    if act.form == "blame":
        return "blame"
    if act.doers:
        if not any(_is_named(s, d) or any(map(str.isupper, anaphora.meant(reading, d))) for d in act.doers):
            return "3"
        return "1" if act.form == "active" else "2"
    if any(other.doers for other in sentence if other is not act) or _force_beside(s, act):
        return "4"
    return "6" if act.form == "nominal_bare" or before_noun(s.p, act.head) and not act.first <= s.p.head[act.head] < act.last else "5"


def _force_beside(s: Scene, act: Act) -> bool:
    """Whether an armed force does something else in the sentence of an act: "The army came, and the port was shelled." """
    p = s.p
    return any(s.has(k, "force") and p.dep[k] in ("nsubj", "pobj") and (p.dep[k] == "nsubj" or p.dep[p.head[k]] == "agent") and k not in act.affected
               and not act.first <= k < act.last for k in range(*p.sents[p.sent[act.head]]))


def _is_named(s: Scene, doer: int) -> bool:
    p = s.p
    if s.p.lower[doer] in ("side", "sides", "party", "parties", "camp"):
        return False
    own = [doer, *(c for c in p.children[doer] if p.dep[c] in ("amod", "compound", "poss", "nmod")),
           *(k for c in p.children[doer] if p.lower[c] in ("of", "from") for k in p.children[c])]
    return any(s.label[k] or p.pos[k] == "PROPN" and not s.has(doer, "weapon") for k in own)


def phrase(reading: Reading, heads: tuple[int, ...], *, told: int = -1) -> str:
    """What the noun phrases of these heads are to be called, joined by "and"; "none" where there is none.

    A pronoun or a definite description that clearly means somebody named before is called by that name (`anaphora.meant`). The
    word of the act itself (token `told`), a "no" and the mark of a possessive are left out: in "no besieged town's", the town.
    """
    s, p, words = scene(reading), reading.parse, []
    heads = tuple(next((c for c in p.children[i] if p.dep[c] == "appos" and s.label[c] and not s.label[i] and "," not in p.lower[i:c]), i) for i in heads)
    for i in heads:
        name = anaphora.meant(reading, i)
        word = name or (_number(reading, i) if p.pos[i] == "NUM" else _men_of(reading, i) if s.has(i, "force") else names.describe(reading, i))
        first, last = noun_phrase(p, i)
        of = next((c for c in p.children[i] if p.lower[c] == "of" and any(s.has(k, "answerable") for k in p.children[c])), None)
        if of is not None and not name:
            word = re.sub(r"^(?i:the|an?)\s+", "", words_of(p, first, of))
        aside = next((c for c in p.children[i] if c > i and p.dep[c] == "prep" and p.lower[c] in _ASIDE and p.pos[i] != "PROPN"), None)
        if aside is None and s.has(p.head[i], "charge") and p.dep[i] in ("dobj", "nsubjpass", "conj"):  # "convicted six officers of murder"
            aside = next((c for c in p.children[i] if c > i and p.lower[c] in ("of", "with") and any(s.has(k, "harm") for k in p.children[c])), None)
        blamed = next((c for c in p.children[i] if c > i and p.pos[c] == "ADJ" and s.has(c, "answerable")), None)
        if blamed is not None and not name and p.lower[i] not in ("those", "people", "all"):
            word = re.sub(r"^(?i:the|an?)\s+", "", words_of(p, first, blamed))
        if aside is not None and not name:
            word = re.sub(r"^(?i:the|an?)\s+", "", words_of(p, first, aside))
        date = next((c for c in reversed(p.children[i]) if (p.dep[c] in ("nmod", "compound") or p.dep[c] == "nummod" and len(p.word[c]) == 4 and p.word[c].isdigit()) and c < i and p.ent[c] == "DATE" and p.ent[i] != "DATE"), None)
        if date is not None and not name:
            word = words_of(p, p.right[date] + (p.lower[p.right[date]] == ","), last)
        if first <= told < i and p.dep[told] == "amod" and not name and (before_noun(p, told) or p.tag[told] == "VBG" or child(p, told, "aux") is not None):
            word = words_of(p, told + 1, last)
        if p.tag[i] in ("JJ", "NN") and p.dep[i] in ("amod", "compound") and s.has(i, "people") and word == p.word[i]:
            word += "s"  # those of "civilian deaths"
        if s.has(i, "weapon") and not name:
            word += _laid_by(reading, i)
        word = re.sub(r"^(?i:no|neither)\s+(?=\S)|['’]s?$", "", word)
        if word and word not in words:
            words.append(word)
    return " and ".join(words) or "none"


#: Prepositions that open a phrase about what is done, not about who does it: "the forces against civilians".
_ASIDE = frozenset({"on", "upon", "against", "despite", "toward", "towards"})


def _laid_by(reading: Reading, i: int) -> str:
    """Who laid or fired a weapon that does harm: " fired by rebels" in "shells fired by rebels killed …"."""
    p, laid = reading.parse, child(reading.parse, i, "acl")
    by = child(p, laid, "agent") if laid == i + 1 else None
    who = child(p, by, "pobj") if by is not None else None
    return f" {p.word[laid]} by {names.describe(reading, who)}" if who is not None else ""


def _number(reading: Reading, i: int) -> str:
    """A number that stands for a noun left out: "12 were killed, 40 wounded" is about 40 of what 12 are."""
    p = reading.parse
    for k in range(i - 1, p.sents[p.sent[i]][0] - 1, -1):
        if p.dep[k] == "nummod" and p.pos[p.head[k]] == "NOUN" and p.dep[p.head[k]] in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return f"{names.describe(reading, i)} {p.word[p.head[k]]}"
    return names.describe(reading, i)


def _men_of(reading: Reading, i: int) -> str:
    """Armed men with the unit they are from, even where the parser hung "from" elsewhere: "soldiers from the Third Brigade"."""
    p, own = reading.parse, names.describe(reading, i)
    c = i + 1
    if c < len(p) and p.lower[c] in ("from", "of") and p.head[c] != i:
        unit = child(p, c, "pobj")
        if unit is not None:
            return f"{own} {p.lower[c]} {names.describe(reading, unit)}"
    return own


@worked_out_once
def acts(reading: Reading) -> list[Act]:
    """Every act of harm or blame of one reading, in the order of the words."""
    s = scene(reading)
    taken: set[int] = set()
    general, classes = _general_sentences(s), _classes(reading)
    found = []
    for find in (harm.verbs, harm.nouns, harm.by_force, blame.find):
        for act in find(s, taken):
            if s.p.sent[act.head] not in general and not _is_element(s.p, act.head) and not (act.head in classes and act.form == "nominal_bare" and not act.affected and not s.has(s.p.head[s.p.head[act.head]], "charge")):
                found.append(act)
    return sorted(dict.fromkeys(found), key=lambda a: (a.first, a.last))


def _classes(reading: Reading) -> set[int]:
    """Nouns that the layer of terms takes for a class, a word or a title, not for what happened: "a massacre is a crime"."""
    from diptych.extract.terms import rows as term_rows

    p = reading.parse
    spans = [(start, end) for start, end, _, referent, *_ in term_rows(reading) if referent in ("concept", "title")]
    return {k for start, end in spans for k in range(bisect_left(p.start, start), bisect_left(p.start, end)) if p.pos[k] == "NOUN"}


def _is_element(p: Parse, i: int) -> bool:
    """Whether an act is named as an element of genocide in law and not told: "intent to destroy the group", "killing members of a group", "in whole or in part"."""
    if p.lemma[i] not in ("destroy", "kill") or p.tag[i] not in ("VB", "VBG") or child(p, i, "nsubj") is not None:
        return False
    what = child(p, i, "dobj")
    if p.lemma[i] == "kill":
        return what is not None and p.lemma[what] == "member" and any(p.lemma[k] == "group" for c in p.children[what] for k in p.children[c])
    return what is not None and p.lemma[what] == "group" or any(list(p.lower[k:k + 2]) == ["in", "whole"] for k in range(i, p.right[i]))


def _general_sentences(s: Scene) -> set[int]:
    """Sentences about wars at large, by their signs: "in general", "in other countries"."""
    p, found = s.p, set()
    for k, (a, b) in enumerate(p.sents):
        words = f" {' '.join(p.lower[a:b])} "
        if any(f" {sign} " in words for sign in s.lexicon.general):
            found.add(k)
    return found
