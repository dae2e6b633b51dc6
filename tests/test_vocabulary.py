"""Any word of a text: where it is, what is near it, and how often it is used."""

import math

import pytest

from diptych import compare


def found(readings, words):
    return [(r.text_id, r.surface) for r in compare.find(readings, words).itertuples()]


@pytest.mark.parametrize("words, surfaces", [
    ("harbour", ["harbour", "Harbour"]), ("harbour*", ["harbour", "Harbour", "harbours"]), ("arbour", []),
    ("the harbour", ["the harbour", "The\nHarbour"]),
    ("keeper's", ["keeper’s"]), ("(1)", ["(1)"]), ("e.g.", ["e.g."])])
def test_whole_words_are_found_and_beginnings_where_there_is_a_star(read, words, surfaces):
    text = "Nobody left the harbour (1), e.g. by sea.\n\nThe\nHarbour was shut, like harbours: the keeper’s wish."
    readings = read(text)
    assert [surface for _, surface in found(readings, words)] == surfaces


def test_a_phrase_does_not_reach_into_the_next_paragraph(read):
    assert found(read("It was a dark\n\nnight fell."), "dark night") == []


def test_nothing_to_look_for_is_said_in_a_sentence(read):
    with pytest.raises(ValueError, match="write a word"):
        compare.find(read("A word."), " * ")


def test_the_concordance_takes_what_was_found(read):
    readings = read("The harbour was open. A harbour is a door.")
    lines = compare.concordance(compare.find(readings, "harbour"), readings, sort="left")
    assert lines["word"].tolist() == ["harbour", "harbour"] and lines["left"].tolist()[1].endswith("The")


def test_collocates_are_near_counted_once_and_strongest_first(read):
    readings = read("The old harbour burned. The old harbour sank. Boats sank far, far off, from any old town.")
    near = compare.collocates(compare.find(readings, "harbour"), readings, window=2)
    assert near["lemma"].tolist() == ["old"]
    row = near.iloc[0]
    assert (row["n"], row["of"], len(row["rows"])) == (2, 3, 2)
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * 2 / (3 + 2)))


def test_a_frequency_list_adds_up_over_the_texts_and_has_its_rows(restated):
    _, readings = restated
    table = compare.frequencies(readings)
    ids = [r.text.id for r in readings]
    assert (table[ids].sum(axis=1) == table["n"]).all() and (table["rows"].map(len) == table["n"]).all()
    assert table["n"].is_monotonic_decreasing and len(table) == 40
    first, words = table.iloc[0], compare.words(readings)[ids[0]]
    assert first[f"{ids[0]} per 1,000"] == pytest.approx(1000 * first[ids[0]] / words)
