"""Numbers: one row per number."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import table
from diptych.pipeline import Reading

FIELDS = ["kind", "low", "high", "counted", "measure", "voice", "source"]


def numbers(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per number."""
    return table.make(readings, rows, FIELDS)


def rows(reading: Reading) -> list[tuple]:
    return []
