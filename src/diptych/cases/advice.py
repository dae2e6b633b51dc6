"""What a case has not been told, so that its charts would show nothing, or less than there is: a line each,
with what to do."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from diptych import extract
from diptych.corpus import texts
from diptych.corpus.codebook import Codebook
from diptych.people.rowfiles import anchored, read
from diptych.reading.reading import Reading
from diptych.reading.table import sentences

#: How often a name must be written, in all the texts, to be told of; how many names or words a line tells.
LEAST, MOST = 3, 8
NAMED = ("PERSON", "NORP", "GPE", "LOC", "FAC", "ORG", "EVENT")


def advice(case: texts.Case, readings: Sequence[Reading]) -> list[str]:
    """What the charts of a case will not show because nothing was written about it, a line each: no event, or
    none with a date; texts without a day of publication; names that stand often and that no entry has; words
    for violence that no entry has; rows of people's coding whose words the text does not have. An empty list
    where there is nothing of the kind. These are no faults: a case may be right as it is."""
    return [
        *_event(case.codebook),
        *_dates(case.texts),
        *_names(readings),
        *_violence(readings, case.codebook),
        *_unplaced(case, readings),
    ]


def _event(codebook: Codebook) -> list[str]:
    events = codebook["event"]
    undated = [e.label for e in events if not e.more.get("date")]
    if not events:
        return ["codebook/event.toml has no event: no word can be counted as a name for it, and no law as "
                "applied to it. Write one entry, with the names that the texts give it, its place and date."]
    if undated:
        return [f"codebook/event.toml: {_and(undated)} has no date, so that no day can be told to be its "
                'day. Write date = "1992-02-25", or first and last day with / between.']
    return []


def _dates(found: Iterable[texts.Text]) -> list[str]:
    undated = [t.id for t in found if not t.date]
    if not undated:
        return []
    have = "has" if len(undated) == 1 else "have"
    return [f"sources.toml: {_and(undated)} {have} no date of publication, so that “this year” or “last "
            'week” cannot be placed there. Write date = "2015-02-25", or the month or year alone.']


def _names(readings: Sequence[Reading]) -> list[str]:
    rows = extract.entities(readings)
    guessed = rows[(rows["found_by"] != "codebook") & rows["label"].isin(NAMED)]["canonical"]
    often = [(name, n) for name, n in Counter(guessed).most_common() if n >= LEAST]
    if not often:
        return []
    return ["Names that no entry of the codebook has, found by the language model alone: "
            f"{_counted(often)}. Give each an entry in codebook/actors.toml or codebook/places.toml, with "
            "all its spellings, so that they count as one."]


def _violence(readings: Sequence[Reading], codebook: Codebook) -> list[str]:
    known, wanted = _words_of(codebook), _list()
    found: Counter[str] = Counter()
    for p in (r.parse for r in readings):
        found.update(p.lemma[i].lower() for i in range(len(p)) if p.pos[i] in ("NOUN", "VERB", "ADJ"))
    missing = [(word, n) for word, n in found.most_common() if word in wanted and word not in known]
    if not missing:
        return []
    return [f"Words for violence that no entry of the codebook has: {_counted(missing)}. Nothing is counted "
            "for them. Add each to codebook/terms.toml (a noun whose use is followed) or codebook/acts.toml "
            "(an act of harm), or leave it out on purpose."]


@lru_cache(maxsize=1)
def _list() -> frozenset[str]:
    kinds = tomllib.loads((files("diptych.cases") / "violence.toml").read_text(encoding="utf-8"))
    return frozenset(word for kind in kinds.values() for word in kind["words"])


def _words_of(codebook: Codebook) -> set[str]:
    """Every word that an entry for terms, acts or figures is looked for by."""
    entries = [*codebook["terms"], *codebook["acts"], *codebook["measures"]]
    lists = [e.forms for e in entries] + [
        e.more.get(key, ()) for e in entries for key in ("verbs", "nouns", "words", "does")
    ]
    return {word for words in lists for form in words for word in re.findall(r"[\w-]+", form.lower())}


def _counted(found: Sequence[tuple[str, int]]) -> str:
    """Names or words with how often each stands: "Foo (7 times), Bar (4 times) and 3 more"."""
    told = [f"{name} ({'once' if n == 1 else f'{n} times'})" for name, n in found[:MOST]]
    return ", ".join(told) + (f" and {len(found) - MOST} more" if len(found) > MOST else "")


def _and(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _unplaced(case: texts.Case, readings: Sequence[Reading]) -> list[str]:
    """Rows of people's coding that no chart shows, since nobody can tell where in the text they belong."""
    told = []
    for path, text, reading in _codings(case, readings):
        lost = anchored(read(path), text.text, sentences(reading))[1]
        if lost:
            where = _and([f"row {k}" for k, _ in lost[:MOST]])
            more = f" and {len(lost) - MOST} more" if len(lost) > MOST else ""
            told.append(
                f"{path.relative_to(case.folder).as_posix()}: there is no place in {text.id} for"
                f" {where}{more}, which no chart shows: the words do not stand there, or stand there several"
                " times. Write start and end anew, or take it out."
            )
    return told


def _codings(case: texts.Case, readings: Sequence[Reading]) -> Iterator[tuple[Path, texts.Text, Reading]]:
    """The files of people's coding of the editions that are read."""
    for reading in readings:
        for kind in ("adjudicated", "reference"):
            path = Path(case.folder) / "coding" / kind / f"{reading.text.id}.{reading.text.edition}.jsonl"
            if path.is_file() and not reading.text.differs:
                yield path, reading.text, reading
