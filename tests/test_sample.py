"""Margins from what is reviewed: they cover the truth when sentences are drawn as the queue draws them."""

import json

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from diptych import many
from diptych.people import margins, queue, sample

PASSAGES = [
    json.loads(line)
    for path in sorted((ROOT / "texts" / "training").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
POPULATIONS = 8


def population(seed=0, passages=120):
    """Sentences of training passages with their stratum; people's rows with their voice, and a program's that
    has nine in ten of them, each coded right with the chance p, and some that people do not have."""
    rng = np.random.default_rng(seed)
    sentences, people, program = [], [], []
    for text, passage in enumerate(rng.choice(len(PASSAGES), passages, replace=False)):
        for k, one in enumerate(PASSAGES[passage]["sents"], 1):
            place = (f"t{text % 2}", f"{text}.{k}")
            true = [row.get("voice", "") for row in one["rows"]]
            people += [(*place, voice, 1.0) for voice in true]
            own = [_coded(voice, p, rng) for voice in true if rng.random() < 0.92 and (p := rng.beta(4, 2))]
            own += [("author", rng.beta(2, 4))] * (rng.random() < 0.08)
            program += [(*place, *row) for row in own]
            stratum = queue.stratum_of(min((p for _, p in own), default=np.nan))
            sentences.append((*place, stratum, False))
    frames = [pd.DataFrame(x, columns=["text_id", "sent", "voice", "p"]) for x in (program, people)]
    return pd.DataFrame(sentences, columns=["text_id", "sent", "stratum", "disputed"]), *frames


def _coded(voice, p, rng):
    other = "author" if voice != "author" else "attributed"
    return voice if rng.random() < p else other, p


def counts(sentences, rows):
    """The author's rows in each sentence, and all."""
    return sample._count(sentences, rows[rows["voice"] == "author"]), sample._count(sentences, rows)


def covered(part, draws):
    """How often the interval of the count of the author's rows has the true one, and that of their share."""
    hits = np.zeros(2)
    for seed in range(POPULATIONS):
        sentences, *codings = population(seed)
        program, people = (counts(sentences, rows) for rows in codings)
        true = people[0].sum(), people[0].sum() / people[1].sum()
        for draw in range(draws // POPULATIONS):
            order = queue.in_order(sentences.assign(at=sentences.index), seed=draw)["at"].to_numpy()
            read = np.isin(np.arange(len(order)), order[: round(part * len(order))])
            both = [(m, np.where(read, y, np.nan)) for m, y in zip(program, people)]
            strata = sentences["stratum"].to_numpy()
            found = margins.total(*both[0], strata), margins.share(*both, strata)
            hits += [one.low - 1e-9 <= of <= one.high + 1e-9 for one, of in zip(found, true)]
    return hits / draws


@pytest.mark.parametrize("part", [0.05, 0.1, 0.3])
def test_intervals_of_counts_and_shares_cover_the_truth_where_the_queue_draws_the_sentences(part):
    found = covered(part, 800)
    assert (found >= 0.93).all() and (found <= 0.97).all(), found


def test_the_table_has_the_true_counts_and_no_margin_when_everything_is_reviewed():
    sentences, program, people = population()
    order = queue.in_order(sentences)
    found = sample.estimated(order, program, people, places(order), "voice")
    true = people.groupby(["text_id", "voice"]).size()
    for row in found.to_dict("records"):
        count = true.get((row["text_id"], row["voice"]), 0)
        assert row["estimate"] == row["low"] == row["high"] == pytest.approx(count)
        assert row["share_low"] == row["share_high"] and row["note"] == ""


def places(sentences):
    return set(zip(sentences["text_id"], sentences["sent"]))


def test_a_stratum_that_nobody_has_reviewed_is_said_in_words():
    sentences, program, people = population()
    order = queue.in_order(sentences)
    seen = places(order[order["stratum"] == queue.EMPTY].head(1))
    found = sample.estimated(order, program, people, seen, "voice")
    assert found["estimate"].isna().all() and found["note"].str.contains("strata p below 0.3; ").all()
    assert not found["note"].str.contains(queue.EMPTY).any()


def test_a_sentence_read_out_of_its_turn_counts_and_tells_nothing_of_others():
    sentences, program, people = population()
    order = queue.in_order(sentences)
    first, last = places(order.head(200)), places(order.tail(1))
    ordinary, more = (sample.estimated(order, program, people, s, "voice") for s in (first, first | last))
    read = np.array([place in first | last for place in zip(order["text_id"], order["sent"])])
    assert (sample._strata(order, read) == sample.BY_CHOICE).sum() == 1
    assert ((ordinary["estimate"] - more["estimate"]).abs() < 3).all()


def test_a_planned_margin_falls_with_what_is_reviewed_and_is_gone_at_the_end():
    sentences, program, _ = population()
    order = queue.in_order(sentences)
    wide, narrow, none = (sample.planned(order, program, n, "voice")["margin"] for n in (60, 300, len(order)))
    assert (wide > narrow).all() and (none == 0).all()


def test_a_planned_margin_is_near_the_one_that_the_review_brings():
    sentences, program, people = population()
    order = queue.in_order(sentences)
    planned = sample.planned(order, program, 150, "voice").set_index(["text_id", "voice"])["margin"]
    found = sample.estimated(order, program, people, places(order.head(150)), "voice")
    found = found.set_index(["text_id", "voice"])
    brought = ((found["high"] - found["low"]) / 2)[planned.index]
    assert (planned / brought).between(0.5, 2).all(), (planned, brought)


def test_the_sentences_of_an_archive_have_an_order_of_review_and_its_counts_planned_margins():
    archive = many.load(many.example(), most=40)
    order, terms = sample.ordered(archive.tables), archive.tables["terms"]
    assert places(order) == places(archive.tables["sentences"])
    assert set(order["stratum"]) <= {*queue.BANDS, queue.EMPTY}
    planned = sample.planned(order, terms, len(order), by="outlet")
    assert planned["program"].sum() == len(terms) and (planned["margin"] == 0).all()


def test_the_first_sentences_of_a_case_as_its_coding_has_them_bring_estimates(velin):
    case, readings = velin
    assert sample.table(case, readings)["note"].str.startswith("no estimate yet").all()
    found = sample.table(case, readings, first=40, referent="case")
    assert (found["low"] <= found["estimate"]).all() and (found["note"] == "").all()
    assert (sample.plan(case, readings, 40, referent="case")["margin"] >= 0).all()
