"""What a case was before it was changed comes back, and codings whose words have moved are found and
mended.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
from conftest import KHOJALY
from test_hostile_inputs import NORTH, SOUTH, everything, run, template, told  # noqa: F401

from diptych import history
from diptych.cases import checks
from diptych.people import coding, decisions


@pytest.fixture
def case(template, tmp_path):  # noqa: F811
    return Path(shutil.copytree(template, tmp_path / "harbour", ignore=shutil.ignore_patterns(".diptych")))


def add(case, name, text):
    path = case.parent / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    result = run("add", path, "--case", case, "--yes", "--force")
    assert result.exit_code == 0, result.output


def test_undo_takes_back_one_change_after_the_other_the_last_one_first(case):
    states = [everything(case)]
    for name in ("south", "east"):
        add(case, name, SOUTH)
        states.append({k: v for k, v in everything(case).items() if not k.startswith(".diptych")})
    result = run("undo", case)
    assert "east.txt: taken away" in told(result) and "undone: add east" in told(result)
    assert {k: v for k, v in everything(case).items() if not k.startswith(".diptych")} == states[1]
    assert "sources.toml: as it was" in told(run("undo", case))
    assert everything(case) == states[0] and not (case / ".diptych").exists()
    result = run("undo", case)
    assert result.exit_code == 2 and "there is no change to take back" in told(result)


def test_the_last_ten_changes_are_kept(case):
    for k in range(12):
        with history.keeping(f"change {k}", [case / "note.txt"]):
            (case / "note.txt").write_text(f"{k}", encoding="utf-8")
    assert len(list((case / history.FOLDER).iterdir())) == history.KEPT == 10
    for k in range(10, 0, -1):
        assert history.undo(case)[0]["what"] == f"change {k + 1}"
        assert (case / "note.txt").read_text(encoding="utf-8") == str(k)
    with pytest.raises(history.HistoryError, match="no change"):
        history.undo(case)


def test_what_was_changed_by_hand_since_is_not_lost_to_undo(case):
    add(case, "south", SOUTH)
    with (case / "sources.toml").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    before = everything(case)
    result = run("undo", case)
    assert result.exit_code == 2 and "changed by hand since “add south”" in told(result)
    assert everything(case) == before


def test_a_change_that_failed_leaves_nothing_to_take_back(case):
    before = everything(case)
    with pytest.raises(OSError), history.keeping("fail", [case / "sources.toml"]):
        raise OSError("no")
    assert everything(case) == before and not (case / ".diptych").exists()


@pytest.mark.parametrize("fails_at", [0, 1])
def test_an_undo_that_was_killed_goes_on_when_it_is_asked_again(fails_at, case, monkeypatch):
    before, replace, done = everything(case), os.replace, []
    with history.keeping("change", [case / "sources.toml", case / "north.txt"]):
        for name in ("sources.toml", "north.txt"):
            (case / name).write_text("gone", encoding="utf-8")

    def killed(source, target):
        done.append(target)
        if len(done) > fails_at:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        history.undo(case)
    monkeypatch.undo()
    history.undo(case)
    assert everything(case) == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda step: (step / "change.json").write_text("{", encoding="utf-8"),
        lambda step: (step / "change.json").write_text(
            '{"what": "x", "at": "", "before": {"../../x": null}}', encoding="utf-8"
        ),
        lambda step: (step / "change.json").write_text(
            '{"what": "x", "at": "", "before": 7}', encoding="utf-8"
        ),
        lambda step: (step / "sources.toml").write_text("", encoding="utf-8"),
        lambda step: (step / "sources.toml").unlink(),
    ],
    ids=["no JSON", "a path out of the case", "no list of files", "another file", "a file that is gone"],
)
def test_a_history_that_was_spoiled_is_told_and_nothing_is_changed(spoil, case):
    add(case, "south", SOUTH)
    spoil(case / history.FOLDER / "0001")
    before = everything(case)
    result = run("undo", case)
    assert result.exit_code == 2 and "is not to be trusted; take it away" in told(result)
    assert everything(case) == before


def test_undo_where_there_is_no_case_is_told(tmp_path):
    result = run("undo", tmp_path / "nowhere")
    assert result.exit_code == 2 and "no such folder" in told(result)


def test_a_coding_that_the_program_wrote_over_comes_back(case):
    before = everything(case)
    shutil.copy(case / "coding" / "north.own.jsonl", case / "coding" / "north.jsonl")
    mine = (case / "coding" / "north.jsonl").read_bytes()[:-1]
    (case / "coding" / "north.jsonl").write_bytes(mine)
    assert run("code", "--case", case, "--out", case / "coding").exit_code == 0
    assert (case / "coding" / "north.jsonl").read_bytes() != mine
    assert run("undo", case).exit_code == 0
    assert everything(case) == before | {"coding/north.jsonl": mine}


def test_a_coding_written_outside_of_a_case_leaves_no_history(case, tmp_path):
    assert run("code", "--case", case, "--out", tmp_path / "out").exit_code == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"north.jsonl"} and not (
        case / ".diptych"
    ).exists()


# Codings whose words have moved


def moved(case, before="It was winter.\n\n", text=NORTH):
    """The text of the case changed, with its checksum, as a reader does who knows what he does."""
    (case / "north.txt").write_text(before + text + "\n", encoding="utf-8")
    fault = next(f for f in checks.check(case) if "checksum" in f)
    old = next(
        line for line in (case / "sources.toml").read_text("utf-8").splitlines() if line.startswith("sha256")
    )
    new = fault[fault.index("sha256 = ") :].partition(" in ")[0]
    path = case / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_check_tells_that_words_stand_elsewhere_and_repairs_them(case):
    path = case / "coding" / "north.own.jsonl"
    old = coding.read(path)
    moved(case)
    result = run("check", case)
    assert result.exit_code == 2
    assert f"north.own.jsonl: {len(old)} of {len(old)} rows have their words elsewhere by now" in told(result)
    assert f"diptych check {case} --repair" in told(result)
    result = run("check", case, "--repair")
    assert result.exit_code == 0, result.output
    text, new = "It was winter.\n\n" + NORTH, coding.read(path)
    assert all(text[r["start"] : r["end"]] == r["surface"] for r in new)
    assert [r["start"] for r in new] == [r["start"] + 16 for r in old]
    assert [r["sent"] for r in new] == [f"s{int(r['sent'][1:]) + 1:03}" for r in old]
    run("undo", case)
    assert coding.read(path) == old


def test_a_repair_moves_the_sentences_that_were_read_with_their_rows(case):
    path = case / "coding" / "north.own.jsonl"
    seen = [
        {"layer": "seen", "asked": "term", "sent": s, "surface": "", "start": a, "end": a, "to": b}
        for s, a, b in (("s001", 0, 45), ("s002", 46, 152), ("s003", 154, 194))
    ]
    coding.write([*seen, *coding.read(path)], path)
    moved(case, text=NORTH.replace("Witnesses said", "Witnesses have now said"))
    assert run("check", case, "--repair").exit_code == 0
    new = [r for r in coding.read(path) if r["layer"] == "seen"]
    assert (new[0]["start"], new[0]["to"], new[0]["sent"]) == (16, 61, "s002")
    assert (new[-1]["start"], new[-1]["to"], new[-1]["sent"]) == (154 + 25, 194 + 25, "s004")


def test_nothing_is_repaired_where_nothing_has_moved(case):
    before = everything(case)
    assert run("check", case, "--repair").exit_code == 0 and everything(case) == before
    assert run("check", KHOJALY).exit_code == 0


def decision(case, **more):
    row = next(r for r in coding.read(case / "coding" / "north.own.jsonl") if r["layer"] == "term")
    return {
        "id": "1",
        "at": "2026-01-01T00:00:00Z",
        "coder": "Ann",
        "do": "accept",
        "text": "north",
        "edition": "own",
        "sent": row["sent"],
        "layer": "term",
        "row": row | {"id": "term-1-2"},
    } | more


def test_a_review_is_checked_too(case):
    decisions.append(decisions.path_of(case, "Ann"), [decision(case)])
    assert checks.check(case) == []
    moved(case)
    assert any(
        "ann.jsonl: 1 of 1 rows on north quote words" in f and "review the sentences again" in f
        for f in checks.check(case)
    )
    decisions.append(decisions.path_of(case, "Ben"), [decision(case, text="south", coder="Ben")])
    with decisions.path_of(case, "Ben").open("a", encoding="utf-8") as file:
        file.write('{"half": ')
    told = "\n".join(checks.check(case))
    assert (
        'ben.jsonl: no text "south" in sources.toml' in told
        and "ben.jsonl:2: this line was not written" in told
    )


def test_the_rows_of_a_class_are_checked_too(case):
    row = next(r for r in coding.read(case / "coding" / "north.own.jsonl") if r["layer"] == "term")
    (case / "coding" / "class").mkdir()
    place = case / "coding" / "class" / "ann.jsonl"
    place.write_text(
        json.dumps(row | {"text_id": "north", "edition": "own", "coder": "Ann"}) + "\n", encoding="utf-8"
    )
    assert checks.check(case) == []
    moved(case)
    assert any("class/ann.jsonl: 1 of 1 rows on north" in f for f in checks.check(case))
