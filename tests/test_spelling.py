"""However a sentence is spelt, its rows are the same, and they point at the words as spelt."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import extract, voice
from diptych.corpus import texts
from diptych.corpus.codebook import read_codebook
from diptych.reading import pipeline
from diptych.reading.spelling import plain, spelling
from tests.conftest import KHOJALY

SENTENCES = (
    "The soldiers didn't kill the villagers on 3 May 1992.",
    '"It wasn\'t genocide," the mayor\'s spokesman said on Tuesday, "but a well-planned massacre."',
    "Human Rights Watch found that 12 500 people fled Khojaly's ruins in the '90s.",
    "The office's final report, dated 26 February 1993, calls the killings a war crime.",
    "Five officers were sentenced in the cafe\u0301 trial at 10 o'clock.",
    "According to the army, fifty-five civilians were shot; no court has convicted anyone of the attack.",
)
ALIKE = {
    "'": "'’ʼ",
    " ": " \u00a0\u2009\u202f",
    "-": "-\u2010\u2011",
    "fi": ("fi", "ﬁ"),
    "e\u0301": ("e\u0301", "é"),
}
UNSEEN = ("", "", "", "", "\u00ad", "\u200b", "\ufeff")
PAIRS = ('""', "“”")


@st.composite
def spellings(draw) -> tuple[str, str]:
    """A sentence, and the same in other characters."""
    sentence = draw(st.sampled_from(SENTENCES))
    out, k, opened, pair = "", 0, False, draw(st.sampled_from(PAIRS))
    while k < len(sentence):
        key = sentence[k : k + 2] if sentence[k : k + 2] in ALIKE else sentence[k]
        if key == '"':
            opened = not opened
            out += pair[not opened]
        else:
            inside = k and sentence[k - 1].isalpha() and key.isalpha()
            out += (draw(st.sampled_from(UNSEEN)) if inside else "") + draw(
                st.sampled_from(ALIKE.get(key, (key,)))
            )
        k += len(key)
    return sentence, out


@cache
def _codebook():
    return read_codebook(KHOJALY / "codebook")


def _rows(text: str) -> list[list[tuple]]:
    readings = pipeline.read([texts.Text("t", text, date="2015-02-25")], _codebook())
    found = []
    for layer in extract.LAYERS.values():
        rows = layer(readings)
        assert all(text[r.start : r.end] == r.surface for r in rows.itertuples())
        rows["surface"] = rows["surface"].map(plain)
        words = rows.drop(columns=["start", "end"]).map(lambda v: plain(v) if isinstance(v, str) else v)
        found.append(list(words.itertuples(index=False, name=None)))
    p = readings[0].parse
    found.append(
        [(p.word[a.content[0][0]], a.speaker, a.stance, a.act) for a in voice.find(readings[0]) if a.content]
    )
    return found


@cache
def _plain_rows(sentence: str) -> list[list[tuple]]:
    return _rows(sentence)


@settings(max_examples=60, deadline=None)
@given(spellings())
def test_another_spelling_of_a_sentence_gives_the_same_rows_in_all_layers(case):
    sentence, spelt = case
    assert _rows(spelt) == _plain_rows(sentence)


@given(st.text("a-'’“”\u00ad\u200b\u0301é \nﬁ5", max_size=40))
def test_every_character_of_the_plain_text_stands_somewhere_in_the_text(text):
    found = spelling(text)
    assert len(found.plain) == len(found.spelt)
    places = [found.span(k, k + 1) for k in range(len(found.plain))]
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert places == sorted(places)


@given(st.text(max_size=60))
def test_spelling_words_plainly_twice_changes_nothing_more(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("spelt", "words"),
    [
        ("geno\u200bcide", "genocide"),
        ("geno-\ncide", "genocide"),
        ("sixty-\nfour", "sixty-\nfour"),
        ("ﬁnd", "find"),
        ("didn’t", "didn't"),
        ("«no»", '"no"'),
        ("20\u202f000", "20 000"),
        ("Artsakh\u2011led", "Artsakh-led"),
        ("cafe\u0301", "café"),
    ],
)
def test_words_have_one_spelling(spelt, words):
    assert plain(spelt) == words
