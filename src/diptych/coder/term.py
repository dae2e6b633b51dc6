"""Terms: where a word of terms.toml may name the violence, and the features by which its codes are
learned."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from diptych.coder.context import context, is_inside_name, word
from diptych.coder.learn import Example, aligned, fit_all
from diptych.coder.models import Features, Model, Models, decide
from diptych.coder.scene import kinds_of, name_of_other
from diptych.coder.spoken import source, voices
from diptych.corpus.codebook import Entry
from diptych.reading import grammar, names, phrases
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading, worked_out_once

TASKS = ("referent", "stance")
LEAST = 0.5


class Candidate(NamedTuple):
    """A word that may be a term: its tokens, its head, its entry's label."""

    first: int
    last: int
    head: int
    term: str


@lru_cache(maxsize=8)
def _index(entries: tuple[Entry, ...]) -> phrases.Index:
    return phrases.index((form, e.label) for e in entries for form in e.forms)


@worked_out_once
def candidates(reading: Reading) -> list[Candidate]:
    """Every word that may be a term, in order; of two that overlap the longer."""
    p = reading.parse
    found = []
    for tokens, label in phrases.find(p, _index(reading.codebook["terms"]), gap=4):
        head = phrases.head(p, tokens)
        found.append(Candidate(tokens[0], tokens[-1] + 1, head, str(label)))
    kept, used = [], set()
    for c in sorted(found, key=lambda c: (c.first - c.last, c.first)):
        if used.isdisjoint(range(c.first, c.last)):
            used.update(range(c.first, c.last))
            kept.append(c)
    return sorted(kept)


def features(reading: Reading, c: Candidate) -> Features:
    """The features of a candidate: those of its place, its term, how it stands in a name, what is beside
    it."""
    p = reading.parse
    own = [f"term={c.term}", f"form={p.lemma[c.head].lower()}", *_named(reading, c), *_definite(p, c)]
    around = context(reading, c.head)
    crossed = [
        f"{c.term} {f}"
        for f in around
        if f.startswith(("dep=", "tag=", "said=", "about=", "det=", "sign=")) and " " not in f
    ]
    return Features([*own, *crossed, *around, *_beside(reading, c), *_earlier(reading, c)])


def _named(reading: Reading, c: Candidate) -> list[str]:
    p = reading.parse
    case = {e.label for e in reading.codebook["event"]}
    for m in names.mentions(reading):
        if m.first <= c.head < m.last:
            kind = ("case" if m.canonical in case else "event") if m.label == "EVENT" else m.label
            return [f"in={kind}", f"in={kind} {c.term}"]
    out = ["in=none"]
    if p.word[c.head][:1].isupper():
        out.append("capital")
        if c.first and p.word[c.first - 1][:1].isupper():
            out.append("capital before")
    return out


def _definite(p: Parse, c: Candidate) -> list[str]:
    first, last = grammar.noun_phrase(p, c.head)
    kinds = {
        "the": "the",
        "a": "a",
        "an": "a",
        "this": "this",
        "that": "this",
        "these": "this",
        "those": "this",
        "no": "no",
        "any": "any",
    }
    det = next((kinds[p.lower[k]] for k in range(first, c.head + 1) if p.lower[k] in kinds), "bare")
    names_ = any(p.pos[k] == "PROPN" for k in range(first, last) if not c.first <= k < c.last)
    many = "many" if p.tag[c.head] in ("NNS", "NNPS") else "one"
    return [
        f"np={det}",
        f"np={det} {many}",
        f"np={det} {c.term}",
        f"np-name={names_}",
        f"np={det} name={names_}",
    ]


def _beside(reading: Reading, c: Candidate) -> list[str]:
    """What stands with the term in its phrase and as its partner in "X is a massacre"."""
    p, out = reading.parse, []
    first, last = grammar.noun_phrase(p, c.head)
    around = [k for k in range(first, last) if not c.first <= k < c.last and not is_inside_name(p, k)]
    out += [f"with={word(p, k)}" for k in around if p.pos[k] in ("NOUN", "ADJ", "VERB", "PROPN", "ADP")]
    out += sorted({f"np-names={kind}" for k in around if (kind := kinds_of(reading)[k])})
    if p.dep[c.head] in ("attr", "oprd", "dobj", "pobj"):
        verb = grammar.governing_verb(p, c.head)
        subject = grammar.child(p, verb, "nsubj", "nsubjpass")
        if subject is not None:
            out.append(f"is-of={word(p, subject)} {p.dep[c.head]}")
    return out


def _earlier(reading: Reading, c: Candidate) -> list[str]:
    """The other terms of the text: how many before this one, and whether the same word stood before."""
    p, found = reading.parse, candidates(reading)
    before = [o for o in found if o.head < c.head]
    return [
        f"nth={min(len(before), 3)}",
        f"again={any(o.term == c.term for o in before)}",
        f"with-other={any(o.term != c.term for o in found if p.sent[o.head] == p.sent[c.head])}",
    ]


def code(reading: Reading, models: Models) -> list[dict]:
    """The terms of a text, as rows with `p`: how sure the models are that there is one, and of its codes."""
    out, p = [], reading.parse
    for c in candidates(reading):
        found = features(reading, c)
        there = models["row"].say(found)["yes"]
        if there >= LEAST:
            answers, sure = decide(models, TASKS, found, voices(reading, c.head, models))
            other = name_of_other(reading, c.head) if answers["referent"] == "other" else ""
            out.append(
                {
                    "start": p.start[c.first],
                    "end": p.end[c.last - 1],
                    "term": c.term,
                    "referent": answers["referent"],
                    "referent_name": other,
                    "stance": answers["stance"],
                    "voice": answers["voice"],
                    "source": source(reading, c.head, answers["voice"]),
                    "p": there * sure,
                }
            )
    return out


def examples(reading: Reading, rows: list[dict]) -> list[Example]:
    """The candidates of a coded text with their features and the row that people coded there, or None."""
    cs = candidates(reading)
    return [Example(features(reading, c), row) for c, row in zip(cs, aligned(reading, cs, rows))]


def train(found: list[Example]) -> dict[str, Model]:
    """The models of the layer, from examples."""
    return fit_all(found, TASKS)
