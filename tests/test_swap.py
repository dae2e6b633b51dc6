"""The parties' names change places, and nothing but the names changes."""

from dataclasses import replace

import pytest

from diptych.compare import swap
from diptych.corpus.texts import Text

#: Invented passages, each with the parties' names in other shapes: of one word and of several, possessive, plural, of people and places.
PASSAGES = {
    "adjectives": "Armenian forces shelled the village at dawn. The Azerbaijanis had surrounded the hill. An Azerbaijani officer was shot by Armenians, and Azeri families fled.",
    "possessives": "Armenia’s assault on Agdam was denied by Azerbaijan’s government. Azerbaijan's army, according to Armenia's Ministry of Defence, killed forty villagers in Askeran.",
    "bodies": "The Ministry of Defence of Armenia said that the Azerbaijani Army had burned two farms. The Azerbaijani Foreign Ministry accused the Government of Armenia of war crimes.",
    "peoples of two words": "Karabakh Armenians took part in the attack, Azerbaijani Turks said. Karabakh Azerbaijanis were driven from their homes, and Artsakh Armenians bear responsibility.",
    "states of several words": "The Republic of Armenia and the Azerbaijan Republic signed nothing. Soviet Azerbaijan was blamed for the pogrom; the Armenian SSR denied that its militia had killed anybody.",
    "towns": "Stepanakert was shelled for months. The people of Barda, Goris and Ganja mourn 30 killed on 3 May 1992. In Malibeyli and Maraga, houses were burned by gunmen.",
    "people": "Ilham Aliyev said that the killing of civilians in Maraga was a genocide. Serzh Sargsyan rejected the claim. Mr. Sargsyan called Aliyev a war criminal, and he was tried.",
    "media": "According to AZERTAC, 613 people were killed. Armenpress reported that the massacre was staged; The Washington Post and the New York Times wrote that soldiers fired on the column.",
    "law": "Azerbaijan demanded that Armenia be tried for genocide under the Genocide Convention. Armenia argues that the blockade of Nagorno-Karabakh violated the Fourth Geneva Convention.",
    "other events": "The Armenian genocide is another matter, Baku holds. The Sumgait pogrom and the Khojaly massacre are named together in Yerevan, where the Khojaly genocide is called a hoax.",
}
TEXTS = [Text(f"t{k}", passage, date="2010-02-25", outlet="AZERTAC") for k, passage in enumerate(PASSAGES.values())]
RENAMINGS = ("sides", "outlets", "invented")


def differing(found):
    return [f"{row.layer}: {row.before} -> {row.after}" for row in found[found["before"] != found["after"]].itertuples()]


@pytest.mark.parametrize("name", RENAMINGS)
def test_invented_passages_have_the_same_rows_under_other_names(codebook, name):
    renaming, renamed = next((r, book) for n, r, book in swap.renamings(codebook, TEXTS) if n == name)
    found = swap.compared(TEXTS, codebook, renaming, renamed)
    assert differing(found) == []
    assert set(found["layer"]) == {"entity", "date", "number", "term", "responsibility", "legal", "attribution"} and len(found) > 80


def test_both_texts_of_the_case_have_the_same_rows_under_other_names(edition):
    case, _ = edition
    found = swap.check(case)
    assert list(found.columns) == ["renaming", "layer", "rows", "differ"]
    assert set(found["renaming"]) == set(RENAMINGS) and found["rows"].sum() > 1000
    assert found[found["differ"] > 0].to_dict("records") == []


def test_every_shape_of_a_name_is_renamed(codebook):
    exchanged = swap.sides(codebook, TEXTS)
    for passage in PASSAGES.values():
        assert swap.rename(passage, exchanged) != passage or passage == PASSAGES["other events"]
    assert swap.rename("Armenia’s soldiers, Armenians, Armenian; Azerbaijan's Azerbaijanis", exchanged) == "Azerbaijan’s soldiers, Azerbaijanis, Azerbaijani; Armenia's Armenians"
    assert swap.rename("Karabakh Armenians", exchanged) == "Karabakh Azerbaijanis"


def test_names_of_events_and_laws_stay_when_sides_change(codebook):
    assert swap.rename("the Armenian genocide and the Khojaly massacre", swap.sides(codebook)) == "the Armenian genocide and the Khojaly massacre"


def test_exchanging_the_labels_of_the_two_sides_twice_gives_them_back(codebook):
    exchanged = swap.sides(codebook)
    for side in ("armenian", "azerbaijani"):
        for entry in codebook["actors"]:
            if entry.more.get("side") == side and entry.label in exchanged:
                assert exchanged[exchanged[entry.label]] == entry.label


def test_every_news_medium_takes_anothers_name(codebook):
    exchanged = swap.outlets(codebook)
    media = [e for e in codebook["actors"] if e.more.get("medium")]
    assert len(media) >= 10 and all(exchanged[e.label] != e.label for e in media)
    assert {exchanged[e.label] for e in media} == {e.label for e in media}


def test_no_party_keeps_its_name_when_names_are_invented(codebook):
    renaming = swap.invented(codebook, TEXTS)
    book = swap.renamed_codebook(codebook, renaming)
    assert len(book.entries) == len(codebook.entries)
    text = " ".join(swap.rename(t.text, renaming) for t in TEXTS)
    assert not any(name in text for name in ("Armenia", "Azeri", "Azerbaijan", "Baku", "Yerevan", "Aliyev", "Sargsyan", "Khojaly"))


def test_a_program_that_knew_one_side_only_would_be_found_out(codebook):
    lopsided = type(codebook)(tuple(replace(e, more={**e.more, "verbs": ("kill",)}) if e.id == "killing" else e for e in codebook.entries if e.id not in ("azerbaijani", "azerbaijan")))
    found = swap.compared(TEXTS, lopsided, swap.sides(codebook, TEXTS))
    assert len(differing(found)) > 5
