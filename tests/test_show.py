"""From a row back to its sentence: what stands on a page beside a table, a chart, a sentence."""

import re
from html import unescape

import pandas as pd
import pytest
from conftest import KHOJALY

from diptych import charts, compare, extract, show
from diptych.compare import blind_spots
from diptych.corpus import texts
from diptych.reading import pipeline


def plain(html):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.html)).strip())


def test_a_line_on_a_text_says_who_wrote_it_where_and_when():
    own = texts.Text("smith", "Nobody came.", author="Ann Smith", outlet="Harbour Post", date="1994-03~")
    assert show.byline(own) == "Ann Smith, Harbour Post, about March 1994"
    assert plain(show.editions([own])) == "smith (Ann Smith, Harbour Post, about March 1994): a text of the reader's own (2 words)"
    assert plain(show.editions([texts.Text("jones", "Nobody came.")])) == "jones: a text of the reader's own (2 words)"


def test_a_count_of_rows_is_not_called_sentences():
    counted = show.table(pd.DataFrame({"layer": ["term"], "rows": [68]})).html
    keyed = show.table(pd.DataFrame({"text_id": ["a"], "rows": [["a-s001-0-3"]]})).html
    assert ">rows</th>" in counted and ">sentences</th>" in keyed


def test_several_codes_stand_each_after_its_name_and_each_row_after_its_words(read):
    readings = read("The massacre was no battle.")
    terms = extract.terms(readings)
    assert [line.strip() for line in re.findall(r'class="codes">([^<]*)<', show.sentences(terms, readings, codes=["term", "voice"]).html)] == [
        "“massacre” term: massacre · voice: author", "“battle” term: battle · voice: author"]
    assert re.findall(r'class="codes">([^<]*)<', show.sentences(terms.head(1), readings, codes=["term"]).html) == ["massacre"]


@pytest.mark.parametrize("most, said", [(1, "and 2 more sentences."), (2, "and 1 more sentence."), (3, "")])
def test_sentences_that_are_left_out_are_counted(read, most, said):
    readings = read("The massacre began. The massacre went on. The massacre ended.")
    html = show.sentences(extract.terms(readings), readings, most=most)
    assert plain(html).endswith(said or "ended.") and ("more" in plain(html)) == bool(said)


def test_a_chart_of_the_invented_case_gives_its_score_on_the_pages_of_the_first(monkeypatch):
    monkeypatch.setenv("DIPTYCH_CASE", str(KHOJALY))
    case = texts.load_case(texts.example())
    readings = pipeline.read(case.texts, case.codebook)
    ax = charts.cells(extract.terms(readings), x="referent", y="term")
    assert "against the reference coding of orlen, tolpress" in show.sources_line(charts.marks_of(ax), readings, "term")


def test_a_text_that_only_shares_its_name_with_one_of_the_invented_case_has_no_score(read, monkeypatch):
    monkeypatch.setenv("DIPTYCH_CASE", str(KHOJALY))
    assert show._reference(texts.Text("orlen", "Nobody came.")) is None


def test_the_concordance_has_whole_words_only(read):
    words = " ".join(f"unhurried{k:02d}" for k in range(12))
    text = f"{words} massacre {words}."
    readings = read(text)
    for width in range(5, 90, 7):
        (line,) = compare.concordance(extract.terms(readings), readings, width=width).itertuples()
        assert set([*line.left.split(), *line.right.rstrip(".").split()]) <= set(words.split()) and len(line.left) <= width


def test_the_mirror_names_the_things_that_it_has_no_room_for(read):
    readings = [*read("Nobody came."), *pipeline.read([texts.Text("other", "The massacre, the tragedy, the battle and the killings at Khojaly are remembered.")], texts.load_codebook(KHOJALY))]
    spots = blind_spots.blind_spots(readings, kinds=["word"])
    assert len(spots) >= 2
    for thing in spots["thing"]:
        assert thing in plain(show.mirror(spots, readings, most=1))
