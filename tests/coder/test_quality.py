"""Scores and calibration, worked by hand on a few rows."""

import math

import pytest

from diptych.coder import quality
from diptych.coder.quality import Tally


def row(start, **codes):
    return {
        "layer": "term",
        "sent": "s001",
        "surface": "massacre",
        "start": start,
        "end": start + 8,
        "term": "massacre",
        "referent": "case",
        "stance": "asserts",
        "voice": "author",
        "source": "",
    } | codes


PEOPLE = [row(0), row(20), row(40)]
PROGRAM = [row(0), row(20, stance="denies"), row(60)]


def test_a_row_is_right_where_every_key_code_is_as_people_have_it():
    assert quality.right(PEOPLE, PROGRAM, "term") == [True, False, False]


def test_a_tally_counts_the_rows_the_pairs_and_those_that_agree():
    assert quality.tally(PEOPLE, PROGRAM, "term") == Tally(reference=3, coding=3, found=2, joint=1)


def test_f1_is_twice_the_pairs_by_the_rows_of_both():
    counts = [Tally(3, 3, 2, 1), Tally(1, 3, 1, 1)]
    assert quality.f1(counts, "found") == pytest.approx(6 / 10)
    assert quality.f1(counts, "joint") == pytest.approx(4 / 10)
    assert quality.f1([], "joint") == 0 and quality.f1([Tally(0, 0, 0, 0)], "found") == 0


def test_the_interval_holds_the_score_and_shrinks_with_more_texts():
    few = quality.with_interval([Tally(4, 4, 4, 4), Tally(4, 4, 0, 0)] * 3, "joint")
    many = quality.with_interval([Tally(4, 4, 4, 4), Tally(4, 4, 0, 0)] * 100, "joint")
    assert few["joint"] == many["joint"] == 0.5
    assert few["low"] < many["low"] < 0.5 < many["high"] < few["high"]
    assert quality.with_interval([Tally(4, 4, 4, 4)] * 5, "joint") == {"joint": 1.0, "low": 1.0, "high": 1.0}


def test_bins_give_the_rows_the_mean_and_the_share_that_is_right_of_each_tenth():
    assert quality.bins([0.12, 0.18, 0.95, 1.0], [False, True, True, True]) == [
        {"n": 2, "p": 0.15, "right": 0.5},
        {"n": 2, "p": 0.975, "right": 1.0},
    ]


def test_the_calibration_error_is_the_mean_distance_by_rows():
    table = [{"n": 3, "p": 0.2, "right": 0.3}, {"n": 1, "p": 0.9, "right": 0.5}]
    assert quality.calibration_error(table) == pytest.approx((3 * 0.1 + 0.4) / 4)
    assert quality.calibration_error([]) == 0


def test_a_calibration_of_slope_one_and_no_shift_changes_nothing():
    same = quality.Calibration(1.0, 0.0)
    assert [same(p) for p in (0.1, 0.5, 0.9)] == [0.1, 0.5, 0.9]
    assert 0 <= same(0.0) < same(1.0) <= 1


def test_calibration_brings_overconfident_rows_down_to_the_share_that_is_right():
    ps, truth = [0.95] * 100 + [0.6] * 100, [True] * 70 + [False] * 30 + [True] * 40 + [False] * 60
    found = quality.calibrate(ps, truth)
    assert found(0.95) == pytest.approx(0.7, abs=0.02) and found(0.6) == pytest.approx(0.4, abs=0.02)
    rise, run = math.log(7 / 3) - math.log(2 / 3), math.log(19) - math.log(1.5)
    assert found.slope == pytest.approx(rise / run, abs=0.02)


def test_each_field_is_scored_over_the_pairs_that_were_found():
    assert quality.fields([(PEOPLE, PROGRAM)], "term") == {
        "term": 1.0,
        "referent": 1.0,
        "stance": 0.5,
        "voice": 1.0,
        "source": 1.0,
    }
