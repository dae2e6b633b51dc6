"""Legal statements: where words of law may bring law to bear, and the features by which their codes are
learned."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from diptych.coder import frame
from diptych.coder.context import context, is_inside_name, word
from diptych.coder.learn import Example, aligned, fit_all
from diptych.coder.models import Features, Model, Models, decide
from diptych.coder.spoken import source, voices
from diptych.corpus.codebook import Entry
from diptych.reading import grammar, law, phrases
from diptych.reading.reading import Reading, worked_out_once

TASKS = ("concept", "applies_to", "status")
#: How likely there must be a statement for it to have a row, and how likely that all its codes are right.
LEAST, SURE = 0.4, 0.1


class Candidate(NamedTuple):
    """Words that may bring law to bear: tokens, head, the legal classes and entries that list them, the
    number of their clause."""

    first: int
    last: int
    head: int
    listed: tuple[str, ...]
    entries: tuple[str, ...]
    clause: int


@lru_cache(maxsize=8)
def _index(entries: tuple[Entry, ...]) -> phrases.Index:
    return phrases.index((form, (str(e.more["concept"]), e.id)) for e in entries for form in e.more["words"])


@worked_out_once
def candidates(reading: Reading) -> list[Candidate]:
    """Every word or phrase that may bring law to bear, in order; of those that overlap the longest."""
    p, (_, number) = reading.parse, frame.clauses(reading)
    found: dict[tuple[int, ...], list[tuple[str, str]]] = {}
    for tokens, (concept, entry) in phrases.find(p, _index(reading.codebook["legal_classes"]), gap=5):
        found.setdefault(tokens, []).append((concept, entry))
    for f in law.named(reading):
        found[tuple(range(f.first, f.last))] = [(law.concept_of(p, f), "instrument")]
    for f in law.courts(reading):
        found[tuple(range(f.first, f.last))] = [
            (str(f.entry.more["concept"]) if f.entry else "prosecution", "court")
        ]
    kept, used = [], set()
    for tokens, lists in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        if used.isdisjoint(tokens):
            used.update(tokens)
            head = phrases.head(p, tokens)
            concepts, entries = zip(*sorted(set(lists)))
            kept.append(
                Candidate(
                    tokens[0], tokens[-1] + 1, head, tuple(dict.fromkeys(concepts)), entries, number[head]
                )
            )
    return sorted(kept)


def features(reading: Reading, c: Candidate) -> Features:
    """The features of a candidate: those of its place, its class and words, and what else its clause and
    sentence have."""
    p = reading.parse
    named = c.entries[0] in ("instrument", "court")
    words = (
        c.entries[0]
        if named or c.last - c.first > 4
        else " ".join(word(p, k) for k in range(c.first, c.last))
    )
    around = context(reading, c.head)
    own = [f"words={words}", f"head={word(p, c.head)}", f"length={min(c.last - c.first, 4)}"]
    own += [f"listed={k}" for k in c.listed] + [f"entry={k}" for k in c.entries]
    crossed = [
        f"{k} {f}"
        for k in c.listed
        for f in around
        if f.startswith(("dep=", "tag=", "said=", "about=", "sign=", "c:")) and " " not in f
    ]
    return Features([*own, *crossed, *around, *_company(reading, c)])


def _company(reading: Reading, c: Candidate) -> list[str]:
    """The other candidates beside this one: in its clause and sentence, before and after."""
    p, out = reading.parse, []
    for o in candidates(reading):
        if o == c or p.sent[o.head] != p.sent[c.head]:
            continue
        where = "clause" if o.clause == c.clause else "sentence"
        side = "before" if o.first < c.first else "after"
        for concept, entry in zip(o.listed, o.entries):
            out += [f"{where}-has={concept}", f"{where}-{side}={entry}"]
    first, last = grammar.noun_phrase(p, c.head)
    out += [
        f"with={word(p, k)}"
        for k in range(first, last)
        if not c.first <= k < c.last
        and not is_inside_name(p, k)
        and p.pos[k] in ("NOUN", "ADJ", "VERB", "PROPN")
    ]
    return sorted(set(out))


def code(reading: Reading, models: Models) -> list[dict]:
    """The legal statements of a text, one row for each class in each clause, with `p`: how sure the models
    are."""
    best: dict[tuple[int, str], tuple[float, dict]] = {}
    p = reading.parse
    for c in candidates(reading):
        found = features(reading, c)
        there = models["row"].say(found)["yes"]
        if there >= LEAST:
            answers, sure = decide(models, TASKS, found, voices(reading, c.head, models))
            row = {
                "start": p.start[c.first],
                "end": p.end[c.last - 1],
                "concept": answers["concept"],
                "instrument": instrument(reading, c),
                "status": answers["status"],
                "applies_to": answers["applies_to"],
                "voice": answers["voice"],
                "source": source(reading, c.head, answers["voice"]),
                "p": there * sure,
            }
            key = (c.clause, answers["concept"])
            if key not in best or there > best[key][0]:
                best[key] = (there, row)
    return sorted((row for _, row in best.values() if row["p"] >= SURE), key=lambda row: row["start"])


def instrument(reading: Reading, c: Candidate) -> str:
    """The law that a statement invokes: the one in its words or its clause; "" where none is named there."""
    number = frame.clauses(reading)[1]
    named = [f for f in law.named(reading) if number[f.first] == c.clause or c.first <= f.first < c.last]
    return min(named, key=lambda f: abs(f.first - c.head)).canonical if named else ""


def examples(reading: Reading, rows: list[dict]) -> list[Example]:
    """The candidates of a coded text with their features and the row that people coded there, or None."""
    cs = candidates(reading)
    return [Example(features(reading, c), row) for c, row in zip(cs, aligned(reading, cs, rows))]


def train(found: list[Example]) -> dict[str, Model]:
    """The models of the layer, from examples."""
    return fit_all(found, TASKS)
