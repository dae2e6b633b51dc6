"""Words for the violence: which event each is a word for, and how far the writer stands behind it.

Expected rows are written "surface | term | referent: its name | stance | source"; an empty source is the author, and another event
that has no name of its own in the sentence is `other` alone.
"""

import math

import pytest

from diptych import compare, extract, keyness, voice
from diptych.extract.terms import FIELDS, REFERENTS, STANCES
from diptych.extract.terms import rows as rows_of

NAMES = [
    ("The Armenian genocide is taught in schools.",
     ["genocide | genocide | other: Armenian genocide | asserts |"]),
    ("The Rwandan genocide claimed 800,000 lives.",
     ["genocide | genocide | other: Rwandan genocide | asserts |"]),
    ("The genocide in Rwanda lasted a hundred days.",
     ["genocide | genocide | other: genocide in Rwanda | asserts |"]),
    ("The Srebrenica massacre was named in the verdict.",
     ["massacre | massacre | other: Srebrenica massacre | asserts |"]),
    ("The Khojaly massacre is remembered in Baku.",
     ["massacre | massacre | case | asserts |"]),
    ("The massacre in Khojaly is remembered every February.",
     ["massacre | massacre | case | asserts |"]),
    ("The Genocide Convention was adopted in 1948.",
     ["Genocide | genocide | title | defines |"]),
    ("Genocide is defined as the intent to destroy a group.",
     ["Genocide | genocide | concept | defines |"]),
    ('The term "genocide" was coined by Lemkin.',
     ["genocide | genocide | concept | defines |"]),
    ("The word massacre comes from French.",
     ["massacre | massacre | concept | defines |"]),
    ("The so-called massacre never made the news.",
     ["massacre | massacre | other | distances |"]),
    ("The alleged genocide is still debated.",
     ["genocide | genocide | other | distances |"]),
    ("What happened in Khojaly was not a genocide.",
     ["genocide | genocide | case | denies |"]),
    ("The killings in Khojaly did not amount to genocide.",
     ["killings | killing | case | asserts |",
      "genocide | genocide | case | denies |"]),
    ("It was not merely a massacre but a genocide.",
     ["massacre | massacre | other | asserts |",
      "genocide | genocide | other | asserts |"]),
    ("Historians have not agreed on whether the killings were genocide.",
     ["killings | killing | other | asserts |",
      "genocide | genocide | other | withholds |"]),
    ("No court has ruled that the Khojaly killings were genocide.",
     ["killings | killing | case | asserts |",
      "genocide | genocide | case | withholds |"]),
    ("Consensus has not been reached on the classification of the Khojaly events as genocide.",
     ["genocide | genocide | case | withholds |"]),
    ("Baku calls the Khojaly events a genocide.",
     ["genocide | genocide | case | reports | Baku"]),
    ("Yerevan describes the events in Khojaly as a battle.",
     ["battle | battle | case | reports | Yerevan"]),
    ("Some say that Khojaly was a tragedy of war.",
     ["tragedy | tragedy | case | reports | Some"]),
    ("Human Rights Watch called Khojaly the largest massacre of the war.",
     ["massacre | massacre | case | reports | Human Rights Watch"]),
    ("According to Azerbaijan, the killings were an act of genocide.",
     ["killings | killing | other | asserts | Azerbaijan",
      "genocide | genocide | other | reports | Azerbaijan"]),
    ("In Khojaly a crime against humanity was committed.",
     ["crime against humanity | crime against humanity | case | asserts |"]),
    ("The perpetrators of the Khojaly massacre enjoy impunity.",
     ["massacre | massacre | case | asserts |",
      "impunity | impunity | case | asserts |"]),
    ("War crimes have no statute of limitations.",
     ["War crimes | war crime | concept | defines |"]),
    ("Ethnic cleansing is not a separate crime in international law.",
     ["Ethnic cleansing | ethnic cleansing | concept | defines |",
      "crime | crime | concept | defines |"]),
    ("Human Rights Watch described the killings in Khojaly as the largest massacre of the war.",
     ["killings | killing | case | asserts |", "massacre | massacre | case | reports | Human Rights Watch"]),
    ("For Azerbaijan, Khojaly is a genocide.",
     ["genocide | genocide | case | reports | Azerbaijan"]),
    ("Srebrenica was a genocide.",
     ["genocide | genocide | other: genocide in Srebrenica | asserts |"]),
    ("Air attacks on the suburbs, which began in May 2013, continued.",
     ["attacks | attack | other | asserts |"]),
    ("Nobody on any side has been tried for these crimes.",
     ["crimes | crime | other | asserts |"]),
    ("The envoys had invented a massacre to win votes.",
     ["massacre | massacre | other | denies |"]),
    ("Few cases are as bitterly contested as the killings in Khojaly.",
     ["killings | killing | case | asserts |"]),
    ("What happened in Khojaly was not a battle but a massacre.",
     ["battle | battle | case | denies |", "massacre | massacre | case | asserts |"]),
    ("The court found that genocide had been committed in Khojaly.",
     ["genocide | genocide | case | asserts | court"]),
    ("There was a tragedy in Khojaly, he conceded, but no massacre.",
     ["tragedy | tragedy | case | asserts | he", "massacre | massacre | case | denies | he"]),
    ("If the killings in Khojaly were aimed at civilians, they were war crimes.",
     ["killings | killing | case | asserts |", "war crimes | war crime | case | withholds |"]),
    ("Turkey refuses to recognise the Armenian genocide.",
     ["genocide | genocide | other: Armenian genocide | asserts |"]),
    ("Those who call Khojaly a “battle” insult the dead.",
     ["battle | battle | case | distances | Those"]),
    ("The observers found that the killings in Khojaly may amount to war crimes.",
     ["killings | killing | case | asserts | observers", "war crimes | war crime | case | reports | observers"]),
    ("The attack on Khojaly began at night.",
     ["attack | attack | case | asserts |"]),
    ("The assault on the town began before midnight.",
     ["assault | assault | other | asserts |"]),
    ("Violence against civilians is prohibited.",
     ["Violence | violence | concept | defines |"]),
    ("The Holocaust was the largest genocide of the century.",
     ["genocide | genocide | other: Holocaust | asserts |"]),
    ("The Holodomor was recognised as genocide by Ukraine.",
     ["genocide | genocide | other: Holodomor | reports | Ukraine"]),
    ("The pogrom in Sumgait was followed by more violence.",
     ["pogrom | massacre | other: massacre in Sumgait | asserts |",
      "violence | violence | other: violence in Sumgait | asserts |"]),
    ("The “massacre” was staged, the colonel insisted.",
     ["massacre | massacre | other | distances | colonel"]),
    ("Armenia denies that a massacre took place in Khojaly.",
     ["massacre | massacre | case | denies | Armenia"]),
    ("Azerbaijani officials speak of the “Khojaly genocide”.",
     ["genocide | genocide | case | reports | Azerbaijani officials"]),
    ("The label of war crime is too narrow.",
     ["war crime | war crime | concept | defines |"]),
    ("Refugees gave accounts of the massacre.",
     ["massacre | massacre | other | asserts |"]),
    ("The battle for Shusha lasted two days.",
     ["battle | battle | other: battle for Shusha | asserts |"]),
    ("The Office for the Prevention of Genocide issued a note.",
     ["Genocide | genocide | title | defines |"]),
    ("Witnesses said that the attack began at night.",
     ["attack | attack | other | asserts | Witnesses"]),
    ("The prosecutor said the shelling was a war crime.",
     ["war crime | war crime | other | reports | prosecutor"]),
    ("The general was accused of genocide in Darfur.",
     ["genocide | genocide | other: genocide in Darfur | reports |"]),
    ("He was acquitted of crimes against humanity.",
     ["crimes against humanity | crime against humanity | other | denies |"]),
    ("The pamphlet denies the Armenian genocide.",
     ["genocide | genocide | other: Armenian genocide | asserts | pamphlet"]),
    ("The tragedy of Khojaly is a wound.",
     ["tragedy | tragedy | case | asserts |"]),
    ("It may have been a crime against humanity.",
     ["crime against humanity | crime against humanity | other | withholds |"]),
    ("The minister rejected claims of ethnic cleansing.",
     ["ethnic cleansing | ethnic cleansing | other | denies | unnamed"]),
    ("In the view of the court, the killings at Racak were murder and not genocide.",
     ["killings | killing | other: killing at Racak | asserts | court",
      "genocide | genocide | other | denies | court"]),
    ("The Sarajevo market massacre of 1994 was investigated twice.",
     ["massacre | massacre | other: Sarajevo market massacre | asserts |"]),
    ("The Bucha massacre shocked Europe.",
     ["massacre | massacre | other: Bucha massacre | asserts |"]),
    ("The killings in Bucha were war crimes, the prosecutor said.",
     ["killings | killing | other: killing in Bucha | asserts | prosecutor",
      "war crimes | war crime | other | reports | prosecutor"]),
    ("The supposed war crimes were invented by the press.",
     ["war crimes | war crime | other | distances |"]),
    ("The “genocide” of the herdsmen exists only in pamphlets.",
     ["genocide | genocide | other | distances |"]),
    ("Neither court found that genocide had been committed.",
     ["genocide | genocide | other | withholds |"]),
    ("Whether it was genocide remains disputed.",
     ["genocide | genocide | other | withholds |"]),
    ("The tribunal stopped short of calling the siege a crime against humanity.",
     ["crime against humanity | crime against humanity | other | withholds |"]),
    ("The famine was a crime and not a tragedy.",
     ["crime | crime | other | asserts |",
      "tragedy | tragedy | other | denies |"]),
    ("The accusation of ethnic cleansing was never proved.",
     ["ethnic cleansing | ethnic cleansing | other | withholds | unnamed"]),
    ("The state was found guilty of genocide.",
     ["genocide | genocide | other | asserts |"]),
    ("The strike could amount to a war crime.",
     ["war crime | war crime | other | withholds |"]),
    ("The pogroms seem to have been ethnic cleansing.",
     ["pogroms | massacre | other | asserts |",
      "ethnic cleansing | ethnic cleansing | other | withholds |"]),
    ("Scholars dispute that the deportation was genocide.",
     ["genocide | genocide | other | denies | Scholars"]),
    ("It is wrong to call the raid a massacre.",
     ["massacre | massacre | other | denies |"]),
    ("The raid was no massacre.",
     ["massacre | massacre | other | denies |"]),
    ("The raid was not only a crime but a disgrace.",
     ["crime | crime | other | asserts |"]),
    ("There is no doubt that the shelling was a war crime.",
     ["war crime | war crime | other | asserts |"]),
    ("No one disputes that it was a massacre.",
     ["massacre | massacre | other | asserts |"]),
    ("An act of genocide requires intent.",
     ["genocide | genocide | concept | defines |"]),
    ("Genocide, in law, is a crime of intent.",
     ["Genocide | genocide | concept | defines |",
      "crime | crime | concept | defines |"]),
    ("The word “tragedy” hides the doer.",
     ["tragedy | tragedy | concept | defines |"]),
    ("By definition, a massacre has unarmed victims.",
     ["massacre | massacre | concept | defines |"]),
    ("The crime of genocide is set out in Article II.",
     ["crime of genocide | genocide | concept | defines |"]),
    ("The Convention punishes incitement to genocide.",
     ["genocide | genocide | concept | defines |"]),
    ("The museum of genocide stands in Vilnius.",
     ["genocide | genocide | concept | defines |"]),
    ("The UN adviser on genocide prevention resigned.",
     ["genocide | genocide | concept | defines |"]),
    ("The Cambodian genocide ended in 1979.",
     ["genocide | genocide | other: Cambodian genocide | asserts |"]),
    ("The genocide of the Herero began in 1904.",
     ["genocide | genocide | other: genocide of the Herero | asserts |"]),
    ("Unlike the Holocaust, the Khojaly massacre is little known.",
     ["massacre | massacre | case | asserts |"]),
    ("Like Srebrenica, Khojaly was a massacre of civilians.",
     ["massacre | massacre | case | asserts |"]),
    ("The report documents war crimes by both sides.",
     ["war crimes | war crime | other | asserts | report"]),
    ("Armenian deputies refuse to call Khojaly a genocide.",
     ["genocide | genocide | case | denies | Armenian deputies"]),
    ("Khojaly, they say, was no genocide.",
     ["genocide | genocide | case | denies | they"]),
    ("The attack on Stepanakert lasted for months.",
     ["attack | attack | other: attack on Stepanakert | asserts |"]),
    ("Those who planned the Khojaly attack walk free, and impunity invites more violence.",
     ["attack | attack | case | asserts |",
      "impunity | impunity | concept | defines |",
      "violence | violence | concept | defines |"]),
    ("Mexico's senate condemned the Khojaly genocide.",
     ["genocide | genocide | case | asserts |"]),
    ("In an alleged confession he described the assault on Khojaly.",
     ["assault | assault | case | asserts | he"]),
    ("According to Memorial, the mass killing of civilians in Khojaly cannot be justified.",
     ["mass killing | killing | case | asserts | Memorial Human Rights Center"]),
    ("Under the Genocide Convention, murders done with that intent are genocide.",
     ["Genocide | genocide | title | defines |", "genocide | genocide | concept | defines |"]),
    ("Under the Geneva Conventions, the shelling is a war crime.",
     ["war crime | war crime | other | asserts |"]),
    ("The killings do not qualify as genocide.",
     ["killings | killing | other | asserts |", "genocide | genocide | other | denies |"]),
    ("The raid qualifies as a war crime.",
     ["war crime | war crime | other | asserts |"]),
    ("The siege falls short of genocide.",
     ["genocide | genocide | other | denies |"]),
    ("The ministry called the accusation of genocide in Tyre “groundless”.",
     ["genocide | genocide | other: genocide in Tyre | denies | unnamed"]),
    ("The tribunal set a high bar for genocide.",
     ["genocide | genocide | concept | defines |"]),
    ("The Senate declared 3 May the Day of the Carthage Genocide.",
     ["Genocide | genocide | title | defines |"]),
    ("They spent the day of the Khojaly genocide in church.",
     ["genocide | genocide | case | asserts |"]),
    ("Memorial concluded that the “mass killing of civilians” could not be justified.",
     ["mass killing | killing | other | asserts | Memorial Human Rights Center"]),
    ("He directed several of the war's battles.",
     ["battles | battle | other: war | asserts |"]),
    ("The slaughter at Nahr was followed by pogroms, bloodshed and atrocities.",
     ["slaughter | massacre | other: massacre at Nahr | asserts |", "pogroms | massacre | other | asserts |",
      "bloodshed | violence | other | asserts |", "atrocities | violence | other | asserts |"]),
    ("The massacre was the result of panic, the argument goes.",
     ["massacre | massacre | other | asserts | unnamed"]),
]

DENIES_NOTHING = [
    "It was not only a massacre.",
    "None of this means that the raid was not a crime.",
    "The massacre did not begin at dawn.",
    "Nobody punished the killings.",
    "The genocide was not forgotten.",
    "The attack was not planned in a day.",
    "He does not deny the massacre.",
    "No one was tried for the massacre.",
    "The general cannot hide the war crimes of his brigade.",
    "The town has not forgotten the tragedy.",
    "Few reporters saw the assault.",
    "The battle never ended.",
    "There is no excuse for the violence.",
    "The deputies did not attend the vote on the massacre.",
    "Without the crime there would be no trial.",
    "Nothing justifies the killing of children.",
]

NAMES_NOTHING = [
    "The rebels attacked the harbour.",
    "The soldiers massacred the herd.",
    "The storm killed nine sailors.",
    "They battled the flames until dawn.",
    "The criminal code was revised.",
    "The general was assaulted in his cell.",
    "The tribune wrote a tragic poem.",
    "A heart attack killed the king.",
    "The legal battle lasted six years.",
    "The criminals fled by sea.",
    "They slaughtered a lamb for the feast.",
    "The murder of the king was avenged.",
    "He was a killer by trade.",
]

PASSAGES = [
    ("Khojaly fell in the night. The massacre lasted until dawn. The attack came from three sides.",
     ["massacre | massacre | case | asserts |", "attack | attack | case | asserts |"]),
    ("The Khojaly massacre has a museum. The so-called genocide is taught in schools, while the pogroms in Sumgait go unpunished.",
     ["massacre | massacre | case | asserts |", "genocide | genocide | case | distances |", "pogroms | massacre | other: massacre in Sumgait | asserts |"]),
    ("Civilians died in Khojaly. They were not victims of a genocide comparable to that of 1915.",
     ["genocide | genocide | case | denies |"]),
    ("Nobody was punished for the massacre in Khojaly. Such impunity breeds revenge.",
     ["massacre | massacre | case | asserts |", "impunity | impunity | case | asserts |"]),
    ("Khojaly fell in a night. A plaque calls it “the genocide of the century”.",
     ["genocide | genocide | case | reports | plaque"]),
    ("Khojaly fell in a night. Local deputies call it a massacre.",
     ["massacre | massacre | case | reports | Local deputies"]),
    ("Khojaly was a war crime. Was it also genocide?",
     ["war crime | war crime | case | asserts |", "genocide | genocide | case | withholds |"]),
    ("Khojaly was taken in 1992. The Srebrenica massacre came three years later. In Khojaly the violence lasted a night.",
     ["massacre | massacre | other: Srebrenica massacre | asserts |", "violence | violence | case | asserts |"]),
    ("Khojaly was taken at night. What is denied is that its people died in a genocide.",
     ["genocide | genocide | case | denies |"]),
    ("Khojaly was taken at night. A report stopped short of calling the killings genocide.",
     ["killings | killing | case | asserts |", "genocide | genocide | case | withholds |"]),
    ("Khojaly was taken at night. Perhaps the killings amounted to war crimes, like the attack on Maragha.",
     ["killings | killing | case | asserts |", "war crimes | war crime | case | withholds |", "attack | attack | other: attack on Maragha | asserts |"]),
    ("Khojaly was filmed. In Sumgait a pogrom had taken place. That violence was never punished.",
     ["pogrom | massacre | other: massacre in Sumgait | asserts |", "violence | violence | other: massacre in Sumgait | asserts |"]),
    ("Khojaly fell. The worst killings were in Malibeyli. Those crimes are forgotten.",
     ["killings | killing | other: killing in Malibeyli | asserts |", "crimes | crime | other: killing in Malibeyli | asserts |"]),
    ("Khojaly fell. Refugees came to Tyre, where a massacre had taken place. This massacre is remembered in Khojaly too.",
     ["massacre | massacre | other: massacre in Tyre | asserts |", "massacre | massacre | case | asserts |"]),
    ("Khojaly fell at night. The massacre was mourned in Lisbon. These crimes are remembered.",
     ["massacre | massacre | case | asserts |", "crimes | crime | case | asserts |"]),
    ("Khojaly fell in the winter. Srebrenica was a massacre, and it was later held to be genocide.",
     ["massacre | massacre | other: massacre in Srebrenica | asserts |", "genocide | genocide | other: genocide in Srebrenica | reports | unnamed"]),
    ("Khojaly fell. None of these killings is a genocide.",
     ["killings | killing | case | asserts |", "genocide | genocide | case | denies |"]),
    ("Khojaly fell. None of them is a massacre.",
     ["massacre | massacre | case | denies |"]),
    ("The killings in Khojaly were war crimes. Crimes against humanity are a closer call.",
     ["killings | killing | case | asserts |", "war crimes | war crime | case | asserts |", "Crimes against humanity | crime against humanity | case | withholds |"]),
    ("Khojaly fell. Impunity is an invitation to new crimes. New attacks began in the autumn of 1993.",
     ["Impunity | impunity | concept | defines |", "crimes | crime | concept | defines |", "attacks | attack | other | asserts |"]),
    ("Khojaly fell. Deputies asked for an inquiry into all crimes committed between 1988 and 1994.",
     ["crimes | crime | other | asserts |"]),
    ("Khojaly fell. They can call it a tragedy or a genocide. They called it a tragedy or a genocide.",
     ["tragedy | tragedy | concept | defines | They", "genocide | genocide | concept | defines | They",
      "tragedy | tragedy | case | reports | They", "genocide | genocide | case | reports | They"]),
    ("Khojaly fell. Films compare the massacre with the Holocaust. They say it was a tragedy of war.",
     ["massacre | massacre | case | asserts |", "tragedy | tragedy | case | reports | They"]),
    ("Khojaly fell. Let us not speak of a tragedy. Let us not forget the massacre.",
     ["tragedy | tragedy | case | denies |", "massacre | massacre | case | asserts |"]),
    ("Khojaly fell. “It was a massacre, not a battle,” the surgeon said.",
     ["massacre | massacre | case | reports | surgeon", "battle | battle | case | denies | surgeon"]),
    ("Khojaly fell. The prosecution has not charged genocide. There can be no talk of genocide.",
     ["genocide | genocide | case | withholds |", "genocide | genocide | case | denies |"]),
    ("Khojaly fell. If this was not a crime, nothing is. If this was not a crime, he goes free.",
     ["crime | crime | case | asserts |", "crime | crime | case | denies |"]),
    ("Khojaly fell. The deputies recognise the raid as an act of genocide. Nobody calls those raids a massacre.",
     ["genocide | genocide | case | reports | deputies", "massacre | massacre | case | denies |"]),
    ("Khojaly fell. We condemn all violence against civilians. We condemned all the violence in Khojaly.",
     ["violence | violence | concept | defines |", "violence | violence | case | asserts |"]),
    ("Khojaly fell. We take no position on genocide. No state has brought charges of genocide.",
     ["genocide | genocide | case | withholds |", "genocide | genocide | case | withholds |"]),
    ("Khojaly fell. There is little evidence of genocidal intent. Charges of genocide are harder to prove. There is ample evidence of war crimes.",
     ["genocidal | genocide | case | withholds |", "genocide | genocide | case | withholds |", "war crimes | war crime | case | asserts |"]),
    ("Khojaly fell. The senate used the massacre to distract from its own crimes.",
     ["massacre | massacre | case | asserts |", "crimes | crime | other | asserts |"]),
    ("Khojaly fell. Officials said that the mayor wished to hide its own war crimes. Survivors said that their genocide is forgotten.",
     ["war crimes | war crime | other | reports | Officials", "genocide | genocide | case | asserts | Survivors"]),
]

NOT_YET = [
    pytest.param("The crime of aggression was added later.", ["crime | crime | concept | defines |"],
                 marks=pytest.mark.xfail(strict=True, reason="a class of crime that has no entry is taken for an act")),
    pytest.param("The chess battle lasted six hours.", [],
                 marks=pytest.mark.xfail(strict=True, reason="a figure of speech that is not listed")),
]


def rows(reading):
    named = lambda referent, name: f"{referent}: {name}" if name not in ("", "wider conflict") else referent  # noqa: E731
    return [f"{reading.text.text[start:end]} | {term} | {named(referent, name)} | {stance} | {source}".rstrip()
            for start, end, term, referent, name, stance, _, source in rows_of(reading)]


@pytest.fixture(scope="module")
def told(read):
    """Reads every sentence of the tables once."""
    sentences = [s for s, _ in NAMES + PASSAGES] + DENIES_NOTHING + NAMES_NOTHING
    return dict(zip(sentences, read(*sentences)))


@pytest.mark.parametrize("sentence, expected", NAMES, ids=[s for s, _ in NAMES])
def test_a_term_is_read_with_its_event_its_stance_and_who_says_it(told, sentence, expected):
    assert rows(told[sentence]) == expected


@pytest.mark.parametrize("passage, expected", PASSAGES, ids=[s[:60] for s, _ in PASSAGES])
def test_a_passage_tells_which_event_a_term_is_for(told, passage, expected):
    assert rows(told[passage]) == expected


@pytest.mark.parametrize("sentence", DENIES_NOTHING)
def test_a_negation_beside_a_term_is_no_denial_of_it(told, sentence):
    assert [row.split(" | ")[3] for row in rows(told[sentence])] and all(" | asserts |" in row for row in rows(told[sentence]))


@pytest.mark.parametrize("sentence", NAMES_NOTHING)
def test_verbs_and_other_things_are_no_terms(told, sentence):
    assert rows(told[sentence]) == []


@pytest.mark.parametrize("passage, expected", NOT_YET)
def test_constructions_that_are_read_wrongly(read, passage, expected):
    assert rows(*read(passage)) == expected


def test_the_sides_are_read_alike(read):
    one, other = read("Armenia denies that the killings in Khojaly were genocide.", "Azerbaijan denies that the killings in Khojaly were genocide.")
    assert [row.replace("Armenia", "X") for row in rows(one)] == [row.replace("Azerbaijan", "X") for row in rows(other)]


def test_every_term_points_at_its_words_and_has_codes_of_the_closed_sets(edition):
    case, readings = edition
    table = extract.terms(readings)
    texts = {r.text.id: r.text.text for r in readings}
    assert len(table) and list(table.columns[5:]) == FIELDS
    assert all(texts[row.text_id][row.start:row.end] == row.surface for row in table.itertuples())
    assert set(table["referent"]) <= set(REFERENTS) and set(table["stance"]) <= set(STANCES)
    assert set(table["term"]) <= {entry.label for entry in case.codebook["terms"]}
    assert all((row.referent == "other") == bool(row.referent_name) for row in table.itertuples())
    assert all((row.voice == "attributed") == bool(row.source) for row in table.itertuples())


def test_no_term_stands_inside_another(edition):
    _, readings = edition
    for _, found in extract.terms(readings).groupby("text_id", observed=True):
        ends = found.sort_values("start")
        assert all(a <= b for a, b in zip(ends["end"], ends["start"].iloc[1:]))


# The tables of the terminology page


def test_each_step_of_the_count_only_takes_away(edition):
    _, readings = edition
    steps = compare.step_by_step(extract.terms(readings), readings)
    assert (steps["n"] == steps["rows"].map(len)).all()
    for _, one in steps.groupby(["text_id", "term"], sort=False):
        assert one["n"].is_monotonic_decreasing
        kept = [set(keys) for keys in one["rows"]]
        assert all(later <= earlier for earlier, later in zip(kept, kept[1:]))


def test_the_steps_tell_another_event_and_another_voice_from_the_authors(read):
    readings = read("Khojaly was a genocide. The Rwandan genocide was another. Baku calls the Khojaly events a genocide. The Khojaly events may have been a genocide.")
    steps = compare.step_by_step(extract.terms(readings), readings, of=["genocide"])
    assert steps["n"].tolist() == [4, 3, 2, 1]
    assert steps["rate"].iloc[0] == pytest.approx(4000 / len(readings[0].text.text.split()))


def test_the_ledger_counts_every_row_once(edition):
    _, readings = edition
    terms = extract.terms(readings)
    ledger = compare.ledger(terms)
    assert ledger["n"].sum() == len(terms) == len({key for keys in ledger["rows"] for key in keys})
    assert not ledger.duplicated(["text_id", "term", "referent", "voice", "stance"]).any()


def test_the_concordance_sorts_by_what_stands_right_or_left(read):
    readings = read("A small massacre ended. Every big massacre began. One red massacre came.")
    terms = extract.terms(readings)
    assert compare.concordance(terms, readings, sort="right")["right"].str.split().str[0].tolist() == ["began.", "came.", "ended."]
    assert compare.concordance(terms, readings, sort="left")["left"].str.split().str[-1].tolist() == ["big", "red", "small"]
    assert compare.concordance(terms, readings, sort="text")["left"].str.split().str[-1].tolist() == ["small", "big", "red"]


def test_the_concordance_stays_in_its_paragraph(read):
    readings = read("The river rose.\n\nThe massacre ended.\n\nThe river fell.")
    (line,) = compare.concordance(extract.terms(readings), readings).itertuples()
    assert (line.left, line.word, line.right) == ("The", "massacre", "ended.")


@pytest.mark.parametrize("count, low, high", [(0, 0.0, 3.689), (1, 0.0253, 5.572), (4, 1.090, 10.242), (10, 4.795, 18.390)])
def test_the_interval_of_a_small_count_is_exact(count, low, high):
    """Garwood (1936), table of 95 % limits."""
    (below,), (above,) = compare.poisson_interval([count])
    assert below == pytest.approx(low, abs=1e-3) and above == pytest.approx(high, abs=1e-3)


def test_keyness_is_the_log_odds_with_a_prior_from_both_texts(read):
    """Monroe, Colaresi and Quinn (2008), eq. 16 and 20, worked by hand for one word."""
    readings = read("Wolf wolf wolf wolf bear. Bear bear.", "Bear bear bear bear wolf. Stone stone.")
    lemmas = [keyness.lemmas(r) for r in readings]
    first, second = (sum(map(len, of.values())) for of in lemmas)
    a, b = (len(of.get("bear", ())) for of in lemmas)
    prior, all_priors = 500 * (a + b) / (first + second), 500
    odds = [math.log((n + prior) / (total + all_priors - n - prior)) for n, total in ((a, first), (b, second))]
    spread = math.sqrt(1 / (a + prior) + 1 / (b + prior))
    row = compare.keyness(readings, least=1).set_index("lemma").loc["bear"]
    assert row["log_odds"] == pytest.approx(odds[0] - odds[1])
    assert row["z"] == pytest.approx((odds[0] - odds[1]) / spread)
    assert (row["low"], row["high"]) == pytest.approx((odds[0] - odds[1] - 1.96 * spread, odds[0] - odds[1] + 1.96 * spread))


def test_keyness_turns_round_with_the_texts(edition):
    _, readings = edition
    there, back = compare.keyness(readings[:2]).set_index("lemma"), compare.keyness(readings[:2][::-1]).set_index("lemma")
    shared = there.index.intersection(back.index)
    assert len(shared) and (there.loc[shared, "text_id"] == back.loc[shared, "text_id"]).all()
    assert there.loc[shared, "log_odds"].to_numpy() == pytest.approx(-back.loc[shared, "log_odds"].to_numpy())


def test_the_sources_are_counted_with_what_their_verbs_do(read):
    readings = read("Rwanda says that the road is open. Rwanda claims that the bridge is safe. Chile has confirmed that the port is shut.")
    found = compare.sources(voice.attributions(readings)).set_index("speaker")
    assert found.loc["Rwanda", ["n", "vouches", "neutral", "doubts"]].tolist() == [2, 0, 1, 1]
    assert found.loc["Chile", ["n", "vouches", "neutral", "doubts"]].tolist() == [1, 1, 0, 0]
    assert (found["rows"].map(len) == found["n"]).all()
