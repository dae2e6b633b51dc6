"""Names: one thing, one canonical; the codebook's and the model's; what is no name."""

import pytest

from diptych import extract
from diptych.extract.entities import disagreements

ROWS = [
    ("Armenian armed forces entered Khojaly.", [("Armenian", "NORP", "Armenian"), ("Khojaly", "GPE", "Khojaly")]),
    ("Azerbaijanis and Armenians lived there.", [("Azerbaijanis", "NORP", "Azerbaijani"), ("Armenians", "NORP", "Armenian")]),
    ("It lies between Shusha/Shushi and Agdam.", [("Shusha/Shushi", "GPE", "Shusha"), ("Agdam", "GPE", "Agdam")]),
    ("Shells fell on Stepanakert. Khankendi burned.", [("Stepanakert", "GPE", "Stepanakert"), ("Khankendi", "GPE", "Stepanakert")]),
    ("The Khojaly genocide was remembered.", [("Khojaly genocide", "EVENT", "Khojaly massacre")]),
    ("The Armenian genocide is another event.", [("Armenian genocide", "EVENT", "Armenian genocide")]),
    ("Azerbaijan’s Nagorno-Karabakh region was shelled.", [("Azerbaijan", "GPE", "Azerbaijan"), ("Nagorno-Karabakh", "LOC", "Nagorno-Karabakh")]),
    ("The Nagorno-Karabakh conflict went on.", [("Nagorno-Karabakh conflict", "EVENT", "Nagorno-Karabakh conflict")]),
    ("Human Rights Watch and Memorial reported it.", [("Human Rights Watch", "ORG", "Human Rights Watch"), ("Memorial", "ORG", "Memorial Human Rights Center")]),
    ("The 366th Motor Rifle Regiment took part.", [("366th Motor Rifle Regiment", "ORG", "366th Motor Rifle Regiment")]),
    ("Resolutions 101 and 102 were never carried out.", [("Resolutions 101 and 102", "LAW", "Resolutions 101 and 102")]),
    # an event keeps its noun with the place or people before it; a people's army does not
    ("The Bosnian war ended and the Georgian-Abkhaz conflict began.", [("Bosnian war", "EVENT", "Bosnian war"), ("Georgian-Abkhaz conflict", "EVENT", "Georgian-Abkhaz conflict")]),
    ("The Lebanese army withdrew.", [("Lebanese", "NORP", "Lebanese")]),
    # units by their number
    ("The 5th rifle battalion and the 9th Mountain Division held the pass.", [("5th rifle battalion", "ORG", "5th rifle battalion"), ("9th Mountain Division", "ORG", "9th Mountain Division")]),
    ("The 5th winter was hard for the army.", []),
    # cases, articles with their law
    ("Isayeva and Others v. Russia was decided in Strasbourg.", [("Isayeva and Others v. Russia", "LAW", "Isayeva and Others v. Russia"), ("Strasbourg", "GPE", "Strasbourg")]),
    ("In Prosecutor v. Tadić, judges spoke of war; in Tadić they spoke of control.", [("Prosecutor v. Tadić", "LAW", "Prosecutor v. Tadić"), ("Tadić", "LAW", "Prosecutor v. Tadić")]),
    ("Article II of the Genocide Convention lists acts.", [("Article II of the Genocide Convention", "LAW", "Article II of the Genocide Convention")]),
    ("In Jelisić, the Trial Chamber acquitted him and the Appeals Chamber disagreed.", [("Jelisić", "LAW", "Jelisić"), ("Trial Chamber", "ORG", "Trial Chamber"), ("Appeals Chamber", "ORG", "Appeals Chamber")]),
    ("They are bound by Article 3 common to the four Geneva Conventions.", [("Article 3", "LAW", "Article 3 common to the four Geneva Conventions"), ("Geneva Conventions", "LAW", "Geneva Conventions")]),
    # bodies with their place or their tasks
    ("The Senate of Mexico and the Foreign Ministry of the Netherlands replied.", [("Senate of Mexico", "ORG", "Senate of Mexico"), ("Foreign Ministry of the Netherlands", "ORG", "Foreign Ministry of the Netherlands")]),
    ("The State Commission on Prisoners, Hostages and Missing Persons sat.", [("State Commission on Prisoners, Hostages and Missing Persons", "ORG", "State Commission on Prisoners, Hostages and Missing Persons")]),
    # by their place in the sentence
    ("They stood at the Broken Wings monument.", [("Broken Wings", "FAC", "Broken Wings")]),
    ("“We lived in cellars,” recalled Armen, a retired teacher.", [("Armen", "PERSON", "Armen")]),
    ("The Tutsi refugees met Baroness Cox.", [("Tutsi", "NORP", "Tutsi"), ("Cox", "PERSON", "Cox")]),
    ("They crossed the river Drina.", [("Drina", "LOC", "Drina")]),
    ("The villagers of Aranzamin fled from Zeitun to Aleppo.", [("Aranzamin", "GPE", "Aranzamin"), ("Zeitun", "GPE", "Zeitun"), ("Aleppo", "GPE", "Aleppo")]),
    ("Every February Azerbaijan's embassies print leaflets.", [("Azerbaijan", "GPE", "Azerbaijan")]),
    ("He told the Russkaya Mysl newspaper so.", [("Russkaya Mysl", "ORG", "Russkaya Mysl")]),
    ("Asim Veliyev, head of a hospital, spoke.", [("Asim Veliyev", "PERSON", "Asim Veliyev")]),
    ("Hutus and Tutsis visit it.", [("Hutus", "NORP", "Hutu"), ("Tutsis", "NORP", "Tutsi")]),
    ("It is an instrument of Turkophobia.", []),
    ("Grad rockets hit the market.", []),
    ("The harbour was burned at night.", []),
    ("Silence followed. Nobody spoke.", []),
]


@pytest.mark.parametrize("sentence, expected", ROWS, ids=[r[0] for r in ROWS])
def test_who_and_what_is_named(sentence, expected, read):
    found = extract.entities(read(sentence))
    assert list(zip(found["surface"], found["label"], found["canonical"])) == expected


def test_a_surname_after_the_full_name_is_that_person(read):
    found = extract.entities(read("John Miller was the mayor of the town. Mr. Miller denied it. Nobody believed Miller."))
    assert found["canonical"].tolist() == ["John Miller"] * 3
    assert set(found["label"]) == {"PERSON"}


def test_titles_and_articles_are_no_part_of_a_name(read):
    found = extract.entities(read("President Serzh Sargsyan met the OSCE Minsk Group."))
    assert found["surface"].tolist() == ["Serzh Sargsyan", "OSCE Minsk Group"]


FOUND_AGAIN = [
    ("The Union of Relatives of the Missing (URM) gave a list. Later the URM gave another.", "URM", "ORG", "Union of Relatives of the Missing"),
    ("The European Court of Human Rights ruled. The Court found no breach.", "Court", "ORG", "European Court of Human Rights"),
    ("The Nagorno-Karabakh Defence Army advanced. Later the Defence Army withdrew.", "Defence Army", "ORG", "Nagorno-Karabakh Defence Army"),
    ("Lyudmila Harutyunyan wrote a report. Harutyunyan told nobody.", "Harutyunyan", "PERSON", "Lyudmila Harutyunyan"),
    ("Vagif Guliyev and Levon Hakobyan were shot. The sons of Guliyev and Hakobyan survived.", "Guliyev", "PERSON", "Vagif Guliyev"),
    ("Vagif Guliyev and Levon Hakobyan were shot. The sons of Guliyev and Hakobyan survived.", "Hakobyan", "PERSON", "Levon Hakobyan"),
]


@pytest.mark.parametrize("text, surface, label, canonical", FOUND_AGAIN, ids=[f[1] for f in FOUND_AGAIN])
def test_an_acronym_or_surname_is_who_it_was_first_given_for(text, surface, label, canonical, read):
    found = extract.entities(read(text))
    again = found[found["surface"] == surface]
    assert len(again) and set(zip(again["label"], again["canonical"])) == {(label, canonical)}
    assert found["start"].is_unique


BUILT = [
    ("He taught at Baku State University and at Yerevan State University.", [("Baku State University", "ORG"), ("Yerevan State University", "ORG")]),
    ("She wrote for the newspaper Golos Armenii.", [("Golos Armenii", "ORG")]),
    ("The 8th Mechanised Brigade held the road.", [("8th Mechanised Brigade", "ORG")]),
    ("A photograph appeared in Moscow News.", [("Moscow News", "ORG")]),
    ("Armenia’s Court and Azerbaijan’s Court sat.", [("Armenia", "GPE"), ("Azerbaijan", "GPE")]),
]


@pytest.mark.parametrize("sentence, expected", BUILT, ids=[b[0] for b in BUILT])
def test_bodies_are_known_by_the_build_of_their_names(sentence, expected, read):
    found = extract.entities(read(sentence))
    assert set(expected) <= set(zip(found["surface"], found["label"]))


def test_a_heading_in_capitals_is_no_name(read):
    found = extract.entities(read("Legal Responsibility and Impunity\n\nThe harbour burned."))
    assert found.empty


def test_names_are_the_same_in_every_text(read):
    found = extract.entities(read("Khojaly was attacked.", "The town of Khojali fell.", "Xocalı is its name in Azerbaijani."))
    assert set(found.loc[found["label"] == "GPE", "canonical"]) == {"Khojaly"}


def test_where_codebook_and_model_disagree_is_a_table(edition):
    _, readings = edition
    found = disagreements(readings)
    texts = {r.text.id: r.text.text for r in readings}
    assert len(found) > 0 and (found["label"] != found["model_label"]).all()
    assert all(texts[r.text_id][r.start:r.end] == r.surface for r in found.itertuples())
    assert set(found["surface"]) <= set(extract.entities(readings)["surface"])
