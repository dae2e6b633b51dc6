"""What training is made of: examples from coded text, and models fitted to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from diptych.coder.models import Features, Model, fit, given
from diptych.reading.reading import Reading


class Example(NamedTuple):
    """A candidate as training sees it: its features, and the row that people coded there, or None."""

    features: Features
    row: dict | None


class Placed(Protocol):
    """Anything with a first token and a token after the last."""

    first: int
    last: int


def aligned(reading: Reading, candidates: Sequence[Placed], rows: Iterable[dict]) -> list[dict | None]:
    """For each candidate the row whose words overlap its own, each row used once: same words first, then by
    overlap."""
    p, rows = reading.parse, list(rows)
    pairs = []
    for i, c in enumerate(candidates):
        start, end = p.start[c.first], p.end[c.last - 1]
        for j, row in enumerate(rows):
            overlap = min(end, row["end"]) - max(start, row["start"])
            if overlap > 0:
                pairs.append(((start, end) == (row["start"], row["end"]), overlap, -i, -j))
    out: list[dict | None] = [None] * len(candidates)
    used: set[int] = set()
    for *_, i, j in sorted(pairs, reverse=True):
        if out[-i] is None and -j not in used:
            used.add(-j)
            out[-i] = rows[-j]
    return out


def fit_all(examples: Sequence[Example], tasks: Sequence[str]) -> dict[str, Model]:
    """A model that says whether there is a row, and one for each task."""
    return fit_row(examples) | fit_codes([e for e in examples if e.row], tasks)


def fit_row(examples: Sequence[Example]) -> dict[str, Model]:
    """A model that says whether there is a row."""
    return {"row": fit([e.features for e in examples], ["yes" if e.row else "no" for e in examples])}


def fit_codes(coded: Sequence[Example], tasks: Sequence[str]) -> dict[str, Model]:
    """A model for each task, asked with the right answers to those before it."""
    models = {}
    for k, task in enumerate(tasks):
        asked = [
            [*e.features, *given(e.features, {t: e.row[t] for t in ("voice", *tasks[:k])})] for e in coded
        ]
        models[task] = fit(asked, [e.row[task] for e in coded])
    return models
