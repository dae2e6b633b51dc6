"""What holds on any text whatever: no fault, rows that point at their words, closed sets, and no row that depends on what it should not."""

import pytest
from conftest import KHOJALY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.corpus import texts
from diptych.corpus.codebook import Codebook, read_codebook
from diptych.people import coding
from diptych.reading import pipeline

BOOK = read_codebook(KHOJALY / "codebook")

#: Pieces from which odd texts are made: words that the layers look for, marks, white space, letters of other scripts.
PIECES = ["The", "massacre", "genocide", "was", "were", "killed", "by", "soldiers", "Khojaly", "Armenian", "Azerbaijani", "forces", "said", "that", "“", "”", "‘", "’s", "according to", "Human Rights Watch",
          "not", "denied", "alleged", "so-called", "613", "1,275", "over", "hundreds of", "civilians", "on", "February 26", "1992", "between", "and", "11:00 p.m.", "the 1990s", "Article 6", "of the", "Convention",
          "court", "should", "be", "tried", "for", "war crimes", "responsible", "who", "which", ",", ";", ":", ".", "?", "!", "\n", "\n\n", "(", ")", "—", "-", "§", "$", "%", "٣", "Шуша", "Şuşa", "\u202e", "\u00ad", "\u200b", "😀",
          "’", "'", "\"", "...", "…", "II", "no.", "Mr.", "U.S.", "he", "they", "it", "its", "\t", " ", "<b>", "&amp;", "\\", "{", "}"]
odd = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=60).map(" ".join)

PLAIN = "Soldiers of the garrison killed forty villagers on 3 May 1990. Witnesses said that the attack was a massacre. The court sentenced two officers for war crimes under Article 8 of the Rome Statute."


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


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u202e", "a", "." * 500, "massacre " * 400, "(" * 300, "“" * 200, "word" * 2500, "\n".join("abc" for _ in range(300)), "<script>alert(1)</script> The massacre.",
                                  "civilians were ,civilians û Bakı Convention 1 (2): self-determination of peoples The The The The The The Şuşa Khojaly those by were massacre ( $ said U.S. ?"])
def test_on_odd_texts_nothing_breaks(text):
    holds(text)


_OPENINGS = ("Of", "Meaning of", "Under", "By", "Within", "For", "As", "According to", "And", "That", "Which", "Not", "If", "Because of", "Killed by", "Accused of", "The crime of")
_NAMED = ("the Geneva Conventions", "the Khojaly genocide", "a massacre of civilians", "war crimes", "the court", "Armenia and Azerbaijan", "26 February 1992", "613 people", "which he said", "impunity")


@pytest.mark.parametrize("opening", _OPENINGS)
def test_a_heading_without_a_verb_breaks_nothing_and_is_read_to_its_end(opening):
    headings = [f"{opening} {named}{end}" for named in _NAMED for end in (".", "")]
    _, rows = coded(*headings)
    assert len(rows) == len(headings)
    assert all(unfit(text, rows[f"t{k}"]) == [] for k, text in enumerate(headings))


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


#: Sentences with slots, from which paragraphs are made, and paragraphs about something else.
SENTENCES = ["{party} forces killed {number} villagers in {place} on {date}.", "{number} people were killed in {place}, {source} said.", "{source} called it {term}.", "The {party} government denied that it was {term}.",
             "It was {term}, and nobody has been tried for it.", "The killings broke {law}.", "“{term}”, wrote {source}, “is what happened in {place}.”", "According to {source}, {number} houses were burned.",
             "{law} forbids attacks on civilians.", "The court sentenced {number} officers for war crimes.", "On {date} the Security Council called for talks.", "Who gave the order is not known.",
             "Between {number} and 900 hostages were held in {place}.", "The parliament of {party} troops’ home recognised {term} in a resolution.", "He said that {number} of them were children."]
SLOTS = {"party": ["Armenian", "Azerbaijani", "Russian", "Serbian"], "place": ["Khojaly", "Shusha", "Vukovar", "the valley"], "number": ["613", "over 1,275", "forty", "hundreds of", "two"],
         "date": ["26 February 1992", "3 May 1990", "the next day", "Tuesday"], "source": ["Human Rights Watch", "a witness", "the author of the report", "Azerbaijan", "The New York Times"],
         "term": ["a massacre", "genocide", "a tragedy", "an act of genocide", "a war crime"], "law": ["the Genocide Convention", "Article 3 of the Geneva Conventions", "international law", "the Rome Statute"]}
UNRELATED = ["Rain is expected in the hills. Farmers hope for a good harvest.", "The museum opens at nine. Its garden is free.", "He likes tea.", "Prices rose by 3 percent in March, and the bakers of the town are not glad of it.",
             "A new bridge was opened on 4 May 2011 by the mayor.", "“We shall see”, said the conductor of the choir."]


def composed(choose) -> str:
    """Paragraphs of whole sentences; `choose` picks one of a list."""
    sentence = lambda: choose(SENTENCES).format(**{slot: choose(words) for slot, words in SLOTS.items()})  # noqa: E731
    return "\n\n".join(" ".join(_capital(sentence()) for _ in range(choose([1, 2, 3]))) for _ in range(choose([1, 2, 3])))


def _capital(sentence):
    return sentence[:1].upper() + sentence[1:]


def disturbed(texts_and_more, book=BOOK):
    """Rows of entities, numbers, terms and law that another paragraph behind a text changes, for (text, paragraph)s."""
    pairs = list(texts_and_more)
    rows = coded(*(t for t, _ in pairs), *(f"{t}\n\n{more}" for t, more in pairs), book=book)[1]
    found = []
    for k, (text, more) in enumerate(pairs):
        alone, beside = ([r for r in rows[f"t{n}"] if r["layer"] in ("entity", "number", "term", "legal") and r["start"] < len(text)] for n in (k, k + len(pairs)))
        found += [(text, more, row) for row in (*alone, *beside) if (row in alone) != (row in beside)]
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_a_paragraph_about_something_else_changes_no_row_before_it(data):
    choose = lambda words: data.draw(st.sampled_from(words))  # noqa: E731
    assert disturbed([(composed(choose), choose(UNRELATED))]) == []


@settings(max_examples=15, deadline=None)
@given(odd, st.integers(2, 4))
def test_n_copies_of_any_text_have_n_copies_of_its_rows(text, n):
    rows = coded(*[text] * n)[1]
    assert all(rows[f"t{k}"] == rows["t0"] for k in range(n))
