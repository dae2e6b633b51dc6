"""What the parser is known to read wrongly: a sentence, a word of it, and the subject that its verb has once it is mended."""

import pytest

from diptych.reading import grammar

MENDED = [
    ("Those the army killed were teachers.", "killed", "army"),
    ("The men whom the army shot were teachers.", "shot", "army"),
    ("“They shot the teacher,” warned his sister.", "warned", "sister"),
    ("Forty killed in Karsk, says mayor.", "says", "mayor"),
]

#: A sentence, the "by" of which is mended, the word that it hangs on, and whether it names a doer.
BY = [
    ("The police were condemned for the shooting by the monks.", "condemned", True),
    ("Shelling of the market by the army went on.", "Shelling", False),
    ("The massacre of hundreds of villagers by soldiers was remembered.", "massacre", False),
    ("Both mills were burned by nightfall.", "burned", False),
]

#: Sentences that look like these and are read rightly as they are: a word, and the relation it keeps.
KEPT = [
    ("The mayor praised the firemen, and the nurses who had helped were thanked.", "firemen", "dobj"),
    ("They went from door to door.", "door", "pobj"),
    ("The answer was a gift by a friend.", "gift", "attr"),
    ("They slept in rooms, painted by students.", "rooms", "pobj"),
]


@pytest.mark.parametrize("text, verb, subject", MENDED)
def test_a_verb_has_its_subject_back(text, verb, subject, read):
    reading = read(text)[0]
    p = reading.parse
    i = p.word.index(verb)
    assert p.pos[i] == "VERB"
    assert p.word[grammar.subject(p, i)] == subject


@pytest.mark.parametrize("text, over, doer", BY)
def test_by_hangs_on_what_is_done_or_judged(text, over, doer, read):
    p = read(text)[0].parse
    by = p.lower.index("by")
    assert (p.word[p.head[by]], p.dep[by] == "agent") == (over, doer)


@pytest.mark.parametrize("text, word, relation", KEPT)
def test_what_is_read_rightly_is_left_alone(text, word, relation, read):
    p = read(text)[0].parse
    assert p.dep[p.word.index(word)] == relation


@pytest.mark.parametrize("text", [text for text, _, _ in [*MENDED, *BY, *KEPT]])
def test_a_mended_parse_is_still_a_tree(text, read):
    p = read(text)[0].parse
    for first, last in p.sents:
        roots = [i for i in range(first, last) if p.head[i] == i]
        assert len(roots) == 1
        assert grammar.subtree(p, roots[0]) == list(range(first, last))
