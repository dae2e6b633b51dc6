"""What is said below a chart: its question, how to read it, what it does not show (`accounts.toml`)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from matplotlib.axes import Axes

#: The heads of the four lines of an account; the words of the last are worked out from the rows.
HEADS = ("The question", "How to read it", "What it does not show", "Made from")


class Account(NamedTuple):
    """The words of the first three lines of an account."""

    question: str
    read: str
    not_shown: str


def account(chart: str, use: str = "") -> Account:
    """The account of a chart function, where `use` has lines of its own with these."""
    entry = _entries()[chart]
    own = entry.get(use, {})
    return Account(*(own.get(line, entry[line]) for line in Account._fields))


def account_of(ax: Axes) -> Account | None:
    """The account of a chart that was drawn; None of a drawing that is none of ours."""
    drawn = getattr(ax.figure, "diptych_chart", None)
    return account(*drawn) if drawn else None


@lru_cache(maxsize=1)
def _entries() -> dict[str, dict]:
    return tomllib.loads((files("diptych.charts") / "accounts.toml").read_text(encoding="utf-8"))
