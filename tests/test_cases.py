"""A case of one's own: started, filled, checked, and left as it was where something is wrong."""

import tomllib

import pytest
from typer.testing import CliRunner

from diptych import files
from diptych.cases import checks, setup
from diptych.cli import app
from diptych.corpus import texts
from diptych.corpus.texts import TextError
from diptych.reading import pipeline

NORTH = "The harbour of Carthage was burned at night. Witnesses said that the soldiers of Rome had done it, and that nobody had warned the people in the houses.\n\nThe senate denied this."
SOUTH = "Rome never gave the order, its consul wrote on Tuesday. He called the fire a tragedy and asked for an inquiry into what the guards of the city had done.\n\nNobody has been tried."


@pytest.fixture
def case(tmp_path):
    setup.new(tmp_path / "harbour", title="The burning of the harbour")
    return tmp_path / "harbour"


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path
    return write


def everything(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_a_new_case_takes_texts_and_runs_at_once(case, file):
    result = run("add", file("north.txt", NORTH), file("south.md", SOUTH), "--case", case, "--date", "2014-03-05", "--yes")
    assert result.exit_code == 0, result.output
    loaded = texts.load_case(case)
    assert (loaded.title, [t.id for t in loaded.texts], loaded.texts[0].date) == ("The burning of the harbour", ["north", "south"], "2014-03-05")
    assert len(pipeline.read(loaded.texts, loaded.codebook)) == 2
    assert checks.check(case) == []


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ud800", '"', "\\", "\n", "é", "🕊"])
def test_any_letter_in_a_title_leaves_a_case_that_can_be_read(tmp_path, file, letter):
    words = f"The {letter} harbour"
    setup.new(tmp_path / "case", title=words)
    items = setup.incoming([file("north.txt", NORTH)], None, tmp_path / "case", title=words, author=words)
    setup.add(items, tmp_path / "case")
    listed = texts.sources(tmp_path / "case")
    as_written = words.replace("\ud800", "\ufffd")
    found = [listed["case"]["title"], listed["texts"]["north"]["title"], listed["texts"]["north"]["author"]]
    assert found == [as_written] * 3


def test_a_list_of_texts_that_could_not_be_read_again_is_not_written(case, file, monkeypatch):
    monkeypatch.setattr(files, "toml_string", lambda words: f'"{words}"')
    before = everything(case)
    items = setup.incoming([file("north.txt", NORTH)], None, case, title='a "quoted" title')
    with pytest.raises(TextError, match="would not be TOML"):
        setup.add(items, case)
    assert everything(case) == before


def test_the_preview_says_what_is_kept_and_what_was_left_out(case, file):
    page = "A harbour burns\n\nBy Jane Smith\n\n" + NORTH + "\n\nShare this article\n\nLeave a reply"
    (item,) = setup.incoming([file("smith.txt", page.replace("\n", "\r\n"))], texts.load_case(case, texts_needed=False), case)
    told = "\n".join(setup.preview(item))
    assert item.document.text == NORTH
    for part in ("begins: The harbour", "author: Jane Smith", "date: not known; give --date", "left out (byline): By Jane Smith", "left out (footer): Leave a reply", "changed: line ends"):
        assert part in told, part


def test_what_was_changed_and_left_out_is_recorded(case, file):
    run("add", file("north.txt", "A harbour burns\n\nBy Jane Smith\n\n" + NORTH.replace("harbour", "har\u00adbour")), "--case", case, "--yes")
    entry = tomllib.loads((case / "sources.toml").read_text(encoding="utf-8"))["texts"]["north"]
    assert entry["author"] == "Jane Smith" and entry["changed"] == ["soft hyphens taken out (1)"] and "byline: By Jane Smith" in entry["stripped"]
    assert entry["text"]["sha256"] == texts.checksum((case / "north.txt").read_text(encoding="utf-8"))


GERMAN = "Der Hafen von Karthago wurde in der Nacht niedergebrannt. Zeugen sagten, dass die Soldaten Roms es getan hätten, und niemand habe die Leute gewarnt."


@pytest.mark.parametrize("content, arguments, message", [
    (b"", [], "the file is empty"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, [], "a picture (PNG)"),
    (GERMAN, [], "does not look like English"),
    (NORTH + " More words.", [], "nearly the same as"),
    (NORTH, [], "the same as the text"),
    (SOUTH, ["--date", "5 March"], '"5 March" is not a date'),
    (SOUTH, ["--id", "north"], 'the case has a text "north"'),
    (SOUTH, ["--id", "Not A Name"], "no short name"),
])
def test_what_cannot_be_added_is_said_and_the_case_stays_as_it_was(case, file, content, arguments, message):
    assert run("add", file("north.txt", NORTH), "--case", case, "--yes").exit_code == 0
    before = everything(case)
    result = run("add", file("bad.txt", content), "--case", case, "--yes", *arguments)
    assert result.exit_code == 2 and message in " ".join(result.output.split()), result.output
    assert "Traceback" not in result.output and everything(case) == before


def test_a_text_in_another_language_is_taken_where_the_reader_insists(case, file):
    result = run("add", file("german.txt", GERMAN), "--case", case, "--yes", "--force")
    assert result.exit_code == 0 and "does not look like English" in " ".join(result.output.split())


def test_one_bad_file_among_several_leaves_all_of_them_out(case, file):
    before = everything(case)
    assert run("add", file("north.txt", NORTH), file("bad.txt", b""), "--case", case, "--yes").exit_code == 2
    assert everything(case) == before


def test_a_disk_that_is_full_leaves_the_case_as_it_was(case, file, monkeypatch):
    before = everything(case)
    items = setup.incoming([file("north.txt", NORTH)], None, case)
    real = setup.files.write

    def full(path, content):
        if path.name == "sources.toml":
            raise OSError(28, "No space left on device")
        real(path, content)
    monkeypatch.setattr(setup.files, "write", full)
    with pytest.raises(TextError, match="No space left on device; the case is as it was"):
        setup.add(items, case)
    assert everything(case) == before


def test_a_folder_that_has_something_in_it_is_not_made_a_case(case):
    with pytest.raises(TextError, match="there is something there"):
        setup.new(case)


def test_check_tells_everything_that_is_wrong_at_once(case, file):
    run("add", file("north.txt", NORTH), "--case", case, "--yes")
    (case / "coding").mkdir()
    (case / "coding" / "north.jsonl").write_text('{"layer": "term", "sent": "s001", "surface": "the", "nth": 1, "start": 0, "end": 3, "term": "blaze"}\n', encoding="utf-8")
    (case / "coding" / "nobody.jsonl").write_text("", encoding="utf-8")
    result = run("check", case)
    assert result.exit_code == 2
    told = " ".join(result.output.split())
    for part in ('"term" is "blaze"; write one of', '"stance" is missing', "'the' does not stand at 0", 'no text "nobody"'):
        assert part in told, part


def test_check_tells_every_fault_of_a_codebook(case, file):
    run("add", file("north.txt", NORTH), "--case", case, "--yes")
    (case / "codebook" / "places.toml").write_text('[rome]\nlabel = "Rome"\nforms = ["Rome"]\ntyp = "GPE"\n', encoding="utf-8")
    assert any("typ" in fault and "type" in fault for fault in checks.check(case))


def test_a_new_case_reads_with_the_shared_words_at_once(case, file):
    run("add", file("north.txt", NORTH), "--case", case, "--yes")
    book = texts.load_case(case).codebook
    assert book["cues"] and book["acts"] and book["law"]
    assert not book["places"] and not book["actors"] and not book["event"]
