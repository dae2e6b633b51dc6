"""What is drawn, read back from the artists: where a mark stands, how it looks, how far a line reaches,
what number is beside it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import matplotlib.colors as colors
import pandas as pd
import pytest
from matplotlib.text import Annotation

from diptych import charts
from diptych.charts import base, counts, rates, signs

BASE = {"text_id": "a", "sent": "s001", "start": 0, "end": 4, "surface": "word"}


def points(ax):
    """Every drawn mark: x, y, its shape, and whether it is hollow."""
    found = []
    for line in ax.lines:
        if (
            len(line.get_xdata()) == 1
            and isinstance(line.get_marker(), str)
            and line.get_marker() in base.MARKS
        ):
            hollow = colors.to_hex(line.get_markerfacecolor()) == "#ffffff"
            found.append((float(line.get_xdata()[0]), float(line.get_ydata()[0]), line.get_marker(), hollow))
    return found


def struck(ax):
    return [line for line in ax.lines if isinstance(line.get_marker(), list)]


def reach(ax):
    """From where to where each line of an interval goes."""
    return [
        (round(float(a), 6), round(float(b), 6))
        for c in ax.collections
        for (a, _), (b, _) in c.get_segments()
    ]


def words(ax):
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("sign", signs.SIGNS)
def test_a_hollow_sign_is_drawn_hollow_and_a_struck_one_struck(sign):
    ax = base.new_axes(None)
    signs.point(ax, 1, 2, ("#4B2E83", "o"), sign)
    ((x, y, _, hollow),) = points(ax)
    assert (x, y, hollow, len(struck(ax))) == (1, 2, sign.hollow, int(sign.struck))


def dots(**more):
    rows = [
        {
            "text_id": id,
            "label": label,
            "n": n,
            "share": n / 20,
            "of": 20,
            "low": n / 40,
            "high": n / 10,
            "rows": ("k",) * n,
        }
        for label, of in (("one", (2, 5)), ("two", (0, 4)))
        for id, n in zip("ab", of)
    ]
    return rates.dots(pd.DataFrame(rows), label="label", **more)


def test_dots_stand_at_their_numbers_in_the_row_of_their_label():
    ax = dots()
    assert [(x, round(y), shape) for x, y, shape, _ in points(ax)] == [(2, 0, "o"), (5, 0, "s"), (4, 1, "s")]
    assert words(ax) == ["2", "5", "0", "4"]
    tops = [y for _, y, _, _ in points(ax)]
    assert tops[0] < tops[1], "the first text stands above the second"


def test_a_share_is_drawn_in_per_cent_with_its_base():
    ax = dots(value="share")
    assert [round(x, 6) for x, *_ in points(ax)] == [10, 25, 20] and words(ax) == [
        "2 of 20",
        "5 of 20",
        "0",
        "4 of 20",
    ]


def test_an_interval_is_drawn_from_its_low_to_its_high_end():
    assert reach(dots(value="share", low="low", high="high")) == [(5, 20), (12.5, 50), (0, 0), (10, 40)]


def keyness(against):
    rows = [("a", against, "fire", 9, 1, -2.0, -3.0, -1.0), ("b", against, "sea", 1, 9, 1.5, 0.5, 2.5)]
    frame = pd.DataFrame(
        rows, columns=["text_id", "against", "lemma", "n", "other_n", "log_odds", "low", "high"]
    )
    if against == schema_others():
        frame[["log_odds", "low", "high"]] = frame[["log_odds", "low", "high"]].abs()
    return frame.assign(rows=[("k",) * 10] * 2)


def schema_others():
    from diptych.schema import OTHERS

    return OTHERS


def test_a_preferred_word_stands_on_the_side_of_its_text():
    ax = rates.keyness(keyness("other"), intervals=True)
    assert [x for x, *_ in points(ax)] == [2.0, -1.5] and reach(ax) == [(3, 1), (-0.5, -2.5)]
    assert [x for x, *_ in points(rates.keyness(keyness(schema_others())))] == [2.0, 1.5]


def over_time():
    rows = [("a", 2000, 3.0, 6, 1.0, 5.0), ("a", 2001, 4.0, 8, 2.0, 7.0)]
    frame = pd.DataFrame(rows, columns=["text_id", "period", "rate", "n", "low", "high"]).assign(
        rows=[("k",) * 6, ("k",) * 8]
    )
    return rates.over_time(frame)


def test_a_point_in_time_has_its_rate_and_its_interval():
    ax = over_time()
    assert [(x, y) for x, y, *_ in points(ax)] == [(2000, 3), (2001, 4)]
    assert [(a[1], b[1]) for c in ax.collections for a, b in c.get_segments()] == [(1, 5), (2, 7)]


def number(low, high, counted="people", k=0, voice="author"):
    place = BASE | {"start": 10 * k, "end": 10 * k + 4}
    return place | {
        "kind": "count",
        "low": low,
        "high": high,
        "counted": counted,
        "measure": "killed",
        "voice": voice,
        "source": "",
    }


def test_a_figure_stands_at_its_low_end_and_its_line_reaches_to_the_high_one():
    ax = charts.figures(pd.DataFrame([number(100, 300)]))
    assert [x for x, *_ in points(ax)] == [100] and reach(ax) == [(100, 300)]


@pytest.mark.parametrize("low, high, at, end", [(100, None, 100, 240), (None, 240, 240, 100)])
def test_an_open_end_of_a_figure_is_an_arrow_to_that_side(low, high, at, end):
    ax = charts.figures(pd.DataFrame([number(low, high)]))
    (arrow,) = [t for t in ax.texts if isinstance(t, Annotation) and t.arrow_patch is not None]
    assert [x for x, *_ in points(ax)] == [at] and arrow.xyann[0] == at and round(arrow.xy[0]) == end


def test_figures_beyond_the_lanes_are_counted_and_listed():
    ax = charts.figures(pd.DataFrame([number(10 + k, 10 + k, k=k) for k in range(20)]))
    assert "and 8 more" in words(ax) and len(points(ax)) == 12
    assert [(m.shows, len(m.keys)) for m in charts.marks_of(ax)][-1] == (8, 8)


def day(k, when="1990-05-03", text="a", voice="author"):
    row = {
        "earliest": when,
        "latest": when,
        "edtf": when,
        "what": "",
        "quote": f"words {k}",
        "voice": voice,
        "source": "",
    }
    return BASE | {"text_id": text, "start": 10 * k, "end": 10 * k + 4} | row


def test_what_is_beyond_the_room_of_a_date_is_counted_and_listed():
    ax = charts.timeline(pd.DataFrame([day(k) for k in range(20)]), {})
    assert "and 8 more" in words(ax) and len(points(ax)) == 12


def test_days_stand_to_scale_the_earliest_at_the_top():
    ax = charts.timeline(pd.DataFrame([day(k, f"1990-01-{d}") for k, d in enumerate(("01", "02", "31"))]), {})
    spans = [line.get_ydata() for line in ax.lines if line.get_linewidth() == 5]
    first, second, last = (float(y[0]) for y in spans)
    assert first < second < last and (second - first) / (last - first) == pytest.approx(1 / 30)


def test_a_cell_has_its_number_and_each_text_its_lane():
    rows = [
        BASE | {"text_id": id, "start": k, "what": "fire", "where": "sea", "voice": voice}
        for k, (id, voice) in enumerate([("a", "author")] * 3 + [("b", "author")] * 2 + [("a", "attributed")])
    ]
    ax = counts.cells(pd.DataFrame(rows), x="where", y="what")
    assert words(ax) == ["3", "1", "2"] and [hollow for *_, hollow in points(ax)] == [False, True, False]
    (_, a, *_), _, (_, b, *_) = points(ax)
    assert a < 0 < b


def test_the_settings_of_a_machine_change_no_chart(tmp_path):
    """The same chart in the same bytes, whatever a matplotlibrc says."""
    (tmp_path / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: red\nlines.linestyle: --\n")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import test_charts_values as t, matplotlib\n"
        "ax = t.over_time(); ax.figure.savefig(sys.stdout.buffer, format='svg', metadata={'Date': None})"
    )
    drawn = [
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env=os.environ | more,
            capture_output=True,
            check=True,
        ).stdout
        for more in ({}, {"MATPLOTLIBRC": str(tmp_path / "matplotlibrc")})
    ]
    plain = [re.sub(rb'(id="|#|url\(#)[a-z]+[0-9a-f]{6,}', rb"\1", svg) for svg in drawn]
    assert plain[0] == plain[1] and len(plain[0]) > 5000
