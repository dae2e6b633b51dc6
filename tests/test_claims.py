"""What a legal class asks for, what a text says of it, and what the instruments are that a text names."""

from html import escape

import pandas as pd
import pytest

from diptych import compare, extract, show
from diptych.compare import claims

TEXT = ("The Khojaly massacre is called genocide in Baku. No one has shown an intent to destroy a group. The killing of civilians in Khojaly was a war crime. "
        "Hostages were exchanged for fuel.")


@pytest.fixture
def cards(read):
    readings = read(TEXT)
    terms = pd.DataFrame([("t0", "s001", "genocide", "case")], columns=["text_id", "sent", "term", "referent"])
    return claims.claim_cards(extract.legal(readings), terms, readings), readings[0]


def test_a_card_lists_every_element_of_the_classes_that_a_text_applies(cards):
    table, reading = cards
    wanted = [e.label for e in reading.codebook["elements"] if e.more["of"] in ("genocide", "war_crime")]
    assert sorted(set(table["element"])) == sorted(wanted)
    assert set(table["concept"]) == {"genocide", "war_crime"}


def test_a_card_points_at_the_words_or_says_that_there_are_none(cards):
    table, reading = cards
    said = table[table["start"] >= 0]
    assert len(said) and all(TEXT[r.start:r.end] == r.surface for r in said.itertuples())
    silent = table[table["start"] < 0]
    assert len(silent) and set(silent["surface"]) == {claims.NOTHING} and set(silent["sent"]) == {""}


def test_a_card_gives_the_standing_of_the_class_in_that_sentence(cards):
    table, _ = cards
    row = table[(table["concept"] == "genocide") & table["element"].str.startswith("The intent") & (table["sent"] == "s002")]
    assert row["status"].tolist() == ["unresolved"]
    assert table[(table["concept"] == "war_crime") & (table["sent"] == "s003")]["status"].unique().tolist() == ["asserted"]


def test_cards_of_no_readings_are_an_empty_table():
    empty = pd.DataFrame(columns=["text_id", "sent", "concept", "status", "applies_to", "term", "referent"])
    assert claims.claim_cards(empty, empty, []).columns.tolist() == claims.COLUMNS


LOOSE = [("Article 6 of the International Criminal Court", "Rome Statute"), ("Article 51 of the UN Charter", "Charter of the United Nations"),
         ("International Criminal Tribunal", "International Criminal Tribunal"), ("Minsk Agreements", ""), ("UN Charter", "Charter of the United Nations"),
         ("Convention of 1948 on the Prevention and Punishment of the Crime of Genocide", "Convention on the Prevention and Punishment of the Crime of Genocide")]


@pytest.mark.parametrize("name, known_as", LOOSE)
def test_a_loose_name_is_joined_to_the_instrument_that_is_known(codebook, name, known_as):
    table = claims.instrument_notes(pd.DataFrame([("t", name)], columns=["text_id", "instrument"]), codebook)
    assert table["known_as"].tolist() == [known_as] and bool(table["note"].iloc[0]) == bool(known_as)


def test_resolutions_without_numbers_are_joined_to_those_of_the_body(codebook):
    legal = pd.DataFrame([("t", "United Nations Security Council resolutions")], columns=["text_id", "instrument"])
    assert claims.instrument_notes(legal, codebook)["known_as"].iloc[0].count("Resolution") == 4


def test_a_sentence_on_another_event_stands_on_no_card(read):
    readings = read("The Khojaly massacre was a war crime. In the Sumgait pogrom, where prisoners were tortured, war crimes were committed too.")
    found = claims.claim_cards(extract.legal(readings), pd.DataFrame(columns=["text_id", "term", "referent"]), readings)
    assert set(found["sent"]) <= {"s001", ""} and set(found["concept"]) == {"war_crime"}


def test_a_card_quotes_a_whole_noun_phrase(read):
    readings = read("The Khojaly massacre was a war crime. The deliberate killing of civilians cannot be excused.")
    found = claims.claim_cards(extract.legal(readings), pd.DataFrame(columns=["text_id", "term", "referent"]), readings)
    assert "deliberate killing of civilians" in found["surface"].tolist()


def test_cards_as_html_have_every_element_and_say_where_a_text_is_silent(cards):
    table, _ = cards
    html = show.claim_cards(table).html
    assert all(escape(e) in html for e in table["element"]) and all(escape(r) in html for r in table["read"])
    assert claims.NOTHING in html and "no legal opinion" in html and html.count('class="table claim"') == 2


def test_cards_as_html_escape_what_a_text_says():
    row = ("t", "s001", 0, 3, "<b>", "genocide", "Intent", "art. II", "case", "asserted", "author", "")
    assert "<b>" not in show.claim_cards(pd.DataFrame([row], columns=claims.COLUMNS)).html


def test_no_cards_are_said_to_be_none():
    assert "No text" in show.claim_cards(pd.DataFrame(columns=claims.COLUMNS)).html


def test_a_text_does_not_call_the_event_what_it_denies_leaves_open_or_keeps_at_a_distance():
    columns = ["text_id", "term", "referent", "voice", "stance"]
    stances = ["asserts", "reports", "withholds", "denies", "distances"]
    terms = pd.DataFrame([("one", "genocide", "case", "author", s) for s in stances], columns=columns)
    legal = pd.DataFrame(columns=["text_id", "concept", "applies_to", "status"])
    row = compare.names_and_law(terms, legal).set_index("law").loc["genocide"]
    assert (row["called"], row["own"]) == (2, 1)
