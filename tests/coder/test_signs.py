"""Every sign of signs.toml holds for the word in square brackets of its own example."""

import re

import pytest
from conftest import KHOJALY

from diptych.coder import signs
from diptych.corpus.codebook import read_codebook
from diptych.reading import grammar

ENTRIES = read_codebook(KHOJALY / "codebook")["signs"]
WORD = re.compile(r"\[([^\]]+)\]")


@pytest.fixture(scope="module")
def readings(read):
    """The example of each sign, read without its brackets."""
    plain = [WORD.sub(r"\1", str(e.more["example"])) for e in ENTRIES]
    return dict(zip((e.id for e in ENTRIES), read(*plain)))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_the_example_of_a_sign_marks_one_word_and_the_sign_holds_for_it(entry, readings):
    (word,) = WORD.finditer(str(entry.more["example"]))
    reading = readings[entry.id]
    first, last = grammar.tokens_in(reading.parse, word.start(), word.start() + len(word[1]))
    found = [pair for i in range(first, last) for pair in signs.at(reading, i)]
    assert set(found) & {(entry.more["signals"], where) for where in entry.more["where"]}, found


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_a_sign_has_words_a_note_and_places_that_exist(entry):
    assert entry.more["words"] and entry.note
    assert set(entry.more["where"]) <= {"over", "on", "beside", "near"} and entry.more["where"]


def test_no_word_stands_twice_in_a_sign():
    for entry in ENTRIES:
        assert len(set(entry.more["words"])) == len(entry.more["words"]), entry.id
