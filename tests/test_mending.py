"""What the parser is known to read wrongly: a sentence, a word of it, and the subject that its verb has once it is mended."""

import pytest

from diptych.reading import grammar

MENDED = [
    ("The Croatian army took Knin, a town in the hills, and some elderly villagers who had stayed behind were shot.", "shot", "villagers"),
    ("Vukovar was overrun by Serb militias in November.", "overrun", "Vukovar"),
    ("Serb gunners used the hills to fire on Sarajevo, killing eleven shoppers.", "fire", "gunners"),
    ("The Tutsi fighters entered Gitarama and, Hutu exiles say, killed several priests.", "killed", "fighters"),
    ("Hutu militiamen, backed by soldiers of the Presidential Guard, attacked from two sides and massacred the families in the church.", "attacked", "militiamen"),
    ("People were herded into stadiums, starved and shot.", "starved", "People"),
]

#: Sentences that look like these and are read rightly as they are: a word, and the relation it keeps.
KEPT = [
    ("Among those shot were two nurses.", "shot", "acl"),
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


@pytest.mark.parametrize("text, word, relation", KEPT)
def test_what_is_read_rightly_is_left_alone(text, word, relation, read):
    p = read(text)[0].parse
    assert p.dep[p.word.index(word)] == relation


@pytest.mark.parametrize("text", [text for text, _, _ in MENDED + KEPT])
def test_a_mended_parse_is_still_a_tree(text, read):
    p = read(text)[0].parse
    for first, last in p.sents:
        roots = [i for i in range(first, last) if p.head[i] == i]
        assert len(roots) == 1
        assert grammar.subtree(p, roots[0]) == list(range(first, last))
