"""Names that a reader writes (a text, a column, a code, a layer), held against what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

import pandas as pd

from diptych import schema

MOST = 20
#: What a column is called in a sentence, where not by its name.
CALLED = {"text_id": "text"}
#: The columns with a closed set of values, which may be asked for where no row has them.
CLOSED = {**schema.WORDS, "rung": schema.RUNGS}


class AskError(ValueError):
    """A name that is not there: what was asked for, and what there is instead."""


def one_of(name, known: Iterable, what: str = "name"):
    """The name, where it is one of those known. Raises AskError: `no text "orlan"; there are orlen,
    tolpress`."""
    known = list(known)
    if name in known:
        return name
    raise AskError(f'no {what} "{name}"; {_listed(str(name), known)}')


def all_of(names: Iterable, known: Iterable, what: str = "name") -> list:
    """The names, where each is one of those known. Raises AskError at the first that is not."""
    known = list(known)
    return [one_of(name, known, what) for name in names]


def columns(table: pd.DataFrame, *names: str) -> None:
    """Raises AskError where a table has no column of a name that was asked for."""
    all_of((name for name in names if name is not None), table.columns, "column")


def only(rows: pd.DataFrame, **chosen) -> pd.DataFrame:
    """The rows of a table that have these values, one or a list of them for each column: `only(terms,
    referent="case", term=["massacre", "battle"])`. Raises AskError for a column that the table has not,
    and for a value that neither the coding manual nor a row has."""
    columns(rows, *chosen)
    for column, values in chosen.items():
        values = [str(v) for v in (values if isinstance(values, (list, tuple, set)) else [values])]
        there = rows[column].astype(str)
        if len(rows) or column in CLOSED:
            all_of(values, dict.fromkeys([*CLOSED.get(column, ()), *there]), CALLED.get(column, column))
        rows = rows[there.isin(values)]
    return rows


def _listed(name: str, known: Collection) -> str:
    there = [str(k) for k in known]
    if not there:
        return "there is none"
    if len(there) > MOST:
        near = get_close_matches(name, there, n=3, cutoff=0.5)
        there = [*near, *(k for k in there if k not in near)]
    more = f" and {len(there) - MOST} more" if len(there) > MOST else ""
    return f"there {'is' if len(there) == 1 else 'are'} {', '.join(there[:MOST])}{more}"
