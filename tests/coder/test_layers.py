"""The tables of terms, responsibility and law: their shape, plain sentences, and sides that change places."""

import pytest
from conftest import KHOJALY, ROOT

from diptych import extract, schema
from diptych.corpus.codebook import read_codebook
from diptych.extract.responsibility import LADDER
from diptych.score import same

TABLES = {"term": extract.terms, "responsibility": extract.responsibility, "legal": extract.legal}

#: Sentences that any reader would code alike: the layer, the sentence, words of the row, and its codes.
PLAIN = [
    (
        "responsibility",
        "Carthage shelled the port.",
        "shelled",
        {"actor": "Carthage", "form": "active", "certainty": "plain", "voice": "author"},
    ),
    (
        "responsibility",
        "The port was shelled by Carthage.",
        "shelled",
        {"actor": "Carthage", "form": "passive_by", "certainty": "plain"},
    ),
    (
        "responsibility",
        "The villagers were killed.",
        "killed",
        {"actor": "none", "form": "passive_bare", "certainty": "plain"},
    ),
    (
        "responsibility",
        "Soldiers killed forty villagers.",
        "killed",
        {"actor": "soldiers", "form": "active", "voice": "author"},
    ),
    (
        "responsibility",
        "The killing of forty villagers shocked the town.",
        "killing",
        {"actor": "none", "form": "nominal_bare"},
    ),
    (
        "responsibility",
        "The army's shelling of the town lasted for days.",
        "shelling",
        {"actor": "army", "form": "nominal_by"},
    ),
    ("responsibility", "The army did not shell the town.", "shell", {"actor": "army", "certainty": "denied"}),
    (
        "responsibility",
        "The army may have shelled the town.",
        "shelled",
        {"actor": "army", "certainty": "hedged"},
    ),
    (
        "responsibility",
        "The mayor said that rebels burned the mill.",
        "burned",
        {"actor": "rebels", "form": "active", "voice": "attributed"},
    ),
    (
        "responsibility",
        "The army bears responsibility for the deaths.",
        "responsibility",
        {"actor": "army", "form": "blame"},
    ),
    (
        "responsibility",
        "The mayor was shot by the rebels.",
        "shot",
        {"actor": "rebels", "form": "passive_by"},
    ),
    ("responsibility", "The town came under siege.", "siege", {"actor": "none"}),
    (
        "responsibility",
        "Gunmen stormed the village and burned the houses.",
        "burned",
        {"actor": "gunmen", "form": "active"},
    ),
    (
        "responsibility",
        "According to witnesses, soldiers tortured the prisoners.",
        "tortured",
        {"actor": "soldiers", "voice": "attributed"},
    ),
    (
        "term",
        "The massacre at Velin was a crime.",
        "massacre",
        {"referent": "case", "stance": "asserts", "voice": "author"},
    ),
    (
        "term",
        "The ministry denies that it was genocide.",
        "genocide",
        {"stance": "denies", "voice": "attributed"},
    ),
    ("term", "It was not a massacre.", "massacre", {"stance": "denies", "voice": "author"}),
    ("term", "The so-called genocide is taught in schools.", "genocide", {"stance": "distances"}),
    ("term", "The Convention defines genocide.", "genocide", {"referent": "concept", "stance": "defines"}),
    (
        "term",
        "The senator called the killings a genocide.",
        "genocide",
        {"stance": "reports", "voice": "attributed"},
    ),
    (
        "legal",
        "A court sentenced the general to ten years for war crimes.",
        "sentenced",
        {"concept": "prosecution", "status": "proceeding"},
    ),
    (
        "legal",
        "The families demand an international tribunal.",
        "tribunal",
        {"concept": "prosecution", "status": "called_for"},
    ),
    (
        "legal",
        "Nobody has been tried for the killings.",
        "tried",
        {"concept": "prosecution", "status": "unresolved"},
    ),
    ("legal", "The shelling was a war crime.", "war crime", {"concept": "war_crime", "status": "asserted"}),
    (
        "legal",
        "The Rome Statute defines crimes against humanity.",
        "crimes against humanity",
        {"concept": "crime_against_humanity", "status": "defined", "applies_to": "general"},
    ),
    (
        "legal",
        "Rights groups say the shelling violated international humanitarian law.",
        "humanitarian law",
        {"concept": "ihl_violation", "voice": "attributed"},
    ),
]

#: Blame and denial, said of one side and of the other.
SIDES = [
    "{0} shelled the town.",
    "{0} denies that its army shelled the town.",
    "No court has found {0} responsible for the killings.",
    "{0} bears responsibility for the massacre.",
    "{1} accuses {0} of shelling the town.",
    "The claim that {0} killed the villagers is false.",
    "It was not {0} but {1} that attacked the town.",
    "{0} was blamed for the massacre by {1}.",
    "Nobody denies that {0} killed them.",
    "{0} refused to shell the town.",
    "According to {1}, {0} burned the villages.",
    "{0} calls the killings a tragedy; {1} calls them a genocide.",
    "The tribunal acquitted the general from {0} of war crimes.",
    "{1} demands that the officers of {0} be tried.",
]


def coded(reading, layer):
    return TABLES[layer]([reading]).to_dict("records")


def test_plain_sentences_are_coded_as_any_reader_would(read):
    wrong, asked = [], 0
    for (layer, sentence, words, codes), reading in zip(
        PLAIN, read(*(sentence for _, sentence, _, _ in PLAIN))
    ):
        row = next((r for r in coded(reading, layer) if words in r["surface"] or r["surface"] in words), {})
        wrong += [
            f"{sentence} {field}: {row.get(field)!r}, not {value!r}"
            for field, value in codes.items()
            if not same(field, value, row.get(field))
        ]
        asked += len(codes)
    assert len(wrong) <= 0.2 * asked, "\n".join(wrong)


@pytest.mark.parametrize("sentence", SIDES)
def test_the_sides_may_change_places(sentence, read):
    one, other = read(sentence.format("Armenia", "Azerbaijan"), sentence.format("Azerbaijan", "Armenia"))
    for layer in TABLES:
        rows = [
            {
                k: exchanged(v)
                for k, v in row.items()
                if k not in ("start", "end", "surface", "text_id", "sent")
            }
            for row in coded(one, layer)
        ]
        assert rows == [
            {k: v for k, v in row.items() if k not in ("start", "end", "surface", "text_id", "sent")}
            for row in coded(other, layer)
        ]


def exchanged(value):
    if not isinstance(value, str):
        return value
    return value.replace("Armenia", "\0").replace("Azerbaijan", "Armenia").replace("\0", "Azerbaijan")


@pytest.mark.parametrize("layer", TABLES)
def test_every_row_points_at_its_words_and_keeps_to_the_closed_sets(layer, edition):
    _, readings = edition
    table, texts = TABLES[layer](readings), {r.text.id: r.text.text for r in readings}
    assert len(table) > 20 and table["p"].between(0, 1).all()
    assert all(texts[row.text_id][row.start : row.end] == row.surface for row in table.itertuples())
    assert all((row.voice == "attributed") == bool(row.source) for row in table.itertuples())
    for (of, field), allowed in schema.CLOSED.items():
        assert of != layer or set(table[field]) <= set(allowed)


@pytest.mark.parametrize("layer", TABLES)
def test_no_text_gives_a_table_with_its_columns(layer):
    table = TABLES[layer]([])
    assert len(table) == 0 and list(table.columns[:5]) == ["text_id", "sent", "start", "end", "surface"]
    assert [c for c in table.columns[5:] if c not in ("rung", "p")] == schema.FIELDS[layer]


def test_the_ladder_of_the_page_is_the_ladder_of_the_program(read):
    page = (ROOT / "notebooks" / "04-responsibility.ipynb").read_text(encoding="utf-8")
    assert [step for step, example in LADDER.items() if f"*{example}*" not in page] == []
    table = extract.responsibility(read(*LADDER.values()))
    assert set(table["rung"]) <= set(schema.RUNGS)
    assert all(
        (row.rung in "123") == (row.actor != "none" and row.form != "blame") for row in table.itertuples()
    )


def test_without_words_of_harm_nothing_is_told(read):
    book = read_codebook(KHOJALY / "codebook")
    bare = type(book)(tuple(e for e in book.entries if e.kind != "acts"))
    assert coded(read("Soldiers killed the villagers.", codebook=bare)[0], "responsibility") == []
