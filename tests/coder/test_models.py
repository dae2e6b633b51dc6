"""Linear models: what they learn from toy data, and what is kept of them as JSON."""

import pytest
from hypothesis import given, strategies

from diptych.coder import models

COLOURS = [[colour, shape] for colour in ("red", "green", "blue") for shape in ("round", "long")] * 20
THREE = ["stop" if "red" in f else "go" if "green" in f else "wait" for f in COLOURS]
TWO = ["yes" if "red" in f else "no" for f in COLOURS]
TOY = {"light": models.fit(COLOURS, THREE, strength=5.0), "row": models.fit(COLOURS, TWO, strength=5.0)}
AGAIN = models.from_json(models.as_json(TOY))


LIGHTS = [(["red"], "stop", "yes"), (["green"], "go", "no"), (["blue"], "wait", "no")]


@pytest.mark.parametrize("features, light, row", LIGHTS)
def test_a_model_learns_which_feature_goes_with_which_class(features, light, row):
    assert TOY["light"].choose(features)[0] == light and TOY["row"].choose(features)[0] == row
    assert TOY["light"].choose(features)[1] > 0.7


@pytest.mark.parametrize("task", TOY)
@pytest.mark.parametrize("features", [[], ["red"], ["green", "long"], ["blue", "round"]])
def test_a_model_read_from_its_json_says_the_same_within_rounding(task, features):
    assert AGAIN[task].classes == TOY[task].classes
    assert AGAIN[task].say(features) == pytest.approx(TOY[task].say(features), abs=0.02)


def test_what_was_written_and_read_is_written_the_same_again():
    assert models.as_json(AGAIN) == models.as_json(models.from_json(models.as_json(AGAIN)))


@pytest.mark.parametrize("task", TOY)
def test_a_feature_that_training_never_met_changes_nothing(task):
    assert TOY[task].say(["red", "purple", "word=zebra"]) == TOY[task].say(["red"])


def test_a_feature_met_too_seldom_is_left_out():
    found = models.fit([*COLOURS, ["red", "once"]], [*TWO, "yes"], least=3)
    assert "once" not in found.number and "red" in found.number


def test_each_question_is_asked_with_the_answers_before_it():
    found, sure = models.decide(TOY, ["light", "row"], ["red"], {"author": 1.0, "attributed": 0.0})
    assert found == {"voice": "author", "light": "stop", "row": "yes"}
    first = TOY["light"].choose(["red"])[1]
    assert sure == pytest.approx(first * TOY["row"].choose(["red"])[1])


def test_a_later_question_can_hang_on_an_earlier_answer():
    asked = [[f"voice={v}"] for v in ("author", "attributed")] * 20
    learned = {"stance": models.fit(asked, ["asserts", "reports"] * 20, strength=5.0)}
    assert models.decide(learned, ["stance"], [], {"author": 1.0})[0]["stance"] == "asserts"
    assert models.decide(learned, ["stance"], [], {"attributed": 1.0})[0]["stance"] == "reports"


def test_answers_are_chosen_together():
    """The likelier voice loses where every answer in it is unsure."""
    asked = [["voice=author"]] * 40 + [["voice=attributed"]] * 20
    learned = {"stance": models.fit(asked, ["asserts", "denies"] * 20 + ["reports"] * 20, strength=50.0)}
    found, _ = models.decide(learned, ["stance"], [], {"author": 0.55, "attributed": 0.45})
    assert found == {"voice": "attributed", "stance": "reports"}


def test_options_share_one_probability_and_the_right_one_is_learned():
    choices = [([["near", "noun"], ["far", "noun"], ["nobody"]], {0}), ([["far"], ["nobody"]], {1})] * 10
    learned = models.fit_choice(choices, strength=5.0)
    shares = learned.shares(map(models.Features, [["far", "noun"], ["near"], ["nobody"]]))
    assert shares.sum() == pytest.approx(1) and shares.argmax() == 1
    assert learned.shares(map(models.Features, [["far"], ["nobody"]])).argmax() == 1


WORDS = strategies.sampled_from(["red", "green", "blue", "round", "long", "unknown"])


@given(strategies.lists(WORDS, max_size=40))
def test_the_probabilities_of_the_classes_sum_to_one(features):
    for model in (*TOY.values(), *AGAIN.values()):
        said = model.say(features)
        assert sum(said.values()) == pytest.approx(1) and all(0 <= p <= 1 for p in said.values())
        assert model.choose(features)[1] == max(said.values())
