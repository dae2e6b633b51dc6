"""A margin covers what people would have counted, and is gone when they have read everything."""

import numpy as np
import pytest

from diptych.people import margins


def population(seed=0, size=1200):
    """Units with the program's code, people's and a stratum, wrong more often where it is less sure."""
    rng = np.random.default_rng(seed)
    stratum = rng.integers(0, 4, size)
    program = np.where(stratum == 3, 0, rng.random(size) < 0.7).astype(float)
    wrong = rng.random(size) < np.array([0.4, 0.25, 0.15, 0.08])[stratum]
    return program, np.where(wrong, 1 - program, program), stratum


def drawn(rng, truth, stratum, part):
    people = np.full(len(truth), np.nan)
    for h in np.unique(stratum):
        of = np.flatnonzero(stratum == h)
        seen = rng.choice(of, max(2, round(part * len(of))), replace=False)
        people[seen] = truth[seen]
    return people


@pytest.mark.parametrize("part", [0.05, 0.1, 0.3])
def test_95_intervals_cover_the_true_count_93_to_97_times_in_100(part):
    program, truth, stratum = population()
    rng, hits = np.random.default_rng(1), 0
    for _ in range(2000):
        found = margins.total(program, drawn(rng, truth, stratum, part), stratum)
        hits += found.low <= truth.sum() <= found.high
    assert 0.93 <= hits / 2000 <= 0.97, hits / 2000


def test_the_margin_is_zero_when_everything_is_reviewed():
    program, truth, stratum = population()
    found = margins.total(program, truth, stratum)
    assert found.value == pytest.approx(truth.sum()) and found.low == found.high == found.value


def test_where_nothing_wrong_is_found_the_margin_leaves_room_until_everything_is_reviewed():
    program, stratum = np.zeros(100), np.repeat([0, 1], 50)
    widths = []
    for n in (5, 25, 49, 50):
        people = np.where(np.arange(100) % 50 < n, 0.0, np.nan)
        found = margins.total(program, people, stratum)
        assert found.value == found.low == 0
        widths.append(found.high)
    assert widths == sorted(widths, reverse=True) and widths[2] > 0 == widths[3]
