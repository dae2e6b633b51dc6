"""Headlines are given to the parser as prose, and nothing else is."""

import pytest

from diptych.corpus import texts
from diptych.extract import responsibility
from diptych.reading import headlines, pipeline


@pytest.mark.parametrize(
    "line, prose",
    [
        ("Rebels Burn School In Tolpress", "Rebels burn school in Tolpress"),
        ("ARMY SHELLS MARKET, KILLING FORTY IN KARSK", "Army shells market , killing forty in Karsk"),
        ("The State Commission on Missing Persons sat", "The State Commission on Missing Persons sat"),
        ("Ana Petrov left", "Ana Petrov left"),
        ("The army shelled Karsk and Tolpress", "The army shelled Karsk and Tolpress"),
    ],
)
def test_only_a_line_of_capitals_changes(restated, line, prose):
    case, _ = restated
    words = line.replace(",", " ,").split()
    assert headlines.as_prose(words, headlines.everyday(case.codebook)) == prose.split()


def test_a_doer_is_known_in_a_headline_as_in_prose(restated):
    case, _ = restated
    (reading,) = pipeline.read([texts.Text("x", "Police Shot Two Miners At Lake Marin")], case.codebook)
    (row,) = responsibility([reading]).to_dict("records")
    assert (row["actor"].lower(), row["affected"], row["form"]) == ("police", "Two Miners", "active")
