import pytest
from conftest import KHOJALY

from diptych.corpus.codebook import KINDS, CodebookError, is_date, read_codebook


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "codebook"
    folder.mkdir()

    def write(**files):
        for name, content in files.items():
            (folder / f"{name}.toml").write_text(content, encoding="utf-8")
        return folder
    return write


def faults(folder) -> list[str]:
    with pytest.raises(CodebookError) as caught:
        read_codebook(folder)
    return str(caught.value).splitlines()


def test_an_entry_has_its_label_forms_note_and_what_its_kind_adds(folder):
    book = read_codebook(folder(places='[hull]\nlabel = "Hull"\nforms = ["Hull", "Kingston upon Hull"]\ntype = "GPE"\nboth = "Hull"\nnote = "A port."\n'))
    (entry,) = book["places"]
    assert (entry.id, entry.label, entry.forms, entry.note, entry.more["type"]) == ("hull", "Hull", ("Hull", "Kingston upon Hull"), "A port.", "GPE")


def test_a_missing_file_is_an_empty_one_and_a_missing_folder_an_error(folder, tmp_path):
    assert read_codebook(folder()).entries == ()
    with pytest.raises(CodebookError, match="no such folder"):
        read_codebook(tmp_path / "none")


def test_a_form_with_two_owners_is_named_with_both(folder):
    got = faults(folder(actors='[azerbaijan]\nlabel = "Azerbaijan"\nforms = ["Azerbaijan", "Baku"]\ntype = "GPE"\n',
                        places='[baku]\nlabel = "Baku"\nforms = ["Baku"]\ntype = "GPE"\n'))
    assert got == ['codebook/places.toml: "Baku" belongs to both azerbaijan and baku (codebook/actors.toml); keep it in one of them']


def test_a_word_may_stand_for_a_term_and_in_a_name(folder):
    book = read_codebook(folder(terms='[genocide]\nlabel = "genocide"\nforms = ["genocide"]\n', neighbours='[x]\nlabel = "X genocide"\nforms = ["X genocide"]\n'))
    assert len(book.entries) == 2


def test_every_fault_is_told_at_once_with_file_entry_and_what_to_write(folder):
    got = faults(folder(
        places='[hull]\nlable = "Hull"\nforms = ["Hull"]\ntype = "TOWN"\n[york]\nlabel = "York"\nforms = "York"\ntype = "GPE"\n',
        terms="[massacre\n",
        palces='[x]\nlabel = "X"\n',
    ))
    assert [line for line in got if line.startswith("codebook/palces.toml: no such file in a codebook (did you mean \"places\"?)")]
    assert [line for line in got if line.startswith('codebook/places.toml: [hull]: "label" is missing')]
    assert [line for line in got if line.startswith('codebook/places.toml: [hull]: unknown key "lable" (did you mean "label"?)')]
    assert [line for line in got if line.startswith("codebook/places.toml: [hull]: \"type\" is 'TOWN'")]
    assert [line for line in got if line.startswith('codebook/places.toml: [york]: "forms" must be a list of texts, such as forms = ["word", "two words"]')]
    assert [line for line in got if line.startswith("codebook/terms.toml: not TOML")]
    assert len(got) == 6


@pytest.mark.parametrize("forms", ["[]", '[""]', "[1]", '["a", "  "]'])
def test_empty_and_odd_forms_are_faults(folder, forms):
    assert '"forms" must be a list of texts' in faults(folder(terms=f'[x]\nlabel = "X"\nforms = {forms}\n'))[0]


def test_a_key_outside_an_entry_is_a_fault(folder):
    assert faults(folder(terms='label = "x"\n')) == ['codebook/terms.toml: "label" stands outside an entry; put it under a heading such as [label]']


def test_an_unknown_kind_is_refused_with_those_there_are(folder):
    with pytest.raises(KeyError, match="no such kind of entry: 'term'"):
        read_codebook(folder())["term"]


def test_the_codebook_of_the_case_reads_and_gives_a_reason_for_every_entry():
    book = read_codebook(KHOJALY / "codebook")
    assert {e.kind for e in book.entries} == set(KINDS) - {"codes"}
    assert [f"{e.kind}.{e.id}" for e in book.entries if not e.note] == []


def test_a_case_shares_words_of_the_language_and_not_its_names(tmp_path):
    own, shared = tmp_path / "own" / "codebook", tmp_path / "shared" / "codebook"
    for place in (own, shared):
        place.mkdir(parents=True)
    (shared / "terms.toml").write_text('[massacre]\nlabel = "massacre"\nforms = ["massacre"]\n[battle]\nlabel = "battle"\nforms = ["battle"]\n', encoding="utf-8")
    (shared / "places.toml").write_text('[rome]\nlabel = "Rome"\nforms = ["Rome"]\ntype = "GPE"\n', encoding="utf-8")
    (own / "terms.toml").write_text('[battle]\nlabel = "battle"\nforms = ["battle", "skirmish"]\n', encoding="utf-8")
    book = read_codebook(own, [shared])
    assert [(e.id, e.forms) for e in book["terms"]] == [("battle", ("battle", "skirmish")), ("massacre", ("massacre",))]
    assert book["places"] == ()


def test_a_shared_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CodebookError, match="none: no such folder; sources.toml names it as a codebook to share"):
        read_codebook(tmp_path, [tmp_path / "none"])


@pytest.mark.parametrize("date, fits", [("1992-02-29", True), ("1993-02-29", False), ("1992-13", False), ("1992-21", True), ("1992", True), ("1992-02-15~", True), ("198X", True), ("1992-02-25/1992-02-26", True),
                                        ("1992-02-25/1992-02-30", False), ("spring", False), ("", False)])
def test_a_date_is_one_of_edtf_and_of_the_calendar(date, fits):
    assert is_date(date) is fits
