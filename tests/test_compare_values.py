"""The figures of compared tables, worked out by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from diptych import compare
from diptych.compare import keywords, tables

ACT = {
    "text_id": "a",
    "sent": "s001",
    "end": 4,
    "surface": "word",
    "certainty": "plain",
    "voice": "author",
    "source": "",
}


def acts(*rungs):
    return pd.DataFrame(
        [
            ACT | {"start": k, "rung": rung.strip("!"), "certainty": "denied" if "!" in rung else "plain"}
            for k, rung in enumerate(rungs)
        ]
    )


def test_a_share_of_the_ladder_is_of_the_acts_on_it_and_beside_it_of_all_rows():
    found = compare.ladder(acts("1", "1", "5", "blame", "6!")).set_index("rung")
    of = {rung: (row["n"], row["of"], round(row["share"], 6)) for rung, row in found.iterrows() if row["n"]}
    assert sorted(of.values()) == [(1, 3, 0.333333), (1, 5, 0.2), (1, 5, 0.2), (2, 3, 0.666667)]


def test_what_is_denied_left_open_or_kept_at_a_distance_does_not_count():
    assert len(tables.upheld(acts("1", "6!", "5"))) == 2
    stances = ("asserts", "reports", "distances", "denies", "withholds", "defines")
    terms = pd.DataFrame([ACT | {"start": k, "stance": stance} for k, stance in enumerate(stances)]).drop(
        columns="certainty"
    )
    assert tables.upheld(terms)["stance"].tolist() == ["asserts", "reports", "defines"]


def test_a_rate_is_in_a_thousand_words_of_its_text():
    readings = [
        SimpleNamespace(text=SimpleNamespace(id=id, text="word " * n)) for id, n in (("a", 500), ("b", 2000))
    ]
    rows = pd.DataFrame([ACT | {"text_id": id, "start": k, "term": "fire"} for k, id in enumerate("aabb")])
    found = compare.rates(rows, readings, by="term", intervals=True)
    assert found[["text_id", "n", "rate"]].values.tolist() == [["a", 2, 4.0], ["b", 2, 1.0]]
    assert found["high"].tolist() == pytest.approx([7.2247 * 2, 7.2247 / 2], abs=1e-3)  # Garwood (1936) for 2


def test_the_interval_of_a_preference_is_that_of_95_per_cent():
    found = keywords._odds(pd.Series({"x": 30.0, "y": 70.0}), pd.Series({"x": 10.0, "y": 90.0})).set_index(
        "lemma"
    )
    spread = (1 / 130 + 1 / 110) ** 0.5  # the counts of x, each with the prior, a fifth of 500
    assert found.loc["x", "high"] - found.loc["x", "low"] == pytest.approx(2 * 1.96 * spread)
    assert found.loc["x", "high"] + found.loc["x", "low"] == pytest.approx(2 * found.loc["x", "log_odds"])


@pytest.mark.parametrize(
    "parts, said",
    [
        ((60, 40), "parts come to all of it"),
        ((60, 20), "come to 80 of 100; the rest is not parted"),
        ((60, 50), "come to 110, more than the whole, 100"),
    ],
)
def test_parts_are_held_against_their_whole(parts, said):
    number = ACT | {"kind": "count", "measure": "killed", "counted": "people", "part_of": ""}
    rows = [number | {"start": 0, "surface": "100", "low": 100, "high": 100}]
    rows += [
        number | {"start": 10 + n, "surface": str(n), "low": n, "high": n, "part_of": "100"} for n in parts
    ]
    findings = compare.reconcile(pd.DataFrame(rows))["finding"].tolist()
    assert any(said in finding for finding in findings), findings
