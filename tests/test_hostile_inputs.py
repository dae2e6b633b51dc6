"""Every bad input: what the reader is told (what, where, what to do), exit code 2, no traceback, and the case as it was, byte for byte."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import KHOJALY, ROOT
from typer.testing import CliRunner

from diptych.cases import checks, setup
from diptych.cli import app
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading import pipeline

NORTH = "The harbour of Carthage was burned at night. Witnesses said that the soldiers of Rome had done it, and that nobody had warned the people in the houses.\n\nThe senate denied that it was a massacre."
SOUTH = "Rome never gave the order, its consul wrote on Tuesday. He called the fire a tragedy and asked for an inquiry into what the guards of the city had done.\n\nNobody has been tried."
GERMAN = "Der Hafen von Karthago wurde in der Nacht niedergebrannt. Zeugen sagten, dass die Soldaten Roms es getan hätten, und niemand habe die Leute gewarnt, die in den Häusern schliefen. Der Senat bestritt das."


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A case with one text and its coding by the program."""
    folder = tmp_path_factory.mktemp("template") / "harbour"
    setup.new(folder)
    text = folder.parent / "north.txt"
    text.write_text(NORTH, encoding="utf-8")
    setup.add(setup.incoming([text], texts.load_case(folder, texts_needed=False), folder), folder)
    (folder / "coding").mkdir()
    case = texts.load_case(folder)
    coding.write(coding.code(pipeline.read(case.texts, case.codebook))["north"], folder / "coding" / "north.own.jsonl")
    assert checks.check(folder) == []
    return folder


@pytest.fixture
def case(template, tmp_path):
    return Path(shutil.copytree(template, tmp_path / "harbour"))


def everything(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def told(result):
    return " ".join(result.output.split())


def refused(result, case, before, *parts):
    """Exit code 2, one message with all of these parts, no traceback, nothing changed."""
    assert result.exit_code == 2, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    for part in parts:
        assert part in told(result), (part, told(result))
    assert everything(case) == before


# Files of the reader's own, brought in by `add` or coded by `code`

FILES = {
    "empty": (b"", "empty.txt: ", {"add": "the file is empty", "code": "there is no text in it"}),
    "binary": (bytes(range(256)) * 40, "binary.txt: ", {"add": "save it as plain text", "code": "save it as UTF-8"}),
    "image": (b"\x89PNG\r\n\x1a\n" + bytes(200), "image.txt: ", {"add": "this is a picture (PNG), not a text", "code": "save it as UTF-8"}),
    "folder": (None, "folder.txt: ", {"add": "this is a folder; name the files in it", "code": "this is a folder; name a text file in it"}),
    "missing": (..., "missing.txt: ", {"add": "no such file", "code": "no such file"}),
    "200 MB": (200_000_000, "200 MB.txt: ", {"add": "200 MB is more than a text", "code": "200 MB is more than a text"}),
    "5 million words": (b"of a\n\n" * 2_500_000, "5 million words.txt: ", {"add": "5,000,000 words are more than", "code": "5,000,000 words are more than"}),
    "1 MB line": (b"The harbour was burned. " * 42_000, "1 MB line.txt: ", {"add": "part it into paragraphs with blank lines", "code": "part it into paragraphs with blank lines"}),
    "no sentence": (b"12 34 56\n78 90\n", "no sentence.txt: ", {"add": "no sentence in it"}),
    "German": (GERMAN.encode(), "German.txt: ", {"add": "--force takes it all the same", "code": "--force takes it all the same"}),
    "mojibake": ("The cityâ€™s harbour was burned. Itâ€™s gone, said the cafÃ© owner.".encode(), "mojibake.txt: ", {"add": "save the page or file again as UTF-8"}),
    "NUL": (b"The harbour was burned.\0\0 It was night.", "NUL.txt: ", {"add": "it has NUL bytes", "code": "it has NUL bytes"}),
    "UTF-16": ("The harbour was burned at night.".encode("utf-16"), "UTF-16.txt: ", {"code": "save it as UTF-8"}),
    "duplicate": (NORTH.encode(), "duplicate.txt: ", {"add": 'the same as the text "north"'}),
    "near-duplicate": ((NORTH + " Nobody answered.").encode(), "near-duplicate.txt: ", {"add": "--force takes it all the same"}),
    "zip": (b"PK\x03\x04" + bytes(200), "zip.txt: ", {"add": "unpack it"}),
}


@pytest.mark.parametrize("name, command", [(name, command) for name, row in FILES.items() for command in row[2]])
def test_a_bad_file_is_told_and_nothing_is_changed(name, command, case, tmp_path):
    content, where, said = FILES[name]
    path = tmp_path / f"{name}.txt"
    if content is None:
        path.mkdir()
    elif isinstance(content, int):
        with path.open("wb") as file:
            file.truncate(content)
    elif content is not ...:
        path.write_bytes(content)
    before = everything(case)
    result = run(command, path, "--case", case, *(["--yes"] if command == "add" else ["--out", tmp_path / "out"]))
    refused(result, case, before, where, said[command])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["add", "code"])
def test_a_file_that_may_not_be_read_is_told(command, case, tmp_path, monkeypatch):
    path, before, read = tmp_path / "locked.txt", everything(case), Path.read_bytes
    path.write_text(SOUTH, encoding="utf-8")

    def locked(self):
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return read(self)
    monkeypatch.setattr(Path, "read_bytes", locked)
    result = run(command, path, "--case", case, *(["--yes"] if command == "add" else ["--out", tmp_path / "out"]))
    monkeypatch.undo()
    refused(result, case, before, "locked.txt: cannot be read: Permission denied")


def test_a_text_in_another_language_is_coded_where_the_reader_insists(case, tmp_path):
    (tmp_path / "german.txt").write_text(GERMAN, encoding="utf-8")
    assert run("code", tmp_path / "german.txt", "--case", case, "--out", tmp_path / "out", "--force").exit_code == 0


@pytest.mark.parametrize("command, arguments, said", [
    ("add", ["--date", "5 March"], '"5 March" is not a date; write it as 2015-02-25'), ("code", ["--published", "2015-02-30"], '"2015-02-30" is not a date; write it as 2015-02-25'),
    ("add", ["--id", "north"], "give this one another name with --id"), ("add", ["--id", "../north"], "write small letters, figures and hyphens"),
])
def test_a_bad_word_on_the_command_line_is_told(command, arguments, said, case, tmp_path):
    (tmp_path / "south.txt").write_text(SOUTH, encoding="utf-8")
    before = everything(case)
    refused(run(command, tmp_path / "south.txt", "--case", case, *arguments, *(["--yes"] if command == "add" else ["--out", tmp_path / "out"])), case, before, said)


# Sources and codebooks

PLACE = '[{id}]\nlabel = "{id}"\nforms = ["{form}"]\ntype = "GPE"\n{more}\n'


def place(id="rome", form="Rome", more=""):
    return PLACE.format(id=id, form=form, more=more)


SOURCES = {
    "not TOML": (lambda old: old + "[texts.south\n", ["sources.toml: not TOML", "line"]),
    "Windows path": (lambda old: old + '[texts.south.text]\nfile = "texts\\south.txt"\n', ["sources.toml: not TOML", "write paths with /"]),
    "a text that is no table": (lambda old: old.replace("[texts.north]", "[elsewhere]").replace("[texts.north.text]", "[texts]\nnorth = 1\n[other]"), ["sources.toml: [texts.north] must be a table"]),
    "texts that are no table": (lambda old: "texts = 3\n", ['"texts" must be a table; write it as a heading, [texts.smith]']),
    "a text outside the case": (lambda old: old.replace('"north.txt"', '"../north.txt"'), ["sources.toml: [texts.north]: file is", "inside its folder"]),
    "a text at a place of this machine": (lambda old: old.replace('"north.txt"', '"/etc/hostname"'), ["a case has its texts inside its folder"]),
    "a text on a drive": (lambda old: old.replace('"north.txt"', "'C:\\north.txt'"), ["a case has its texts inside its folder"]),
    "an id that is a path": (lambda old: old.replace("[texts.north", '[texts."../north"'), ["no short name for a text"]),
    "a wrong date": (lambda old: old.replace('date = ""', 'date = "5 March"'), ["sources.toml: [texts.north]: ", '"5 March" is not a date; write it as 2015-02-25']),
    "a missing text": (lambda old: old.replace('"north.txt"', '"gone.txt"'), ["gone.txt: no such file"]),
    "another checksum": (lambda old: old.replace('sha256 = "', 'sha256 = "0'), ["north: the text is not the one that was added", "put the old text back, or write sha256"]),
    "a codebook that is no list": (lambda old: old.replace("codebook = [", 'codebook = "x" #'), ["[case] codebook must be a list of folders"]),
    "a shared codebook that is missing": (lambda old: old.replace("codebook = [", 'codebook = ["../none", '), ["none: no such folder; sources.toml names it as a codebook to share"]),
    "no texts": (lambda old: old[:old.index("[texts.north]")], ["sources.toml: no texts; give each one a table such as [texts.smith]"]),
}


@pytest.mark.parametrize("name", SOURCES)
def test_bad_sources_are_told_by_check(name, case):
    change, parts = SOURCES[name]
    path = case / "sources.toml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = everything(case)
    refused(run("check", case), case, before, *parts)


CODEBOOKS = {
    "duplicate form": ({"places": place() + place("rom")}, ['codebook/places.toml: "Rome" belongs to both rome and rom; keep it in one of them']),
    "unknown key": ({"places": place(more='typ = "GPE"')}, ['codebook/places.toml: [rome]: unknown key "typ" (did you mean "type"?)']),
    "unknown file": ({"palces": place()}, ['codebook/palces.toml: no such file in a codebook (did you mean "places"?)']),
    "a stop word": ({"places": place(form="the")}, ['[rome]: "forms" has "the", which stands in every sentence', "write the longer form"]),
    "stop words": ({"terms": '[x]\nlabel = "x"\nforms = ["of the"]\n'}, ['codebook/terms.toml: [x]: "forms" has "of the"']),
    "no word": ({"places": place(form="…")}, ['"forms" has "…", in which there is no word; take it out']),
    "a phrase that begins with a gap": ({"terms": '[x]\nlabel = "x"\nforms = ["… blaze"]\n'}, ["a phrase begins with a word"]),
    "a wrong date": ({"event": '[fire]\nlabel = "fire"\nforms = ["the Fire"]\ndate = "spring"\n'}, ['codebook/event.toml: [fire]: "date" is "spring", which is no date; write it as 1992-02-25']),
    "a class that is none": ({"law": '[x]\nlabel = "X"\nforms = ["X Treaty"]\nconcept = "other"\nyear = "1990"\nbody = "X"\narticles = ["1: x"]\nread = "x"\nby_article = ["8: piracy"]\n'}, ['write "number: class"']),
    "not TOML": ({"places": "[rome\n"}, ["codebook/places.toml: not TOML", "line 1"]),
    "not UTF-8": ({"places": place(form="Z\udcfcrich")}, ["codebook/places.toml: not TOML"]),
    "1,000 faults": ({"places": "".join(place(f"p{k}", f"P{k}", "x = 1") for k in range(1000))}, ["codebook/places.toml: [p0]", "and 960 more faults"]),
}


@pytest.mark.parametrize("command", ["check", "code"])
@pytest.mark.parametrize("name", CODEBOOKS)
def test_a_bad_codebook_is_told(name, command, case, tmp_path):
    files, parts = CODEBOOKS[name]
    for stem, content in files.items():
        (case / "codebook" / f"{stem}.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    before = everything(case)
    refused(run("check", case) if command == "check" else run("code", "--case", case, "--out", tmp_path / "out"), case, before, *parts)
    assert not (tmp_path / "out").exists()


def test_a_codebook_of_20_000_entries_is_read(case):
    (case / "codebook" / "places.toml").write_text("".join(place(f"p{k}", f"Place {k}") for k in range(20_000)), encoding="utf-8")
    before = everything(case)
    result = run("check", case)
    assert result.exit_code == 0 and "nothing is wrong" in told(result) and everything(case) == before


def test_codebooks_that_share_with_each_other_and_with_themselves_are_read(case, tmp_path):
    other = tmp_path / "other"
    setup.new(other)
    for folder, shares in ((case, ["../other/codebook", "codebook"]), (other, ["../harbour/codebook"])):
        path = folder / "sources.toml"
        lines = [f"codebook = {json.dumps(shares)}" if line.startswith("codebook =") else line for line in path.read_text(encoding="utf-8").splitlines()]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (other / "codebook" / "terms.toml").write_text('[blaze]\nlabel = "blaze"\nforms = ["blaze"]\n', encoding="utf-8")
    assert [e.id for e in texts.load_codebook(case)["terms"]] == [e.id for e in texts.load_codebook(other)["terms"]] == ["blaze"]


@pytest.mark.parametrize("date", ["1984/..", "../1984", "-0044-03-15", "XXXX", "0000", "Y17E8"])
def test_a_day_of_publication_that_no_chart_can_draw_is_told_by_check_as_it_is_by_report(date, case):
    path = case / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('date = ""', f'date = "{date}"'), encoding="utf-8")
    told = f'sources.toml: [texts.north]: "{date}" has no year that can be drawn; write it as 2015-02-25'
    for arguments in (["check", case], ["report", "--case", case, "--out", case.parent / "site"]):
        refused(run(*arguments), case, everything(case), told)


@pytest.mark.parametrize("date", ["1984", "198X", "1984-21", "1984~", "1984-02/1984-05", "0079-10-24", "{1984,1985}"])
def test_a_day_of_publication_that_a_chart_can_draw_is_taken(date, case):
    path = case / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('date = ""', f'date = "{date}"'), encoding="utf-8")
    assert run("check", case).exit_code == 0


def test_sources_and_codebooks_as_windows_writes_them_are_read(case):
    (case / "sub").mkdir()
    (case / "north.txt").rename(case / "sub" / "north.txt")
    for path in [case / "sources.toml", *(case / "codebook").glob("*.toml")]:
        content = path.read_text(encoding="utf-8").replace('"north.txt"', "'sub\\north.txt'").replace("/codebook", "\\\\codebook")
        path.write_bytes(b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode())
    text = case / "sub" / "north.txt"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    assert checks.check(case) == []


def test_what_is_added_has_the_line_ends_that_the_sources_have(case, tmp_path):
    path = case / "sources.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (tmp_path / "south.txt").write_bytes(SOUTH.replace("\n", "\r\n").encode())
    assert run("add", tmp_path / "south.txt", "--case", case, "--yes").exit_code == 0
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert checks.check(case) == [] and len(texts.load_case(case).texts) == 2


# Codings


def rows(case):
    return coding.read(case / "coding" / "north.own.jsonl")


CODINGS = {
    "not JSON": (lambda old: "{oops\n", ["north.own.jsonl:1: not JSON", "write one object a line"]),
    "no row": (lambda old: '{"layer": "term"}\n', ["north.own.jsonl:1: a row needs layer, surface, start and end"]),
    "offsets that are no numbers": (lambda old: json.dumps(old[0] | {"start": "x"}), ["north.own.jsonl:1: start and end must be whole numbers"]),
    "words that are no text": (lambda old: json.dumps(old[0] | {"surface": 3}), ["north.own.jsonl:1: layer and surface must be texts"]),
    "an unknown layer": (lambda old: json.dumps(old[0] | {"layer": "mood"}), ['north.own.jsonl:1: layer is "mood"; write one of entity']),
    "an unknown code": (lambda old: "".join(json.dumps(r | {"stance": "shouts"} if r["layer"] == "term" else r) + "\n" for r in old), ['"stance" is "shouts"; write one of asserts']),
    "a field that is missing": (lambda old: json.dumps({k: v for k, v in next(r for r in old if r["layer"] == "term").items() if k != "stance"}), ['"stance" is missing']),
    "words that stand nowhere": (lambda old: "".join(json.dumps(r | {"surface": "lagoon"} if k == 0 else r) + "\n" for k, r in enumerate(old)), ["'lagoon' does not stand at", "stands 0 times"]),
    "another text": (lambda old: (KHOJALY / "coding" / "reference" / "aslanov.restated.jsonl").read_text(encoding="utf-8"), ["rows quote words that do not stand where they say", "is this a coding of another text or edition?"]),
}


@pytest.mark.parametrize("name", CODINGS)
def test_a_bad_coding_is_told_by_check(name, case):
    change, parts = CODINGS[name]
    (case / "coding" / "north.own.jsonl").write_text(change(rows(case)), encoding="utf-8")
    before = everything(case)
    refused(run("check", case), case, before, *parts)


def test_a_coding_under_the_name_of_another_text_of_the_case_is_told_with_the_text_it_fits(case, tmp_path):
    (tmp_path / "south.txt").write_text(SOUTH, encoding="utf-8")
    assert run("add", tmp_path / "south.txt", "--case", case, "--yes").exit_code == 0
    (case / "coding" / "north.own.jsonl").rename(case / "coding" / "south.own.jsonl")
    before = everything(case)
    refused(run("check", case), case, before, 'they are words of "north"; name the file north.jsonl')


def test_offsets_that_no_longer_fit_are_found_again_by_their_words_and_sentence(case):
    text = "It was winter.\n\n" + NORTH  # one sentence more at the top
    moved = [r | {"sent": f"s{int(r['sent'][1:]) + 1:03}"} for r in rows(case)]
    reading = pipeline.read([texts.Text("north", text)], texts.load_codebook(case))[0]
    kept, lost = coding.anchored(moved, text, coding.sentences(reading))
    assert lost == [] and all(text[r["start"]:r["end"]] == r["surface"] for r in kept)
    assert [r["start"] for r in kept] == [r["start"] + 16 for r in moved]
    spans = [(r["content"], old["content"]) for r, old in zip(kept, moved) if r["layer"] == "attribution"]
    assert spans and all(new == [[a + 16, b + 16] for a, b in old] for new, old in spans)


def test_words_that_stand_twice_are_found_again_in_their_sentence_only_where_they_stand_there_once():
    row = {"layer": "term", "sent": "s002", "surface": "fire", "start": 90, "end": 94}
    text, within = "A fire burned. A fire spread. Fire on fire, fire.", [(0, 14), (15, 29), (30, 49)]
    assert [r["start"] for r in coding.anchored([row], text, within)[0]] == [17]
    assert coding.anchored([row | {"sent": "s003"}], text, within)[0] == [] and coding.anchored([row], text)[0] == []


@pytest.mark.parametrize("change, parts", [
    (lambda row: row | {"layer": "mood"}, ['row 1: layer is "mood"; write one of entity']),
    (lambda row: row | {"label": "CITY"}, ['row 1: "label" is "CITY"; write one of PERSON']),
    (None, ["these are codings of two texts or of two editions", "Code the edition that the reference is of"]),
], ids=["an unknown layer", "an unknown code", "another text"])
def test_a_coding_that_cannot_be_scored_against_a_reference_is_told(change, parts, case, tmp_path):
    reference, path = KHOJALY / "coding" / "reference" / "aslanov.restated.jsonl", tmp_path / "mine.jsonl"
    entity = next(r for r in coding.read(reference) if r["layer"] == "entity")
    coding.write([change(entity)] if change else coding.read(KHOJALY / "coding" / "reference" / "azertac.restated.jsonl"), path)
    before = everything(case)
    refused(run("score", reference, path), case, before, "mine.jsonl: ", *parts)


def test_the_two_editions_of_an_article_are_not_scored_against_each_other():
    folder = KHOJALY / "coding" / "reference"
    with pytest.raises(coding.CodingError, match="two editions"):
        coding.check_pair(coding.read(folder / "aslanov.restated.jsonl"), coding.read(folder / "aslanov.original.jsonl"))


# The machine


@pytest.mark.parametrize("fails_at", range(3))
def test_a_disk_that_fills_up_at_any_file_leaves_the_case_as_it_was(fails_at, case, tmp_path, monkeypatch):
    for name, content in (("south", SOUTH), ("east", SOUTH[::-1].replace(" ", "x ") + " The ships of the city were seen at sea. Nobody knows who had sent them.")):
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    before, done = everything(case), []

    def full(handle):
        done.append(handle)
        if len(done) > fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr(os, "fsync", full)
    result = run("add", tmp_path / "south.txt", tmp_path / "east.txt", "--case", case, "--yes", "--force")
    refused(result, case, before, "harbour: cannot be written: No space left on device; the case is as it was")


@pytest.mark.parametrize("fails_at", range(5))
def test_a_disk_that_fills_up_makes_no_half_a_case(fails_at, case, tmp_path, monkeypatch):
    before, done = everything(tmp_path), []

    def full(handle):
        done.append(handle)
        if len(done) > fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr(os, "fsync", full)
    refused(run("new", tmp_path / "fresh"), tmp_path, before, "fresh: cannot be written: No space left on device; nothing was made")
    assert not (tmp_path / "fresh").exists()


def test_a_reader_who_breaks_off_leaves_the_case_as_it_was(case, tmp_path, monkeypatch):
    (tmp_path / "south.txt").write_text(SOUTH, encoding="utf-8")
    before, replace = everything(case), os.replace

    def break_off(source, target):
        if Path(target).name == "sources.toml":
            raise KeyboardInterrupt
        replace(source, target)
    monkeypatch.setattr(os, "replace", break_off)
    result = run("add", tmp_path / "south.txt", "--case", case, "--yes")
    assert result.exit_code != 0 and "Traceback" not in result.output and everything(case) == before


def mounted(tmp_path, options):
    """A small disk of its own, or skips where there can be none."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", disk], capture_output=True).returncode:
        pytest.skip("only root may mount a disk of its own")
    return disk


def test_a_disk_that_is_full_is_told_and_the_old_coding_stays(tmp_path):
    disk = mounted(tmp_path, "size=64k")
    try:
        out, text = disk / "out", tmp_path / "mine.txt"
        text.write_text(NORTH, encoding="utf-8")
        arguments = ("code", text, "--case", KHOJALY, "--out", out)
        assert run(*arguments).exit_code == 0
        before = everything(out)
        (disk / "ballast").write_bytes(bytes(44_000))
        text.write_text(NORTH * 40, encoding="utf-8")
        refused(run(*arguments), out, before, "mine.jsonl: No space left on device; make room and run it again")
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_checkout_that_may_only_be_read_is_told_and_can_be_read(case, tmp_path):
    disk = mounted(tmp_path, "size=4m")
    try:
        locked = Path(shutil.copytree(case, disk / "harbour"))
        (tmp_path / "south.txt").write_text(SOUTH, encoding="utf-8")
        path = locked / "sources.toml"
        path.write_text("".join(line if not line.startswith("codebook =") else f'codebook = ["{(KHOJALY / "codebook").as_posix()}"]\n' for line in path.read_text(encoding="utf-8").splitlines(keepends=True)), encoding="utf-8")
        assert subprocess.run(["mount", "-o", "remount,ro", disk]).returncode == 0
        before = everything(locked)
        refused(run("add", tmp_path / "south.txt", "--case", locked, "--yes"), locked, before, "harbour: cannot be written: Read-only file system; the case is as it was")
        refused(run("new", disk / "fresh"), locked, before, "fresh: cannot be written: Read-only file system")
        refused(run("code", "--case", locked, "--out", disk / "out"), locked, before, "out: Read-only file system; name a folder that can be written to")
        refused(run("report", "--case", locked, "--out", disk / "report", "--notebooks", ROOT / "notebooks"), locked, before, "Read-only file system; name a folder that can be written to")
        assert run("check", locked).exit_code == 0 and run("code", "--case", locked, "--out", tmp_path / "out").exit_code == 0
        assert everything(tmp_path / "out").keys() == {"north.jsonl"} and everything(locked) == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_two_runs_that_add_at_once_lose_neither_text(case, tmp_path):
    program = "import sys; from diptych.corpus import texts; from diptych.cases import setup; from pathlib import Path\n" \
              "files, case = list(map(Path, sys.argv[2:])), sys.argv[1]\n" \
              "for f in files: setup.add(setup.incoming([f], texts.load_case(case), case, force=True), case)"
    names = [[f"a{k}" for k in range(4)], [f"b{k}" for k in range(4)]]
    for name in sum(names, []):
        (tmp_path / f"{name}.txt").write_text(f"This is the text {name} of a case. It is about a harbour that was burned.", encoding="utf-8")
    running = [subprocess.Popen([sys.executable, "-c", program, str(case), *(str(tmp_path / f"{n}.txt") for n in some)]) for some in names]
    assert [p.wait(120) for p in running] == [0, 0]
    assert {t.id for t in texts.load_case(case).texts} == {"north", *sum(names, [])}
    assert not [p for p in case.iterdir() if p.name.startswith(".") and p.name != ".diptych"]


def test_what_a_killed_run_left_of_an_added_text_does_not_hinder_the_next(case, tmp_path):
    (tmp_path / "south.txt").write_text(SOUTH, encoding="utf-8")
    (case / "south.txt").write_text(SOUTH + "\n", encoding="utf-8")  # written, and not yet listed
    assert run("add", tmp_path / "south.txt", "--case", case, "--yes").exit_code == 0
    (case / "east.txt").write_text("Something else.\n", encoding="utf-8")
    before = everything(case)
    (tmp_path / "east.txt").write_text(SOUTH, encoding="utf-8")
    refused(run("add", tmp_path / "east.txt", "--case", case, "--yes", "--force"), case, before, "the case has a file east.txt that sources.toml does not list; take it away")


C, ASCII, WINDOWS = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii:strict"}, {"PYTHONIOENCODING": "cp1252:strict"}


@pytest.mark.parametrize("command, environment", [("add", C), ("add", ASCII), ("add", WINDOWS), ("check", C), ("texts", ASCII), ("score", ASCII)])
def test_a_terminal_that_has_not_all_letters_ends_nothing(command, environment, case, tmp_path):
    (tmp_path / "şuşa.txt").write_text("“Шуша…” said the guards of the city, and it was burned at night by soldiers who were not seen. Nobody was tried for it. " * 2, encoding="utf-8")
    reference = KHOJALY / "coding" / "reference" / "aslanov.restated.jsonl"
    arguments = {"add": [tmp_path / "şuşa.txt", "--case", case, "--yes", "--title", "Şuşa → “Шуша”"], "check": [case], "texts": ["--edition", "restated"], "score": [reference, reference, "--misses", "term"]}[command]
    result = subprocess.run([sys.executable, "-m", "diptych", command, *map(str, arguments)], cwd=ROOT, env=os.environ | environment, capture_output=True, timeout=300)
    assert result.returncode == 0, result.stderr
    assert b"Traceback" not in result.stderr
    if command == "add":
        assert texts.load_case(case).texts[1].title == "Şuşa → “Шуша”"
