"""The tables of the terminology page: steps, ledger, concordance, keyness, sources."""

import math

import pytest

from diptych import compare, extract, voice
from diptych.compare import keywords


def test_each_step_of_the_count_only_takes_away(edition):
    _, readings = edition
    steps = compare.step_by_step(extract.terms(readings), readings)
    assert (steps["n"] == steps["rows"].map(len)).all()
    for _, one in steps.groupby(["text_id", "term"], sort=False):
        assert one["n"].is_monotonic_decreasing
        kept = [set(keys) for keys in one["rows"]]
        assert all(later <= earlier for earlier, later in zip(kept, kept[1:]))


def test_the_ledger_counts_every_row_once(edition):
    _, readings = edition
    terms = extract.terms(readings)
    ledger = compare.ledger(terms)
    assert ledger["n"].sum() == len(terms) == len({key for keys in ledger["rows"] for key in keys})
    assert not ledger.duplicated(["text_id", "term", "referent", "voice", "stance"]).any()


def test_the_concordance_sorts_by_what_stands_right_or_left(read):
    readings = read("A small massacre ended. Every big massacre began. One red massacre came.")
    terms = extract.terms(readings)
    assert compare.concordance(terms, readings, sort="right")["right"].str.split().str[0].tolist() == ["began.", "came.", "ended."]
    assert compare.concordance(terms, readings, sort="left")["left"].str.split().str[-1].tolist() == ["big", "red", "small"]
    assert compare.concordance(terms, readings, sort="text")["left"].str.split().str[-1].tolist() == ["small", "big", "red"]


def test_the_concordance_stays_in_its_paragraph(read):
    readings = read("The river rose.\n\nThe massacre ended.\n\nThe river fell.")
    (line,) = compare.concordance(extract.terms(readings), readings).itertuples()
    assert (line.left, line.word, line.right) == ("The", "massacre", "ended.")


@pytest.mark.parametrize("count, low, high", [(0, 0.0, 3.689), (1, 0.0253, 5.572), (4, 1.090, 10.242), (10, 4.795, 18.390)])
def test_the_interval_of_a_small_count_is_exact(count, low, high):
    """Garwood (1936), table of 95 % limits."""
    (below,), (above,) = compare.poisson_interval([count])
    assert below == pytest.approx(low, abs=1e-3) and above == pytest.approx(high, abs=1e-3)


def test_keyness_is_the_log_odds_with_a_prior_from_both_texts(read):
    """Monroe, Colaresi and Quinn (2008), eq. 16 and 20, worked by hand for one word."""
    readings = read("Wolf wolf wolf wolf bear. Bear bear.", "Bear bear bear bear wolf. Stone stone.")
    lemmas = [keywords.lemmas(r) for r in readings]
    first, second = (sum(map(len, of.values())) for of in lemmas)
    a, b = (len(of.get("bear", ())) for of in lemmas)
    prior, all_priors = 500 * (a + b) / (first + second), 500
    odds = [math.log((n + prior) / (total + all_priors - n - prior)) for n, total in ((a, first), (b, second))]
    spread = math.sqrt(1 / (a + prior) + 1 / (b + prior))
    row = compare.keyness(readings, least=1).set_index("lemma").loc["bear"]
    assert row["log_odds"] == pytest.approx(odds[0] - odds[1])
    assert row["z"] == pytest.approx((odds[0] - odds[1]) / spread)
    assert (row["low"], row["high"]) == pytest.approx((odds[0] - odds[1] - 1.96 * spread, odds[0] - odds[1] + 1.96 * spread))


def test_keyness_turns_round_with_the_texts(edition):
    _, readings = edition
    there, back = compare.keyness(readings[:2]).set_index("lemma"), compare.keyness(readings[:2][::-1]).set_index("lemma")
    shared = there.index.intersection(back.index)
    assert len(shared) and (there.loc[shared, "text_id"] == back.loc[shared, "text_id"]).all()
    assert there.loc[shared, "log_odds"].to_numpy() == pytest.approx(-back.loc[shared, "log_odds"].to_numpy())


def test_the_sources_are_counted_with_what_their_verbs_do(read):
    readings = read("Rwanda says that the road is open. Rwanda claims that the bridge is safe. Chile has confirmed that the port is shut.")
    found = compare.sources(voice.attributions(readings)).set_index("speaker")
    assert found.loc["Rwanda", ["n", "vouches", "neutral", "doubts"]].tolist() == [2, 0, 1, 1]
    assert found.loc["Chile", ["n", "vouches", "neutral", "doubts"]].tolist() == [1, 1, 0, 0]
    assert (found["rows"].map(len) == found["n"]).all()
