"""The key of a row: what a mark on a chart, a count in a table and a page of the site know of the rows behind
them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

import pandas as pd

#: Where a table's `attrs` keep, in words, whose coding its rows were drawn from.
CODING = "coding"
BASE = ["text_id", "sent", "start", "end"]


class Place(NamedTuple):
    """Where a row stands: text, sentence, first character and the one after the last."""

    text_id: str
    sent: str
    start: int
    end: int


def key(text_id: str, sent: str, start: int, end: int) -> str:
    """The key of a row, the same in every run: `aslanov-s013-1203-1210`."""
    return f"{text_id}-{sent}-{start}-{end}"


def keys(rows: pd.DataFrame) -> list[str]:
    """The keys of the rows of any table with text_id, sent, start and end; rows with no place in a text (no
    sent) have none."""
    places = zip(*(rows[c] for c in BASE))
    return [key(id, sent, int(start), int(end)) for id, sent, start, end in places if sent]


def place(key: str) -> Place:
    """Where the row of a key stands."""
    text_id, sent, start, end = key.rsplit("-", 3)
    return Place(text_id, sent, int(start), int(end))


def gathered(rows: pd.DataFrame, by: list[str]) -> dict:
    """The keys of the rows for each value (or tuple of values) of the columns `by`."""
    found: dict = {}
    values = rows[by[0]] if len(by) == 1 else zip(*(rows[c] for c in by))
    for value, one in zip(values, keys(rows)):
        found.setdefault(value, []).append(one)
    return {value: tuple(k) for value, k in found.items()}


def keeps_coding(work_out: Callable) -> Callable:
    """Decorator: a table worked out from another one is drawn from the same coding (`attrs`)."""
    @wraps(work_out)
    def kept(rows: pd.DataFrame, *args, **kwargs) -> pd.DataFrame:
        out = work_out(rows, *args, **kwargs)
        out.attrs |= rows.attrs
        return out

    return kept
