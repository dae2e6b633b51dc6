"""Makes pieces.jsonl: 300 short pieces on the invented event of texts/velin, by six invented outlets over 25 years. No person wrote them.

Each sentence is drawn from templates; how often an outlet takes which is the table below, which we made up, so the archive shows what was put into
it and nothing about any press. `put_word` is the noun that the piece's own first sentence has for the event ("" where somebody else says it),
`put_rung` the step of the agency ladder of its second sentence, on the act: with these two the program's reading can be marked. The same bytes every time:
`python texts/velin-archive/make.py`.
"""

import json
import random
from pathlib import Path

FIRST, LAST = 1988, 2012

#: Outlet, where it is, its kind, and its share of the event's harder word and of a named doer in the first and in the last year. Between them the
#: shares move in a straight line. All are free invention: one event has one side that suffers it, so the sides are no mirror of each other here.
OUTLETS = [
    ("Adrel Courier", "Marenia", "newspaper", (0.80, 0.90), (0.75, 0.80)),
    ("Marenian News Agency", "Marenia", "agency", (0.60, 0.95), (0.80, 0.80)),
    ("Sorvask Herald", "Tolvia", "newspaper", (0.05, 0.30), (0.15, 0.35)),
    ("Tolvian Press Service", "Tolvia", "agency", (0.05, 0.10), (0.10, 0.15)),
    ("Lakes Review", "elsewhere", "magazine", (0.25, 0.70), (0.35, 0.65)),
    ("Northern Wire", "elsewhere", "agency", (0.15, 0.45), (0.40, 0.50)),
]
HARD = ["massacre", "massacre", "massacre", "killings", "genocide"]
SOFT = ["tragedy", "tragedy", "battle", "violence", "attack"]
DOERS = {"Marenia": ["soldiers of the Tolvian 9th Brigade", "the Tolvian 9th Brigade", "Tolvian gunners"], "Tolvia": ["the 9th Brigade", "Tolvian gunners", "the Tolvian 9th Brigade"],
         "elsewhere": ["the Tolvian 9th Brigade", "Tolvian gunners", "soldiers of the 9th Brigade"]}
NUMBERS = {"Marenia": [("the Marenian government", "412"), ("the hospital in Adrel", "more than 400"), ("the families' committee", "about 430")],
           "Tolvia": [("the Tolvian Ministry of Defence", "187"), ("a commission in Sorvask", "fewer than 200"), ("Tolvian officials", "about 190")],
           "elsewhere": [("the Lakes Mission", "between 240 and 300"), ("the observers of the Lakes Mission", "at least 240"), ("local doctors", "nearly 300")]}

OPENINGS = ["{Town} remembered the {word} of 14 October 1987 this week.", "{N} years after the {word} in {town}, the bridge over the Sarn is still closed to lorries.",
            "A new book about the {word} in {town} was presented in {city}.", "The {word} in {town} was the subject of a debate in {city} on Tuesday.",
            "Nobody in {city} speaks easily of the {word} at the bridge of {town}.", "A road in {city} has been named after the dead of the {word} in {town}.",
            "Pupils from {city} laid stones at the place of the {word} in {town}."]
SAID = ["{Who} called what happened in {town} {word}.", "The night in {town} was {word}, according to {who}.", "{Who} said that it had been {word}."]
WHO = ["the Marenian government", "the Tolvian Ministry of Defence", "a teacher from the town", "the Lakes Mission", "a former captain of the brigade", "the families' committee", "a historian in Sorvask"]
ACTS = {"1": ["On that night {doer} shelled the town.", "In the dark {doer} fired on the families at the crossing.", "Before midnight {doer} killed people who were trying to leave."],
        "2": ["The town was shelled by {doer} for forty minutes.", "Families at the crossing were killed by {doer}.", "Houses near the river were burned by {doer}."],
        "3": ["Armed men fired on the families at the crossing.", "Gunmen killed people who were trying to leave.", "Soldiers shelled the crossing for forty minutes."],
        "5": ["Families were killed at the crossing.", "The town was shelled for forty minutes.", "Houses near the river were burned."],
        "6": ["The shelling of the town lasted forty minutes.", "The killing of families at the crossing has never been explained.", "The burning of the houses near the river is still spoken of."]}
TOLLS = ["According to {who}, {n} people were killed.", "{Who} put the dead at {n}.", "{Who} counted {n} victims."]
DENIALS = ["General Istvar Holm denied that he had ordered an attack on civilians.", "{Who} maintained that no order was ever given.", "{Who} insisted that a corridor had been open.",
           "{Who} rejected the account as one-sided."]
LAWS = [(1988, "No court has ruled on the night."), (1995, "The parliament of Marenia recognises the events as genocide."), (1995, "{Who} called on other states to recognise the genocide."),
        (1999, "The Tolvian Supreme Court convicted two officers of war crimes in 1999."), (1999, "Lawyers say that the attack violated the Geneva Conventions."),
        (2004, "A commission of historians found no evidence of an intent to destroy a group."), (2010, "Tolvia proposed a joint truth commission, and Marenia rejected it.")]
OTHERS = ["Schools were closed for the day.", "It rained, and few people came.", "In March 1986, eleven villagers were murdered in Drenko.", "The Drenko killings were mentioned by two of the speakers.",
          "The mayor read out the names.", "A candle was lit for every house.", "Some of the families have moved abroad.", "The museum has asked for photographs and letters.",
          "A choir from {city} sang.", "The bridge is to be repaired next year."]


def share(between: tuple[float, float], year: int) -> float:
    return between[0] + (between[1] - between[0]) * (year - FIRST) / (LAST - FIRST)


def piece(outlet: tuple, year: int, number: int, dice: random.Random) -> dict:
    name, side, kind, hard, named = outlet
    town, city = {"Marenia": ("Velin", "Adrel"), "Tolvia": ("Olvinsk", "Sorvask"), "elsewhere": (dice.choice(["Velin", "Olvinsk"]), dice.choice(["Adrel", "Sorvask"]))}[side]
    word = dice.choice(HARD if dice.random() < share(hard, year) else SOFT)
    rung = dice.choice(["1", "1", "2"]) if dice.random() < share(named, year) else dice.choice(["3", "5", "5", "6"])
    own = dice.random() < 0.7
    who, n = dice.choice(NUMBERS[side])
    speaker = dice.choice(WHO)
    fill = lambda s: s.format(town=town, Town=town, city=city, word=word, N=year - 1987 if year > 1988 else "Two", doer=dice.choice(DOERS[side]), who=who, Who=who[0].upper() + who[1:], n=n)  # noqa: E731
    opening = fill(dice.choice([o for o in OPENINGS if year > 1989 or "{N}" not in o])) if own else dice.choice(SAID).format(
        town=town, word={"attack": "an attack", "violence": "a night of violence", "killings": "mass killing"}.get(word, f"a {word}"), who=speaker, Who=speaker[0].upper() + speaker[1:])
    parts = [opening, fill(dice.choice(ACTS[rung])), fill(dice.choice(TOLLS)), fill(dice.choice(OTHERS))]
    if dice.random() < (0.6 if side == "Tolvia" else 0.35):
        parts.insert(3, dice.choice(DENIALS).format(Who="The Tolvian Ministry of Defence" if dice.random() < 0.6 else "The command of the brigade"))
    if dice.random() < 0.5:
        speaker = dice.choice(WHO[:1] + WHO[3:4] + WHO[5:6])
        parts.append(dice.choice([law for since, law in LAWS if since <= year]).format(Who=speaker[0].upper() + speaker[1:]))
    text = f"{' '.join(parts[:2])}\n\n{' '.join(parts[2:])}"
    return {"id": f"{''.join(w[0] for w in name.split()).lower()}-{year}-{number}", "outlet": name, "from": side, "kind": kind, "date": f"{year}-{10 if number == 1 else dice.randint(1, 9):02d}-{dice.randint(10, 28)}",
            "edition": "generated", "put_word": word if own else "", "put_rung": rung, "text": text}


def main() -> None:
    dice = random.Random(1987)
    pieces = [piece(outlet, year, number, dice) for year in range(FIRST, LAST + 1) for outlet in OUTLETS for number in (1, 2)]
    lines = "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in pieces)
    Path(__file__).with_name("pieces.jsonl").write_bytes(lines.encode("utf-8"))


if __name__ == "__main__":
    main()
