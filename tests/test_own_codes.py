"""A case's own codes: written in codes.toml alone, then asked, agreed on, charted and kept in files."""

import re
import shutil

import pytest
from conftest import ROOT, VELIN, in_browser
from test_review_desk import begin, lines_of, shown, to_sentence

from diptych import charts, cli
from diptych.cases import checks
from diptych.corpus import texts
from diptych.corpus.codebook import CodebookError, read_codebook
from diptych.interactive import classroom, review_desk
from diptych.people import adjudication, agreement, coding, decisions, own_codes, queue
from diptych.reading import pipeline
from diptych.schema import OWN
from diptych.site import report

CODES = """
[victimhood]
label     = "Victimhood"
question  = "Does the sentence present a group as a victim?"
answers   = ["yes", "no"]
words     = ["victim", "survivor", "innocent"]
note      = "Who suffers, as the sentence has it."

[outlook]
label     = "Outlook"
question  = "Does the sentence look back or ahead?"
answers   = ["back", "ahead", "neither"]
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "velin"
    shutil.copytree(VELIN, folder)
    shutil.rmtree(folder / "coding")
    sources = folder / "sources.toml"
    told = sources.read_text(encoding="utf-8").replace("../khojaly", str(ROOT / "texts" / "khojaly"))
    sources.write_text(told, encoding="utf-8")
    (folder / "codebook" / "codes.toml").write_text(CODES, encoding="utf-8")
    return texts.load_case(folder)


@pytest.fixture(scope="module")
def readings(case):
    return pipeline.read(case.texts, case.codebook)


@pytest.fixture(scope="module")
def site(case, tmp_path_factory):
    out, none = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("notebooks")
    report.build(case.folder, out, notebooks=none, tell=lambda told: None)
    return out


@pytest.fixture
def reviewed(case):
    """Ann and Ben have each answered both codes in three sentences, and differ once."""
    order = [s for s in queue.queue(case, texts_read(case), layers=[OWN]).to_dict("records")][:3]
    for coder, given in (("Ann", ["yes", "no", "no"]), ("Ben", ["yes", "yes", "no"])):
        lines = [x for s, answer in zip(order, given) for x in answered(coder, s, [answer, "back"])]
        decisions.append(decisions.path_of(case.folder, coder), lines)
    yield order
    shutil.rmtree(decisions.folder(case.folder))


def texts_read(case):
    return pipeline.read(case.texts, case.codebook)


def answered(coder, sentence, answers):
    place = {"text": sentence["text_id"], "edition": "own", "sent": sentence["sent"]}
    base = place | {"at": "2026-01-01T10:00:00Z", "coder": coder, "blind": False}
    for k, (row, answer) in enumerate(zip(sentence["rows"], answers)):
        change = {"do": "change", "layer": OWN, "row": row, "field": "answer", "from": "", "to": answer}
        yield base | change | {"id": f"{coder}-{row['id']}-{k}"}
    end = {key: sentence[key] for key in ("start", "end")}
    empty = {"do": "empty", "layer": "", "row": end, "layers": [OWN]}
    yield base | empty | {"id": f"{coder}-{sentence['sent']}"}


def given(rows):
    return [(r["code"], r["answer"]) for r in rows if r["layer"] == OWN]


def test_each_own_code_is_asked_of_every_sentence_those_that_a_word_suggests_more_often(case, readings):
    order = queue.queue(case, readings, layers=[OWN])
    asked = [[(r["code"], r["answer"]) for r in rows] for rows in order["rows"]]
    assert asked == [[("victimhood", ""), ("outlook", "")]] * len(order)
    suggested = [any(r["suggested"] for r in rows) for rows in order["rows"]]
    words = order["surface"].str.contains("victim|survivor|innocent", case=False)
    assert suggested == words.tolist() and 0 < sum(suggested) < len(order)
    assert (order["stratum"] == "suggested").tolist() == suggested and not order["blind"].any()
    assert {"suggested", "empty"} == set(order["stratum"].head(8))


def test_a_case_without_own_codes_is_asked_nothing_more(velin):
    case, readings = velin
    assert queue.asked(case) == queue.LAYERS and classroom.own_layer(case.codebook) is None
    assert OWN not in [layer["id"] for layer in review_desk.page_data(case, readings)["layers"]]


@in_browser
def test_the_desk_asks_an_own_code_and_the_answer_is_a_row(page, site):
    begin(page, site)
    now = to_sentence(page, lambda s: not s["blind"] and s["stratum"] == "suggested")
    asked = page.inner_text("[data-part=rows]")
    assert "Victimhood" in asked and "suggested by" in asked and asked.count("not answered yet") == 2
    page.keyboard.press("a")
    assert "Does the sentence present a group as a victim?" in page.inner_text(".menu")
    for key in ("1", "a", "3"):
        page.keyboard.press(key)
    assert [(r["code"], r["answer"], r["state"]) for r in shown(page)["shown"]] == [
        ("victimhood", "yes", "answered"), ("outlook", "neither", "answered")]
    page.keyboard.press("a")
    lines = lines_of(page)
    assert [x["do"] for x in lines] == ["change", "change", "empty"] and not any(map(decisions.fault, lines))
    assert OWN in lines[-1]["layers"]
    rows = decisions.replay(lines, now["text"], now["edition"]).coding()
    assert given(rows) == [("victimhood", "yes"), ("outlook", "neither")]


@in_browser
def test_words_that_answer_an_own_code_are_marked_in_the_desk_by_keyboard(page, site):
    begin(page, site, "Cleo")
    to_sentence(page, lambda s: not s["blind"] and s["stratum"] == "suggested")
    for key in ("n", "ArrowRight", "Enter", "4", "2", "1"):
        page.keyboard.press(key)
    rows = {r["code"]: r for r in shown(page)["shown"]}
    assert (rows["outlook"]["answer"], rows["outlook"]["state"]) == ("back", "added")
    assert rows["victimhood"]["state"] == "proposed" and len(rows) == 2


@in_browser
def test_the_page_code_it_yourself_asks_own_codes_of_the_whole_sentence(page, site, case):
    page.goto((site / "code-it-yourself.html").as_uri())
    page.fill("#coder", "Ann")
    page.select_option("#layer", OWN)
    page.click("#who button")
    assert page.locator("#rows fieldset").count() == 2
    page.click("#forward")
    assert "Does the sentence present a group as a victim?" in page.inner_text("#said")
    for k, answer in enumerate(["no", "ahead"]):
        box = page.locator("#rows fieldset").nth(k)
        box.locator("select[data-field=answer]:visible").select_option(answer)
    page.click("#forward")
    rows = page.evaluate("diptych.state.rows")
    assert given(rows) == [("victimhood", "no"), ("outlook", "ahead")]
    assert coding.faults(rows, codes=own_codes.answers(case.codebook)) == []


def test_coders_of_own_codes_agree_as_far_as_their_answers_do(case, reviewed, capsys):
    units = agreement.units(queue.codings(case), layers=[OWN])
    told = agreement.measures(units).set_index("field")
    assert told.loc["outlook", "percent"] == 1 and told.loc["victimhood", "percent"] == pytest.approx(2 / 3)
    assert told.loc["victimhood", "alpha"] == pytest.approx(1 - 5 * 2 / (36 - 9 - 9))
    assert queue.disputed(case)["surface"].tolist() == [reviewed[1]["surface"]]
    files = sorted(map(str, decisions.folder(case.folder).glob("*.jsonl")))
    with pytest.raises(SystemExit) as end:
        cli.app(["agree", *files, "--layer", OWN])
    assert end.value.code == 0
    assert re.search(r"code +victimhood +3 +0\.67", capsys.readouterr().out)
    assert adjudication.adjudicate(case, lambda place: "Ben") == 1 and queue.disputed(case).empty
    shutil.rmtree(case.folder / "coding" / "adjudicated")


@in_browser
def test_the_page_says_the_same_agreement_on_own_codes_as_the_command(case, reviewed, page, site, tmp_path):
    files = []
    for coder, by_text in queue.codings(case).items():
        files.append(tmp_path / f"{coder}.jsonl")
        coding.write([r for rows in by_text.values() for r in rows], files[-1])
    page.goto((site / "code-it-yourself.html").as_uri())
    page.set_input_files("#files", [str(f) for f in files])
    page.wait_for_function("() => document.getElementById('told').textContent.includes('files:')")
    told = page.evaluate("diptych.measures(diptych.units(diptych.codingsNow(), 'code'), 'code')")
    units = agreement.units(agreement.merge(files), layers=[OWN])
    for got, r in zip(told, agreement.measures(units, draws=2).to_dict("records"), strict=True):
        assert (got["field"], got["units"]) == (r["field"], r["units"])
        assert got["percent"] == pytest.approx(r["percent"])
        assert got["ac1"] is None or got["ac1"] == pytest.approx(r["ac1"])
    assert "victimhood" in "\n".join(agreement.lines(agreement.merge(files), layers=[OWN]))


def test_own_codes_are_charted_from_what_people_answered_and_open_their_sentences(case, readings, reviewed):
    rows = coding.rows(case, readings, OWN)
    assert rows["answer"].value_counts().to_dict() == {"back": 3, "no": 2, "yes": 1}
    assert set(rows["how"]) == {"reviewed"} and "program" not in rows.attrs["coding"]
    ax = charts.cells(rows, x="answer", y="code")
    assert sum(m.shows for m in charts.marks_of(ax)) == 6 == sum(len(m.keys) for m in charts.marks_of(ax))
    assert coding.rows(case, readings, OWN, coding="program").empty


def test_own_codes_are_in_the_coding_files_and_the_check_knows_their_answers(case, reviewed, tmp_path):
    [(_, by_text)] = [one for one in queue.codings(case).items() if one[0] == "Ann"]
    id, rows = next(iter(by_text.items()))
    path = case.folder / "coding" / "reference" / f"{id}.own.jsonl"
    path.parent.mkdir(parents=True)
    coding.write(rows, path)
    assert [r for r in coding.read(path) if r["layer"] == OWN] == [r for r in rows if r["layer"] == OWN]
    assert checks.check(case.folder) == []
    coding.write([r | ({"answer": "perhaps"} if r["layer"] == OWN else {}) for r in rows], path)
    assert '"answer" is "perhaps"; write one of yes, no' in checks.check(case.folder)[0]
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("kind, file", [("--csv", "rows.csv"), ("--qdpx", "case.qdpx")])
def test_answers_to_own_codes_go_to_other_programs_and_come_back(case, reviewed, kind, file, tmp_path):
    out = tmp_path / file
    for command in (["export", kind, str(out)], ["import", str(out)]):
        with pytest.raises(SystemExit) as end:
            cli.app([*command, "--case", str(case.folder)])
        assert end.value.code == 0
    for id, rows in queue.codings(case)["Ann"].items():
        back = coding.read(case.folder / "coding" / "imported" / "ann" / f"{id}.own.jsonl")
        assert given(back) == given(rows) != []
    assert checks.check(case.folder) == []
    shutil.rmtree(case.folder / "coding" / "imported")


def test_a_notebook_asks_own_codes_and_keeps_the_answers(readings, tmp_path):
    sentences = classroom.choose(readings, n=2)
    session = classroom.start(sentences, "Ann", layer=OWN, folder=tmp_path)
    classroom.prepare(session, 0)
    with pytest.raises(classroom.ClassroomError, match="Does the sentence present a group as a victim"):
        classroom.done(session, 0)
    first, second = classroom.rows_of(session, 0)
    with pytest.raises(classroom.ClassroomError, match='"back" is no answer .* choose one of yes, no'):
        classroom.answer(session, first, "answer", "back")
    classroom.answer(session, first, "answer", "yes")
    classroom.answer(session, second, "answer", "back")
    classroom.done(session, 0)
    kept = coding.read(tmp_path / "ann.jsonl")
    assert given(kept) == [("victimhood", "yes"), ("outlook", "back")]
    assert "Does the sentence look back or ahead?" in classroom.questions(OWN, sentences).html
    with pytest.raises(classroom.ClassroomError, match='no layer "code"'):
        classroom.questions(OWN)


V = '[v]\nlabel = "V"\n'
Q = V + 'question = "Q?"\n'
TWO = 'must be a list of two answers or more, each another text, such as answers = ["yes", "no"]'


@pytest.mark.parametrize("wrong, told", [
    (V + 'answers = ["a", "b"]', '[v]: "question" is missing'),
    (Q, '[v]: "answers" is missing'),
    *((f"{Q}answers = {answers}", f'[v]: "answers" {TWO}')
      for answers in ('["yes"]', '["yes", "yes"]', "[true, false]", '"yes or no"', '["yes", ""]', "[]")),
    (Q + 'answers = ["a", "b"]\nword = ["x"]', '[v]: unknown key "word" (did you mean "words"?)'),
    (Q + 'answers = ["a", "b"]\nwords = "x"', '[v]: "words" must be a list of texts'),
    ('label = "V"', '"label" stands outside an entry; put it under a heading such as [label]'),
    ("[v", "not TOML")])
def test_a_fault_in_codes_toml_is_told_with_file_and_entry_and_what_to_write(wrong, told, tmp_path):
    (tmp_path / "codes.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(CodebookError) as error:
        read_codebook(tmp_path)
    assert "codes.toml: " + told in str(error.value)


def test_the_review_command_says_how_many_sentences_of_an_own_code_are_left(case, capsys):
    with pytest.raises(SystemExit) as end:
        cli.app(["review", "--case", str(case.folder), "--status", "--layer", OWN])
    assert end.value.code == 0 and "nobody has reviewed yet" in capsys.readouterr().out
