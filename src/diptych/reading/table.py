"""How a table is made: once, from columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from diptych.reading.reading import Reading

BASE = ["text_id", "sent", "start", "end", "surface"]


def sentence_id(k: int) -> str:
    """The id of the sentence with number k, from 0: s001, s002, …"""
    return f"s{k + 1:03d}"


def make(
    readings: Iterable[Reading], find: Callable[[Reading], Iterable[tuple]], fields: Sequence[str]
) -> pd.DataFrame:
    """A table from all readings, in the order of the texts and of the words.

    `find` takes a reading and gives tuples (start, end, *fields), start and end in characters of the text.
    The columns are text_id, sent, start, end, surface, and the fields; `text[start:end] == surface` holds on
    every row.
    """
    columns: dict[str, list] = {c: [] for c in [*BASE, *fields]}
    for reading in readings:
        text, firsts = reading.text.text, [reading.parse.start[a] for a, _ in reading.parse.sents]
        for start, end, *values in sorted(find(reading), key=lambda row: (row[0], row[1])):
            for column, value in zip(
                columns,
                [
                    reading.text.id,
                    sentence_id(max(0, bisect_right(firsts, start) - 1)),
                    start,
                    end,
                    text[start:end],
                    *values,
                ],
                strict=True,
            ):
                columns[column].append(value)
    return pd.DataFrame(columns).astype({"start": "int64", "end": "int64"})  # in an empty table too


def coded(
    readings: Iterable[Reading], find: Callable[[Reading], Iterable[tuple]], fields: Sequence[str]
) -> pd.DataFrame:
    """The table of `make` for what the program codes: of a text that is not in English, no row."""
    return make(readings, lambda reading: find(reading) if reading.is_english else (), fields)


def sentences(reading: Reading) -> list[tuple[int, int]]:
    """The characters of each sentence of a text, first and after the last, in the order of `sent`."""
    p = reading.parse
    return [(p.start[a], p.end[b - 1]) for a, b in p.sents]
