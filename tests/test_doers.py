"""Doers are folded to parties and kinds by the words that say who acts, for each party in the same way."""

import pytest
from conftest import KHOJALY, ROOT

from diptych.compare import doers, swap
from diptych.corpus.codebook import read_codebook


@pytest.fixture(scope="module")
def velin():
    return read_codebook(ROOT / "texts" / "velin" / "codebook")


FOLDED = {
    "Armenian armed forces": "Armenian side",
    "Armenian forces of Karabakh": "Armenian side",
    "Armenia’s incumbent president": "Armenian side",
    "government of Armenia": "Armenian side",
    "Serzh Sargsyan": "Armenian side",
    "Azerbaijan": "Azerbaijani side",
    "Azerbaijani authorities": "Azerbaijani side",
    "AZERBAIJANI TROOPS": "Azerbaijani side",
    "soldiers from Azerbaijan": "Azerbaijani side",
    "366th Motor Rifle Regiment": doers.OTHERS,
    "fighters of Grey Wolves": doers.OTHERS,
    "Armenian and Azerbaijani forces": doers.BOTH,
    "perpetrators on both sides": doers.BOTH,
    "units of infantry": doers.DESCRIBED,
    "culprits": doers.DESCRIBED,
    "leadership of the former self-proclaimed regime": doers.DESCRIBED,
    "the local government": doers.DESCRIBED,
    "members of the regiment": doers.DESCRIBED,
    "opening of fire": doers.ACT,
    "deployment of heavy weaponry": doers.ACT,
    "none": doers.NOBODY,
    "": doers.NOBODY,
}


@pytest.mark.parametrize("actor", FOLDED)
def test_a_doer_is_folded_to_a_party_or_a_kind(actor, codebook):
    assert doers.fold(actor, codebook) == FOLDED[actor]


@pytest.mark.parametrize(
    "actor",
    [
        "attack on Azerbaijanis",
        "killing of Armenians",
        "soldiers under Armenian command",
        "people in Azerbaijan",
    ],
)
def test_no_party_is_read_off_words_that_do_not_say_who_acts(actor, codebook):
    assert doers.fold(actor, codebook) in (doers.ACT, doers.DESCRIBED)


def test_the_sides_of_another_case_are_its_own(velin):
    told = ("soldiers of the Tolvian 9th Brigade", "Holm", "Marenian fighters", "the Armenian army")
    assert [doers.fold(actor, velin) for actor in told] == [
        "Tolvian side",
        "Tolvian side",
        "Marenian side",
        doers.OTHERS,
    ]


def test_when_the_sides_change_names_the_fold_changes_names_and_nothing_else(codebook):
    renaming = swap.sides(codebook)
    for actor, party in FOLDED.items():
        actor = actor.replace(
            "AZERBAIJANI TROOPS", "Azerbaijani troops"
        )  # a renaming keeps to the names as they are listed
        assert doers.fold(swap.rename(actor, renaming), codebook) == swap.rename(party, renaming)


def test_without_a_codebook_no_party_is_known():
    assert doers.fold("Armenian armed forces") == doers.DESCRIBED and doers.fold("none") == doers.NOBODY


def test_a_name_with_no_side_is_its_own_party(tmp_path):
    (tmp_path / "actors.toml").write_text(
        '[north]\nlabel = "Northern"\ntype = "NORP"\nforms = ["Northern", "Northerners"]\nnote = "x"\n',
        encoding="utf-8",
    )
    assert doers.fold("Northern troops", read_codebook(tmp_path, [KHOJALY / "codebook"])) == "Northern"
