"""Terms: one row per term for the violence."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import table
from diptych.pipeline import Reading

FIELDS = ["term", "referent", "referent_name", "stance", "voice", "source"]


def terms(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per term for the violence."""
    return table.make(readings, rows, FIELDS)


def rows(reading: Reading) -> list[tuple]:
    return []
