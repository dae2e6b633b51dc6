"""Who does what to whom, on which rung, and who is blamed. Expected rows are written
"surface | actor | affected | form | certainty | rung | source"; an empty source is the author, whose voice it then is."""

import pytest
from conftest import KHOJALY

from diptych import extract
from diptych.codebook import read_codebook
from diptych.extract.responsibility import CERTAINTIES, FIELDS, FORMS, LADDER, RUNGS, rows

ACTIVE = [
    ("Soldiers killed forty villagers near the river.", ["killed | Soldiers | forty villagers | active | plain | 3 |"]),
    ("Serbia attacked Vukovar in the autumn of 1991.", ["attacked | Serbia | Vukovar | active | plain | 1 |"]),
    ("The Luftwaffe bombed Guernica for three hours.", ["bombed | Luftwaffe | Guernica | active | plain | 1 |"]),
    ("Interahamwe militiamen murdered their neighbours.", ["murdered | Interahamwe militiamen | their neighbours | active | plain | 1 |"]),
    ("Paratroopers shot thirteen unarmed marchers in Derry.", ["shot | Paratroopers | thirteen unarmed marchers | active | plain | 3 |"]),
    ("British troops opened fire on the crowd in Amritsar.", ["opened fire | British troops | crowd in Amritsar | active | plain | 1 |"]),
    ("Russian forces entered the town at dawn.", ["entered the town | Russian forces | town | active | plain | 1 |"]),
    ("Rebels burned the village and looted its shops.", ["burned | Rebels | village | active | plain | 3 |", "looted | Rebels | its shops | active | plain | 3 |"]),
    ("The army besieged Aleppo for months.", ["besieged | army | Aleppo | active | plain | 3 |"]),
    ("Gunmen took the teachers hostage.", ["took the teachers hostage | Gunmen | teachers | active | plain | 3 |"]),
    ("The militia drove the families out of their homes.", ["drove the families out | militia | families | active | plain | 3 |"]),
    ("The junta cut off water and electricity to the quarter.", ["cut off | junta | water and electricity | active | plain | 3 |"]),
    ("Ethiopia blockaded Tigray.", ["blockaded | Ethiopia | Tigray | active | plain | 1 |"]),
    ("The guards raped the women who had been brought to the camp.", ["raped | guards | women | active | plain | 3 |"]),
    ("Iraqi aircraft gassed the Kurds of Halabja.", ["gassed | Iraqi aircraft | Kurds of Halabja | active | plain | 1 |"]),
    ("Armenian forces shelled Khojaly.", ["shelled | Armenian forces | Khojaly | active | plain | 1 |"]),
    ("Azerbaijani forces shelled Stepanakert.", ["shelled | Azerbaijani forces | Stepanakert | active | plain | 1 |"]),
    ("The garrison trapped the civilians in the cellar.", ["trapped | garrison | civilians | active | plain | 3 |"]),
    ("Bosnian Serb forces expelled the women of Srebrenica.", ["expelled | Bosnian Serb forces | women of Srebrenica | active | plain | 1 |"]),
    ("Indonesia occupied East Timor until 1999.", ["occupied | Indonesia | East Timor | active | plain | 1 |"]),
]

PASSIVE = [
    ("The villagers were killed by soldiers.", ["killed | soldiers | villagers | passive_by | plain | 3 |"]),
    ("Forty villagers were killed near the river.", ["killed | none | Forty villagers | passive_bare | plain | 5 |"]),
    ("Vukovar was shelled by the Yugoslav army for weeks.", ["shelled | Yugoslav army | Vukovar | passive_by | plain | 2 |"]),
    ("The town had been besieged since the winter.", ["besieged | none | town | passive_bare | plain | 5 |"]),
    ("Hundreds were being held hostage in the school.", ["held hostage | none | Hundreds | passive_bare | plain | 5 |"]),
    ("Homes were looted and churches were burned.", ["looted | none | Homes | passive_bare | plain | 5 |", "burned | none | churches | passive_bare | plain | 5 |"]),
    ("The prisoners were executed at the hands of the militia.", ["executed | militia | prisoners | passive_by | plain | 3 |"]),
    ("The village was razed by 1943.", ["razed | none | village | passive_bare | plain | 5 |"]),
    ("Tutsi families were hunted and murdered by the Interahamwe.", ["hunted | Interahamwe | Tutsi families | passive_by | plain | 2 |", "murdered | Interahamwe | Tutsi families | passive_by | plain | 2 |"]),
    ("The Rohingya have been driven from their homes.", ["driven from | none | Rohingya | passive_bare | plain | 5 |"]),
    ("The hospital in Mariupol was bombed by Russia.", ["bombed | Russia | hospital in Mariupol | passive_by | plain | 2 |"]),
    ("Grozny was reduced to rubble.", ["reduced to rubble | none | Grozny | passive_bare | plain | 5 |"]),
    ("Two hundred people were abducted by men in masks.", ["abducted | men in masks | Two hundred people | passive_by | plain | 3 |"]),
    ("Nanjing was captured by Japanese troops in December.", ["captured | Japanese troops | Nanjing | passive_by | plain | 2 |"]),
]

PARTICIPLES = [
    ("The civilians killed in the square were unarmed.", ["killed | none | civilians | passive_bare | plain | 5 |"]),
    ("The market shelled by Syrian forces lay in ruins.", ["shelled | Syrian forces | market | passive_by | plain | 2 |"]),
    ("They mourned the men murdered in Srebrenica.", ["murdered | none | men | passive_bare | plain | 5 |"]),
    ("The assault carried out by the brigade lasted two days.", ["assault | brigade | none | passive_by | plain | 3 |"]),
    ("The crimes committed against the Yazidis shocked the world.", ["crimes | none | Yazidis | passive_bare | plain | 5 |"]),
    ("Violence directed against Tamils went on for a week.", ["Violence | none | Tamils | passive_bare | plain | 5 |"]),
    ("Troops shelling the town ignored the truce.", ["shelling | Troops | town | active | plain | 3 |"]),
    ("The besieged town had no bread.", ["besieged | none | town | passive_bare | plain | 6 |"]),
    ("Villages destroyed by the janjaweed stood empty.", ["destroyed | janjaweed | Villages | passive_by | plain | 3 |"]),
    ("The soldiers who shot the boy were never named.", ["shot | soldiers | boy | active | plain | 3 |"]),
    ("The town, which was bombed by Germany in 1937, was rebuilt.", ["bombed | Germany | town | passive_by | plain | 2 |"]),
    ("The peasants whom the battalion killed were buried at El Mozote.", ["killed | battalion | peasants | active | plain | 3 |"]),
]

CONTROL = [
    ("The villagers were forced to flee.", ["forced to flee | none | villagers | passive_bare | plain | 5 |"]),
    ("The militia forced the villagers to flee.", ["forced the villagers to flee | militia | villagers | active | plain | 3 |"]),
    ("Serb paramilitaries took part in the killing of civilians.", ["took part in the killing | Serb paramilitaries | civilians | active | plain | 1 |"]),
    ("The regiment participated in the attack on the town.", ["participated in the attack | regiment | town | active | plain | 3 |"]),
    ("The soldiers began to shell the suburb.", ["shell | soldiers | suburb | active | plain | 3 |"]),
    ("The army tried to starve the civilians of Biafra.", ["starve | army | civilians of Biafra | active | plain | 3 |"]),
    ("The commander ordered his men to burn the village.", ["burn | his men | village | active | plain | 3 |"]),
    ("The rebels continued to attack refugee camps.", ["attack | rebels | refugee camps | active | plain | 3 |"]),
    ("Troops entered the camp, killing hundreds of refugees.", ["entered the camp | Troops | camp | active | plain | 3 |", "killing | Troops | hundreds of refugees | active | plain | 3 |"]),
    ("The operation was meant to destroy the village.", ["destroy | none | village | nominal_bare | plain | 6 |"]),
    ("Their aim was to terrorize the population.", ["terrorize | none | population | nominal_bare | plain | 6 |"]),
]

COORDINATION = [
    ("Soldiers killed the men and raped the women.", ["killed | Soldiers | men | active | plain | 3 |", "raped | Soldiers | women | active | plain | 3 |"]),
    ("Hutu militias and government troops massacred Tutsi civilians.", ["massacred | Hutu militias and government troops | Tutsi civilians | active | plain | 1 |"]),
    ("The militia killed men, women and children.", ["killed | militia | men and women and children | active | plain | 3 |"]),
    ("Civilians were beaten, tortured and killed.", ["beaten | none | Civilians | passive_bare | plain | 5 |", "tortured | none | Civilians | passive_bare | plain | 5 |", "killed | none | Civilians | passive_bare | plain | 5 |"]),
    ("The rebels surrounded and burned the village.", ["surrounded | rebels | village | active | plain | 3 |", "burned | rebels | village | active | plain | 3 |"]),
    ("Russia shelled Kharkiv and bombed Mariupol.", ["shelled | Russia | Kharkiv | active | plain | 1 |", "bombed | Russia | Mariupol | active | plain | 1 |"]),
    ("The murder and torture of prisoners went on.", ["murder | none | prisoners | nominal_bare | plain | 6 |", "torture | none | prisoners | nominal_bare | plain | 6 |"]),
]

LIGHT = [
    ("The guerrillas carried out an attack on the market.", ["carried out an attack | guerrillas | market | active | plain | 3 |"]),
    ("Israel launched an air strike on the refugee camp.", ["launched an air strike | Israel | refugee camp | active | plain | 1 |"]),
    ("The army committed atrocities against the Kurds.", ["committed atrocities | army | Kurds | active | plain | 3 |"]),
    ("An attack on the convoy of refugees was launched by the Seleka.", ["attack | Seleka | convoy of refugees | passive_by | plain | 2 |"]),
    ("A massacre was committed in My Lai.", ["massacre | none | none | passive_bare | plain | 5 |"]),
    ("The Ottoman army laid siege to Vienna.", ["laid siege to | Ottoman army | Vienna | active | plain | 1 |"]),
    ("The generals imposed a blockade on the island.", ["imposed a blockade | generals | island | active | plain | 3 |"]),
    ("The police used violence against the students.", ["used violence | police | students | active | plain | 3 |"]),
    ("The regiment provided fire support to the attackers.", ["provided fire support | regiment | none | active | plain | 3 |"]),
    ("The captors subjected the prisoners to torture.", ["subjected the prisoners to torture | captors | prisoners | active | plain | 3 |"]),
    ("The prisoners were subjected to torture.", ["torture | none | prisoners | passive_bare | plain | 5 |"]),
]

NOUNS = [
    ("The killing of civilians went on for three days.", ["killing | none | civilians | nominal_bare | plain | 6 |"]),
    ("The killing of civilians by the army went on.", ["killing | army | civilians | nominal_by | plain | 3 |"]),
    ("Serbian shelling of Sarajevo went on through the winter.", ["shelling | Serbian | Sarajevo | nominal_by | plain | 2 |"]),
    ("Russia's assault on Grozny began in December.", ["assault | Russia | Grozny | nominal_by | plain | 2 |"]),
    ("The siege of Leningrad lasted 872 days.", ["siege | none | Leningrad | nominal_bare | plain | 6 |"]),
    ("The destruction of the church by rebels was filmed.", ["destruction | rebels | church | nominal_by | plain | 3 |"]),
    ("The army's attack on the camp was filmed.", ["attack | army | camp | nominal_by | plain | 3 |"]),
    ("The mass murder of Tutsis began in April.", ["mass murder | none | Tutsis | nominal_bare | plain | 6 |"]),
    ("Rebel attacks on villages are rising.", ["attacks | Rebel | villages | nominal_by | plain | 3 |"]),
    ("The film is about the torture of detainees.", ["torture | none | detainees | nominal_bare | plain | 6 |"]),
    ("The report lists killings, rapes and the burning of homes.", ["killings | none | none | nominal_bare | plain | 6 |", "rapes | none | none | nominal_bare | plain | 6 |", "burning | none | homes | nominal_bare | plain | 6 |"]),
    ("The expulsion of Georgians from Abkhazia followed.", ["expulsion | none | Georgians | nominal_bare | plain | 6 |"]),
    ("Germany's occupation of Poland lasted five years.", ["occupation | Germany | Poland | nominal_by | plain | 2 |"]),
    ("The involvement of Soviet troops in the attack is documented.", ["involvement | Soviet troops | none | nominal_by | plain | 2 |"]),
    ("The town's encirclement was complete by October.", ["encirclement | none | town | nominal_bare | plain | 6 |"]),
    ("The Ottoman deportation of the Armenians began in 1915.", ["deportation | Ottoman | Armenians | nominal_by | plain | 2 |"]),
]

INTRANSITIVE = [
    ("Sarajevo came under siege in April.", ["came under siege | none | Sarajevo | intransitive | plain | 5 |"]),
    ("The convoy of refugees came under fire.", ["came under fire | none | convoy of refugees | intransitive | plain | 5 |"]),
    ("The town came under attack from Russian troops.", ["came under attack | Russian troops | town | intransitive | plain | 2 |"]),
    ("The villagers suffered abuse at the hands of the militia.", ["suffered abuse | militia | villagers | intransitive | plain | 3 |"]),
    ("Srebrenica fell to Bosnian Serb forces in July 1995.", ["fell to | Bosnian Serb forces | Srebrenica | intransitive | plain | 2 |"]),
    ("The quarter was under blockade for a year.", ["was under blockade | none | quarter | intransitive | plain | 5 |"]),
]

BLAME = [
    ("Serbia bears responsibility for the killings.", ["bears responsibility | Serbia | none | blame | plain | blame |"]),
    ("The general is responsible for the massacre.", ["responsible for | general | none | blame | plain | blame |"]),
    ("The army is not responsible for the deaths.", ["responsible for | army | none | blame | denied | blame |"]),
    ("The report blamed the militia for the attack.", ["blamed | militia | none | blame | plain | blame | report"]),
    ("The court sentenced the colonel for murder.", ["sentenced | colonel | none | blame | plain | blame |", "murder | none | none | nominal_bare | plain | 4 |"]),
    ("Two officers were convicted of war crimes.", ["convicted | Two officers | none | blame | plain | blame |"]),
    ("The perpetrators have never been punished.", ["perpetrators | perpetrators | none | blame | plain | blame |"]),
    ("Mladic was found guilty of genocide.", ["guilty of | Mladic | none | blame | plain | blame |"]),
    ("The shelling resulted in the deaths of sixty civilians.", ["resulted in | shelling | sixty civilians | blame | plain | blame |"]),
    ("The inquiry attributed responsibility to the paratroopers.", ["attributed responsibility | paratroopers | none | blame | plain | blame | inquiry"]),
    ("The minister was accused of ordering the killings.", ["accused | minister | none | blame | hedged | blame |", "ordering the killings | minister | none | nominal_by | hedged | 3 |"]),
    ("He called the president a war criminal.", ["war criminal | president | none | blame | plain | blame | He"]),
    ("The possible role of Belgium in the murder is under study.", ["possible role | Belgium | none | blame | hedged | blame |"]),
    ("Those responsible for the massacre must be tried.", ["Those responsible for | Those responsible for the massacre | none | blame | plain | blame |"]),
    ("The army failed to protect the villagers.", ["failed to protect | army | villagers | active | plain | 3 |"]),
    ("Dutch peacekeepers did not protect the refugees.", ["protect | Dutch peacekeepers | refugees | active | plain | 1 |"]),
    ("The authorities refused to evacuate the civilians.", ["refused to evacuate | authorities | civilians | active | plain | 3 |"]),
    ("The failure of the United Nations to protect civilians was plain.", ["failure | United Nations | civilians | nominal_by | plain | 2 |"]),
    ("The report did not blame the rebels for the massacre.", ["blame | rebels | none | blame | denied | blame | report"]),
    ("Sudan may be responsible for the attack.", ["responsible for | Sudan | none | blame | hedged | blame |"]),
    ("Responsibility for the bombing lies with the government.", ["Responsibility | government | none | blame | plain | blame |"]),
]

CERTAINTY = [
    ("The army did not kill the villagers.", ["kill | army | villagers | active | denied | 3 |"]),
    ("No civilians were killed.", ["killed | none | civilians | passive_bare | denied | 5 |"]),
    ("Turkey denied that its troops had shelled the town.", ["shelled | its troops | town | active | denied | 3 | Turkey"]),
    ("Rebels may have killed the priest.", ["killed | Rebels | priest | active | hedged | 3 |"]),
    ("Soldiers allegedly shot the farmers.", ["shot | Soldiers | farmers | active | hedged | 3 |"]),
    ("The villagers were reportedly massacred by the militia.", ["massacred | militia | villagers | passive_by | hedged | 3 |"]),
    ("The alleged killing of prisoners is under study.", ["killing | none | prisoners | nominal_bare | hedged | 6 |"]),
    ("There is no evidence that the rebels attacked the village.", ["attacked | rebels | village | active | denied | 3 |"]),
    ("It is not true that Georgian troops burned the village.", ["burned | Georgian troops | village | active | denied | 1 |"]),
    ("The claim that Croatia bombed the bridge is false.", ["bombed | Croatia | bridge | active | denied | 1 | unnamed"]),
    ("Police seem to have tortured the students.", ["tortured | Police | students | active | hedged | 3 |"]),
    ("Soldiers not only burned the village but killed its elders.", ["burned | Soldiers | village | active | plain | 3 |", "killed | Soldiers | its elders | active | plain | 3 |"]),
    ("The colonel was acquitted of the murder.", ["acquitted | colonel | none | blame | denied | blame |"]),
    ("Perhaps the army shelled the hospital.", ["shelled | army | hospital | active | hedged | 3 |"]),
    ("The general rejected allegations of torture.", ["torture | none | none | nominal_bare | denied | 6 | unnamed"]),
    ("The town was never shelled.", ["shelled | none | town | passive_bare | denied | 5 |"]),
]

VOICE = [
    ("Witnesses said that soldiers killed the elders.", ["killed | soldiers | elders | active | plain | 3 | Witnesses"]),
    ("According to Amnesty International, the town was shelled by rebels.", ["shelled | rebels | town | passive_by | plain | 3 | Amnesty International"]),
    ("Kyiv accuses Moscow of bombing the theatre.", ["accuses | Moscow | theatre | blame | hedged | blame | Kyiv", "bombing | Moscow | theatre | nominal_by | hedged | 2 | Kyiv"]),
    ("“They burned our houses,” a survivor said.", ["burned | They | our houses | active | plain | 3 | survivor"]),
    ("The villagers were killed by soldiers, the mayor reported.", ["killed | soldiers | villagers | passive_by | plain | 3 | mayor"]),
    ("Satellite images show that Myanmar's army burned the villages.", ["burned | Myanmar's army | villages | active | plain | 1 | Satellite images"]),
]

#: Passages in the manner of one side, of the other, and of those who watch.
MANNERS = [
    ("The rebels kept firing. The ministry prevented the evacuation of the villagers.", ["prevented the evacuation | ministry | villagers | active | plain | 3 |"]),
    ("Fleeing women and children were ambushed in the snow.", ["ambushed | none | women and children | passive_bare | plain | 5 |"]),
    ("Raiders wiped the village from the face of the earth.", ["wiped the village from the face | Raiders | village | active | plain | 3 |"]),
    ("The presence of gunmen did not justify the indiscriminate use of force.", ["indiscriminate use of force | none | none | nominal_bare | plain | 6 |"]),
    ("Serb forces deliberately fired on a column of fleeing residents.", ["fired on | Serb forces | column of fleeing residents | active | plain | 1 |"]),
    ("The authorities failed to organise the evacuation of the wounded.", ["failed to organise | authorities | wounded | active | plain | 3 |"]),
    ("Officials denied that their fighters had targeted civilians.", ["targeted | their fighters | civilians | active | denied | 3 | Officials"]),
    ("Soldiers of the Parachute Regiment shot dead thirteen people.", ["shot dead | Soldiers of the Parachute Regiment | thirteen people | active | plain | 1 |"]),
    ("Villages were pounded by rockets fired from the hills.", ["pounded | rockets | Villages | passive_by | plain | 3 |"]),
    ("Moscow said that its troops had played no part in the assault. The town fell to the militia.",
     ["part | its troops | none | blame | denied | blame | Moscow", "fell to | militia | town | intransitive | plain | 3 |"]),
]

ANAPHORA = [
    ("The Atlacatl Battalion reached El Mozote in December. It killed the peasants.", ["killed | Atlacatl Battalion | peasants | active | plain | 1 |"]),
    ("Ethiopia closed the roads. The country was blamed for the starvation of civilians.", ["blamed | Ethiopia | civilians | blame | plain | blame |", "starvation | none | civilians | nominal_bare | plain | 4 |"]),
    ("The 27th Brigade came from the north. The brigade shelled the suburbs.", ["shelled | 27th Brigade | suburbs | active | plain | 1 |"]),
    ("Vukovar lies on the Danube. The town was shelled for three months.", ["shelled | none | Vukovar | passive_bare | plain | 5 |"]),
    ("The regiment and the battalion met. They burned the mill.", ["burned | They | mill | active | plain | 3 |"]),
    ("The army and the rebels met. The latter burned the mill.", ["burned | rebels | mill | active | plain | 3 |"]),
    ("Colonel Smith led the column. He ordered the burning of the farms.", ["ordered the burning | Smith | farms | active | plain | 1 |"]),
    ("Khojaly lies near Stepanakert. The town was besieged.", ["besieged | none | town | passive_bare | plain | 5 |"]),
    ("Turkey's troops crossed the river. The general said that the town was shelled.", ["shelled | none | town | passive_bare | plain | 5 | general"]),
    ("Some say much, some little. He killed the guard.", ["killed | He | guard | active | plain | 3 |"]),
]

RUNG_IN_SENTENCE = [
    ("As the army attacked Vukovar, hundreds were killed.", ["attacked | army | Vukovar | active | plain | 3 |", "killed | none | hundreds | passive_bare | plain | 4 |"]),
    ("After the rebels burned the mill, the killing of hostages began.", ["burned | rebels | mill | active | plain | 3 |", "killing | none | hostages | nominal_bare | plain | 4 |"]),
    ("One side killed the hostages.", ["killed | One side | hostages | active | plain | 3 |"]),
]

#: Constructions that tell harm in few words, or seem to.
LESS_PLAIN = [
    ("The militia, backed by tanks of the Fourth Regiment, stormed the town.", ["backed | tanks of the Fourth Regiment | none | passive_by | plain | 2 |", "stormed | militia | town | active | plain | 3 |"]),
    ("The prisoners were held for nine days in a warehouse.", ["held | none | prisoners | passive_bare | plain | 5 |"]),
    ("Among those held were nurses and pupils.", ["held | none | those | passive_bare | plain | 5 |"]),
    ("The corridor had been closed by the rebels.", ["closed | rebels | corridor | passive_by | plain | 3 |"]),
    ("The soldiers blocked the way out.", ["blocked | soldiers | way | active | plain | 3 |"]),
    ("The closure of the corridor lasted for months.", ["closure | none | corridor | nominal_bare | plain | 6 |"]),
    ("Vukovar, shelled and then overrun on 18 November 1991, was rebuilt.", ["shelled | none | Vukovar | passive_bare | plain | 5 |", "overrun | none | Vukovar | passive_bare | plain | 5 |"]),
    ("Georgia, attacked and then invaded in 2008, lost two regions.", ["attacked | none | Georgia | passive_bare | plain | 5 |", "invaded | none | Georgia | passive_bare | plain | 5 |"]),
    ("The Dutch battalion looked on.", ["looked on | Dutch battalion | none | active | plain | 1 |"]),
    ("The court found that Rwanda had neither ordered nor committed the massacre.", ["ordered | Rwanda | none | active | denied | 1 | court", "committed the massacre | Rwanda | none | active | denied | 1 | court"]),
    ("The state was guilty of failing to prevent it.", ["guilty of | state | none | blame | plain | blame |", "failing to prevent | state | none | active | plain | 3 |"]),
    ("The army, which failed to stop the massacre, was blamed.", ["failed to stop | army | none | active | plain | 3 |", "blamed | army | none | blame | plain | blame |"]),
    ("Those suspected of atrocities live abroad.", ["suspected | Those | none | blame | hedged | blame |", "atrocities | none | none | nominal_bare | hedged | 4 |"]),
    ("The planners of the raid will be held to account.", ["held to account | planners of the raid | none | blame | plain | blame |"]),
    ("The officer was convicted of murder and sentenced to life in prison.",
     ["convicted | officer | none | blame | plain | blame |", "murder | none | none | nominal_bare | plain | 4 |", "sentenced | officer | none | blame | plain | blame |"]),
    ("The truce does not relieve the rebels of responsibility.", ["relieve the rebels of responsibility | rebels | none | blame | plain | blame |"]),
    ("Nothing absolves the men who shot at the marchers.", ["absolves | men | none | blame | plain | blame |", "shot at | men | marchers | active | plain | 3 |"]),
    ("They were shooting from the roofs.", ["shooting | They | none | active | plain | 3 |"]),
    ("The snipers fired from the tower.", ["fired | snipers | none | active | plain | 3 |"]),
    ("Sudan justified its own crimes.", ["crimes | Sudan | none | nominal_by | plain | 2 | Sudan"]),
    ("The report condemned Serbia's policy of ethnic cleansing.", ["ethnic cleansing | Serbia | none | nominal_by | plain | 2 |"]),
    ("Turkey has never admitted its part in the massacre.", ["part | Turkey | none | blame | plain | blame |"]),
    ("Soldiers killed or wounded forty people.", ["killed | Soldiers | forty people | active | plain | 3 |", "wounded | Soldiers | forty people | active | plain | 3 |"]),
    ("Mines laid by the rebels killed nine farmers.", ["killed | Mines laid by rebels | nine farmers | active | plain | 3 |"]),
    ("They committed one of the worst crimes of the century.", ["committed one of the worst crimes | They | none | active | plain | 3 |"]),
    ("A third of the country remains under occupation.", ["remains under occupation | none | country | intransitive | plain | 5 |"]),
    ("The convoy of refugees was caught in crossfire.", ["caught in crossfire | none | convoy of refugees | passive_bare | plain | 5 |"]),
    ("The militia turned its guns on the marchers.", ["turned its guns on | militia | marchers | active | plain | 3 |"]),
    ("The guards used the women as a shield.", ["used the women as a shield | guards | women | active | plain | 3 |"]),
    ("The shooting of fleeing students was filmed.", ["shooting | none | students | nominal_bare | plain | 6 |"]),
    ("The Bosnian villagers were hunted down in the woods.", ["hunted down | none | Bosnian villagers | passive_bare | plain | 5 |"]),
    ("The soldiers took away the men and bused out the women.", ["took away | soldiers | men | active | plain | 3 |", "bused out | soldiers | women | active | plain | 3 |"]),
    ("She was in a shed in Zepa, where guards beat the men and, she says, raped two of the women, before she was freed.",
     ["beat | guards | men | active | plain | 3 |", "raped | guards | two of the women | active | plain | 3 | she"]),
    ("The failure of the Sudanese authorities to move villagers out of the valley made bloodshed almost inevitable.",
     ["failure | Sudanese authorities | villagers | nominal_by | plain | 2 |", "made bloodshed almost inevitable | Sudanese authorities | none | blame | plain | blame |"]),
    ("The soldiers led the men into the forest, and they were never seen again.", ["led | soldiers | men | active | plain | 3 |"]),
    ("On Friday Serb soldiers entered Zepa and, a mayor testified, beheaded or burned nine villagers.",
     ["entered Zepa | Serb soldiers | Zepa | active | plain | 1 |", "beheaded | Serb soldiers | nine villagers | active | plain | 1 | mayor", "burned | Serb soldiers | nine villagers | active | plain | 1 | mayor"]),
]

#: Help not given, people left behind, hints of guilt, shares of a crowd, doers far from their act.
FARTHER = [
    ("Fleeing families were cut down in the fields.", ["cut down | none | Fleeing families | passive_bare | plain | 5 |"]),
    ("Mobs hunted Tutsis from house to house.", ["hunted | Mobs | Tutsis | active | plain | 1 |"]),
    ("The guards knifed two prisoners.", ["knifed | guards | two prisoners | active | plain | 3 |"]),
    ("A plane carrying refugees was shot down over Goma.", ["shot down | none | plane | passive_bare | plain | 5 |"]),
    ("The inhabitants were abandoned by their own government.", ["abandoned | their own government | inhabitants | passive_by | plain | 3 |"]),
    ("The victims were singled out as Catholics.", ["singled out | none | victims | passive_bare | plain | 5 |"]),
    ("The raiders obstructed the flight of villagers.", ["obstructed | raiders | flight of villagers | active | plain | 3 |"]),
    ("The siege prevented the delivery of food.", ["prevented the delivery | siege | none | active | plain | 3 |"]),
    ("After Sarajevo fell, the convoy left.", ["fell | none | Sarajevo | intransitive | plain | 4 |"]),
    ("The fall of Srebrenica shocked the world.", ["fall | none | Srebrenica | nominal_bare | plain | 6 |"]),
    ("Marko lost two sons to a Serb shell.", ["lost | Serb shell | two sons | intransitive | plain | 2 |"]),
    ("Dozens perished at the hands of the militia.", ["perished | militia | Dozens | intransitive | plain | 3 |"]),
    ("Sudan kept the province under a blockade.", ["kept the province under a blockade | Sudan | province | active | plain | 1 |"]),
    ("The ministry sent neither trucks nor ambulances.", ["sent neither trucks | ministry | none | active | plain | 3 |"]),
    ("The police did nothing to stop the killings.", ["did nothing | police | none | active | plain | 3 |"]),
    ("Those who gave the orders were never named.", ["gave the orders | Those | none | blame | plain | blame |"]),
    ("The men who directed the operation live in Lima.", ["directed the operation | men | none | active | plain | 3 |"]),
    ("Prosecutors laid the crime at the door of the junta.", ["laid the crime at the door | junta | none | blame | plain | blame |"]),
    ("The men behind the massacre fled.", ["men behind | men behind the massacre | none | blame | plain | blame |"]),
    ("The role of the Fourth Brigade was never investigated.", ["role | Fourth Brigade | none | blame | plain | blame |"]),
    ("Both generals deny the charge.", ["deny the charge | Both generals | none | blame | denied | blame | Both generals"]),
    ("Prosecutors issued a warrant for Colonel Silva for the massacre.", ["issued a warrant for | Silva | none | blame | plain | blame |"]),
    ("The colonel stood trial for murder.", ["stood trial | colonel | none | blame | plain | blame |", "murder | none | none | nominal_bare | plain | 4 |"]),
    ("Britain accused Libya of involvement in the bombing.", ["accused | Libya | none | blame | hedged | blame | Britain", "involvement | Libya | none | nominal_by | hedged | 2 | Britain"]),
    ("The blame for the massacre rests with the junta.", ["blame | junta | none | blame | plain | blame |"]),
    ("Those responsible will be held to account.", ["Those responsible | Those responsible | none | blame | plain | blame |"]),
    ("Nobody was convicted of the murders.", []),
    ("Rebel troops came at dawn. They burned the mill.", ["burned | Rebel troops | mill | active | plain | 1 |"]),
    ("The command was to blame because it had refused to evacuate the civilians.", ["blame | command | none | blame | plain | blame |", "refused to evacuate | command | civilians | active | plain | 3 |"]),
    ("We condemn the killing of priests by rebels.", ["killing | rebels | priests | nominal_by | plain | 3 |"]),
    ("On 3 May, rebel units, helped by mercenaries, attacked the town.", ["attacked | rebel units | town | active | plain | 3 |"]),
    ("Forty bodies were found, some of them beheaded, others burned.", ["beheaded | none | some of them | passive_bare | plain | 5 |", "burned | none | others | passive_bare | plain | 5 |"]),
    ("The villagers lived in caves, cut off from the world.", ["cut off | none | villagers | passive_bare | plain | 5 |"]),
    ("The Chetniks were people who would never shoot a child.", ["shoot | Chetniks | child | active | denied | 1 |"]),
    ("In Gospic the dead were counted; the film shows the prisoners being shot by guards.", ["shot | guards | prisoners | passive_by | plain | 3 | film"]),
    ("The town was looted and burned street by street.", ["looted | none | town | passive_bare | plain | 5 |", "burned | none | town | passive_bare | plain | 5 |"]),
    ("Gunmen entered the village, supported by the artillery of the Third Corps.", ["entered the village | Gunmen | village | active | plain | 3 |", "supported | artillery of the Third Corps | none | passive_by | plain | 2 |"]),
    ("No evidence has come to light that troops fired on the crowd.", ["fired on | troops | crowd | active | denied | 3 |"]),
    ("Neither report contains any evidence that soldiers shot the monks.", ["shot | soldiers | monks | active | denied | 3 |"]),
    ("The ambush of a fleeing convoy was filmed.", ["ambush | none | fleeing convoy | nominal_bare | plain | 6 |"]),
    ("The regiment did not itself enter the town.", ["enter the town | regiment | town | active | denied | 3 |"]),
    ("The shooting of women at close range was filmed.", ["shooting | none | women | nominal_bare | plain | 6 |"]),
    ("Serb forces have driven Croats from their homes.", ["driven Croats from | Serb forces | Croats | active | plain | 1 |"]),
    ("Indonesia waged a war of aggression against East Timor.", ["waged a war of aggression | Indonesia | East Timor | active | plain | 1 |"]),
    ("The killings in Baku in January 1990 are remembered.", ["killings | none | none | nominal_bare | plain | 6 |"]),
    ("In all, 613 people were killed, 487 wounded and 1,275 taken hostage.", ["killed | none | 613 people | passive_bare | plain | 5 |", "wounded | none | 487 people | passive_bare | plain | 5 |", "taken hostage | none | 1,275 people | passive_bare | plain | 5 |"]),
    ("Some 600 villagers were killed and 200 taken prisoner.", ["killed | none | Some 600 villagers | passive_bare | plain | 5 |", "taken prisoner | none | 200 villagers | passive_bare | plain | 5 |"]),
    ("The duke abandoned the town to its fate.", ["abandoned the town to its fate | duke | town | active | plain | 3 |"]),
    ("The junta must answer for the massacre.", ["answer for | junta | none | blame | plain | blame |"]),
    ("In a video two captives are seen; it shows the men being shot by guards.", ["shot | guards | men | passive_by | plain | 3 |"]),
    ("The militia's men were blamed for a massacre of unprecedented cruelty.", ["blamed | militia's men | none | blame | plain | blame |", "massacre | none | none | nominal_bare | plain | 4 |"]),
    ("The film repeats the lie that monks fired on the crowd.", ["fired on | monks | crowd | active | denied | 3 |"]),
    ("During the capture of Zepa, forty civilians were reportedly killed.", ["capture | none | Zepa | nominal_bare | plain | 6 |", "killed | none | forty civilians | passive_bare | hedged | 5 |"]),
    ("The refugees were caught in an ambush set by rebel troops.", ["caught in an ambush | rebel troops | refugees | passive_by | plain | 3 |"]),
    ("Their expulsion took a week.", ["expulsion | none | Their | nominal_bare | plain | 6 |"]),
    ("The prisoners' wives denounced the detention of the men.", ["detention | none | men | nominal_bare | plain | 6 |"]),
    ("Rebels drove thousands of people towards the border.", ["drove thousands of people towards | Rebels | thousands of people | active | plain | 3 |"]),
    ("In the film, Croatian fighters, backed by tanks, killed the priest.", ["backed | tanks | none | passive_by | plain | 3 |", "killed | Croatian fighters | priest | active | plain | 1 |"]),
    ("The women, stripped and beaten, were freed in May.", ["beaten | none | women | passive_bare | plain | 5 |"]),
    ("The attack left at least 300 dead.", ["left at least 300 dead | attack | none | blame | plain | blame |"]),
    ("The siege left the city without water or medicine.", ["left the city without water | siege | city | active | plain | 3 |"]),
    ("The court held both governments responsible for the suffering of detainees.", ["responsible for | both governments | detainees | blame | plain | blame |"]),
    ("The town was burned, its cemetery bulldozed, its mosque turned into a stable.", ["burned | none | town | passive_bare | plain | 5 |", "bulldozed | none | its cemetery | passive_bare | plain | 5 |"]),
    ("Shells fell on the maternity hospital.", ["fell on | Shells | maternity hospital | active | plain | 3 |"]),
    ("A rocket hit an apartment block, killing a family of five.", ["hit | rocket | apartment block | active | plain | 3 |", "killing | rocket | family of five | active | plain | 3 |"]),
    ("Sudan was accused by Oxfam of forcibly displacing civilians.", ["accused | Sudan | none | blame | hedged | blame | Oxfam", "displacing | none | civilians | nominal_bare | plain | 4 |"]),
    ("They accused General Pavel Orlov and Colonel Anton Weiss of involvement in the massacre.", ["accused | Pavel Orlov | none | blame | hedged | blame | They", "accused | Anton Weiss | none | blame | hedged | blame | They", "involvement | Pavel Orlov and Anton Weiss | none | nominal_by | hedged | 2 | They"]),
    ("Scholars allege that troops shelled the mill, a charge that Vienna rejects.", ["shelled | troops | mill | active | plain | 3 | Scholars", "charge | Vienna | none | blame | denied | blame | Scholars"]),
]

#: What the parser or a plainer rule misses: a thing used to do harm, a subject joined to an object, words in brackets, roads cut.
WIDER = [
    ("The Pakistani army used the university to shell the old quarter of Dhaka.", ["shell | Pakistani army | old quarter of Dhaka | active | plain | 1 |"]),
    ("Serb gunners used the hills to fire on Sarajevo, killing eleven shoppers.",
     ["fire on | Serb gunners | Sarajevo | active | plain | 1 |", "killing | Serb gunners | eleven shoppers | active | plain | 1 |"]),
    ("The Croatian army took Knin, a town in the hills, and some elderly villagers who had stayed behind were shot.",
     ["took Knin | Croatian army | Knin | active | plain | 1 |", "shot | none | some elderly villagers | passive_bare | plain | 4 |"]),
    ("Vukovar was overrun by Serb militias in November.", ["overrun | Serb militias | Vukovar | passive_by | plain | 2 |"]),
    ("The Tutsi fighters entered Gitarama and, Hutu exiles say, killed several priests.",
     ["entered Gitarama | Tutsi fighters | Gitarama | active | plain | 1 |", "killed | Tutsi fighters | several priests | active | plain | 1 | Hutu exiles"]),
    ("Hutu militiamen, backed by soldiers of the Presidential Guard, attacked from two sides and massacred the families in the church.",
     ["backed | soldiers of the Presidential Guard | none | passive_by | plain | 2 |", "attacked | Hutu militiamen | none | active | plain | 1 |",
      "massacred | Hutu militiamen | families in the church | active | plain | 1 |"]),
    ("Infantry supported by tanks of the Fourth Brigade followed, and the shelling of the town went on.",
     ["supported | tanks of the Fourth Brigade | none | passive_by | plain | 2 |", "shelling | none | town | nominal_bare | plain | 4 |"]),
    ("The guards beat the marchers while the police looked on.", ["beat | guards | marchers | active | plain | 3 |", "looked on | police | marchers | active | plain | 3 |"]),
    ("The militia stabbed sleeping children.", ["stabbed | militia | children | active | plain | 3 |"]),
    ("The captives, by all accounts, were shot.", ["shot | none | captives | passive_bare | plain | 5 |"]),
    ("Human Rights Watch spoke of Serbia's shelling the town.", ["shelling | Serbia | town | nominal_by | plain | 2 | Human Rights Watch"]),
    ("The militia committed crimes against humanity.", ["committed crimes against humanity | militia | none | active | plain | 3 |"]),
    ("The shelling began at dawn.", ["shelling | none | none | nominal_bare | plain | 6 |"]),
    ("There were killings on both sides.", ["killings | none | none | nominal_bare | plain | 6 |"]),
    ("They mark the killing of forty miners in the town of Marikana, a massacre that the union calls a crime.",
     ["killing | none | forty miners | nominal_bare | plain | 6 |"]),
    ("The road to Goma was cut in January.", ["cut | none | road to Goma | passive_bare | plain | 5 |"]),
    ("Hutu gunmen prevented families from reaching the border.", ["prevented families from reaching | Hutu gunmen | families | active | plain | 1 |"]),
    ("The killings were arranged by the secret police.", ["killings | secret police | none | passive_by | plain | 3 |"]),
    ("Belgrade has yet to prosecute a single organiser.", ["organiser | single organiser | none | blame | plain | blame |"]),
    ("The general stood in the dock as a war criminal.", ["war criminal | general | none | blame | plain | blame |"]),
    ("By 1993 Serb troops had occupied 20 percent of the country.", ["occupied | Serb troops | 20 percent of the country | active | plain | 1 |"]),
    ("The rebels stormed the town of Lom and wiped it off the map.",
     ["stormed | rebels | town of Lom | active | plain | 3 |", "wiped it off the map | rebels | it | active | plain | 3 |"]),
    ("Nazi Germany ordered the destruction of Warsaw from Wola to Praga.", ["ordered the destruction | Nazi Germany | Warsaw | active | plain | 1 |"]),
    ("No murderer was ever convicted.", ["murderer | murderer | none | blame | plain | blame |"]),
    ("Not a single suspect has stood trial.", ["suspect | Not a single suspect | none | blame | hedged | blame |"]),
    ("Thousands fled to Lom, from which the Serbs were driven.", ["driven | none | Serbs | passive_bare | plain | 5 |"]),
    ("The fire on the fleeing villagers went on for hours.", ["fire on | none | fleeing villagers | nominal_bare | plain | 6 |"]),
    ("Prosecutors have named Milan Petrovic and Jovan Ilic.", ["named | Milan Petrovic | none | blame | plain | blame |", "named | Jovan Ilic | none | blame | plain | blame |"]),
    ("General Milan Petrovic told the paper that his men had burned the village. There is no clearer confession.",
     ["burned | his men | village | active | plain | 3 | Milan Petrovic", "confession | Milan Petrovic | none | blame | plain | blame |"]),
    ("The crowd reached the river, and there it came under fire.", ["came under fire | none | crowd | intransitive | plain | 5 |"]),
    ("On 3 May 1993 Croatian troops entered Ahmici.", ["entered Ahmici | Croatian troops | Ahmici | active | plain | 1 |"]),
    ("The massacre was the work of a paramilitary unit.", ["work | paramilitary unit | none | blame | plain | blame |"]),
    ("The blood of these children is on the hands of the regime.", ["blood of these children is on the hands | regime | these children | blame | plain | blame |"]),
    ("The refugees were denied food for three days.", ["denied food | none | refugees | passive_bare | plain | 5 |"]),
    ("An Israeli air strike hit a school in Gaza, killing 20.",
     ["air strike | Israeli | none | nominal_by | plain | 2 |", "hit | Israeli air strike | school | active | plain | 1 |", "killing | Israeli air strike | 20 | active | plain | 1 |"]),
    ("People were herded into stadiums, starved and shot.",
     ["herded | none | People | passive_bare | plain | 5 |", "starved | none | People | passive_bare | plain | 5 |", "shot | none | People | passive_bare | plain | 5 |"]),
    ("The army closed the last road out.", ["closed | army | last road | active | plain | 3 |"]),
    ("The authorities took no steps to protect the population.", ["took no steps | authorities | population | active | plain | 3 |"]),
    ("The helicopter carrying the wounded was shot down by rebels.", ["shot down | rebels | helicopter | passive_by | plain | 3 |"]),
    ("The junta, whose campaign against the Karen goes on, denies it.", ["campaign | junta | Karen | nominal_by | plain | 3 |"]),
    ("The exiles blamed the massacre on the militia.", ["blamed | militia | none | blame | plain | blame |"]),
    ("Belgrade's artillery rained shells on the city.", ["rained shells | Belgrade's artillery | city | active | plain | 1 |"]),
    ("Residents told us that soldiers looted their homes, beat them with rifle butts and drove off.",
     ["looted | soldiers | their homes | active | plain | 3 | Residents", "beat | soldiers | them | active | plain | 3 | Residents"]),
    ("The bombing campaign against the Houthis, led by Saudi Arabia, goes on.", ["bombing campaign | Saudi Arabia | Houthis | passive_by | plain | 2 |"]),
    ("The report lists the alleged execution of prisoners and the bombing of the market by the junta.",
     ["execution | none | prisoners | nominal_bare | hedged | 4 |", "bombing | junta | market | nominal_by | plain | 3 |"]),
]

NO_ROW = """
The families fled across the mountains.
Hundreds died in the winter.
The census counted 613 deaths.
Casualties were heavy on both sides.
Three brigades clashed near the bridge.
The army attacked the enemy's trenches.
Croatian forces captured the Serb positions on the hill.
The battle for the ridge lasted a week.
An earthquake destroyed the town.
The storm killed forty people.
The minister attacked the proposal.
The striker shot wide and the team was beaten.
The senator was attacked in the press.
The convention prohibits torture.
Genocide is defined as the intent to destroy a group.
The article forbids the taking of hostages.
Refugees from Darfur live in Chad.
Many children were orphaned.
The survivors suffer from trauma.
The economy was ruined.
They commemorate the massacre every year.
Accounts of the assault differ.
The attack is remembered in the town.
The Srebrenica massacre is taught in schools.
Peace talks began in Geneva.
The deal was killed by the committee.
The committee adopted a plan of action.
Relations between Serbia and Kosovo are tense.
The border between the states is closed.
The trial of the case will be heard in March.
He was charged a fee for the visit.
The company was accused of tax fraud.
The treaty was signed by Ethiopia and Eritrea.
The conflict left scars on both peoples.
In general, armies destroy what they cannot hold.
The museum shows photographs of the war.
The law on genocide was adopted in 1948.
She is responsible for the archive.
Workers went on strike in Gdansk.
The advert targets young voters.
Police arrested four men.
The peacekeepers protected the refugees.
The convoy brought bread to the town.
The film was shot in Sarajevo.
The team captured the attention of the world.
A ceasefire ended the fighting.
The prosecutor opened an archive.
The word massacre comes from French.
Cholera killed thousands in the camps.
Tension led to the war.
Relatives lit candles for the dead.
A killing is a crime only if intent is shown.
An attack on civilians is a war crime.
Genocide is a verdict, not a fact.
The treaty speaks of an intent to destroy a group.
The crimes of that war are still studied.
The killings of 1965 are still debated.
The prosecutor brought no charges against the soldiers.
The meeting was held for two days in Geneva.
The judge was held in high regard.
The children were kept in school until noon.
The army closed the shop.
The government stands by its promise.
The officials looked on the bright side.
The man was held responsible for the fire.
He was shooting from the edge of the box.
The workers were fired from the plant.
The suspect was convicted of theft and sentenced to a year.
Killing prisoners is a crime in any war.
Attacks on hospitals are war crimes.
Hostage-taking, which the convention forbids, is a crime.
The law prohibits murder and the taking of hostages.
A state is responsible for the conduct of its troops.
Prices fell in the capital.
The town fell silent.
The company was singled out for its profits.
Nobody has ever been prosecuted.
No officer was tried for it.
Old trees were cut down in the park.
The minister abandoned the plan.
The workers lost two days to the storm.
The senator supported the attack on the budget.
The team lost to Brazil.
The union gave the order for new desks.
The mayor is behind the new museum.
The firm denied the charges of tax fraud.
The role of the ministry is unclear.
Snow fell on the village.
The women marched to the town hall.
The storm left 30 dead.
The ministry has not prosecuted a single soldier.
They used the money to build a school.
There were no suspects.
The novel was the work of a young author.
The authorities took steps to protect the population.
They were taken to rooms, painted and furnished by students.
He has time on his hands.
The court named Milan Petrovic its president.
The journalist Ana Ruiz was sentenced to two years in prison.
The treaty lists five acts, such as killing members of a group.
A fire broke out on the bus.
The mayor praised the firemen, and the nurses who had helped were thanked.
The government helped the miners, supported by the union.
The road was closed for repairs.
The budget for roads was cut.
The rain prevented people from reaching the fair.
The meeting was arranged by the police.
The organisers of the fair were thanked, not paid.
The taking of hostages is a war crime.
Somebody should have stood trial long ago.
The factory cut a fifth of its staff.
The lecture began before the film about the war.
""".strip().splitlines()

GROUPS = {"active": ACTIVE, "passive": PASSIVE, "participles": PARTICIPLES, "control": CONTROL, "coordination": COORDINATION, "light": LIGHT, "nouns": NOUNS,
          "intransitive": INTRANSITIVE, "blame": BLAME, "certainty": CERTAINTY, "voice": VOICE, "manners": MANNERS, "anaphora": ANAPHORA, "rung": RUNG_IN_SENTENCE, "less plain": LESS_PLAIN, "farther": FARTHER, "wider": WIDER}

#: Sentences that the parser reads wrongly, with what it does.
WRONG: dict[str, str] = {}

CASES = [pytest.param(text, expected, id=f"{group}-{k}", marks=[pytest.mark.xfail(strict=True, reason=WRONG[text])] if text in WRONG else [])
         for group, table in GROUPS.items() for k, (text, expected) in enumerate(table)]
NOTHING = [pytest.param(text, marks=[pytest.mark.xfail(strict=True, reason=WRONG[text])] if text in WRONG else []) for text in NO_ROW]


def told(reading):
    text = reading.text.text
    return [" | ".join([text[start:end], actor, affected, form, sure, step, source]).strip()
            for start, end, actor, affected, form, sure, voice, source, step in rows(reading)]


@pytest.fixture(scope="module")
def read_all(read):
    """Every sentence of the tables, read at once."""
    strings = [text for table in GROUPS.values() for text, _ in table] + NO_ROW
    return dict(zip(strings, read(*strings)))


@pytest.mark.parametrize("text, expected", CASES)
def test_a_sentence_tells_these_acts(text, expected, read_all):
    assert told(read_all[text]) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_sentence_tells_no_act_of_harm(text, read_all):
    assert told(read_all[text]) == []


@pytest.mark.parametrize("step", RUNGS)
def test_the_example_of_each_rung_stands_on_it(step, read):
    assert [row[-1] for row in rows(read(LADDER[step][1])[0])] == [step]


def test_the_page_shows_the_ladder_as_it_is_defined():
    page = (KHOJALY.parent.parent / "notebooks" / "04-responsibility.ipynb").read_text(encoding="utf-8")
    for step, (doer, example) in LADDER.items():
        assert f"| {step} | {doer} | *{example}* |" in page, step


def test_the_tables_cover_every_form_certainty_and_rung():
    coded = [row.split(" | ") for table in GROUPS.values() for _, expected in table for row in expected]
    assert {row[3] for row in coded} == set(FORMS)
    assert {row[4] for row in coded} == set(CERTAINTIES)
    assert {row[5].strip(" |") for row in coded} == set(RUNGS)
    assert len(CASES) >= 110 and len(NOTHING) >= 40


def test_every_row_points_at_the_words_it_quotes_and_keeps_to_the_closed_sets(edition):
    _, readings = edition
    found, texts = extract.responsibility(readings), {r.text.id: r.text.text for r in readings}
    assert len(found) > 20
    for row in found.itertuples():
        assert texts[row.text_id][row.start:row.end] == row.surface
        assert row.form in FORMS and row.certainty in CERTAINTIES and row.rung in RUNGS and row.voice in ("author", "attributed")
        assert (row.rung == "blame") == (row.form == "blame") and bool(row.source) == (row.voice == "attributed")
        assert (row.rung in "123") == (row.actor != "none" and row.form != "blame")


def test_no_text_gives_a_table_with_its_columns():
    found = extract.responsibility([])
    assert len(found) == 0 and list(found.columns) == ["text_id", "sent", "start", "end", "surface", *FIELDS]


def test_without_words_of_harm_nothing_is_told(read):
    book = read_codebook(KHOJALY / "codebook")
    bare = type(book)(tuple(e for e in book.entries if e.kind != "acts"))
    assert [rows(r) for r in read("Soldiers killed the villagers.", codebook=bare)] == [[]]
