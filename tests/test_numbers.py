"""Figures: their values, what is no figure, what they count and measure, whose they are."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import extract
from diptych.compare import reconcile
from diptych.extract.quantities import figures

VALUES = [
    ("613", 613, 613), ("1,275", 1275, 1275), ("over 7,000", 7000, None), ("at least 161", 161, None), ("more than ten", 10, None), ("no fewer than 40", 40, None), ("40 or more", 40, None),
    ("fewer than 50", None, 50), ("up to 800", None, 800), ("as many as 500", None, 500), ("as many as 613", 613, 613), ("about 200", 200, 200), ("some 25,000", 25000, 25000), ("nearly one million", 1e6, 1e6),
    ("hundreds", 200, 999), ("tens of thousands", 20000, 99999), ("several hundred", 200, 999), ("dozens", 24, 99), ("scores", 40, 99), ("thousands", 2000, 9999), ("a hundred", 100, 100), ("a dozen", 12, 12),
    ("twenty-five", 25, 25), ("two hundred and five", 205, 205), ("one hundred and twenty thousand", 120000, 120000), ("half a million", 500000, 500000), ("one and a half million", 1.5e6, 1.5e6), ("2.5 million", 2.5e6, 2.5e6),
    ("between 40 and 50", 40, 50), ("40 to 50", 40, 50), ("20-30", 20, 30), ("two or three", 2, 3), ("2 to 3 million", 2e6, 3e6), ("two-thirds", 2 / 3, 2 / 3), ("3bn", 3e9, 3e9),
    ("Twenty per cent", 20, 20), ("9.4%", 9.4, 9.4), ("5 to 10 percent", 5, 10), ("$4.5 million", 4.5e6, 4.5e6), ("€20m", 2e7, 2e7), ("USD10m", 1e7, 1e7), ("40 square kilometres", 40, 40), ("60km", 60, 60), ("minus 5", -5, -5),
]


@pytest.mark.parametrize("words, low, high", VALUES, ids=[v[0] for v in VALUES])
def test_a_figure_is_worth_what_it_says(words, low, high):
    (found,) = figures.find(f"They counted {words}, it is said.")
    assert (found.low, found.high) == (pytest.approx(low) if low is not None else None, pytest.approx(high) if high is not None else None)
    text = f"They counted {words}, it is said."
    assert text[found.start:found.end] == words


@pytest.mark.parametrize("text", ["a T-72 tank", "the 366th Regiment", "at 10:30", "they won 2-1", "an A4 page", "version v1.2", "the MP3 file"])
def test_a_number_inside_a_word_is_no_figure(text):
    assert figures.find(text) == []


ROWS = [
    ("Forty villagers were killed on 3 May 1990.", [("Forty", 40, 40, "killed")]),
    ("The shells killed 12 people and wounded 30.", [("12", 12, 12, "killed"), ("30", 30, 30, "wounded")]),
    ("120 people were killed, 40 wounded and 15 taken hostage.", [("120", 120, 120, "killed"), ("40", 40, 40, "wounded"), ("15", 15, 15, "hostage")]),
    ("Soldiers took 200 villagers hostage.", [("200", 200, 200, "hostage")]),
    ("More than 3,000 residents fled the town.", [("More than 3,000", 3000, "", "displaced")]),
    ("Nineteen men are still missing.", [("Nineteen", 19, 19, "missing")]),
    ("The fate of 150 remains unknown.", [("150", 150, 150, "missing")]),
    ("Its population was about 5,000.", [("about 5,000", 5000, 5000, "population")]),
    ("The town of 7,000 was razed.", [("7,000", 7000, 7000, "population")]),
    ("Six families were wiped out.", [("Six", 6, 6, "families_destroyed")]),
    ("Ninety children lost both parents.", [("Ninety", 90, 90, "orphaned")]),
    ("The bodies of 161 people were found.", [("161", 161, 161, "killed")]),
    ("Bulgaria marked the 23rd anniversary of the fire.", [("23rd", 23, 23, "anniversary")]),
    ("Three witnesses spoke.", [("Three", 3, 3, "other")]),
    ("Refugees: 40,000 people were driven out of the valley.", [("40,000", 40000, 40000, "displaced")]),
    ("A hundred prisoners were executed.", [("A hundred", 100, 100, "killed")]),
    ("The fine was $4.5 million.", [("$4.5 million", 4500000, 4500000, "other")]),
    ("Turnout was 61 per cent.", [("61 per cent", 61, 61, "other")]),
    ("Two of the five suspects confessed.", [("Two", 2, 2, "other"), ("five", 5, 5, "other")]),
    ("One child survived.", [("One", 1, 1, "other")]),
    ("From 1500 to 2000 villagers fled.", [("From 1500 to 2000", 1500, 2000, "displaced")]),
    ("Forty were wounded; 300 were taken captive and 150 remain unaccounted for.", [("Forty", 40, 40, "wounded"), ("300", 300, 300, "hostage"), ("150", 150, 150, "missing")]),
    ("They found 5 bodies on Monday and 30 more two days later.", [("5", 5, 5, "killed"), ("30", 30, 30, "killed")]),
    ("Twelve children under the age of 10 were killed.", [("Twelve", 12, 12, "killed"), ("10", 10, 10, "other")]),
    ("A Leopard 2 tank burned.", []),
    # what befell them decides, not the words around; bodies are the dead
    ("Over 300 were injured and some 200 went missing.", [("Over 300", 300, "", "wounded"), ("some 200", 200, 200, "missing")]),
    ("She lost her husband and two brothers.", [("two", 2, 2, "killed")]),
    ("He lost two cousins to a missile.", [("two", 2, 2, "killed")]),
    ("The club lost two matches.", [("two", 2, 2, "other")]),
    ("They examined 181 bodies; 33 had been mutilated.", [("181", 181, 181, "killed"), ("33", 33, 33, "killed")]),
    ("Hundreds of them were shot near the river.", [("Hundreds", 200, 999, "killed")]),
    ("Ninety children lost one parent, and 25 children both.", [("Ninety", 90, 90, "orphaned"), ("one", 1, 1, "other"), ("25", 25, 25, "orphaned")]),
    ("Some 300 remained in captivity.", [("Some 300", 300, 300, "hostage")]),
    ("Hutu leaders handed over hundreds of captives.", [("hundreds", 200, 999, "hostage")]),
    ("Parliament voted 112 to 0 for an appeal on the killings.", [("112", 112, 112, "other"), ("0", 0, 0, "other")]),
    # bare figures that somebody names
    ("How many died is uncertain. The commission settled on 613.", [("613", 613, 613, "killed")]),
    ("The raid killed 40 people. Officials speak of 60.", [("40", 40, 40, "killed"), ("60", 60, 60, "killed")]),
    # fractions, ordinals
    ("A fifth of the country is occupied.", [("A fifth", 20, 20, "other")]),
    ("The first figure was low; they met for the third time.", [("first", 1, 1, "other"), ("third", 3, 3, "other")]),
    ("The first lady spoke first, then prosecutors in third states.", []),
    ("Not one soldier was tried.", []),
    # what befalls them, not what befalls others in the sentence; places and things are nobody
    ("Rebel forces took Lorin, a town of some 6,000 people, and at least 200 civilians were killed.", [("some 6,000", 6000, 6000, "population"), ("at least 200", 200, "", "killed")]),
    ("The troops occupied 20 percent of the valley and expelled 750,000 people.", [("20 percent", 20, 20, "other"), ("750,000", 750000, 750000, "displaced")]),
    ("More than 5,000 inhabitants lost their homes and live as refugees in 48 districts.", [("More than 5,000", 5000, "", "displaced"), ("48", 48, 48, "other")]),
    ("The army killed 300 rebels and captured 50 tanks.", [("300", 300, 300, "killed"), ("50", 50, 50, "other")]),
    ("Eight soldiers deserted and killed three officers.", [("Eight", 8, 8, "other"), ("three", 3, 3, "killed")]),
    ("She was captured with 40 other women.", [("40", 40, 40, "hostage")]),
    ("Seven policemen were among the 31 dead.", [("Seven", 7, 7, "killed"), ("31", 31, 31, "killed")]),
    ("Two of his three sons were killed.", [("Two", 2, 2, "killed"), ("three", 3, 3, "other")]),
    ("A crowd of 2,000 marched past the graves of 41 victims.", [("2,000", 2000, 2000, "other"), ("41", 41, 41, "killed")]),
    ("Its population, estimated at 6,000 before the war, had dwindled by half.", [("6,000", 6000, 6000, "population"), ("half", 50, 50, "population")]),
    # captives of whom nothing is known are missing
    ("Nothing has been heard of 150 captives, 68 women and 12 children among them.", [("150", 150, 150, "missing"), ("68", 68, 68, "missing"), ("12", 12, 12, "missing")]),
    ("Of the 40 hostages taken, 12 have never been found.", [("40", 40, 40, "hostage"), ("12", 12, 12, "missing")]),
    ("Forty were captured and 150 are still listed as missing.", [("Forty", 40, 40, "hostage"), ("150", 150, 150, "missing")]),
    # figures of the dead in a row, and names of them
    ("Twelve people were shot. Nobody knows the truth. The figures have grown with time: 100, then 450.", [("Twelve", 12, 12, "killed"), ("100", 100, 100, "killed"), ("450", 450, 450, "killed")]),
    ("The mayor put the dead at 300; the imam showed a list of 477 names; our own count could confirm no more than 200.", [("300", 300, 300, "killed"), ("477", 477, 477, "killed"), ("no more than 200", "", 200, "killed")]),
    ("Two graves were opened; a third was found in May.", [("Two", 2, 2, "other")]),
    # ranks, units, ages
    ("It was the second largest town; the regiment's third battalion came.", [("second", 2, 2, "other")]), ("The dead of one town are counted and those of the other denied.", []),
    # no figure of layer 3
    ("One of the main aims is peace.", []), ("On one side stood the army.", []), ("No one was tried.", []), ("Both brothers died.", []), ("The first step is a truce, the second a treaty.", []),
    ("In 1992 the town fell.", []), ("It happened on 26 February at 11:00 p.m.", []), ("Article 6 applies.", []), ("Section 907 was adopted.", []), ("The talks lasted three years.", []),
    ("Resolution 822 was adopted.", []), ("One day it will end.", []), ("The 366th Motor Rifle Regiment was there.", []),
]


@pytest.mark.parametrize("sentence, expected", ROWS, ids=[r[0] for r in ROWS])
def test_what_is_counted_and_what_it_measures(sentence, expected, read):
    found = extract.numbers(read(sentence))
    assert list(zip(found["surface"], found["low"], found["high"], found["measure"])) == expected


WHOSE = [
    ("Officials put the dead at 485.", "attributed"), ("A commission counted 450 victims.", "attributed"), ("According to the ministry, 120 people were killed.", "attributed"), ("Forty people were killed.", "author"),
    ("Soldiers killed forty people.", "author"), ("The mayor said that 40 houses burned.", "attributed"), ("They gave 40 people food.", "author"),
    ("Belgrade admitted to 32 deaths.", "attributed"), ("The commission named 485 dead.", "attributed"), ("The ministry insists on 613.", "attributed"), ("Our own count could confirm no more than 200.", "author"),
    ("The parliament settled on 613.", "attributed"), ("Baku speaks of 636.", "attributed"), ("The team settled on two names.", "author"),
]


@pytest.mark.parametrize("sentence, whose", WHOSE, ids=[w[0] for w in WHOSE])
def test_a_figure_is_laid_at_who_gives_it(sentence, whose, read):
    assert extract.numbers(read(sentence))["voice"].tolist() == [whose]


def test_a_part_is_laid_at_who_gives_its_whole(read):
    found = extract.numbers(read("The ministry insists on 613, among them 63 children."))
    assert found["source"].tolist() == ["ministry", "ministry"]


def test_an_age_is_a_measure(read):
    found = extract.numbers(read("For Ana Petrova, 41, peace means little. She was 16 when it began. Rena was eleven. There were 16 of them."))
    assert found["kind"].tolist() == ["measure", "measure", "measure", "count"]


def test_bound_words_are_no_part_of_what_is_counted(read):
    found = extract.numbers(read("At least 161 people died, and over 300 lost their homes."))
    assert found["counted"].tolist() == ["people", "people"]


def test_parts_are_told_from_their_whole(read):
    found = extract.numbers(read("The raid killed 613 people, including 106 women and 63 children; 487 were wounded."))
    assert found["part_of"].tolist() == ["", "613", "613", ""]
    assert found["measure"].tolist() == ["killed", "killed", "killed", "wounded"]


def test_them_and_of_the_name_a_whole(read):
    found = extract.numbers(read("Twenty-six bodies were returned, three of them headless.", "Of the 100 captives, 40 were women.", "It shelled two towns, in which 169 civilians died, 51 of them children."))
    assert list(zip(found["counted"], found["measure"], found["part_of"])) == [
        ("bodies returned", "killed", ""), ("bodies", "killed", "Twenty-six"), ("captives", "hostage", ""), ("women", "hostage", "100"),
        ("towns", "other", ""), ("civilians", "killed", ""), ("civilians", "killed", "169")]


def test_figures_of_two_texts_are_held_against_each_other(read):
    numbers = extract.numbers(read("The raid killed 613 people, including 106 women and 63 children. It wounded 40 men.", "The raid killed 485 people. It wounded 40."))
    found = reconcile(numbers).set_index(["measure", "counted"])["finding"]
    assert found["killed", "people"] == "different figures"
    assert found["wounded", "people"] == "the same figure"
    assert found["killed", "women"] == "in one text only"
    assert found["killed", "613 and its parts"] == "parts come to 169 of 613; the rest is not parted"


def test_parts_that_come_to_more_than_their_whole_are_told(read):
    numbers = extract.numbers(read("The raid killed 100 people, including 80 women and 70 children."))
    assert "parts come to 150, more than the whole, 100" in reconcile(numbers)["finding"].tolist()


def test_nothing_counted_gives_a_table_with_its_columns(read):
    found = extract.numbers(read("Nothing was counted."))
    assert found.empty and "measure" in found and isinstance(reconcile(found), pd.DataFrame)


def spelt(n: int) -> str:
    """A number in words, as an English speaker writes it."""
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10 - 2] + (f"-{ones[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ones[n // 100]} hundred" + (f" and {spelt(n % 100)}" if n % 100 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if n >= size:
            rest = n % size
            return f"{spelt(n // size)} {name}" + (f" {'and ' if rest < 100 else ''}{spelt(rest)}" if rest else "")
    raise ValueError(n)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 10**10))
def test_a_number_in_words_or_figures_comes_back_with_its_value(n):
    for words in (spelt(n), f"{n:,}"):
        (found,) = figures.find(f"They counted {words} houses.")
        assert (found.low, found.high) == (n, n), words


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(figures.OVER), st.sampled_from(figures.UNDER))
def test_a_bound_takes_away_one_end(n, over, under):
    (high,), (low,) = figures.find(f"They found {over} {n:,} houses."), figures.find(f"They found {under} {n:,} houses.")
    assert (high.low, high.high) == (n, None) and (low.low, low.high) == (None, n)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_on_any_characters_figures_stand_where_they_say(text):
    last = 0
    for f in figures.find(text):
        assert last <= f.core[0] < f.core[1] <= len(text) and f.start <= f.core[0] and f.core[1] <= f.end
        last = f.core[1]
