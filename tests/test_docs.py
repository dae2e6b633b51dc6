"""The coding manual and the data dictionary: their tables are those of the program, none is left out."""

import importlib.util
import re
import tomllib

import pytest
from conftest import ROOT

from diptych import extract, schema
from diptych.corpus import codebook
from diptych.extract import numbers, responsibility
from diptych.extract.days import bounds_of
from diptych.interactive import classroom

DOCS = ROOT / "docs"
DOCUMENTS = ["coding-manual.md", "data-dictionary.md"]


@pytest.fixture(scope="module")
def tables():
    place = importlib.util.spec_from_file_location("tables", DOCS / "tables.py")
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def manual():
    return tomllib.loads((DOCS / "coding-manual.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_table_is_what_the_program_makes(tables, name):
    words = (DOCS / name).read_text(encoding="utf-8")
    assert tables.made(words) == words, "make them again: python docs/tables.py"


def test_every_layer_and_closed_set_has_its_table_in_the_manual():
    words = (DOCS / "coding-manual.md").read_text(encoding="utf-8")
    told = re.findall(r"<!-- table: (\w+) (\w+) -->", words)
    assert sorted(x for kind, x in told if kind == "fields") == sorted(schema.FIELDS)
    assert sorted(x for kind, x in told if kind == "values") == sorted({field for _, field in schema.CLOSED})


def test_every_field_and_code_has_a_meaning_and_an_example_with_the_words_marked(manual):
    assert {layer: set(told) for layer, told in manual["fields"].items()} == {
        layer: set(fields) for layer, fields in schema.FIELDS.items()}
    for _, field in schema.CLOSED:
        assert set(manual["values"][field]) == set(schema.WORDS[field]), field
        for code, (meaning, example) in manual["values"][field].items():
            assert meaning or field in ("term", "concept"), code
            assert re.search(r"\*[^*]+\*", example), f"{field} {code}: mark the words that are coded"


def test_every_table_of_the_program_and_every_file_of_a_codebook_is_in_the_dictionary(tables):
    words = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    named = {name: re.findall(rf"<!-- table: columns {name} -->", words) for name in tables.TABLES}
    assert [name for name, there in named.items() if len(there) != 1] == []
    assert [kind for kind in codebook.KINDS if f"`{kind}.toml`" not in words] == []
    keys = {key.rstrip("!") for keys in codebook.KINDS.values() for key in keys} | {"label", "note"}
    assert set(tables.read("data-dictionary.toml")["codebook_keys"]) == keys


def test_the_dictionary_has_every_key_that_a_decision_and_a_row_are_written_with(tables):
    told = tables.read("data-dictionary.toml")
    written = (ROOT / "src" / "diptych" / "people" / "decisions.py").read_text(encoding="utf-8")
    head = written.partition('"""')[2].partition('"""')[0]
    listed = re.findall(r"^    (\w+(?:, (?:and )?\w+)*)  ", head, re.M)
    keys = {key for line in listed for key in re.split(r", (?:and )?", line)}
    assert keys and keys - set(told["review"]) == set()
    assert {"layer", "sent", "surface", "nth", "start", "end"} <= set(told["coding"])


def test_the_codebook_the_questions_and_the_manual_have_the_same_closed_sets():
    assert codebook.LABELS == schema.CLOSED["entity", "label"]
    assert codebook.CONCEPTS == schema.CLOSED["legal", "concept"]
    assert codebook.MEASURES == schema.CLOSED["number", "measure"]
    for layer, one in classroom.layers().items():
        for q in one.questions:
            assert tuple(q.answers) == schema.CLOSED.get((layer, q.field), ())


def test_no_script_of_a_page_lists_codes_of_its_own():
    for path in (ROOT / "src" / "diptych" / "templates").rglob("*.js"):
        literals = set(re.findall(r"""["'`]([\w ]+)["'`]""", path.read_text(encoding="utf-8")))
        for (layer, field), codes in schema.CLOSED.items():
            assert len(literals & set(codes)) < 2, f"{path.name} lists codes of {layer} {field}"


def test_the_short_form_leads_to_the_manual_and_the_manual_to_the_dictionary():
    for path in ("notebooks/07-code-it-yourself.ipynb", "notebooks/TEACHING.md"):
        assert "(../docs/coding-manual.md)" in (ROOT / path).read_text(encoding="utf-8")
    assert "(data-dictionary.md)" in (DOCS / "coding-manual.md").read_text(encoding="utf-8")


# What the manual settles, as the program codes it


DECADES = {"the early 1990s": "1992~", "the mid-1990s": "1995~", "the late 1970s": "1978~",
           "the 2000s": "200X"}


@pytest.mark.parametrize("words, edtf", DECADES.items())
def test_a_part_of_a_decade_is_its_second_fifth_or_eighth_year(read, words, edtf):
    [row] = extract.dates(read(f"Trade grew in {words}.")).to_dict("records")
    assert (row["surface"], row["edtf"]) == (words, edtf)
    if edtf.endswith("~"):
        year = int(edtf[:4])
        assert row["earliest"][:3] == edtf[:3] and bounds_of(edtf)[0] > 0
        assert int(row["earliest"][:4]) <= year <= int(row["latest"][:4])


def test_as_many_as_is_exact(read):
    [row] = numbers(read("As many as 613 people were killed.")).to_dict("records")
    assert (row["low"], row["high"], row["measure"]) == (613, 613, "killed")


def test_x_events_names_the_place_alone(read):
    [row] = extract.entities(read("The Khojaly events are remembered.")).to_dict("records")
    assert (row["surface"], row["label"]) == ("Khojaly", "GPE")


@pytest.mark.parametrize("word", ["pogrom", "slaughter", "bloodshed", "carnage", "murder"])
def test_a_word_off_the_list_has_no_term_row(read, word):
    assert extract.terms(read(f"They remember the {word} in the valley.")).empty


def test_a_noun_with_its_doer_keeps_its_own_form(read):
    rows = responsibility(read("The town came under a blockade by the army.")).to_dict("records")
    assert [(r["surface"], r["form"], r["actor"]) for r in rows] == [("blockade", "nominal_by", "army")]


def test_naming_by_somebody_is_reported(read):
    rows = extract.terms(read("Baku refers to it as genocide.")).to_dict("records")
    assert [(r["stance"], r["voice"]) for r in rows] == [("reports", "attributed")]
