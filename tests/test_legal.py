"""Which sentences bring law to bear, on which standing, and about what. Expected rows are written
"surface | concept | instrument | status | applies_to | source"; an empty source is the author."""

import pytest
from conftest import KHOJALY

from diptych import extract, grammar, law
from diptych.codebook import CONCEPTS, read_codebook
from diptych.extract import standing
from diptych.extract.legal import rows

TELLS = [
    ("The tribunal in The Hague convicted the general of war crimes and crimes against humanity.",
     ["convicted | prosecution | | proceeding | other |",
      "war crimes | war_crime | | asserted | other |",
      "crimes against humanity | crime_against_humanity | | asserted | other |"]),
    ("Amnesty International demanded that the killings in Bucha be investigated by an independent body.",
     ["investigated | prosecution | | called_for | other | Amnesty International"]),
    ("Nobody has been prosecuted for the massacre at El Mozote.",
     ["prosecuted | prosecution | | unresolved | other |"]),
    ("The shelling of the market violated the Fourth Geneva Convention.",
     ["Fourth Geneva Convention | ihl_violation | Fourth Geneva Convention | asserted | other |"]),
    ("Kosovo called on the United Nations to set up a special tribunal for the crimes of 1999.",
     ["special tribunal | prosecution | | called_for | other | Kosovo"]),
    ("Torture is prohibited under the Convention against Torture.",
     ["Torture | other | Convention against Torture | defined | general |"]),
    ("What happened in Darfur was not genocide.",
     ["genocide | genocide | | denied | other |"]),
    ("The court has not yet ruled on whether the killings amounted to genocide.",
     ["ruled | other | | unresolved | other |",
      "genocide | genocide | | unresolved | other |"]),
    ("Chad has brought no charges over the massacre.",
     ["brought no charges | prosecution | | unresolved | other |"]),
    ("The court issued warrants for several officers, none of whom Chad has extradited.",
     ["issued warrants | prosecution | | proceeding | other |",
      "extradited | prosecution | | unresolved | other |"]),
    ("Serbia must extradite the suspects, the prosecutor said.",
     ["extradite | prosecution | | called_for | other | prosecutor"]),
    ("The parliament of Canada recognised the Holodomor as a genocide.",
     ["recognised | recognition | | proceeding | other |",
      "genocide | genocide | | attributed | other | parliament of Canada"]),
    ("Under Article 120 of the Criminal Code he was sentenced to twelve years in prison.",
     ["sentenced to | prosecution | Article 120 of the Criminal Code | proceeding | other |"]),
    ("The 1907 Hague Regulations forbid attacks on undefended towns.",
     ["1907 Hague Regulations | ihl_violation | Hague Regulations | defined | general |"]),
    ("The commanders bear command responsibility for the acts of their soldiers.",
     ["command responsibility | command_responsibility | | asserted | other |"]),
    ("A truth and reconciliation commission was set up in Peru in 2001.",
     ["truth and reconciliation commission | transitional_justice | | proceeding | other |"]),
    ("The culture of impunity has encouraged further violence.",
     ["culture of impunity | impunity | | asserted | other |"]),
    ("The two states signed a peace treaty in 1979.",
     ["peace treaty | other | | proceeding | other |"]),
    ("The International Court of Justice ordered provisional measures against Myanmar.",
     ["ordered | other | International Court of Justice | proceeding | other |"]),
    ("Lawyers argue that the expulsion of the villagers was ethnic cleansing.",
     ["ethnic cleansing | ethnic_cleansing | | attributed | other | Lawyers"]),
    ("Ukraine insists on its territorial integrity.",
     ["territorial integrity | territorial_integrity | | asserted | other |"]),
    ("Human Rights Watch said the army had committed war crimes.",
     ["war crimes | war_crime | | attributed | other | Human Rights Watch"]),
    ("The president pardoned the soldiers convicted of murder.",
     ["pardoned | transitional_justice | | proceeding | other |",
      "convicted | prosecution | | proceeding | other |"]),
    ("No international court has recognised the killings as genocide.",
     ["recognised | recognition | | unresolved | other |",
      "genocide | genocide | | unresolved | other |"]),
    ("Resolution 1973 authorised the use of force.",
     ["Resolution 1973 | other | Resolution 1973 | asserted | other |"]),
    ("Turkey denies that the deportations constituted genocide.",
     ["deportations | ethnic_cleansing | | attributed | other | Turkey",
      "genocide | genocide | | denied | other | Turkey"]),
    ("Those responsible should be brought to justice.",
     ["brought to justice | prosecution | | called_for | other |"]),
    ("The leaders were tried in absentia and sentenced to death.",
     ["tried in absentia | prosecution | | proceeding | other |"]),
    ("Sanctions should be lifted, the minister said.",
     ["Sanctions | sanction | | called_for | other | minister"]),
    ("The so-called war crimes never took place.",
     ["war crimes | war_crime | | denied | other |"]),
    ("The alleged war crimes are under investigation.",
     ["war crimes | war_crime | | attributed | other |",
      "under investigation | prosecution | | proceeding | other |"]),
    ("The crime of aggression requires an act by a leader of a state.",
     ["crime of aggression | other | | defined | general |"]),
    ("The ambassador invoked the right of self-defence under Article 51 of the UN Charter.",
     ["right of self-defence | other | Article 51 of the UN Charter | asserted | other |"]),
    ("There is no evidence of genocide.",
     ["genocide | genocide | | unresolved | other |"]),
    ("The families appealed to the European Court of Human Rights.",
     ["European Court of Human Rights | other | European Court of Human Rights | proceeding | other |"]),
    ("In 2015 the European Court of Human Rights ruled that Armenia had violated the right to property.",
     ["right to property | other | European Court of Human Rights | asserted | other | European Court of Human Rights"]),
    ("Individual criminal responsibility cannot be replaced by collective guilt.",
     ["Individual criminal responsibility | individual_responsibility | | asserted | general |"]),
    ("The attack cannot be justified by military necessity.",
     ["military necessity | other | | denied | other |"]),
    ("A fair trial is the right of every defendant.",
     ["fair trial | prosecution | | defined | general |"]),
    ("They failed to prosecute the officers.",
     ["prosecute | prosecution | | unresolved | other |"]),
    ("The general escaped justice.",
     ["escaped justice | impunity | | asserted | other |"]),
    ("The perpetrators of the pogrom went unpunished.",
     ["unpunished | impunity | | asserted | other |"]),
    ("The massacre was a flagrant breach of the laws and customs of war.",
     ["breach of the laws and customs of war | ihl_violation | | asserted | other |"]),
    ("Not a single officer has been brought to trial.",
     ["brought to trial | prosecution | | unresolved | other |"]),
    ("The commission found that both armies had violated international humanitarian law.",
     ["international humanitarian law | ihl_violation | | attributed | other | commission"]),
    ("According to the report, the siege amounted to collective punishment.",
     ["collective punishment | ihl_violation | | attributed | other | report"]),
    ("The minister promised that the guilty would be punished.",
     ["punished | prosecution | | called_for | other | minister"]),
    ("We demand recognition of the Circassian genocide.",
     ["recognition | recognition | | called_for | other |"]),
    ("Our parliament has never recognised the events of 1864 as genocide.",
     ["recognised | recognition | | unresolved | other |",
      "genocide | genocide | | unresolved | other |"]),
    ("The bombing of the hospital is a war crime, and those who ordered it must answer before the International Criminal Court.",
     ["war crime | war_crime | | asserted | other |",
      "answer before the International Criminal Court | prosecution | International Criminal Court | called_for | other |"]),
    ("The ICC issued arrest warrants for two generals.",
     ["issued arrest warrants | prosecution | International Criminal Court | proceeding | other |"]),
    ("Prosecutors in Sarajevo indicted nine former policemen.",
     ["indicted | prosecution | | proceeding | other |"]),
    ("The accused were acquitted of genocide but convicted of murder.",
     ["acquitted | prosecution | | proceeding | other |",
      "genocide | genocide | | denied | other |"]),
    ("Nagorno-Karabakh exercised its right to self-determination under Soviet law.",
     ["right to self-determination | other | | asserted | other |"]),
    ("The Sumgait pogrom has never been properly investigated.",
     ["investigated | prosecution | | unresolved | other |"]),
    ("The organisers of the pogroms were never punished.",
     ["punished | impunity | | asserted | other |"]),
    ("No one was held accountable for the murders.",
     ["held accountable | impunity | | asserted | other |"]),
    ("Yerevan filed a case against Ankara at the International Court of Justice.",
     ["filed a case | prosecution | International Court of Justice | proceeding | other |"]),
    ("The rules of war protect those who do not fight.",
     ["rules of war | ihl_violation | | defined | general |"]),
    ("The deportation of civilians is a crime against humanity under Article 7 of the Rome Statute.",
     ["deportation | ethnic_cleansing | | defined | general |",
      "crime against humanity | crime_against_humanity | Article 7 of the Rome Statute | defined | general |"]),
    ("Legal scholars doubt that the threshold of genocide was met.",
     ["genocide | genocide | | unresolved | other | Legal scholars"]),
    ("The word genocide was coined by Raphael Lemkin.",
     ["genocide | genocide | | defined | general |"]),
    ("Genocide is the crime of crimes.",
     ["Genocide | genocide | | defined | general |"]),
    ("The intent to destroy the group has not been proven.",
     ["intent to destroy the group | genocide | | unresolved | other |"]),
    ("The UN General Assembly adopted Resolution 62/243 in 2008.",
     ["Resolution 62/243 | territorial_integrity | United Nations General Assembly Resolution 62/243 | proceeding | other |"]),
    ("The European Parliament adopted a resolution calling for the perpetrators to be brought to justice.",
     ["brought to justice | prosecution | European Parliament resolution | called_for | other | European Parliament"]),
    ("The doctrine of universal jurisdiction allows any state to try pirates.",
     ["universal jurisdiction | prosecution | | asserted | general |"]),
    ("The judge sentenced him to life imprisonment for crimes against humanity.",
     ["sentenced him to | prosecution | | proceeding | other |",
      "crimes against humanity | crime_against_humanity | | asserted | other |"]),
    ("The embargo crippled the island's economy.",
     ["embargo | sanction | | proceeding | other |"]),
    ("It was not a war crime but an accident.",
     ["war crime | war_crime | | denied | other |"]),
    ("Ethnic cleansing must never be tolerated.",
     ["Ethnic cleansing | ethnic_cleansing | | asserted | other |"]),
    ("It remains unclear who will prosecute the militia.",
     ["prosecute | prosecution | | unresolved | other |"]),
    ("Rebel leaders were granted amnesty.",
     ["granted amnesty | transitional_justice | | proceeding | other |"]),
    ("Reparations have been demanded by the families.",
     ["Reparations | transitional_justice | | called_for | other | families"]),
    ("His trial for embezzlement begins in May.",
     ["trial for | prosecution | | proceeding | other |"]),
    ("The UN rapporteur urged the government to ratify the Convention on Enforced Disappearance.",
     ["ratify | other | International Convention for the Protection of All Persons from Enforced Disappearance | called_for | other | UN rapporteur"]),
    ("They were accused of war crimes.",
     ["war crimes | war_crime | | attributed | other |"]),
    ("He was charged with genocide.",
     ["charged with | prosecution | | proceeding | other |",
      "genocide | genocide | | attributed | other |"]),
    ("Khojaly was a war crime, and those who ordered the attack must be tried.",
     ["war crime | war_crime | | asserted | case |",
      "be tried | prosecution | | called_for | case |"]),
    ("The Khojaly massacre has not been recognised as genocide by any international court.",
     ["recognised | recognition | | unresolved | case |",
      "genocide | genocide | | unresolved | case |"]),
    ("The Khojaly massacre is commemorated every year. Azerbaijan asks parliaments to recognise it as a genocide.",
     ["recognise | recognition | | called_for | case | Azerbaijan",
      "genocide | genocide | | attributed | case | Azerbaijan"]),
    ("The European Court of Human Rights wrote in 2010 that the killings in Khojaly may amount to war crimes or crimes against humanity.",
     ["war crimes | war_crime | European Court of Human Rights | attributed | case | European Court of Human Rights",
      "crimes against humanity | crime_against_humanity | European Court of Human Rights | attributed | case | European Court of Human Rights"]),
    ("Armenian officials deny that what happened in Khojaly was genocide.",
     ["genocide | genocide | | denied | case | Armenian officials"]),
    ("Neither Sumgait nor Khojaly has ever been examined by an international tribunal.",
     ["international tribunal | prosecution | | unresolved | case |"]),
    ("Azerbaijan blockaded Stepanakert in violation of international humanitarian law.",
     ["violation of international humanitarian law | ihl_violation | | asserted | other |"]),
    ("The people of Nagorno-Karabakh invoked the right to self-determination, while Baku relied on territorial integrity.",
     ["right to self-determination | other | | asserted | other |",
      "territorial integrity | territorial_integrity | | asserted | other |"]),
    ("Human rights groups said that both sides had taken hostages, in violation of the Geneva Conventions.",
     ["taken hostages | hostage_taking | Geneva Conventions | attributed | other | Human rights groups",
      "violation of the Geneva Conventions | ihl_violation | Geneva Conventions | attributed | other | Human rights groups"]),
    ("Mutalibov said that the corridor had been left open; later he denied any legal responsibility.",
     ["legal responsibility | other | | denied | other | Mutalibov"]),
    ("Monte Melkonian's brother wrote that the killings were a war crime.",
     ["war crime | war_crime | | attributed | other | Monte Melkonian's brother"]),
    ("A joint commission should investigate the crimes of both sides.",
     ["investigate | prosecution | | called_for | other |"]),
    ("International law does not recognise collective guilt.",
     ["International law | other | | defined | general |"]),
    ("Section 907 has been waived every year since 2002.",
     ["Section 907 | sanction | Section 907 of the Freedom Support Act | proceeding | other |"]),
    ("The trial of Ruben Vardanyan began in Baku in January 2025.",
     ["trial of | prosecution | | proceeding | other |"]),
    ("The general was never extradited.",
     ["extradited | prosecution | | unresolved | other |"]),
    ("Some of the attackers are believed to have been convicted in Russia.",
     ["convicted | prosecution | | proceeding | other | unnamed"]),
    ("Both states are bound by the Geneva Conventions.",
     ["Geneva Conventions | ihl_violation | Geneva Conventions | asserted | other |"]),
    ("The shelling of towns without military targets breaches the principle of distinction.",
     ["principle of distinction | ihl_violation | | asserted | other |"]),
    ('The term "genocide" should be used with care.',
     ["genocide | genocide | | defined | general |"]),
    ("Baku calls it genocide.",
     ["genocide | genocide | | attributed | other | Baku"]),
    ("Genocide requires intent.",
     ["Genocide | genocide | | defined | general |"]),
    ("The Geneva Conventions oblige every party to search for the missing.",
     ["Geneva Conventions | ihl_violation | Geneva Conventions | defined | general |"]),
    ("A war crime is a serious violation of the laws of war.",
     ["war crime | war_crime | | defined | general |",
      "violation of the laws of war | ihl_violation | | defined | general |"]),
    ("Under international law, hostage-taking is a crime.",
     ["international law | other | | defined | general |",
      "hostage-taking | hostage_taking | | defined | general |"]),
    ("Command responsibility means that a commander answers for what his men do.",
     ["Command responsibility | command_responsibility | | defined | general |"]),
    ("Crimes against humanity do not lapse.",
     ["Crimes against humanity | crime_against_humanity | | defined | general |"]),
    ("Rwanda's gacaca courts tried more than a million suspects.",
     ["tried | prosecution | | proceeding | other |"]),
    ("The Kosovo Specialist Chambers charged the former president with crimes against humanity.",
     ["charged the former president with | prosecution | Kosovo Specialist Chambers | proceeding | other |",
      "crimes against humanity | crime_against_humanity | Kosovo Specialist Chambers | attributed | other |"]),
    ("The referendum was unconstitutional, the Supreme Court ruled.",
     ["unconstitutional | other | Supreme Court | asserted | other | Supreme Court"]),
    ("The United States imposed an arms embargo on both sides.",
     ["arms embargo | sanction | | proceeding | other |"]),
    ("The EU lifted its sanctions against the minister.",
     ["sanctions | sanction | | proceeding | other |"]),
    ("The bombardment amounted to a grave breach of Additional Protocol I.",
     ["grave breach | ihl_violation | Additional Protocol I | asserted | other |"]),
    ("Israel denies committing war crimes in Gaza.",
     ["war crimes | war_crime | | denied | other | Israel"]),
    ("Hamas took hostages, which is a war crime.",
     ["took hostages | hostage_taking | | asserted | other |",
      "war crime | war_crime | | asserted | other |"]),
    ("The Lima court sentenced Fujimori to 25 years for ordering the killings.",
     ["sentenced Fujimori to | prosecution | | proceeding | other |"]),
    ("Peru asked Chile to extradite him.",
     ["extradite | prosecution | | called_for | other | Peru"]),
    ("In 1998 Pinochet was arrested in London on a Spanish warrant.",
     ["arrested | prosecution | | proceeding | other |"]),
    ("The amnesty law shields the torturers from prosecution.",
     ["amnesty law | transitional_justice | | proceeding | other |",
      "shields the torturers from prosecution | impunity | | asserted | other |"]),
    ("Resolution 1244 reaffirmed the territorial integrity of Yugoslavia.",
     ["territorial integrity | territorial_integrity | Resolution 1244 | attributed | other | Resolution 1244"]),
    ("The Dayton Agreement ended the war in Bosnia.",
     ["Dayton Agreement | other | Dayton Agreement | asserted | other |"]),
    ("Article 5 of the Constitution bans the death penalty.",
     ["Article 5 of the Constitution | other | Article 5 of the Constitution | defined | general |"]),
    ("The ministry said it would not extradite the colonel.",
     ["extradite | prosecution | | unresolved | other | ministry"]),
    ("Germany acknowledged the Herero genocide in 2021.",
     ["acknowledged | recognition | | proceeding | other |"]),
    ("The general bears individual criminal responsibility for the siege of Sarajevo.",
     ["individual criminal responsibility | individual_responsibility | | asserted | other |"]),
    ("Both sides claim the right of self-defence.",
     ["right of self-defence | other | | attributed | other | Both sides"]),
    ("Kiev accuses Moscow of war crimes.",
     ["war crimes | war_crime | | attributed | other | Kiev"]),
    ("The report accuses both armies of violating the laws of war.",
     ["laws of war | ihl_violation | | attributed | other | report"]),
    ("He demanded that the general be put on trial.",
     ["put on trial | prosecution | | called_for | other | He"]),
    ("The mass graves are evidence of ethnic cleansing.",
     ["ethnic cleansing | ethnic_cleansing | | asserted | other |"]),
    ("International observers spoke of possible war crimes.",
     ["war crimes | war_crime | | attributed | other | International observers"]),
    ("The prosecutor failed to prove genocidal intent.",
     ["genocidal intent | genocide | | unresolved | other | prosecutor"]),
    ("The state is responsible under international law for the acts of its agents.",
     ["international law | other | | defined | general |"]),
    ("They have immunity from prosecution.",
     ["immunity from prosecution | other | | asserted | other |"]),
    ("The blockade of the strait violated the order of the International Court of Justice.",
     ["order | other | International Court of Justice | asserted | other |"]),
    ("The prosecutor opened an investigation into war crimes in the valley.",
     ["investigation | prosecution | | proceeding | other |",
      "war crimes | war_crime | | attributed | other |"]),
    ("Survivors sued the state for genocide.",
     ["sued | prosecution | | proceeding | other |",
      "genocide | genocide | | attributed | other |"]),
    ("The island was sanctioned by no one.",
     ["sanctioned | sanction | | unresolved | other |"]),
    ("Was Vukovar a genocide?",
     ["genocide | genocide | | unresolved | other |"]),
    ("What happened in Vukovar falls under the definition of genocide.",
     ["genocide | genocide | | asserted | other |"]),
    ("The wilful killing of prisoners is a grave breach of the Geneva Conventions.",
     ["grave breach | ihl_violation | Geneva Conventions | defined | general |"]),
    ("Under the laws of war, an attacker must spare those who surrender.",
     ["laws of war | ihl_violation | | defined | general |"]),
    ("The intent must be proven, and genocide requires it.",
     ["intent | genocide | | defined | general |",
      "genocide | genocide | | defined | general |"]),
    ("The government rejected every proposal for an international investigation.",
     ["international investigation | prosecution | | unresolved | other |"]),
    ("Nor can the raid be classified as a crime against humanity.",
     ["crime against humanity | crime_against_humanity | | unresolved | other |"]),
    ("It was put on trial under Article 28 of the Rome Statute.",
     ["put on trial | prosecution | Article 28 of the Rome Statute | proceeding | other |"]),
    ("Article 28 of the Rome Statute was invoked in the Senate.",
     ["Article 28 of the Rome Statute | command_responsibility | Article 28 of the Rome Statute | proceeding | other |"]),
    ("No international court has ever accepted that version.",
     ["accepted | other | | unresolved | other |"]),
    ("The attack was therefore lawful.",
     ["lawful | other | | asserted | other |"]),
    ("They acted in self-defence.",
     ["in self-defence | other | | asserted | other |"]),
    ("The peace treaty does not mention the islands.",
     ["peace treaty | other | | proceeding | other |"]),
    ("Sanctions are long overdue.",
     ["Sanctions | sanction | | called_for | other |"]),
    ("We urge the states of the region to put an end to impunity.",
     ["put an end to impunity | impunity | | called_for | other |"]),
    ("Kosovo wants to have the perpetrators punished.",
     ["punished | prosecution | | called_for | other |"]),
    ("Parliament asked them to acknowledge the famine as genocide.",
     ["acknowledge | recognition | | called_for | other | Parliament",
      "genocide | genocide | | attributed | other | Parliament"]),
    ("The suspects are on an international wanted list.",
     ["wanted list | prosecution | | proceeding | other |"]),
    ("Azerbaijan does not respect international law.",
     ["international law | other | | asserted | other |"]),
    ("Armenia does not respect international law.",
     ["international law | other | | asserted | other |"]),
    ("There was no violation of international law.",
     ["violation of international law | other | | denied | other |"]),
    ("His detention is illegal under the Third Geneva Convention.",
     ["Third Geneva Convention | ihl_violation | Third Geneva Convention | asserted | other |"]),
    ("They demanded accountability.",
     ["accountability | prosecution | | called_for | other | They"]),
    ("The raid met the definition of a crime against humanity.",
     ["crime against humanity | crime_against_humanity | | asserted | other |"]),
    ("The judges in Arusha found that genocide had been committed in Rwanda.",
     ["genocide | genocide | | asserted | other | judges in Arusha"]),
    ("The bombing of the convoy may have been a war crime.",
     ["war crime | war_crime | | unresolved | other |"]),
    ("The siege might amount to a violation of the Geneva Conventions.",
     ["violation of the Geneva Conventions | ihl_violation | Geneva Conventions | unresolved | other |"]),
    ("War crimes may have been committed in Aleppo.",
     ["War crimes | war_crime | | unresolved | other |"]),
    ("Was it genocide?",
     ["genocide | genocide | | unresolved | other |"]),
    ("Will Chad extradite the general?",
     ["extradite | prosecution | | unresolved | other |"]),
    ("Turkey has not so much as opened a case.",
     ["opened a case | prosecution | | unresolved | other |"]),
    ("The tribunal held that genocidal intent must be the only reasonable inference.",
     ["genocidal intent | genocide | | defined | general | tribunal"]),
    ("The court stressed that a single act can constitute a crime against humanity.",
     ["crime against humanity | crime_against_humanity | | defined | general | court"]),
    ("Scholars disagree about genocidal intent in Biafra.",
     ["genocidal intent | genocide | | unresolved | other |"]),
    ("It is difficult to prove genocidal intent.",
     ["genocidal intent | genocide | | unresolved | other |"]),
    ("The raid on Vukovar was a genocide, they say. The charge has never been proven.",
     ["genocide | genocide | | attributed | other | they",
      "has never been proven | genocide | | unresolved | other |"]),
    ("Let them agree to an international inquiry.",
     ["international inquiry | prosecution | | called_for | other |"]),
    ("His name was invoked to excuse the pardon of the colonel.",
     ["pardon | transitional_justice | | proceeding | other |"]),
    ("Command responsibility is another matter.",
     ["Command responsibility | command_responsibility | | unresolved | other |"]),
    ("The EU urged Kiev to respect international humanitarian law.",
     ["international humanitarian law | ihl_violation | | called_for | other | European Union"]),
    ("Neither Chad nor Mali has ratified the Rome Statute.",
     ["ratified | other | Rome Statute | unresolved | other |"]),
    ("The Geneva conventions forbid reprisals.",
     ["Geneva conventions | ihl_violation | Geneva Conventions | defined | general |"]),
    ("Critics dismissed talk of war crimes as propaganda.",
     ["war crimes | war_crime | | denied | other |"]),
    ("The president ruled out an amnesty.",
     ["amnesty | transitional_justice | | unresolved | other |"]),
    ("International law obliges Chad to compensate the victims.",
     ["International law | other | | asserted | other |"]),
    ("The suspects would have been tried in Belgrade.",
     ["been tried | prosecution | | unresolved | other |"]),
    ("They were, on any view, grave breaches of the law of war, and commanders remain liable.",
     ["grave breaches | ihl_violation | | asserted | other |"]),
    ("Families want the killers named and tried.",
     ["tried | prosecution | | called_for | other |"]),
    ("Zagreb has not complied with its duty to investigate.",
     ["investigate | prosecution | | unresolved | other |"]),
    ("The Security Council adopted two resolutions which demanded the withdrawal of foreign troops from Lebanon.",
     ["withdrawal of foreign troops | territorial_integrity | Security Council resolutions | called_for | other | Security Council"]),
    ("Burning a village is a war crime under the Geneva Conventions.",
     ["war crime | war_crime | Geneva Conventions | defined | general |",
      "Geneva Conventions | ihl_violation | Geneva Conventions | defined | general |"]),
    ("The Khojaly massacre was a crime. Baku wants its neighbours to punish war crimes committed during the 44-day war.",
     ["punish | prosecution | | called_for | other |",
      "war crimes | war_crime | | asserted | other |"]),
    ("The raid on the village was a crime. No international body has ever upheld the charge of genocide.",
     ["charge of genocide | genocide | | unresolved | other |"]),
    ("Kigali calls it genocide, and the accusation falls apart.",
     ["genocide | genocide | | attributed | other | Kigali",
      "falls | genocide | | denied | other |"]),
    ("Not one indictment has been issued.",
     ["indictment | prosecution | | unresolved | other |"]),
    ("Murder of prisoners is a violation of common Article 3.",
     ["violation of common Article 3 | ihl_violation | Common Article 3 | defined | general |"]),
    ("A criminal case has been pending in Chad since 1992.",
     ["criminal case | prosecution | | proceeding | other |"]),
    ("A human rights court does not convict anyone.",
     ["convict | prosecution | | defined | general |"]),
    ("The EU is considering sanctions against Mali.",
     ["sanctions | sanction | | called_for | other |"]),
    ("Who was ever punished for Halabja?",
     ["punished | prosecution | | unresolved | other |"]),
    ("The actus reus of genocide is not in dispute.",
     ["actus reus | genocide | | asserted | other |"]),
    ("Mens rea is the stumbling block in a case of genocide.",
     ["Mens rea | genocide | | unresolved | other |"]),
    ("Is the siege of Aleppo a war crime?",
     ["war crime | war_crime | | unresolved | other |"]),
    ("Commanders who order such acts are criminally responsible.",
     ["are criminally responsible | individual_responsibility | | defined | general |"]),
    ("The minister said that the rebels must be held legally responsible.",
     ["legally responsible | other | | called_for | other | minister"]),
    ("Nobody stood before a court for the killings in Bucha.",
     ["stood before a court | prosecution | | unresolved | other |"]),
    ("Prosecutors charged 25 people over the killings in Bucha.",
     ["charged 25 people over | prosecution | | proceeding | other |"]),
    ("The people of Khojaly were shot as they fled. Who was ever punished for Sumgait?",
     ["punished | prosecution | | unresolved | other |"]),
    ("The people of Khojaly were shot as they fled. The court said in Demir v. Azerbaijan that the killings may amount to war crimes.",
     ["war crimes | war_crime | | attributed | case | court"]),
    ("The people of Khojaly were shot as they fled. Under the law of any conflict, prisoners must be spared. It was a war crime.",
     ["war crime | war_crime | | asserted | case |"]),
    ("The people of Khojaly were shot as they fled. Parliament recognised the 1915 massacres as genocide.",
     ["recognised | recognition | | proceeding | other |",
      "genocide | genocide | | attributed | other | Parliament"]),
    ("Chad has always maintained that what was done to its citizens meets every element of the crime of genocide.",
     ["crime of genocide | genocide | | attributed | other | Chad"]),
    ("The law of armed conflict does, however, demand proportionality.",
     ["law of armed conflict | ihl_violation | | defined | general |"]),
    ("The officers have never faced a judge.",
     ["faced a judge | prosecution | | unresolved | other |"]),
    ("Courts should apply universal jurisdiction.",
     ["universal jurisdiction | prosecution | | called_for | general |"]),
    ("Criminal law would apply here.",
     ["Criminal law | other | | defined | general |"]),
    ("Everything turns on specific intent.",
     ["specific intent | genocide | | defined | general |"]),
    ("A case of genocide turns on intent.",
     ["genocide | genocide | | defined | general |"]),
    ("The treaty helps to ensure that suspects are extradited.",
     ["extradited | prosecution | | called_for | other |"]),
    ("The Kigali raid was a legitimate military objective within the meaning of Article 52 of Additional Protocol I.",
     ["legitimate military objective | other | Article 52 of Additional Protocol I | asserted | other |"]),
    ("Proving genocide would require evidence of intent, lawyers in Chad say.",
     ["genocide | genocide | | defined | general | lawyers in Chad"]),
    ("Genocide is the gravest accusation known to international law, and it requires proof of dolus specialis, as the judges recalled in Chad v. Mali.",
     ["Genocide | genocide | | defined | general |",
      "dolus specialis | genocide | | defined | general | judges"]),
    ("None of them, by itself, is a genocide.",
     ["genocide | genocide | | denied | other |"]),
    ("Under Article 2 of the Genocide Convention, genocide means acts committed with intent to destroy a group.",
     ["genocide | genocide | Article 2 of the Genocide Convention | defined | general |"]),
    ("Families have waited for years for an independent investigation.",
     ["independent investigation | prosecution | | called_for | other |"]),
    ("The suspects must be found and tried.",
     ["tried | prosecution | | called_for | other |"]),
    ("In any other country he would be standing in the dock.",
     ["standing in the dock | prosecution | | unresolved | other |"]),
    ("Chad pardoned and promoted the axe murderer.",
     ["pardoned | transitional_justice | | proceeding | other |"]),
    ("Not a single general has been punished for the massacre.",
     ["punished | impunity | | asserted | other |"]),
    ("As long as that occupation lasts, there can be no peace.",
     ["occupation | territorial_integrity | | asserted | other |"]),
    ("By 1993 troops had occupied 20 percent of our territory.",
     ["occupied | territorial_integrity | | asserted | other |"]),
    ("Rebels wanted to cleanse Darfur of every Christian.",
     ["cleanse | ethnic_cleansing | | asserted | other |"]),
    ("The officers were handed over to the court.",
     ["handed over | prosecution | | proceeding | other |"]),
    ("They call it genocide, a term that Chad rejects and that no international court has applied.",
     ["genocide | genocide | | attributed | other | They",
      "rejects | genocide | | denied | other | They",
      "applied | genocide | | unresolved | other | They"]),
    ("Chad is not the victim of genocide.",
     ["genocide | genocide | | denied | other |"]),
    ("The raid was a war crime, that is, a breach of the rule of distinction in common Article 3 and in customary law.",
     ["war crime | war_crime | | asserted | other |",
      "breach of the rule of distinction | ihl_violation | Common Article 3 | asserted | other |"]),
    ("The attackers were under a duty to hold their fire; the raid was a serious violation of the laws of war.",
     ["under a duty | ihl_violation | | asserted | other |",
      "violation of the laws of war | ihl_violation | | asserted | other |"]),
    ("He was jailed; the European Court of Human Rights ordered his release in 2010.",
     ["jailed | prosecution | | proceeding | other |",
      "ordered | prosecution | European Court of Human Rights | proceeding | other |"]),
    ("Chad should pay compensation to the survivors.",
     ["pay compensation | other | | called_for | other |"]),
    ("The Security Council adopted Resolutions 822 and 853, which demand the withdrawal of the occupying forces.",
     ["withdrawal of the occupying forces | territorial_integrity | Resolutions 822 and 853 | called_for | other |"]),
    ("The Senate gave the killings a legal and political assessment in 1994.",
     ["legal and political assessment | other | | proceeding | other |"]),
    ("An army that opens a way out is hardly pursuing the destruction of a group as such.",
     ["destruction of a group as such | genocide | | denied | other |"]),
    ("The people of Khojaly were shot as they fled. Chad should end the impunity that fed the violence of 2020.",
     ["end the impunity | impunity | | called_for | other |"]),
    ("The people of Khojaly were shot as they fled. Lawyers look to the 1948 convention. Somebody should have stood trial for it.",
     ["stood trial | prosecution | | called_for | case |"]),
    ("The presence of armed men does not deprive the civilians of protection.",
     ["deprive the civilians of protection | ihl_violation | | defined | general |"]),
    ("The people of Khojaly were shot as they fled. In 2007 a bridge was built. In its judgment, Demir v. Chad, the court described the killings as acts that may amount to war crimes.",
     ["war crimes | war_crime | | attributed | case | court"]),
    ("The people of Khojaly were shot as they fled. The court issued warrants for several officers of the regiment.",
     ["issued warrants | prosecution | | proceeding | case |"]),
    ("A parliament convicts nobody.",
     ["convicts | prosecution | | defined | general |"]),
    ("Armies must at all times distinguish between civilians and combatants.",
     ["distinguish between civilians | ihl_violation | | defined | general |"]),
    ("International humanitarian law protects prisoners. The raid on Kigali breached that rule.",
     ["International humanitarian law | ihl_violation | | defined | general |",
      "breached that rule | ihl_violation | | asserted | other |"]),
    ("The presence of gunmen did not make the bus a lawful target.",
     ["lawful target | ihl_violation | | denied | other |"]),
    ("Chad must hand over those who gave the orders for the massacre.",
     ["hand over | prosecution | | called_for | other |"]),
    ("This was genocide, and genocide has no statute of limitations.",
     ["genocide | genocide | | asserted | other |",
      "genocide | genocide | | defined | general |",
      "statute of limitations | prosecution | | defined | general |"]),
    ("The case for genocide has never been made before any court.",
     ["genocide | genocide | | unresolved | other |"]),
    ("Lawyers spoke of genocide. A minister called the accusation absurd.",
     ["genocide | genocide | | attributed | other | Lawyers",
      "called the accusation | genocide | | denied | other |"]),
    ("Lawyers spoke of genocide. The raid would fall short of that threshold.",
     ["genocide | genocide | | attributed | other | Lawyers",
      "fall short of that threshold | genocide | | denied | other |"]),
    ("Grave breaches must be prosecuted by every state.",
     ["Grave breaches | ihl_violation | | defined | general |",
      "prosecuted | prosecution | | called_for | general |"]),
    ("The court asked whether the killers meant to destroy a group.",
     ["meant to destroy a group | genocide | | unresolved | other | court"]),
    ("The rebels were given light sentences.",
     ["light sentences | prosecution | | proceeding | other |"]),
    ("The people of Khojaly were shot. Nobody was tried. That is what impunity looks like.",
     ["was tried | prosecution | | unresolved | case |",
      "impunity | impunity | | asserted | case |"]),
    ("I do not think that genocide is the right word for it.",
     ["genocide | genocide | | denied | other |"]),
    ("Genocide is the wrong word.",
     ["Genocide | genocide | | denied | other |"]),
    ("Genocide is a crime. It is a term with a precise meaning in law: an intent to destroy a group.",
     ["Genocide | genocide | | defined | general |",
      "intent to destroy a group | genocide | | defined | general |"]),
    ("International humanitarian law will not excuse them.",
     ["International humanitarian law | ihl_violation | | defined | general |"]),
    ("Nobody has stood trial for the ethnic cleansing of the valley.",
     ["stood trial | prosecution | | unresolved | other |",
      "ethnic cleansing | ethnic_cleansing | | asserted | other |"]),
    ("No one has apologised for the war crimes.",
     ["war crimes | war_crime | | asserted | other |"]),
    ("They cite the opinion as if it were a conviction.",
     ["conviction | prosecution | | unresolved | other |"]),
    ("Survivors fear that the deal amounts to an amnesty.",
     ["amnesty | transitional_justice | | attributed | other | Survivors"]),
    ("The killers of Kigali are known. Who will try them?",
     ["try | prosecution | | unresolved | other |"]),
    ("Armies must take every precaution to spare civilians.",
     ["take every precaution to spare | ihl_violation | | defined | general |"]),
    ("Khojaly was a crime. The House has recognised the Holocaust. Nobody was tried.",
     ["recognised | recognition | | proceeding | other |",
      "was tried | prosecution | | unresolved | case |"]),
]

TELLS_NOTHING = [
    "He cited that sentence in his speech on crime.",
    "The judge met the rule of silence with a smile.",
    "Critics called the film absurd.",
    "He gave her a long sentence to read.",
    "Both sides fired without distinguishing between soldiers and civilians.",
    "Students occupied the faculty for a week.",
    "She gave up her occupation as a nurse.",
    "They cleansed the wound of dirt.",
    "The weapons were handed over to the police.",
    "The victims of genocide were buried in Kigali.",
    "The commander ordered the release of the prisoners.",
    "She teaches international law at Leiden.",
    "The claim that prices would fall has been endorsed by nobody.",
    "Deputies may debate the genocide bill.",
    "The label on the bottle has never been changed.",
    "Her conviction that peace was near never wavered.",
    "Fans demanded the withdrawal of the team from the league.",
    "The reporter might meet that man again.",
    "The genocide of 1994 left deep scars.",
    "She visited the Genocide Memorial in Kigali.",
    "The villagers want justice.",
    "Observers monitored the ceasefire and a fact-finding mission went to the town.",
    "Fighters took two hundred villagers hostage and burned their homes.",
    "The army occupied the valley and drove out its people.",
    "Survivors of the genocide gathered in the square.",
    "The prosecution of the war took four years.",
    "Amnesty International published a report.",
    "The army's intent was to seize the hill.",
    "Journalists called it a massacre.",
    "The investigation by the newspaper took two years.",
    "She studied law in Vienna.",
    "The Constitution guarantees freedom of speech.",
    "He violated the ceasefire.",
    "The Khojaly events are used to deny the Armenian genocide.",
    "The village was destroyed and its people were deported.",
    "The minister of justice resigned.",
    "The court of the king was rich.",
    "Tennis courts were closed.",
    "They tried to leave the town but failed.",
    "The prosecution of the campaign exhausted the army.",
    "The company recognised its mistakes.",
    "Berlin recognised the independence of Kosovo.",
    "The law firm moved to Geneva.",
    "The peace talks failed.",
    "A joint declaration was signed in Oslo.",
    "The genocide scholar gave a lecture.",
    "The Armenian Genocide Museum opened in 1995.",
    "People lit candles on Genocide Remembrance Day.",
    "The soldiers shelled the city for three days.",
    "The villagers were expelled and their houses looted.",
    "Hundreds of people were killed as they fled.",
    "The siege lasted nine months.",
    "The commission of inquiry visited the camps.",
    "Reporters investigated the killings for a year.",
    "Human Rights Watch investigated the massacre and published its findings.",
    "Monitoring missions documented abuses.",
    "Interpol has an office in Lyon.",
    "His sentence was long and hard to parse.",
    "The general assembly of the club met in June.",
    "She is an expert on crime fiction.",
    "The act was brave.",
    "He acted in good conscience.",
    "The convention of the party was held in Chicago.",
    "The code was rewritten in Python.",
    "The army broke the truce.",
    "The leader apologised for the massacre.",
    "Crowds shouted for justice.",
    "Historical truth matters more than verdicts of the day.",
    "The refugees want to go home.",
    "The town was under siege.",
    "Critics called the speech criminal.",
    "The Senate adopted the budget.",
    "The protocol officer greeted the guests.",
    "The charter flight landed.",
    "The agreement on tariffs expired.",
    "Hamas took hostages and demanded a ransom.",
    "The resolution of the dispute took years.",
]


@pytest.fixture(scope="module")
def told(read):
    sentences = [*(s for s, _ in TELLS), *TELLS_NOTHING]
    return {r.text.text: [_written(r, row) for row in rows(r)] for r in read(*sentences)}


def _written(reading, row):
    start, end, concept, instrument, status, applies, voice, source = row
    assert (voice == "attributed") == bool(source)
    return " | ".join([reading.text.text[start:end], concept, instrument, status, applies, source]).replace("|  |", "| |").strip()


@pytest.mark.parametrize("sentence, expected", TELLS, ids=[s[:50] for s, _ in TELLS])
def test_a_sentence_that_brings_law_to_bear(told, sentence, expected):
    assert told[sentence] == expected


@pytest.mark.parametrize("sentence", TELLS_NOTHING)
def test_a_sentence_without_law_has_no_row(told, sentence):
    assert told[sentence] == []


def test_there_are_enough_sentences_of_each_sort():
    assert len(TELLS) >= 100 and len(TELLS_NOTHING) >= 30


WRONG = [
    ("It would be wrong to call this genocide.", "genocide", "denied", "the parser reads “this genocide” as one noun phrase"),
    ("What tried them was the jury of Arusha.", "prosecution", "proceeding", "“jury” and “tried” stand in two clauses"),
]


@pytest.mark.parametrize("sentence, concept, status, reason", [pytest.param(*w, marks=pytest.mark.xfail(strict=True, reason=w[3])) for w in WRONG])
def test_a_statement_that_is_not_found_yet(read, sentence, concept, status, reason):
    assert (concept, status) in [row[2:5:2] for row in rows(read(sentence)[0])]


# What it is about


def test_a_sentence_goes_on_with_the_situation_of_the_one_before(read):
    text = ("In Khojaly, troops from the regiment fired on people who fled. This was a war crime. In 2021 a mayor in Chile was sentenced for fraud. "
            "Some of his clerks were pardoned.")
    assert [(row[2], row[5]) for row in rows(read(text)[0])] == [("war_crime", "case"), ("prosecution", "other"), ("transitional_justice", "other")]


@pytest.mark.parametrize("sentence, about", [
    ("If soldiers fire on people in flight, that is a war crime.", ["general"]),
    ("If the soldiers fired on them, that is a war crime.", ["case"]),
    ("The high court convicted two officers of war crimes in 1999 and sentenced them to twelve years.", ["case", "case", "case"]),
    ("The high court convicted two officers of fraud in 1999.", ["other"]),
    ("Chad declared it a genocide in 1994.", ["case"])])
def test_what_anybody_may_do_is_general_and_a_trial_for_crimes_of_war_is_about_the_case(read, sentence, about):
    assert [row[5] for row in rows(read("The people of Khojaly were shot as they fled. " + sentence)[0])] == about


def test_a_far_place_named_by_the_way_does_not_carry_the_text_away(read):
    text = "In Khojaly people were shot as they fled. Deputies from as far away as Jordan have spoken of it. Nobody has been prosecuted."
    assert [(row[2], row[5]) for row in rows(read(text)[0])] == [("prosecution", "case")]


def test_a_town_where_another_crime_took_place_is_another_event(read):
    text = "Khojaly was a war crime. The killers of Sumgait went unpunished."
    assert [(row[2], row[5]) for row in rows(read(text)[0])] == [("war_crime", "case"), ("impunity", "other")]


def test_another_event_named_with_a_class_is_not_the_case(read):
    text = "The Khojaly massacre was a war crime. Campaigns for recognition of the Circassian genocide and campaigns for recognition of the Khojaly massacre are political."
    found = [(row[2], row[5]) for row in rows(read(text)[0])]
    assert found[0] == ("war_crime", "case")
    assert ("recognition", "case") in found[1:]


def test_law_in_the_abstract_is_about_no_situation(read):
    text = "The Khojaly massacre was a crime. War crimes are tried by national courts first. A war crime is a grave violation of the laws of war."
    assert {row[5] for row in rows(read(text)[0])} == {"general"}


def test_a_heading_has_no_row(read):
    text = "War crimes and their punishment\n\nThe general was convicted of war crimes."
    assert [row[0] > 30 for row in rows(read(text)[0])] == [True, True]


def test_a_clause_has_one_row_for_a_concept_and_a_second_clause_another(read):
    one = "The court convicted the colonel and his driver of war crimes, war crimes of the worst kind."
    two = "The colonel committed war crimes, and the court called them war crimes."
    assert [row[2] for row in rows(read(one)[0])].count("war_crime") == 1
    assert [row[2] for row in rows(read(two)[0])].count("war_crime") == 2


# Treating the parties alike


SWAP = [("Armenian", "Azerbaijani"), ("Armenia", "Azerbaijan"), ("Yerevan", "Baku"), ("Sumgait", "Gugark")]
BOTH_WAYS = [
    "Armenia denies that Armenian troops committed war crimes.",
    "Yerevan called on the United Nations to recognise the Sumgait pogrom as genocide.",
    "Armenian officers were tried in Yerevan for crimes against humanity.",
    "The Sumgait pogrom has never been investigated, and impunity reigns in Armenia.",
    "Armenia was accused of ethnic cleansing.",
]


@pytest.mark.parametrize("sentence", BOTH_WAYS)
def test_the_parties_can_change_places(read, sentence):
    swapped = sentence
    for k, (a, b) in enumerate(SWAP):
        swapped = swapped.replace(a, f"\0{k}\0")
    for k, (a, b) in enumerate(SWAP):
        swapped = swapped.replace(f"\0{k}\0", b)
    first, second = read(sentence, swapped)
    assert [row[2:7] for row in rows(first)] == [row[2:7] for row in rows(second)] != []


# Names of law


NAMES = [
    ("They want Article 7 of the International Criminal Court to be applied.", ["Article 7 of the International Criminal Court"]),
    ("The 1907 Hague Regulations bind every army.", ["Hague Regulations"]),
    ("Article 120 of the Criminal Code applies.", ["Article 120 of the Criminal Code"]),
    ("Resolutions 822, 853, 874 and 884 were adopted.", ["Resolutions 822, 853, 874 and 884"]),
    ("UN Security Council Resolution 1325 was adopted.", ["UN Security Council Resolution 1325"]),
    ("They cite resolution 853.", ["United Nations Security Council Resolution 853"]),
    ("Article 8(2)(b) of the Rome Statute lists them.", ["Article 8(2)(b) of the Rome Statute"]),
    ("See Articles 2 and 3 of the European Convention on Human Rights.", ["Articles 2 and 3 of the European Convention on Human Rights"]),
    ("A Convention on the Prevention and Punishment of the Crime of Genocide was adopted in 1948. The Convention is clear.",
     ["Convention on the Prevention and Punishment of the Crime of Genocide"] * 2),
    ("Section 907 of the Freedom Support Act was waived.", ["Section 907 of the Freedom Support Act"]),
    ("The Treaty of Kars and the Treaty of Moscow drew the frontier.", ["Treaty of Kars", "Treaty of Moscow"]),
    ("The Minsk Agreements failed.", ["Minsk Agreements"]),
    ("Common Article 3 of the Geneva Conventions applies.", ["Common Article 3"]),
    ("The Fourth Geneva Convention and Additional Protocol I protect civilians.", ["Fourth Geneva Convention", "Additional Protocol I"]),
    ("The act was brave and the agreement was short.", []),
    ("She read the article on page 5.", []),
    ("The Constitution was amended.", []),
]


@pytest.mark.parametrize("sentence, expected", NAMES)
def test_instruments_are_found_listed_or_not(read, sentence, expected):
    reading = read(sentence)[0]
    assert [name for _, _, name in law.instruments(reading)] == expected


def test_courts_are_found_listed_or_not(read):
    reading = read("Courts in Skopje, the Supreme Court of Chad and the ICC heard the case, not the tennis court.")[0]
    found = [f.canonical for f in law.courts(reading)]
    assert found[1:] == ["Supreme Court of Chad", "International Criminal Court"] and found[0] == "Courts in Skopje"


def test_every_instrument_stands_in_the_sentence(read):
    for reading in read(*(s for s, _ in NAMES)):
        p = reading.parse
        for first, last, _ in law.instruments(reading):
            assert 0 <= first < last <= len(p) and grammar.words(p, first, last)


# The table


def test_every_row_points_at_the_words_it_quotes(edition):
    case, readings = edition
    table = extract.legal(readings)
    texts = {r.text.id: r.text.text for r in readings}
    assert len(table) > 10
    assert all(texts[r.text_id][r.start:r.end] == r.surface for r in table.itertuples())
    assert set(table["concept"]) <= set(CONCEPTS) and set(table["status"]) <= set(standing.STATUSES) and set(table["applies_to"]) <= set(standing.APPLIES)


def test_an_empty_text_has_an_empty_table_with_all_columns():
    assert list(extract.legal([]).columns) == ["text_id", "sent", "start", "end", "surface", "concept", "instrument", "status", "applies_to", "voice", "source"]


# The codebook


def test_every_instrument_says_where_it_can_be_read_and_what_it_asks_for():
    for entry in read_codebook(KHOJALY / "codebook")["law"]:
        assert entry.note and entry.more["read"] and entry.more["articles"] and any(c.isdigit() for c in str(entry.more["year"])), entry.id


def test_every_element_names_its_article():
    for entry in read_codebook(KHOJALY / "codebook")["elements"]:
        assert entry.note and any(w in str(entry.more["read"]) for w in ("art.", "para", "principle", "Preamble")), entry.id
