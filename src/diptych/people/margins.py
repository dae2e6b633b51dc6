"""Counts and shares with margins, from a sample that people reviewed: the stratified difference estimate.

The program's code m is known for every unit (a sentence, or a proposed row), people's code y for those that
were drawn at random within strata h (confidence bins of proposed rows; sentences without a row). With the
error e = y - m, N units and n reviewed of them in each stratum:

    total    = sum of m over all units + sum over h of N_h * mean(e in h)
    variance = sum over h of N_h**2 * (1 - n_h / N_h) * s_h**2 / n_h

A share is a ratio R of two such totals; its variance is that of e(part) - R * e(whole), over the whole. The
interval uses Student's t with Satterthwaite's degrees of freedom; a small stratum's variance is drawn a
little towards the pooled one, and is no smaller than if one unit in n were wrong: where nothing wrong is
found, something may be. No total is below what people have counted already. Where all units are reviewed the
interval is zero. What the program gets wrong is so corrected, not only told of.

Horvitz & Thompson (1952), JASA 47; Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, ch. 6;
Hanley & Lippman-Hand (1983), If nothing goes wrong, is everything all right?, JAMA 249; Egami, Hinck, Stewart
& Wei (2023), Using imperfect surrogates: design-based supervised learning, NeurIPS 36.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.stats import t as student

#: So many reviewed units' worth of the pooled variance are added to that of each stratum: enough that one
#: reviewed unit gives an interval; more makes them too wide where most sentences have nothing to correct.
PULL = 0.5


class Margin(NamedTuple):
    """An estimate and its 95 % interval."""

    value: float
    low: float
    high: float


def total(program: np.ndarray, people: np.ndarray, stratum: np.ndarray, *, level: float = 0.95) -> Margin:
    """The total of people's codes over all units; `people` is NaN where nobody has reviewed."""
    value, wide = _difference(program, people, stratum, level)
    return Margin(*(max(end, np.nansum(people)) for end in (value, value - wide, value + wide)))


def share(
    part: tuple[np.ndarray, np.ndarray],
    whole: tuple[np.ndarray, np.ndarray],
    stratum: np.ndarray,
    *,
    level: float = 0.95,
) -> Margin:
    """The share of one total in another, each given as the program's codes and people's."""
    below = _difference(*whole, stratum, level)[0]
    if below <= 0:
        return Margin(np.nan, np.nan, np.nan)
    ratio = _difference(*part, stratum, level)[0] / below
    program, people = (a - ratio * b for a, b in zip(part, whole))
    wide = _difference(program, people, stratum, level)[1] / below
    return Margin(*np.clip([ratio, ratio - wide, ratio + wide], 0.0, 1.0))


def _difference(program, people, stratum, level) -> tuple[float, float]:
    """The difference estimate of a total, and half of its interval."""
    seen, error = ~np.isnan(people), np.asarray(people) - program
    kinds = [(stratum == h, seen & (stratum == h)) for h in np.unique(stratum)]
    if any(not drawn.any() for _, drawn in kinds):
        return float("nan"), float("nan")
    big, n = (np.array([mask.sum() for mask in masks], float) for masks in zip(*kinds))
    means = np.array([error[drawn].mean() for _, drawn in kinds])
    squares = np.array([((error[drawn] - error[drawn].mean()) ** 2).sum() for _, drawn in kinds])
    pooled = squares.sum() / max(1.0, (n - 1).sum())
    variance = (squares + PULL * pooled) / (n - 1 + PULL)
    return float(np.sum(program) + big @ means), half(big, n, variance, level=level)


def half(big: np.ndarray, n: np.ndarray, variance: np.ndarray, *, level: float = 0.95) -> float:
    """Half of the interval of a total, from the units, those reviewed and the variance of each stratum; NaN
    where nothing of a stratum is reviewed."""
    if not np.all(n):
        return float("nan")
    terms = big**2 * (1 - n / big) * np.maximum(variance, 1 / n.sum()) / n
    if not terms.sum():
        return 0.0
    free = terms.sum() ** 2 / (terms**2 / (n - 1 + PULL)).sum()
    return float(student.ppf((1 + level) / 2, free) * np.sqrt(terms.sum()))
