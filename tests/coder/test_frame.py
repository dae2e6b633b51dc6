"""The clause frame, on invented sentences: what the clause of a word carries, and how two hang together."""

import pytest

from diptych.coder import frame

#: Sentence, a word in it, and its clause: tense, modal, negated, passive, subject.
CLAUSES = [
    ("Carthage shelled the port.", "port", ("VBD", "", False, False, "carthage")),
    ("The port was shelled.", "port", ("VBD", "", False, True, "port")),
    ("Carthage did not shell the port.", "port", ("VBD", "", True, False, "carthage")),
    ("Carthage never shelled the port.", "port", ("VBD", "", True, False, "carthage")),
    ("Carthage may shell the port.", "port", ("VB", "may", False, False, "carthage")),
    ("Carthage might shell the port.", "port", ("VB", "may", False, False, "carthage")),
    ("Carthage will shell the port.", "port", ("VB", "will", False, False, "carthage")),
    ("Carthage must not shell the port.", "port", ("VB", "should", True, False, "carthage")),
    ("The port could be shelled.", "shelled", ("VBN", "may", False, True, "port")),
    ("Carthage has shelled the port.", "port", ("VBZ", "", False, False, "carthage")),
    ("Carthage shells the port.", "port", ("VBZ", "", False, False, "carthage")),
    ("Carthage says that Utica burned the barn.", "barn", ("VBD", "", False, False, "utica")),
    ("Carthage denies that the barn was burned.", "barn", ("VBD", "", False, True, "barn")),
    ("The port was seized and burned.", "burned", ("VBN", "", False, True, "")),
]

#: Sentence, from, to, and the relations between the two.
PATHS = [
    ("Carthage shelled the port.", "shelled", "Carthage", ("nsubj",)),
    ("Carthage shelled the port.", "Carthage", "port", ("^nsubj", "dobj")),
    ("The port was shelled by Carthage.", "shelled", "Carthage", ("agent:by", "pobj")),
    ("The port was shelled by Carthage.", "Carthage", "shelled", ("^pobj", "^agent:by")),
    ("Carthage came and burned the port.", "burned", "Carthage", ("^conj", "nsubj")),
    ("Carthage shelled the port.", "port", "port", ()),
    ("Carthage came. Utica left.", "Carthage", "Utica", ()),
]


def token(reading, word):
    return reading.parse.lower.index(word.lower())


@pytest.fixture(scope="module")
def told(read):
    sentences = list(dict.fromkeys(row[0] for row in (*CLAUSES, *PATHS)))
    return dict(zip(sentences, read(*sentences)))


@pytest.mark.parametrize("sentence, word, expected", CLAUSES)
def test_the_clause_of_a_word_says_what_its_verb_carries(told, sentence, word, expected):
    reading = told[sentence]
    of, number = frame.clauses(reading)
    c = of[number[token(reading, word)]]
    subject = reading.parse.lower[c.subject] if c.subject >= 0 else ""
    assert (c.tense, c.modal, c.negated, c.passive, subject) == expected


@pytest.mark.parametrize("sentence, start, end, expected", PATHS)
def test_the_path_goes_up_from_one_word_and_down_to_the_other(told, sentence, start, end, expected):
    reading = told[sentence]
    assert frame.path(reading, token(reading, start), token(reading, end)) == expected


def test_every_clause_stands_below_one_that_was_found_before(told):
    for reading in told.values():
        of, number = frame.clauses(reading)
        assert all(0 <= k < len(of) for k in number)
        assert all(c.above < k for k, c in enumerate(of))


def test_the_ancestors_of_a_word_are_as_many_as_it_is_deep(told):
    for reading in told.values():
        deep = frame.depths(reading)
        assert deep == [len(frame.ancestors(reading.parse, i)) for i in range(len(reading.parse))]
