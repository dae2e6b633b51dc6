import random
import time
from itertools import combinations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from diptych.cli import app
from diptych.people import agreement, coding

ROW = {"layer": "term", "sent": "s001", "surface": "massacre", "nth": 1, "start": 10, "end": 18, "term": "massacre", "referent": "case", "referent_name": "", "stance": "asserts", "voice": "author", "source": ""}


def row(start=10, **change):
    return ROW | {"start": start, "end": start + 8, "sent": f"s{1 + start // 100:03d}"} | change


def counts(*raters):
    """counts[unit, value] of ratings written as letters, a dot where a rater gave none."""
    values = sorted({v for r in raters for v in r if v != "."})
    return np.array([[sum(r[i] == v for r in raters) for v in values] for i in range(len(raters[0]))], float)


# Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability: A (two observers, two values), B (two observers, five
# values) and C (four observers, values missing). Gwet, K. L. (2014), Handbook of inter-rater reliability, 4th ed., takes the
# ratings of C as its example of four raters; the package irrCAC of the same author prints percent .81818, AC1 .77544, alpha .74342.
A = counts("0100000010", "1110010000")
B = counts("aabbdcccedda", "babbbccceddd")
C = counts("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# Gwet, K. L. (2002), Kappa statistic is not satisfactory for assessing the extent of agreement between raters: two raters who both
# say yes of 118 out of 125 and differ on 7. By hand: pa = 118/125 = .944; p(yes) = (123 + 120)/250 = .972;
# pe = 2 · .972 · .028 = .054432; AC1 = (.944 - .054432)/(1 - .054432) = .9408. alpha = 1 - 249 · 14/(2 · 243 · 7) = -.0247.
SKEWED = np.array([[2, 0]] * 118 + [[1, 1]] * 7, float)


@pytest.mark.parametrize("table, expected", [(A, 0.095), (B, 0.692), (C, 0.743), (SKEWED, -0.0247)], ids=["A", "B", "C", "skewed"])
def test_alpha_is_that_of_the_textbook(table, expected):
    assert agreement.alpha(table) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize("table, expected", [(C, 0.77544), (SKEWED, 0.9408)], ids=["four raters", "skewed"])
def test_ac1_is_that_of_the_textbook(table, expected):
    assert agreement.ac1(table) == pytest.approx(expected, abs=0.00005)


@pytest.mark.parametrize("table, expected", [(A, 0.6), (B, 9 / 12), (C, 0.81818), (SKEWED, 0.944)])
def test_percent_is_the_share_of_agreeing_pairs(table, expected):
    assert agreement.percent(table) == pytest.approx(expected, abs=0.00001)


def test_skewed_labels_sink_alpha_and_not_ac1():
    assert agreement.alpha(SKEWED) < 0 < 0.9 < agreement.ac1(SKEWED)


def test_alpha_is_that_of_the_library():
    random = np.random.default_rng(7)
    for _ in range(50):
        table = random.integers(0, 3, (12, 4)).astype(float)
        several = table[table.sum(axis=1) >= 2]
        library = krippendorff.alpha(value_counts=several.astype(int), level_of_measurement="nominal")
        assert agreement.alpha(table) == pytest.approx(library)


def test_the_program_itself_needs_no_library_for_alpha():
    sources = (ROOT / "src" / "diptych").rglob("*.py")
    assert [p.name for p in sources if "import krippendorff" in p.read_text(encoding="utf-8")] == []


def test_alpha_has_no_value_where_every_code_is_the_same():
    assert np.isnan(agreement.alpha(np.array([[2.0, 0], [2, 0]])))
    assert agreement.ac1(np.array([[2.0, 0], [2, 0]]), 4) == 1.0


def two(ann, ben):
    return {"ann": {"t": ann}, "ben": {"t": ben}}


def test_a_unit_that_one_coder_sees_is_counted_apart_from_codes():
    codings = two([row(10), row(110), row(210)], [row(10), row(110, stance="reports")])
    units = agreement.units(codings)
    found = agreement.found(units).iloc[0]
    assert (found["units"], found["by_all"], found["by_some"], found["by_one"]) == (3, 2, 1, 1)
    assert (found["found"], found["joint"]) == (pytest.approx(4 / 5), pytest.approx(2 / 5))
    stance = agreement.measures(units).set_index("field").loc["stance"]
    assert (stance["units"], stance["percent"]) == (2, 0.5)


def test_rows_are_matched_to_units_as_scores_match_them():
    ann = [row(10), row(30, stance="denies"), row(110), row(300)]
    ben = [row(12, voice="attributed"), row(30), row(110), row(400)]
    found = agreement.found(agreement.units(two(ann, ben))).iloc[0]
    score = coding.score([(ann, ben)])["term"]
    assert (round(found["found"], 3), round(found["joint"], 3)) == (score["found"], score["joint"])


def test_a_coder_is_not_blamed_for_a_sentence_not_read():
    seen = {"layer": "seen", "asked": "term", "sent": "s001", "surface": "", "nth": 1, "start": 0, "end": 0, "to": 100}
    units = agreement.units(two([row(10), row(110)], [row(10), seen]))
    assert agreement.found(units).iloc[0]["found"] == 1.0
    units = agreement.units(two([row(10), row(110)], [row(10), seen, seen | {"sent": "s002", "start": 100, "end": 100, "to": 200}]))
    assert agreement.found(units).iloc[0]["found"] == pytest.approx(2 / 3)


def test_names_agree_by_their_words():
    harm = {"layer": "responsibility", "actor": "the army", "affected": "none", "form": "active", "certainty": "plain", "voice": "author", "source": ""}
    units = agreement.units(two([row(10, **harm)], [row(10, **harm | {"actor": "army of Ruritania"})]))
    assert agreement.measures(units).set_index("field").loc["actor", "percent"] == 1.0
    assert np.isnan(agreement.measures(units).set_index("field").loc["actor", "alpha"])


def test_an_interval_holds_its_figure_and_is_the_same_each_time():
    rng = random.Random(3)
    ann = [row(100 * k + 10, stance=rng.choice(["asserts", "reports"])) for k in range(60)]
    ben = [r | {"stance": r["stance"] if rng.random() < 0.8 else "denies"} for r in ann]
    one, other = (agreement.measures(agreement.units(two(ann, ben))) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)
    stance = one.set_index("field").loc["stance"]
    for name in ("percent", "alpha", "ac1"):
        assert stance[f"{name}_low"] < stance[name] < stance[f"{name}_high"]
        assert stance[f"{name}_high"] - stance[f"{name}_low"] < 0.4


@pytest.mark.parametrize("each", [1, 3], ids=["one row a sentence", "three rows a sentence that hang together"])
def test_an_interval_is_of_draws_of_sentences_from_the_2_5th_to_the_97_5th_percentile(each):
    agree = np.array([k % 3 > 0 for k in range(40)], float)
    ann = [row(100 * k + 10 + 20 * j) for k in range(40) for j in range(each)]
    ben = [r | {"stance": "asserts" if agree[(r["start"] - 10) // 100] else "denies"} for r in ann]
    stance = agreement.measures(agreement.units(two(ann, ben))).set_index("field").loc["stance"]
    weights = np.random.default_rng(agreement.SEED).multinomial(40, [1 / 40] * 40, size=agreement.DRAWS)
    low, high = np.percentile(weights @ agree / 40, [2.5, 97.5])
    assert (stance["percent_low"], stance["percent_high"]) == pytest.approx((low, high), abs=1e-9)


def test_the_most_disputed_sentence_comes_first():
    ann = [row(10), row(110, stance="reports"), row(210)]
    ben = [row(10), row(110), row(210, stance="denies"), row(230)]
    apart = agreement.disagreements(agreement.units(two(ann, ben)))
    assert list(apart["sent"]) == ["s003", "s003", "s002"]
    assert set(apart["codes"]) == {"asserts 1; denies 1", "asserts 1; reports 1", ""}
    assert list(apart.loc[apart["not_by"] == "ann", "coded_by"]) == ["ben"]


def test_the_matrix_says_who_agrees_with_whom():
    codings = {"ann": {"t": [row(10), row(110)]}, "ben": {"t": [row(10), row(110)]}, "cleo": {"t": [row(10, stance="denies"), row(310)]}}
    pairs = agreement.pairs(agreement.units(codings))
    grid = agreement.matrix(pairs, "term").set_index("coder")
    assert grid.loc["ann", "ben"] == grid.loc["ben", "ann"] == 1.0
    assert grid.loc["ann", "cleo"] == 0.0
    assert agreement.matrix(pairs, "term", measure="found").set_index("coder").loc["ann", "cleo"] == 0.5
    assert np.isnan(grid.loc["ann", "ann"])


def class_of(n, rows=60, seed=1):
    rng = random.Random(seed)
    values = {layer: {f: coding.CLOSED.get((layer, f), ("army", "navy", "none")) for f in coding.FIELDS[layer]} for layer in ("term", "responsibility", "legal")}
    truth = [row(100 * k + 10 * j, layer=layer, **{f: rng.choice(v) for f, v in values[layer].items()}) for k in range(rows) for j, layer in enumerate(values)]
    return {f"coder{n:02d}": [r | {f: rng.choice(v) for f, v in values[r["layer"]].items() if rng.random() < 0.15} for r in truth if rng.random() < 0.9] for n in range(n)}


def test_a_class_of_thirty_merges_in_under_five_seconds(tmp_path):
    for coder, rows in class_of(30).items():
        coding.write(rows, tmp_path / f"t.{coder}.jsonl")
    began = time.process_time()
    units = agreement.units(agreement.merge(sorted(tmp_path.glob("*.jsonl"))))
    found, measures, pairs, apart = agreement.found(units), agreement.measures(units), agreement.pairs(units), agreement.disagreements(units)
    took = time.process_time() - began
    assert took < 5, took
    assert list(found["coders"]) == [30, 30, 30]
    assert len(pairs) == 3 * len(list(combinations(range(30), 2)))
    assert len(measures) == 18 and len(apart) > 100


def test_files_are_told_apart_by_name_folder_and_row(tmp_path):
    (tmp_path / "ann").mkdir()
    coding.write([row()], tmp_path / "ann" / "smith.jsonl")
    coding.write([row()], tmp_path / "smith.restated.ben.jsonl")
    coding.write([row(coder="cleo", text_id="smith"), row(coder="cleo", text_id="jones")], tmp_path / "anything.jsonl")
    codings = agreement.merge([*tmp_path.glob("*.jsonl"), tmp_path / "ann" / "smith.jsonl"])
    assert {c: sorted(t) for c, t in codings.items()} == {"ann": ["smith"], "ben": ["smith"], "cleo": ["jones", "smith"]}


def test_one_coder_in_two_files_is_told(tmp_path):
    for name in ("a", "b"):
        coding.write([row(coder="ann", text_id="smith")], tmp_path / f"{name}.jsonl")
    with pytest.raises(coding.CodingError, match='"ann" has coded "smith" in .*a.jsonl too'):
        agreement.merge([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])


def test_a_code_outside_the_manual_is_told_with_file_and_row(tmp_path):
    coding.write([row(stance="endorses")], tmp_path / "t.ann.jsonl")
    with pytest.raises(coding.CodingError, match=r't.ann.jsonl: row 1: "stance" is "endorses"; write one of asserts'):
        agreement.merge([tmp_path / "t.ann.jsonl"])


def test_agree_prints_the_same_figures(tmp_path):
    for coder, rows in class_of(3, rows=10).items():
        coding.write(rows, tmp_path / f"t.{coder}.jsonl")
    paths = sorted(str(p) for p in tmp_path.glob("*.jsonl"))
    result = CliRunner().invoke(app, ["agree", *paths, "--layer", "term", "--disputed", "3"])
    assert result.exit_code == 0, result.output
    stance = agreement.measures(agreement.units(agreement.merge(paths), layers=["term"])).set_index("field").loc["stance"]
    assert f"{stance['alpha']:.2f} [{stance['alpha_low']:.2f}, {stance['alpha_high']:.2f}]" in result.output
    assert "who agrees with whom" in result.output and "coder02" in result.output
    assert sum(line.startswith("t s0") for line in result.output.splitlines()) == 3


def test_nothing_shared_is_said_in_words(tmp_path):
    coding.write([row()], tmp_path / "t.ann.jsonl")
    result = CliRunner().invoke(app, ["agree", str(tmp_path / "t.ann.jsonl")])
    assert "nothing to compare" in result.output
