"""Entities: who and what is named, by the codebook and by the model."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import grammar, names, table
from diptych.pipeline import Reading

FIELDS = ["label", "canonical", "found_by"]


def entities(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per named mention."""
    return table.make(readings, rows, FIELDS)


def rows(reading: Reading) -> list[tuple]:
    return [(*grammar.chars(reading.parse, m.first, m.last), m.label, m.canonical, m.found_by) for m in names.mentions(reading)]
