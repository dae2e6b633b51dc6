"""Names that a reader writes (a text, a column, a code, a layer), held against what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

MOST = 30


class AskError(ValueError):
    """A name that is not there: what was asked for, and what there is instead."""


def one_of(name, known: Iterable, what: str = "name"):
    """The name, where it is one of those known. Raises AskError: `no text "orlan"; there are orlen,
    tolpress`."""
    known = known if isinstance(known, Collection) else list(known)
    if name in known:
        return name
    raise AskError(f'no {what} "{name}"; {_listed(known)}')


def all_of(names: Iterable, known: Iterable, what: str = "name") -> list:
    """The names, where each is one of those known. Raises AskError at the first that is not."""
    known = list(known)
    return [one_of(name, known, what) for name in names]


def columns(table, *names: str) -> None:
    """Raises AskError where a table has no column of a name that was asked for."""
    all_of(names, table.columns, "column")


def _listed(known: Collection) -> str:
    there = [str(k) for k in known]
    if not there:
        return "there is none"
    more = f" and {len(there) - MOST} more" if len(there) > MOST else ""
    return f"there {'is' if len(there) == 1 else 'are'} {', '.join(there[:MOST])}{more}"
