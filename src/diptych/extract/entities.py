"""Entities: who and what is named, by the codebook and by the model."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych.reading import grammar, names, table
from diptych.reading.reading import Reading

FIELDS = ["label", "canonical", "found_by"]


def entities(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per named mention."""
    return table.coded(readings, rows, FIELDS)


def disagreements(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per name of the codebook that the language model labels otherwise, or misses: text_id, sent,
    start, end, surface; label and canonical (the codebook's); model_label and model_words (the model's, empty
    where it names nothing there)."""
    return table.make(
        readings,
        lambda r: [
            (*grammar.chars(r.parse, first, last), *more) for first, last, *more in names.disagreements(r)
        ],
        ["label", "canonical", "model_label", "model_words"],
    )


def rows(reading: Reading) -> list[tuple]:
    return [
        (*grammar.chars(reading.parse, m.first, m.last), m.label, m.canonical, m.found_by)
        for m in names.mentions(reading)
    ]
