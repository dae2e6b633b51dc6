import pytest

from diptych.reading import grammar


@pytest.fixture(scope="module")
def parse(read):
    return lambda sentence: read(sentence)[0].parse


def at(p, word):
    return p.word.index(word)


def word_of(p, i):
    return None if i is None else p.word[i]


@pytest.mark.parametrize("sentence, verb, subject, passive, agent", [
    ("The army shelled the town.", "shelled", "army", False, None),
    ("The town was shelled by the army.", "shelled", "town", True, "army"),
    ("The town was shelled.", "shelled", "town", True, None),
    ("Soldiers entered the town and burned the market.", "burned", "Soldiers", False, None),
    ("The town was shelled and burned.", "burned", "town", True, None),
    ("The soldiers tried to burn the market.", "burn", "soldiers", False, None),
    ("The army that shelled the town withdrew.", "shelled", "that", False, None),
    ("According to the Commission on Prisoners, Hostages and Missing Persons, 613 men, among them nine teachers, were murdered by the rebels.", "murdered", "men", True, "rebels"),
])
def test_the_parts_of_a_clause(parse, sentence, verb, subject, passive, agent):
    p = parse(sentence)
    v = at(p, verb)
    assert (word_of(p, grammar.subject(p, v)), grammar.is_passive(p, v), word_of(p, grammar.by_agent(p, v))) == (subject, passive, agent)


@pytest.mark.parametrize("sentence, word, negated", [
    ("They did not enter the town.", "enter", True),
    ("They entered the town.", "entered", False),
    ("No evacuation was held.", "evacuation", True),
    ("They never entered it.", "entered", True),
    ("It was done without warning.", "warning", True),
])
def test_a_word_knows_its_own_negation(parse, sentence, word, negated):
    p = parse(sentence)
    assert grammar.is_negated(p, at(p, word)) is negated


@pytest.mark.parametrize("sentence, head, phrase", [
    ("The old harbour of the town burned.", "harbour", "The old harbour of the town"),
    ("The men who fled the town, and the women, came back.", "men", "The men"),
    ("Hundreds of people were there.", "Hundreds", "Hundreds of people"),
])
def test_a_noun_phrase_ends_before_its_clauses_and_conjuncts(parse, sentence, head, phrase):
    p = parse(sentence)
    assert grammar.words(p, *grammar.noun_phrase(p, at(p, head))) == phrase


def test_tokens_are_found_from_characters(parse):
    p = parse("The ferry sank off the coast.")
    assert grammar.tokens_in(p, 4, 14) == (1, 3)
    assert grammar.chars(p, 1, 3) == (4, 14)


def test_lists_are_taken_whole_and_begin_at_their_head(parse):
    p = parse("Women, children and old men were there.")
    assert [p.word[i] for i in grammar.conjuncts(p, at(p, "Women"))] == ["Women", "children", "men"]
    assert p.word[grammar.first_conjunct(p, at(p, "men"))] == "Women"


def test_the_span_of_a_token_holds_all_that_hangs_on_it(parse):
    p = parse("The army that shelled the town withdrew to the coast.")
    for i in range(len(p)):
        tree = grammar.subtree(p, i)
        assert (p.left[i], p.right[i]) == (min(tree), max(tree) + 1)
