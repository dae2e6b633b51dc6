"""Review: decisions as lines of a file that only grows, and what is shown follows them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT, VELIN
from test_charts import every_chart

from diptych import charts, extract, rowkeys, schema
from diptych.compare import findings
from diptych.corpus import texts
from diptych.people import coding, decisions, queue
from diptych.reading import pipeline
from diptych.site import report


@pytest.fixture(scope="module")
def readings():
    case = texts.load_case(VELIN)
    return pipeline.read(case.texts, case.codebook)


@pytest.fixture
def case(tmp_path):
    """The invented case in a folder of its own, with no coding by people."""
    folder = tmp_path / "velin"
    shutil.copytree(VELIN, folder)
    shutil.rmtree(folder / "coding")
    sources = folder / "sources.toml"
    told = sources.read_text(encoding="utf-8").replace("../khojaly", str(ROOT / "texts" / "khojaly"))
    sources.write_text(told, encoding="utf-8")
    return texts.load_case(folder)


def line(number, do, row=None, *, coder="Ann", text="orlen", **more):
    """A decision, written some seconds after the one before."""
    out = {
        "id": f"{coder}{number}",
        "at": f"2026-01-01T10:00:{number % 60:02d}Z",
        "coder": coder,
        "do": do,
        "text": text,
    }
    if row is not None:
        out |= {"sent": row["sent"], "layer": row.get("layer", ""), "row": row}
    return out | {"edition": "own", "blind": False} | more


def write(case, lines, coder="Ann"):
    decisions.append(decisions.path_of(case.folder, coder), lines)


def proposed(readings, layer, **codes):
    """What the program proposes for `orlen` in a layer, of rows with these codes."""
    rows = queue.proposals(readings[0], schema.LAYERS)
    return [r for r in rows if r["layer"] == layer and codes.items() <= r.items()]


def undo(number, of):
    return {
        "id": f"u{number}",
        "at": "2026-01-01T11:00:00Z",
        "coder": "Ann",
        "do": "undo",
        "text": "orlen",
        "sent": "s001",
        "undoes": of,
    }


def test_decisions_come_to_the_rows_that_stand(readings):
    first, second, third = proposed(readings, "term")[:3]
    new = first | {"id": "new", "start": 0, "end": 3, "surface": "abc"}
    lines = [
        line(1, "accept", first),
        line(2, "change", second, field="stance", to="denies", **{"from": second["stance"]}),
        line(3, "reject", third),
        line(4, "add", new),
        line(5, "change", new, field="voice", to="attributed"),
    ]
    rows = decisions.replay(lines, "orlen", "own").rows
    assert set(rows) == {first["id"], second["id"], "new"}
    assert rows[second["id"]]["stance"] == "denies" and rows["new"]["voice"] == "attributed"
    assert set(decisions.replay(lines, "orlen", "own").decided) == {first["id"], second["id"], third["id"]}
    taken_back = decisions.replay([*lines, undo(1, "Ann3"), undo(2, "Ann5"), undo(3, "Ann1")], "orlen", "own")
    assert set(taken_back.decided) == {second["id"]} and taken_back.rows["new"]["voice"] == new["voice"]


def test_a_row_that_was_accepted_or_added_and_then_rejected_is_gone(readings):
    row = proposed(readings, "term")[0]
    for first in ("accept", "add"):
        kept = decisions.replay([line(1, first, row)], "orlen", "own")
        gone = decisions.replay([line(1, first, row), line(2, "reject", row)], "orlen", "own")
        assert set(kept.rows) == {row["id"]} and gone.rows == {}


def test_a_line_is_written_once_however_often_it_is_sent(case, readings):
    row = proposed(readings, "term")[0]
    path = decisions.path_of(case.folder, "Ann")
    assert decisions.append(path, [line(1, "accept", row)]) == 1
    assert decisions.append(path, [line(1, "accept", row), line(2, "reject", row)]) == 1
    assert [x["id"] for x in decisions.read(path).lines] == ["Ann1", "Ann2"]


def test_a_line_that_was_not_written_to_its_end_is_told_and_no_other_is_lost(case, readings):
    row = proposed(readings, "term")[0]
    path = decisions.path_of(case.folder, "Ann")
    decisions.append(path, [line(1, "accept", row)])
    whole = path.read_bytes()
    for cut in (1, 40, len(whole) - 2):
        path.write_bytes(whole + whole.replace(b"Ann1", b"Ann2")[:cut])
        log = decisions.read(path)
        assert [x["id"] for x in log.lines] == [
            "Ann1"
        ] and f"{path}:2: this line was not written to its end" in log.faults[0]
        decisions.append(path, [line(3, "reject", row)])
        assert [x["id"] for x in decisions.read(path).lines] == ["Ann1", "Ann3"] and len(
            decisions.read(path).faults
        ) == 1


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"do": "approve"}, "write one of accept, change"),
        ({"layer": "tone"}, "write one of entity"),
        ({"row": {}}, "start and end"),
        ({"do": "change", "field": "stance", "to": "assert"}, "write one of asserts, reports"),
        ({"at": ""}, "a line needs id, at"),
        ({"do": "change", "field": "mood", "to": "x"}, "write one of term, referent"),
    ],
)
def test_a_line_that_is_no_decision_is_told_with_what_to_write(case, readings, wrong, told):
    path = decisions.path_of(case.folder, "Ann")
    path.parent.mkdir(parents=True)
    good = line(1, "accept", proposed(readings, "term")[0])
    path.write_text(json.dumps(good | wrong) + "\n" + json.dumps(good | {"id": "b"}) + "\n", encoding="utf-8")
    log = decisions.read(path)
    assert [x["id"] for x in log.lines] == ["b"] and f"{path}:1: " in log.faults[0] and told in log.faults[0]


WRITER = """
import itertools, json, sys
from diptych.people import decisions
row = json.loads(sys.argv[2])
for k in itertools.count(int(sys.argv[3])):
    decisions.append(sys.argv[1], [row | {"id": f"d{k}"}])
    print(k, flush=True)
"""


def test_a_reviewer_who_is_killed_at_any_of_fifty_moments_loses_no_decision(case, readings):
    path, told = decisions.path_of(case.folder, "Ann"), -1
    one = json.dumps(line(0, "accept", proposed(readings, "term")[0]))
    for moment in range(50):
        start = 1000 * (moment + 1)
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), one, str(start)], stdout=subprocess.PIPE, text=True
        ) as child:
            child.stdout.readline()
            time.sleep(moment / 5000)
            os.kill(child.pid, signal.SIGKILL)
            said = [start, *map(int, child.stdout.read().split())]
        written = {x["id"] for x in decisions.read(path).lines}
        assert {f"d{k}" for k in said} <= written
        told = max(told, *said)
    assert len(written) >= 50


def test_two_reviewers_at_once_and_one_name_in_two_windows_lose_nothing(case, readings):
    row = proposed(readings, "term")[0]
    code = WRITER.replace(
        "itertools.count(int(sys.argv[3]))", "range(int(sys.argv[3]), int(sys.argv[3]) + 40)"
    )
    paths = [decisions.path_of(case.folder, name) for name in ("Ann", "Ann", "Ben")]
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), json.dumps(line(0, "accept", row)), str(100 * k)],
            stdout=subprocess.DEVNULL,
        )
        for k, path in enumerate(paths)
    ]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert len(decisions.read(paths[0]).lines) == 80 and len(decisions.read(paths[2]).lines) == 40
    assert decisions.read(paths[0]).faults == []


#: A row that the charts of its layer draw, and the charts that count it.
DRAWN = {
    "entity": {},
    "date": {"type": "DATE"},
    "number": {"kind": "count"},
    "term": {"referent": "case"},
    "responsibility": {"form": "active", "certainty": "plain"},
    "legal": {"applies_to": "case"},
}
OF_LAYER = {
    "entity": {"names"},
    "date": {"timeline"},
    "number": {"figures"},
    "term": {"ledger", "terms", "dispersion"},
    "responsibility": {"doers", "ladder"},
    "legal": {"law"},
}


def counted(readings, case, key):
    return {
        name: sum(m.keys.count(key) for m in charts.marks_of(ax))
        for name, ax in every_chart(readings, case).items()
    }


@pytest.mark.parametrize("layer", schema.LAYERS)
def test_a_row_rejected_is_gone_from_every_chart_and_table_and_is_there_again_when_that_is_undone(
    case, readings, layer
):
    row = proposed(readings, layer, **DRAWN[layer])[0]
    key = rowkeys.key("orlen", row["sent"], row["start"], row["end"])
    before = counted(readings, case, key)
    assert {name for name, n in before.items() if n} >= OF_LAYER[layer]
    write(case, [line(1, "reject", row)])
    after = counted(readings, case, key)
    assert [name for name, n in before.items() if n and after[name] >= n] == []
    write(case, [undo(1, "Ann1")])
    assert counted(readings, case, key) == before


@pytest.mark.parametrize(
    "layer, field, to",
    [
        ("term", "term", "battle"),
        ("responsibility", "form", "passive_bare"),
        ("legal", "concept", "sanction"),
        ("number", "measure", "other"),
        ("date", "edtf", "1901-01-01"),
        ("entity", "canonical", "Nobody"),
    ],
)
def test_a_code_changed_is_changed_in_the_table_with_whose_it_is_and_accepted_rows_are_as_they_were(
    case, readings, layer, field, to
):
    row = proposed(readings, layer, **DRAWN[layer])[0]
    before = coding.rows(case, readings, layer)
    write(case, [line(1, "change", row, field=field, to=to, **{"from": row[field]})])
    after = coding.rows(case, readings, layer)
    assert (
        len(after) == len(before)
        and set(before["how"]) == {"machine"}
        and set(before["coder"]) == {"program"}
    )
    own = after[after["how"] == "reviewed"]
    assert list(own["coder"]) == ["Ann"] and list(own[field]) == [to] and list(own["start"]) == [row["start"]]
    assert (
        coding.rows(case, readings, layer, coding="program")
        .drop(columns=["coder", "how"])
        .equals(extract.LAYERS[layer](readings))
    )


def test_rows_rejected_are_gone_from_the_reader_the_tables_and_the_first_page_of_the_site(
    case, readings, tmp_path
):
    rows = [proposed(readings, layer, **DRAWN[layer])[0] for layer in queue.LAYERS]
    keys = [rowkeys.key("orlen", r["sent"], r["start"], r["end"]) for r in rows]
    (tmp_path / "none").mkdir()

    def built(name):
        out = tmp_path / name
        report.build(case.folder, out, notebooks=tmp_path / "none", tell=lambda told: None)
        pages = {page: (out / page).read_text(encoding="utf-8") for page in ("index.html", "reader.html")}
        counts = [
            len((out / "tables" / f"{extract.LAYERS[layer].__name__}.jsonl").read_text("utf-8").splitlines())
            for layer in queue.LAYERS
        ]
        return pages, counts

    pages, counts = built("before")
    assert [key for key in keys for page in pages.values() if key not in page] == []
    write(case, [line(k, "reject", row) for k, row in enumerate(rows)])
    after, fewer = built("after")
    assert [
        k for k, r in zip(keys, rows) if f'"key":"{k}","layer":"{r["layer"]}"' in after["reader.html"]
    ] == []
    assert [a - b for a, b in zip(counts, fewer)] == [1, 1, 1]
    assert pages["index.html"].count(keys[0]) > after["index.html"].count(keys[0]) == 0
    assert "sentences checked)" in after["index.html"] and "sentences checked)" not in pages["index.html"]


def drawn(case, readings):
    tables = (coding.rows(case, readings, one) for one in queue.LAYERS)
    return findings.findings(findings.mentions(*tables, case.codebook))


@pytest.mark.parametrize("layer", queue.LAYERS)
def test_a_row_rejected_or_added_changes_the_findings_of_the_first_page(case, readings, layer):
    row = proposed(readings, layer, **DRAWN[layer])[0]
    key = rowkeys.key("orlen", row["sent"], row["start"], row["end"])
    told = lambda: sum(one.keys.count(key) for one in drawn(case, readings))  # noqa: E731
    before = told()
    write(case, [line(1, "reject", row)])
    assert before - told() == 1
    write(case, [line(2, "add", row | {"id": "again"})])
    assert told() == before


def sentence_of(readings, sent):
    start, end = coding.sentences(readings[0])[int(sent[1:]) - 1]
    return {"sent": sent, "start": start, "end": end}


def test_a_sentence_read_to_the_end_is_drawn_from_its_reader_alone(case, readings):
    rows = proposed(readings, "term")
    sent = rows[0]["sent"]
    write(case, [line(1, "empty", sentence_of(readings, sent), layers=["term"])])
    told = coding.rows(case, readings, "term")
    assert len(told[(told["text_id"] == "orlen") & (told["sent"] == sent)]) == 0
    assert len(coding.rows(case, readings, "term", coding="reference")) == len(told) + sum(
        r["sent"] == sent for r in rows
    )
    assert "sentences checked" in told.attrs["coding"]


def test_a_page_says_in_words_how_many_rows_were_checked_and_by_how_many(case, readings):
    rows = proposed(readings, "term")
    write(case, [line(k, "accept", r) for k, r in enumerate(rows[:5])])
    write(case, [line(k, "accept", r, coder="Ben") for k, r in enumerate(rows[:3])], "Ben")
    words = coding.rows(case, readings, "term").attrs["coding"]
    left = len(rows) - 5
    of_text = words.split("; ")[0]
    assert of_text.startswith("orlen: ") and f", {left} by the program" in of_text
    assert f" of {len(rows)} rows checked by two readers" in of_text


def test_of_three_readers_of_a_sentence_the_one_counts_who_agrees_most_with_the_others(case, readings):
    row = proposed(readings, "term")[0]
    end = sentence_of(readings, row["sent"])
    for coder, term in (("Ann", "battle"), ("Ben", "killing"), ("Cleo", "killing")):
        change = line(1, "change", row, coder=coder, field="term", to=term)
        write(case, [change, line(2, "empty", end, coder=coder, layers=["term"])], coder)
    told = coding.rows(case, readings, "term")
    own = told[told["how"] == "reviewed"]
    assert list(own["coder"]) == ["Ben"] and list(own["term"]) == ["killing"]
    alone = coding.rows(case, readings, "term", coder="Ann")
    assert list(alone.loc[alone["how"] == "reviewed", "term"]) == ["battle"]


def test_an_adjudicated_sentence_stands_above_its_reviews(case, readings):
    row = proposed(readings, "term")[0]
    place = sentence_of(readings, row["sent"])
    write(case, [line(1, "reject", row)])
    seen = {
        "layer": "seen",
        "asked": "term",
        "surface": "",
        "nth": 1,
        "to": place["end"],
        **place,
        "end": place["start"],
    }
    settled = case.folder / "coding" / "adjudicated" / "orlen.own.jsonl"
    settled.parent.mkdir()
    coding.write([seen, row | {"term": "battle"}], settled)
    told = coding.rows(case, readings, "term")
    own = told[(told["text_id"] == "orlen") & (told["sent"] == row["sent"])]
    assert list(own["term"]) == ["battle"] and set(own["how"]) == {"adjudicated"}
