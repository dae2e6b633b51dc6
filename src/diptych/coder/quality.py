"""How good the models are on passages that they were not trained on: scores with intervals, and how far `p`
can be believed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diptych import schema
from diptych.score import match, same

BINS = 10


class Calibration(NamedTuple):
    """From what the models make of a row to how often such a row is right: a logistic curve (Platt 1999) over
    log-odds."""

    slope: float
    shift: float

    def __call__(self, p: float) -> float:
        """The calibrated probability."""
        return round(1 / (1 + math.exp(-(self.slope * _log_odds(p) + self.shift))), 3)


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def right(reference: Sequence[dict], coded: Sequence[dict], layer: str) -> list[bool]:
    """For each coded row whether people coded the same there, on every key field."""
    out = [False] * len(coded)
    for i, j in match(list(reference), list(coded)):
        out[j] = all(same(k, reference[i].get(k), coded[j].get(k)) for k in schema.KEYS[layer])
    return out


def calibrate(ps: Sequence[float], truth: Sequence[bool]) -> Calibration:
    """The calibration of probabilities, from whether the rows were right."""
    from sklearn.linear_model import LogisticRegression  # only training needs it

    found = LogisticRegression(C=1e3).fit([[_log_odds(p)] for p in ps], list(truth))
    return Calibration(round(float(found.coef_[0][0]), 3), round(float(found.intercept_[0]), 3))


def bins(ps: Sequence[float], truth: Sequence[bool]) -> list[dict]:
    """Rows by tenths of `p`: how many, their mean `p`, and the share that is right."""
    at = np.minimum((np.asarray(ps) * BINS).astype(int), BINS - 1)
    out = []
    for k in range(BINS):
        own = at == k
        if own.any():
            out.append(
                {
                    "n": int(own.sum()),
                    "p": round(float(np.mean(np.asarray(ps)[own])), 3),
                    "right": round(float(np.mean(np.asarray(truth)[own])), 3),
                }
            )
    return out


def calibration_error(table: Sequence[dict]) -> float:
    """The expected calibration error of `bins`: the mean distance of `p` from the share that is right, by
    rows."""
    n = sum(b["n"] for b in table)
    return round(sum(b["n"] * abs(b["p"] - b["right"]) for b in table) / n, 3) if n else 0.0


class Tally(NamedTuple):
    """What is counted of one text: rows of people, rows of the program, pairs found, pairs that agree on
    every key field."""

    reference: int
    coding: int
    found: int
    joint: int


def tally(reference: Sequence[dict], coded: Sequence[dict], layer: str) -> Tally:
    """The counts for one text and layer."""
    return Tally(
        len(reference),
        len(coded),
        len(match(list(reference), list(coded))),
        sum(right(reference, coded, layer)),
    )


def f1(counts: Sequence[Tally], what: str) -> float:
    """F1 of rows `found` or `joint` over texts."""
    rows = sum(t.reference + t.coding for t in counts)
    return 2 * sum(getattr(t, what) for t in counts) / rows if rows else 0.0


def with_interval(counts: Sequence[Tally], what: str, draws: int = 1000, seed: int = 7) -> dict:
    """F1 with its 95 % interval: bootstrap over texts."""
    rng = np.random.default_rng(seed)
    table = np.array([(getattr(t, what), t.reference + t.coding) for t in counts], dtype=float)
    picked = table[rng.integers(0, len(table), (draws, len(table)))].sum(axis=1)
    low, high = np.percentile(2 * picked[:, 0] / np.maximum(picked[:, 1], 1), [2.5, 97.5])
    return {what: round(f1(counts, what), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def fields(pairs: Sequence[tuple[Sequence[dict], Sequence[dict]]], layer: str) -> dict[str, float]:
    """The share of matched rows that agree, for each field, over (people's rows, the program's rows)."""
    names = [*schema.KEYS[layer], *schema.EXTRA.get(layer, [])]
    agree, n = dict.fromkeys(names, 0), 0
    for reference, coded in pairs:
        for i, j in match(list(reference), list(coded)):
            n += 1
            for name in names:
                agree[name] += same(name, reference[i].get(name), coded[j].get(name))
    return {name: round(k / n, 3) for name, k in agree.items()} if n else {}
