"""What holds on any text whatever: no fault, rows that point at their words, closed sets, and no row that depends on what it should not."""

import pytest
from conftest import KHOJALY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych import coding, pipeline, texts
from diptych.codebook import Codebook, read_codebook

BOOK = read_codebook(KHOJALY / "codebook")

#: Pieces from which odd texts are made: words that the layers look for, marks, white space, letters of other scripts.
PIECES = ["The", "massacre", "genocide", "was", "were", "killed", "by", "soldiers", "Khojaly", "Armenian", "Azerbaijani", "forces", "said", "that", "“", "”", "‘", "’s", "according to", "Human Rights Watch",
          "not", "denied", "alleged", "so-called", "613", "1,275", "over", "hundreds of", "civilians", "on", "February 26", "1992", "between", "and", "11:00 p.m.", "the 1990s", "Article 6", "of the", "Convention",
          "court", "should", "be", "tried", "for", "war crimes", "responsible", "who", "which", ",", ";", ":", ".", "?", "!", "\n", "\n\n", "(", ")", "—", "-", "§", "$", "%", "٣", "Шуша", "Şuşa", "\u202e", "\u00ad", "\u200b", "😀",
          "’", "'", "\"", "...", "…", "II", "no.", "Mr.", "U.S.", "he", "they", "it", "its", "\t", " ", "<b>", "&amp;", "\\", "{", "}"]
odd = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=60).map(" ".join)

PLAIN = "Soldiers of the garrison killed forty villagers on 3 May 1990. Witnesses said that the attack was a massacre. The court sentenced two officers for war crimes under Article 8 of the Rome Statute."
UNRELATED = "Rain is expected in the hills. Farmers hope for a good harvest."


def coded(*strings, book=BOOK):
    readings = pipeline.read([texts.Text(f"t{k}", s, date="2015-02-25") for k, s in enumerate(strings)], book)
    return readings, coding.code(readings)


def unfit(text, rows, book=BOOK):
    """The rows that break a rule: outside the text or not its words, spans of attributions outside it, codes that the manual lacks, an author with a source."""
    odd = [row for row in rows if not 0 <= row["start"] <= row["end"] <= len(text) or text[row["start"]:row["end"]] != row["surface"] or row.get("voice") == "author" and row["source"]]
    odd += [row for row in rows if row["layer"] == "attribution" and not all(0 <= start < end <= len(text) for key in ("source", "cue", "content") for start, end in row[key])]
    return odd + coding.faults([row for row in rows if row["layer"] != "attribution"], terms=[e.label for e in book["terms"]])


def holds(text, book=BOOK):
    readings, rows = coded(text, book=book)
    assert unfit(text, rows["t0"], book) == []
    assert all(1 <= int(row["sent"][1:]) <= len(readings[0].parse.sents) for row in rows["t0"])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(odd)
def test_on_any_text_every_row_points_at_its_words_and_every_code_is_one_of_the_manual(text):
    holds(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_on_any_characters_nothing_breaks(text):
    holds(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u202e", "a", "." * 500, "massacre " * 400, "(" * 300, "“" * 200, "word" * 2500, "\n".join("abc" for _ in range(300)), "<script>alert(1)</script> The massacre."])
def test_on_odd_texts_nothing_breaks(text):
    holds(text)


@settings(max_examples=40, deadline=None)
@given(odd)
def test_with_an_empty_codebook_nothing_breaks(text):
    holds(text, Codebook(()))


@settings(max_examples=25, deadline=None)
@given(odd)
def test_a_text_has_the_same_rows_whatever_texts_are_read_with_it(text):
    alone, beside = coded(text)[1], coded(text, PLAIN, text)[1]
    assert beside["t0"] == alone["t0"] and beside["t2"] == alone["t0"]


def test_n_copies_of_a_text_have_n_copies_of_its_rows():
    rows = coded(*[PLAIN] * 5)[1]
    assert all(rows[f"t{k}"] == rows["t0"] for k in range(5)) and len(rows["t0"]) > 8


@pytest.mark.parametrize("layer", ["entity", "number", "term", "legal"])
def test_a_paragraph_about_something_else_changes_no_row_before_it(layer):
    before, after = coded(PLAIN)[1]["t0"], coded(f"{PLAIN}\n\n{UNRELATED}")[1]["t0"]
    own = [r for r in before if r["layer"] == layer]
    assert [r for r in after if r["layer"] == layer and r["end"] <= len(PLAIN)] == own
