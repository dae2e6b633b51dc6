"""Whose word it is: attributions as source, cue and content. Expected rows are written "speaker | cue | stance | act | content"."""

from dataclasses import replace

import pytest

from diptych import voice
from diptych.reading import grammar
from diptych.reading.spelling import plain

SAYS = [
    ("Human Rights Watch said that the militia had burned the village.",
     ["Human Rights Watch | said | neutral | says | that the militia had burned the village"]),
    ("The militia had burned the village, the mayor said.",
     ["mayor | said | neutral | says | The militia had burned the village"]),
    ("The militia, the mayor said, had burned the village.",
     ["mayor | said | neutral | says | The militia … had burned the village"]),
    ('"They came at night," said the widow.',
     ['widow | said | neutral | says | "They came at night,"']),
    ("“The bridge is gone,” the engineer told reporters. “Nobody can leave.”",
     ["engineer | told | neutral | says | “The bridge is gone,” … “Nobody can leave.”"]),
    ("Serbia claims that the column was armed.",
     ["Serbia | claims | doubts | says | that the column was armed"]),
    ("Rwanda's government maintains that the report is biased.",
     ["Rwanda's government | maintains | neutral | says | that the report is biased"]),
    ("According to the Red Cross, 300 people crossed the river.",
     ["International Committee of the Red Cross | According to | neutral | says | 300 people crossed the river"]),
    ("Two days later, as the reporter Ewa Lis has testified, the barns were burned.",
     ["Ewa Lis | testified | neutral | says | Two days later … the barns were burned"]),
    ("Some guards shot back, but, as Oxfam concluded, the fire on the crowd went on.",
     ["Oxfam | concluded | neutral | shows | the fire on the crowd went on"]),
    ("The court spoke in 2010 of acts that might be crimes.",
     ["court | spoke | neutral | says | of acts that might be crimes"]),
    ("The flood took 26 lives according to official data; people were swept away.",
     ["official data | according to | neutral | says | The flood took 26 lives"]),
    ("According to the State Commission on Prisoners, Hostages and Missing Persons, 613 men were lost.",
     ["State Commission on Prisoners, Hostages and Missing Persons | According to | neutral | says | 613 men were lost"]),
    ("The convoy was shelled, according to two drivers.",
     ["two drivers | according to | neutral | says | The convoy was shelled"]),
    ("The convoy is said to have been shelled by the rebels.",
     ["unnamed | said | neutral | says | The convoy … to have been shelled by the rebels"]),
    ("It was reported that the hospital had been hit.",
     ["unnamed | reported | neutral | says | that the hospital had been hit"]),
    ("It is alleged that prisoners were shot.",
     ["unnamed | alleged | doubts | says | that prisoners were shot"]),
    ("The survivors are believed to have fled south.",
     ["unnamed | believed | neutral | thinks | The survivors … to have fled south"]),
    ("Reports note that the village had no defenders.",
     ["Reports | note | vouches | says | that the village had no defenders"]),
    ("Statistics indicate that most of the dead were women.",
     ["Statistics | indicate | vouches | shows | that most of the dead were women"]),
    ("Satellite images show that the market was destroyed.",
     ["Satellite images | show | vouches | shows | that the market was destroyed"]),
    ("The indictment alleges that he ordered the raid.",
     ["indictment | alleges | doubts | says | that he ordered the raid"]),
    ("The commission's report concludes that the army opened fire first.",
     ["commission's report | concludes | neutral | shows | that the army opened fire first"]),
    ("The ministry denied that its troops had entered the town.",
     ["ministry | denied | neutral | says | that its troops had entered the town"]),
    ("Turkey rejects the accusation that the deportations were planned.",
     ["Turkey | rejects | neutral | topic | the accusation that the deportations were planned",
      "unnamed | accusation | doubts | says | that the deportations were planned"]),
    ("There are claims that the wells were poisoned.",
     ["unnamed | claims | doubts | says | that the wells were poisoned"]),
    ("The claim that the villagers were armed has been repeated for years.",
     ["unnamed | claim | doubts | says | that the villagers were armed"]),
    ("The testimony that women were separated from men comes from three witnesses.",
     ["unnamed | testimony | vouches | says | that women were separated from men"]),
    ("The border was closed for safety, the argument goes.",
     ["unnamed | argument goes | neutral | says | The border was closed for safety"]),
    ("The thesis that both sides were equally guilty is popular among diplomats.",
     ["unnamed | thesis | neutral | says | that both sides were equally guilty"]),
    ("Critics call the operation a massacre.",
     ["Critics | call | neutral | frames | a massacre"]),
    ("The senator described the strike as a war crime.",
     ["senator | described | neutral | frames | as a war crime"]),
    ("The bishop portrays the retreat as a flight of cowards.",
     ["bishop | portrays | neutral | frames | as a flight of cowards"]),
    ("Amnesty International accused the army of torturing prisoners.",
     ["Amnesty International | accused | neutral | judges | the army of torturing prisoners"]),
    ("Kosovo blames Serbia for the expulsions.",
     ["Kosovo | blames | neutral | judges | Serbia for the expulsions"]),
    ("The Committee demands that the archives be opened.",
     ["Committee | demands | neutral | aims | that the archives be opened"]),
    ("The mothers of the missing called for an inquiry.",
     ["mothers of the missing | called | neutral | aims | for an inquiry"]),
    ("The diaspora urges the parliament to recognise the famine as genocide.",
     ["diaspora | urges | neutral | aims | the parliament to recognise the famine as genocide"]),
    ("The aim of the campaign is to have the deportation recognised.",
     ["campaign | aim | neutral | aims | to have the deportation recognised"]),
    ("The general promised to withdraw his troops.",
     ["general | promised | neutral | aims | to withdraw his troops"]),
    ("Survivors recalled that soldiers had blocked the road.",
     ["Survivors | recalled | vouches | says | that soldiers had blocked the road"]),
    ("The historian argues that the order came from the capital; that the officers knew it; and that nobody refused.",
     ["historian | argues | neutral | says | that the order came from the capital; that the officers knew it; and that nobody refused"]),
    ("She said the guards beat them and that the wounded were left behind.",
     ["She | said | neutral | says | the guards beat them and that the wounded were left behind"]),
    ("The witness said the colonel had told him that the road was safe.",
     ["witness | said | neutral | says | the colonel had told him that the road was safe",
      "colonel | told | neutral | says | that the road was safe"]),
    ("Many in Sarajevo believe that the market was hit on purpose.",
     ["Many in Sarajevo | believe | neutral | thinks | that the market was hit on purpose"]),
    ("In his view, the siege was lawful.",
     ["his | view | neutral | says | the siege was lawful"]),
    ("In the words of one survivor, the river ran red.",
     ["one survivor | In the words of | neutral | says | the river ran red"]),
    ("The same sources add that forty houses were burned.",
     ["same sources | add | neutral | says | that forty houses were burned"]),
    ("The monitors said the depot had burned. They added that no one was hurt.",
     ["monitors | said | neutral | says | the depot had burned",
      "monitors | added | neutral | says | that no one was hurt"]),
    ("The government published a statement. The statement said that two officers had been dismissed.",
     ["statement | said | neutral | says | that two officers had been dismissed"]),
    ("The village, as the priest put it, had ceased to exist.",
     ["priest | put | neutral | says | The village … had ceased to exist"]),
    ("Croatia insists on calling the operation a liberation.",
     ["Croatia | calling | neutral | frames | a liberation"]),
    ("Officials in Khartoum dismiss the figures as propaganda.",
     ["Officials in Khartoum | dismiss | neutral | frames | as propaganda"]),
    ("The truth commission found that the army was responsible for most deaths.",
     ["truth commission | found | vouches | shows | that the army was responsible for most deaths"]),
    ("The court ruled that the expulsion was unlawful.",
     ["court | ruled | neutral | shows | that the expulsion was unlawful"]),
    ("The letter, signed by twelve officers, states that no order was given.",
     ["letter | states | neutral | says | that no order was given"]),
    ("One of the prisoners testified about beatings in the camp.",
     ["One of the prisoners | testified | neutral | says | about beatings in the camp"]),
    ("The ambassador spoke of “a wave of terror” in the valley.",
     ["ambassador | spoke | neutral | says | of “a wave of terror” in the valley"]),
    ("Experts estimate that 8,000 men were shot.",
     ["Experts | estimate | neutral | shows | that 8,000 men were shot"]),
    ("Researchers suggest that hunger was used as a weapon.",
     ["Researchers | suggest | neutral | shows | that hunger was used as a weapon"]),
    ("Moscow warned of a new war in the valley.",
     ["Moscow | warned | neutral | says | of a new war in the valley"]),
    ("Its defenders justify the blockade as self-defence.",
     ["Its defenders | justify | neutral | judges | the blockade as self-defence"]),
    ("Asked about the mass graves, the minister replied that he knew nothing.",
     ["minister | replied | neutral | says | that he knew nothing"]),
    ("Eyewitnesses confirmed that the church was full.",
     ["Eyewitnesses | confirmed | vouches | shows | that the church was full"]),
    ("Journalists who reached the town reported bodies in the streets.",
     ["Journalists | reported | neutral | says | bodies in the streets"]),
    ("The report, published in May, documents the use of cluster bombs.",
     ["report | documents | vouches | shows | the use of cluster bombs"]),
    ("GAZA CITY — The mayor said that the water had run out.",
     ["mayor | said | neutral | says | that the water had run out"]),
    ("The pilots insist they saw no column, a version that the radar data contradict.",
     ["pilots | insist | neutral | says | they saw no column, a version that the radar data contradict"]),
    ("Belgrade has acknowledged that its police took part.",
     ["Belgrade | acknowledged | vouches | says | that its police took part"]),
    ("The mayor, who says that he was warned, left the city on Friday.",
     ["mayor | says | neutral | says | that he was warned"]),
    ("Monitoring by the observers revealed that the ceasefire had been broken twice.",
     ["Monitoring by the observers | revealed | vouches | shows | that the ceasefire had been broken twice"]),
    ("As the survivors tell it, the soldiers came from the east.",
     ["survivors | tell | neutral | says | the soldiers came from the east"]),
    ("The rebels were accused by the government of burning crops.",
     ["government | accused | neutral | judges | The rebels … of burning crops"]),
    ("The school was described by the villagers as a prison.",
     ["villagers | described | neutral | frames | as a prison"]),
    ("The opposition party's claim that the vote was stolen has not been proved.",
     ["opposition party | claim | doubts | says | that the vote was stolen"]),
    ("The president emphasised the need for an inquiry.",
     ["president | emphasised | neutral | shows | the need for an inquiry"]),
    ("Their demand that the prisoners be freed was ignored.",
     ["Their | demand | neutral | aims | that the prisoners be freed"]),
    ("The town “was wiped off the map”, wrote a correspondent.",
     ["correspondent | wrote | neutral | says | The town “was wiped off the map”"]),
    ("“We had no orders,” said the captain, “and we asked for none.”",
     ["captain | said | neutral | says | “We had no orders,” … “and we asked for none.”"]),
    ("The film's makers say the famine was man-made and that the grain was shipped abroad.",
     ["film's makers | say | neutral | says | the famine was man-made and that the grain was shipped abroad"]),
    ("Witnesses interviewed by the team described executions at the quarry.",
     ["Witnesses | described | neutral | says | executions at the quarry"]),
    ("The movement's goal is to have the deportations recognised.",
     ["movement | goal | neutral | aims | to have the deportations recognised"]),
    ("The ministry said in a written statement that two bridges had been blown up.",
     ["ministry | said | neutral | says | that two bridges had been blown up"]),
    ("A spokesman spoke of 40 dead; the hospital's list now holds 61 names.",
     ["spokesman | spoke | neutral | says | of 40 dead"]),
    ("The assembly demanded the release of the hostages, and a year later they were still in the camp.",
     ["assembly | demanded | neutral | aims | the release of the hostages"]),
    ("The court held that the lease was valid, but that ruling concerned a shop.",
     ["court | held | neutral | says | that the lease was valid"]),
    ("The column was stopped at dawn; nine drivers died, according to the hospital.",
     ["hospital | according to | neutral | says | nine drivers died"]),
    ("For Pristina it was genocide, for Belgrade it was a crime of a few policemen.",
     ["Pristina | For | neutral | thinks | it was genocide, for Belgrade it was a crime of a few policemen",
      "Belgrade | for | neutral | thinks | it was a crime of a few policemen"]),
    ("To the Croats of Vukovar, the siege was something else.",
     ["Croats of Vukovar | To | neutral | thinks | the siege was something else"]),
    ("The envoy condemned “the cowardly raid on the market”.",
     ["envoy | condemned | neutral | says | “the cowardly raid on the market”"]),
    ("The abbot called the siege “a crime without a name” and left.",
     ["abbot | called | neutral | frames | “a crime without a name”"]),
    ("The letter is blunt: “We saw the soldiers shoot the wounded.”",
     ["letter | is | neutral | says | “We saw the soldiers shoot the wounded.”"]),
    ("Bosniaks regard the killings as genocide.",
     ["Bosniaks | regard | neutral | thinks | as genocide"]),
    ("The raid is regarded as a crime by the villagers.",
     ["villagers | regarded | neutral | thinks | as a crime by the villagers"]),
    ("The description of the raid as an accident, put forward by the army, convinced nobody.",
     ["army | description | neutral | frames | as an accident"]),
    ("Sixty people died by the army's own count.",
     ["army | count | neutral | says | Sixty people died"]),
    ("By the account of two nurses, the guards shot eleven patients.",
     ["two nurses | By the account of | neutral | says | the guards shot eleven patients"]),
    ("The “pacification”, as the general called it, cost 300 lives.",
     ["general | called | neutral | frames | The “pacification”"]),
    ("The raid, a spokesman for the army conceded on Tuesday, killed nine farmers.",
     ["spokesman for the army | conceded | vouches | says | The raid … killed nine farmers"]),
    ("The deputies adopted an appeal urging other parliaments to recognise the deportation as genocide.",
     ["deputies | urging | neutral | aims | other parliaments to recognise the deportation as genocide"]),
    ("According to figures compiled by the Ministry of Health, 400 men vanished.",
     ["Ministry of Health | According to | neutral | says | 400 men vanished"]),
    ("The prosecutor, Carla Ruiz, argued that the general had planned the killings.",
     ["Carla Ruiz | argued | neutral | says | that the general had planned the killings"]),
    ("The tribunal found that the men had been executed.",
     ["tribunal | found | vouches | shows | that the men had been executed"]),
    ("The monitors met forty survivors. They said that the column had been fired on.",
     ["forty survivors | said | neutral | says | that the column had been fired on"]),
    ("The argument in Belgrade is that the order was forged.",
     ["Belgrade | argument | neutral | says | that the order was forged"]),
    ("It was a raid that the mayor says amounted to murder.",
     ["mayor | says | neutral | says | that the mayor says amounted to murder"]),
    ("They fled on foot; two days later, as the driver Ivo Pik has testified, the bridge fell.",
     ["driver | testified | neutral | says | two days later … the bridge fell"]),
    ("The rebels overran Kosti and, Croatia alleges, killed eight farmers.",
     ["Croatia | alleges | doubts | says | killed eight farmers"]),
    ("The barns were burned, as two reporters told their readers within days.",
     ["two reporters | told | neutral | says | The barns were burned"]),
    ("The Supreme Court came closest in 2010, when it found that Serbia had breached the treaty.",
     ["Supreme Court | found | vouches | shows | that Serbia had breached the treaty"]),
    ("Resolutions 47 and 51, which demand the withdrawal of the troops, were ignored.",
     ["Resolutions 47 and 51 | demand | neutral | aims | the withdrawal of the troops"]),
    ("Our investigators have concluded that the road was mined.",
     ["Our investigators | concluded | neutral | shows | that the road was mined"]),
    ("Every spring the embassies publish leaflets about what they call a massacre.",
     ["embassies | call | neutral | frames | a massacre"]),
    ("To the farmers of Kosti, seven miles down the valley, it was a massacre.",
     ["farmers of Kosti | To | neutral | thinks | it was a massacre"]),
    ("The envoy called on the ministers to release the prisoners.",
     ["envoy | called | neutral | aims | on the ministers to release the prisoners"]),
    ("As the envoy talked about peace, the guns fired.",
     ["envoy | talked | neutral | says | about peace"]),
]

SAYS_NOTHING = [
    "It should be emphasised that the dead were civilians.",
    "I believe that the war could have been avoided.",
    "In my view, the siege was a crime.",
    "We must say that both armies looted.",
    "One may argue that the border was never fixed.",
    "Facts show that the town was burned.",
    "History demonstrates that impunity breeds revenge.",
    "This suggests that the attack was planned.",
    "According to international law, hospitals are protected.",
    "According to the plan, the brigade moved at dawn.",
    "Reportedly, forty houses were burned.",
    "The army allegedly shelled the market.",
    "The town fell in what the maps call winter.",
    "The soldiers know that the war is lost.",
    "The refugees saw that the bridge was gone.",
    "The brigade carried out the order and held the bridge.",
    "The rebels found a cellar and hid there.",
    "The general read the map by candlelight.",
    "The guards called the prisoners one by one.",
    "The men asked for water.",
    "The report was published in Geneva.",
    "The statement runs to forty pages.",
    "The rebels attacked the convoy at dawn.",
    "Nobody can say how many died.",
    "The aim of the operation was to cut the road.",
    "The city held a minute's silence to recall the dead.",
    "It has been proved that the road was mined.",
    "The event showed that peace was fragile.",
    "The state was recognised in 1993.",
    "The museum shows photographs of the siege.",
    "The orders were clear and the village burned.",
    "There is no claim that the bridge was mined.",
    "The speaker's podium stood empty.",
    "They added two rooms to the school.",
    "The troops continued firing at the houses.",
    "The court found shelter in a school.",
    "He counted the graves twice.",
    "The inspectors were asked to report any loss.",
    "The videos do not show whether the man was armed.",
    "Let us note that the treaty was never ratified.",
    "The campaign for the harbour ended in a retreat.",
    "The call came at midnight.",
    "The court stands on a hill.",
    "The war showed no mercy.",
    "Experience teaches that walls do not last.",
    "It goes without saying that the dead deserve a grave.",
    "The evidence was burned in 1945.",
    "One of the witnesses moved to Canada.",
    "The prisoners were told to march north.",
    "The commander called up the reserves.",
    "The commission set out at dawn.",
    "They agreed to meet in Geneva.",
    "The accused sat in silence.",
    "His story ends in a camp.",
    "What matters is that the families know the truth.",
    "From my point of view, both armies were guilty.",
    "Neither side admits that it mined the road.",
    "For years it was a ruin.",
    "For the soldiers it was hard to see.",
    "They saw the soldiers shoot the wounded.",
    "The raid is widely regarded as a crime.",
    "The Council should consider whether a court is needed.",
    "The raid should be regarded as a crime.",
    "The state cannot present itself as the victim of a massacre.",
    "The war came closest when it reached Kosti.",
    "The museum that the mayor opened stands on a hill.",
    "In the fog it found that the road was gone.",
]


NOT_YET = [
    pytest.param("The allegation by the opposition that votes were bought was never tested.", ["opposition | allegation | doubts | says | that votes were bought"],
                 marks=pytest.mark.xfail(strict=True, reason="the parser takes the that-clause for a relative clause on the speaker")),
    pytest.param("The lawyers argued in vain: the case was closed.", [],
                 marks=pytest.mark.xfail(strict=True, reason="a colon after a verb of arguing is taken to open what was argued")),
    pytest.param("According to custom, the eldest speaks first.", [],
                 marks=pytest.mark.xfail(strict=True, reason="a verb of speech at the end of a sentence is taken for its reporting clause")),
]


def rows(reading):
    p = reading.parse
    words = lambda spans, between: between.join(grammar.words(p, *span) for span in spans)  # noqa: E731
    return [f"{a.speaker} | {words(a.cue, ' ')} | {a.stance} | {a.act} | {words(a.content, ' … ')}" for a in voice.find(reading)]


@pytest.fixture(scope="module")
def said(read):
    """Reads every sentence of the tables once."""
    sentences = [s for s, _ in SAYS] + SAYS_NOTHING
    return dict(zip(sentences, read(*sentences)))


@pytest.mark.parametrize("sentence, expected", SAYS, ids=[s for s, _ in SAYS])
def test_a_sentence_lays_its_words_at_the_door_of_who_says_them(said, sentence, expected):
    assert rows(said[sentence]) == [plain(row) for row in expected]


@pytest.mark.parametrize("sentence", SAYS_NOTHING)
def test_what_only_looks_like_attribution_is_the_author_speaking(said, sentence):
    reading = said[sentence]
    assert rows(reading) == []
    assert {voice.voice_of(reading, i) for i in range(len(reading.parse))} == {("author", "")}


@pytest.mark.parametrize("sentence, expected", NOT_YET)
def test_constructions_that_are_read_wrongly(read, sentence, expected):
    assert rows(*read(sentence)) == expected


def test_the_nearest_speaker_has_the_words(read):
    (reading,) = read("The witness said the colonel had told him that the road was safe.")
    p = reading.parse
    assert voice.voice_of(reading, p.word.index("road")) == ("attributed", "colonel")
    assert voice.voice_of(reading, p.word.index("him")) == ("attributed", "witness")
    assert voice.voice_of(reading, p.word.index("said")) == ("author", "")


def test_what_somebody_condemns_is_told_by_the_author(read):
    (reading,) = read("The bishop condemned the raid.")
    assert [a.act for a in voice.find(reading)] == ["topic"]
    assert voice.voice_of(reading, reading.parse.word.index("raid")) == ("author", "")


def test_he_is_the_one_who_spoke_before_and_nobody_within_his_words(read):
    (reading,) = read("Juan Moreno gave an interview. “Before that, the generals thought that we were joking,” he said.")
    spoken = next(a for a in voice.find(reading) if a.act == "says")
    assert spoken.speaker == "Juan Moreno"


def test_she_is_no_court_that_spoke_before(read):
    (reading,) = read("The Supreme Court said the law was void.\n\nMaria Lopez lost a son in the raid. “They shot at us,” she said.")
    assert [a.speaker for a in voice.find(reading)] == ["Supreme Court", "Maria Lopez"]


def test_a_quotation_goes_on_over_a_paragraph_break(read):
    (reading,) = read("“The bridge was gone,” said the engineer. “We swam.\n\n“Nobody helped us.”")
    p = reading.parse
    assert voice.voice_of(reading, p.word.index("helped")) == ("attributed", "engineer")


def test_every_attribution_points_at_the_words_it_quotes(edition):
    case, readings = edition
    table = voice.attributions(readings)
    texts = {r.text.id: r.text.text for r in readings}
    assert len(table)
    for row in table.itertuples():
        assert texts[row.text_id][row.start:row.end] == row.surface
        assert row.speaker and (row.source_start == -1) == (row.source_end == -1)
    assert set(table["stance"]) <= {"vouches", "neutral", "doubts"}
    assert set(table["act"]) <= {"says", "shows", "thinks", "aims", "frames", "judges", "topic"}


def test_a_codebook_without_cues_finds_no_voice_but_the_authors(read, codebook):
    without = replace(codebook, entries=tuple(e for e in codebook.entries if e.kind != "cues"))
    (reading,) = read("The mayor said that the water had run out.", codebook=without)
    assert voice.find(reading) == []


def test_a_colon_with_no_words_after_it_attributes_nothing(read):
    words = (
        "U.S. \n UN General Assembly . U.S. ( : 11:00 p.m. the 1990s ( Khojaly killed intentionally Rome"
        " Statute ; Human Rights Watch give the order The The who soldiers"
    )
    (reading,) = read(words)
    assert [a.content for a in voice.find(reading) if any(last <= first for first, last in a.content)] == []
