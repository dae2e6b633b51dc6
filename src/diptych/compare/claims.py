"""Claim cards: what a legal class requires, element by element, and what a text says of each element. No
legal opinion: the cards show where a text speaks of an element, not whether the element is met."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pandas as pd

from diptych import voice
from diptych.coder.scene import scenes
from diptych.corpus.codebook import Codebook, Entry
from diptych.reading import grammar, names, phrases, table
from diptych.reading.reading import Reading

NOTHING = "the text does not say"
LONGEST = 9
COLUMNS = [*table.BASE, "concept", "element", "read", "about", "status", "voice", "source"]

#: Legal classes that are also words for an event, by the term of layer 4.
CALLED = {
    "genocide": "genocide",
    "war crime": "war_crime",
    "crime against humanity": "crime_against_humanity",
    "ethnic cleansing": "ethnic_cleansing",
}


def claim_cards(legal: pd.DataFrame, terms: pd.DataFrame, readings: Sequence[Reading]) -> pd.DataFrame:
    """One row per text, legal class, element and sentence of the text that speaks of the element; one row
    with the surface "the text does not say" where none does.

    Classes: those with elements in the codebook that the text applies to the case, in law or as a word for
    it. Columns: text_id, sent, start, end, surface (the words that speak of the element; sent empty and
    start, end -1 where there are none); concept; element and read (what is required, and where that can be
    read); about ("case", or "law" where the sentence says what law requires); status (of the class in that
    sentence, empty where it stands without the class); voice ("author", "attributed") and source. Sentences
    about other events are left out. Errors: an element may be spoken of in words that elements.toml lacks,
    and its words may stand where something else is meant.
    """
    rows = []
    for reading in readings:
        own = legal[legal["text_id"] == reading.text.id]
        applied = set(own.loc[own["applies_to"] == "case", "concept"])
        words = terms[(terms["text_id"] == reading.text.id) & (terms["referent"] == "case")]
        applied |= {CALLED[t] for t in words["term"] if t in CALLED}
        found = _passages(reading)
        standings, general = _by_sentence(own)
        for entry in reading.codebook["elements"]:
            concept = str(entry.more["of"])
            if concept not in applied:
                continue
            fixed = (concept, entry.label, str(entry.more["read"]))
            passages = [
                _row(reading, tokens, fixed, standings, general) for tokens in found.get(entry.id, ())
            ]
            rows += [r for r in passages if r] or [
                (reading.text.id, "", -1, -1, NOTHING, *fixed, "", "", "", "")
            ]
    cards = pd.DataFrame(rows, columns=COLUMNS)
    order = {c: k for k, c in enumerate(dict.fromkeys(cards["concept"]))}
    return cards.sort_values("concept", key=lambda s: s.map(order), kind="stable").reset_index(drop=True)


def instrument_notes(legal: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """One row per text and instrument that it names: text_id, instrument (as in the text), known_as, year,
    body, read, note.

    `known_as` is the instrument in the codebook that goes by this name, or the statute of the court that a
    text gives an article to; empty where the codebook has none. The note says what the instrument is and
    gives no verdict on the text.
    """
    rows = []
    named = legal[legal["instrument"].astype(str).str.len() > 0].drop_duplicates(["text_id", "instrument"])
    for text_id, name in zip(named["text_id"], named["instrument"]):
        entries = _known_as(codebook, str(name))
        rows.append(
            (
                text_id,
                name,
                "; ".join(e.label for e in entries),
                _said(entries, "year"),
                _said(entries, "body") or _said(entries, "under"),
                _said(entries, "read"),
                " ".join(dict.fromkeys(e.note for e in entries)),
            )
        )
    return pd.DataFrame(rows, columns=["text_id", "instrument", "known_as", "year", "body", "read", "note"])


def _said(entries: Iterable[Entry], key: str) -> str:
    """What entries say under a key, each once."""
    return "; ".join(dict.fromkeys(str(e.more[key]) for e in entries if e.more.get(key)))


def _known_as(codebook: Codebook, name: str) -> list[Entry]:
    """The entries for a name as a text gives it: the longest form inside it (with its year or without), an
    article's court by its statute, resolutions by body."""
    low, by_label = name.lower(), {e.label: e for e in codebook["law"]}
    if "resolutions" in low:
        several = [
            e
            for e in codebook["law"]
            if "Resolution" in e.label
            and str(e.more["body"]).lower() in low.replace("un ", "united nations ")
        ]
        if several:
            return several
    yearless = " ".join(re.sub(r"\b(?:of )?(?:18|19|20)\d\d\b", "", low).split())
    best = max(
        (
            (len(form), e)
            for e in codebook["law"]
            for form in (e.label, *e.forms)
            if form.lower() in low or form.lower() in yearless
        ),
        key=lambda f: f[0],
        default=None,
    )
    if best:
        return [best[1]]
    court = max(
        ((len(form), e) for e in codebook["courts"] for form in e.forms if form.lower() in low),
        key=lambda f: f[0],
        default=None,
    )
    if court is None:
        return []
    statute = by_label.get(str(court[1].more.get("under", "")))
    return [statute] if statute and low.startswith(("article", "art.", "§")) else [court[1]]


@lru_cache(maxsize=8)
def _patterns(codebook: Codebook) -> dict[str, list[tuple[phrases.Words, str]]]:
    first = defaultdict(list)
    for entry in codebook["elements"]:
        for phrase in entry.more["words"]:
            words = phrases.compiled(phrase)
            for w in words[0]:
                first[w].append((words, entry.id))
    for found in first.values():
        found.sort(key=lambda f: -len(f[0]))
    return dict(first)


def _passages(reading: Reading) -> dict[str, list[tuple[int, ...]]]:
    """For each element, the first words in each sentence that speak of it."""
    p, patterns = reading.parse, _patterns(reading.codebook)
    named = {
        k
        for m in names.mentions(reading)
        if m.label in ("EVENT", "WORK_OF_ART")
        for k in range(m.first, m.last)
    }
    found: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for i in range(len(p)):
        for key in phrases.keys(p, i) if i not in named else ():
            for words, element in patterns.get(key, ()):
                if p.sent[i] not in found[element]:
                    tokens = phrases.follow(p, i, words, gap=4)
                    if tokens:
                        found[element][p.sent[i]] = tokens
    return {element: list(by_sentence.values()) for element, by_sentence in found.items()}


def _by_sentence(own: pd.DataFrame) -> tuple[dict[tuple[str, str], str], set[str]]:
    standings: dict[tuple[str, str], str] = {}
    for sent, concept, status, applies in zip(own["sent"], own["concept"], own["status"], own["applies_to"]):
        if applies != "other":
            standings.setdefault((sent, concept), status)
    return standings, set(own.loc[own["applies_to"] == "general", "sent"])


def _row(
    reading: Reading,
    tokens: tuple[int, ...],
    fixed: tuple[str, str, str],
    standings: dict,
    general: Iterable[str],
) -> tuple | None:
    p, at = reading.parse, phrases.head(reading.parse, tokens)
    sent = table.sentence_id(p.sent[at])
    about = "law" if sent in general else _topic(reading, p.sent[at])
    if about != "case" and (sent, fixed[0]) not in standings:
        return None
    first, last = _whole(p, at, tokens)
    start, end = grammar.chars(p, first, last)
    speaks, source = voice.voice_of(reading, at)
    return (reading.text.id, sent, start, end, p.text[start:end],
            *fixed, about, standings.get((sent, fixed[0]), ""), speaks, source)


def _topic(reading: Reading, sent: int) -> str:
    """What a sentence is about: "other" where it names another event and not this one, or the last event
    named was another; else "case"."""
    scene = scenes(reading)[sent]
    if scene.names & {"case", "place"}:
        return "case"
    return "other" if "other" in scene.names or scene.last == "other" else "case"


def _whole(p: grammar.Parse, at: int, tokens: tuple[int, ...]) -> tuple[int, int]:
    """The words with the rest of their noun phrase, where that is short: "killing of civilians" and not
    "killing of"."""
    first, last = min(tokens), max(tokens) + 1
    if p.pos[at] == "NOUN":
        a, b = grammar.noun_phrase(p, at)
        a = a + 1 if p.dep[a] == "det" else a
        if max(b, last) - min(a, first) <= LONGEST:
            return min(a, first), max(b, last)
    return first, last
