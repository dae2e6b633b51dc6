"""Two coders and a class: what they differ on is settled, and what they have reviewed is one page."""

from test_review import line
from test_review_desk import case, nothing_reviewed, readings  # noqa: F401
from typer.testing import CliRunner

from diptych import cli, schema
from diptych.interactive import classroom, review_class
from diptych.people import adjudication, coding, decisions, queue


def reviewed_by(case, readings, coder, *, slip=0):
    """A review of the first twelve sentences: all is accepted, but every `slip`-th row gets another code."""
    lines, n = [], 0
    for s in queue.queue(case, readings).sort_values(["text_id", "sent"])[::4].head(12).to_dict("records"):
        at = {"text": s["text_id"], "edition": s["edition"], "coder": coder}
        for row in s["rows"]:
            n += 1
            field = {"term": "stance", "responsibility": "form", "legal": "status"}[row["layer"]]
            last = schema.CLOSED[row["layer"], field][-1]
            changed = slip and n % slip == 0 and row[field] != last
            more = {"field": field, "from": row[field], "to": last} if changed else {}
            lines.append(line(n, "change" if changed else "accept", row, **at, **more))
        place = {"sent": s["sent"], "start": s["start"], "end": s["end"]}
        end = {"layers": list(queue.LAYERS), "proposed": s["rows"]}
        lines.append(line(n, "empty", place, **at, **end, id=f"{coder} {s['text_id']} {s['sent']}"))
    decisions.append(decisions.path_of(case.folder, coder), lines)


def test_rows_on_which_two_coders_differ_are_settled_and_drawn_as_adjudicated(case, readings):
    reviewed_by(case, readings, "Ann")
    reviewed_by(case, readings, "Ben", slip=3)
    apart = queue.disputed(case)
    assert len(apart) > 2
    left = CliRunner().invoke(
        cli.app, ["adjudicate", "--case", str(case.folder)], input="2\ns\n" + "s\n" * 99
    )
    assert "2 Ben: " in left.output and left.exit_code == 0, left.output
    assert 0 < len(queue.disputed(case)) < len(apart)
    done = CliRunner().invoke(cli.app, ["adjudicate", "--case", str(case.folder)], input="2\n" * 99)
    assert "left: no rows" in done.output and len(queue.disputed(case)) == 0
    for layer in queue.LAYERS:
        told, of_ben = (coding.rows(case, readings, layer, coder=coder) for coder in ("", "Ben"))
        fields = ["text_id", "start", "end", *schema.FIELDS[layer]]
        assert (
            told[told["how"] == "adjudicated"][fields].values.tolist()
            == of_ben[of_ben["how"] == "adjudicated"][fields].values.tolist()
        )
    settled = sum(
        len(coding.read(decisions.adjudicated_of(case.folder, t.id, t.edition)))
        for t in case.texts
        if decisions.adjudicated_of(case.folder, t.id, t.edition).is_file()
    )
    assert settled > len(apart)
    assert adjudication.adjudicate(case, lambda place: "Ann") == 0


def test_the_status_says_what_is_done_what_is_left_and_what_is_wrong(case, readings):
    before = CliRunner().invoke(cli.app, ["review", "--case", str(case.folder), "--status"])
    assert "nobody has reviewed yet: 56 sentences" in before.output
    nameless = CliRunner().invoke(cli.app, ["review", "--case", str(case.folder), "--coder", "//"])
    assert nameless.exit_code == 2
    reviewed_by(case, readings, "Ann")
    with decisions.path_of(case.folder, "Ann").open("ab") as file:
        file.write(b'{"id": "torn')
    told = CliRunner().invoke(cli.app, ["review", "--case", str(case.folder), "--status"]).output
    assert "Ann: " in told and "ann.jsonl:" in told and "was not written to its end" in told
    assert "left: 44 of 56 sentences that nobody has read to the end" in told


def test_a_class_of_thirty_is_one_page_with_its_agreement_its_disputes_and_its_own_charts(
    case, readings, tmp_path
):
    for k in range(30):
        reviewed_by(case, readings, f"Reader {k + 1:02d}", slip=0 if k < 20 else k - 17)
    codings = queue.codings(case)
    own = review_class.majority(codings)
    program = {id: rows for id, rows in classroom.program(readings).items()}
    places = review_class.read_by_two(codings)
    for id, rows in own.items():
        expected = [r for r in program[id] if r["layer"] in queue.LAYERS and (id, r["sent"]) in places]
        assert sorted((r["layer"], r["start"], r["surface"]) for r in rows) == sorted(
            (r["layer"], r["start"], r["surface"]) for r in expected
        )
    html = review_class.body(case, readings, "reader.html")
    assert "30 readers have reviewed" in html
    assert "have read 12 sentences to the end" in html, html[:400]
    assert (
        html.count('<figure class="chart"') == 2
        and "drawn from the class’s coding (30 readers; 12 sentences)" in html
    )
    assert "Drawn from the reference coding of the same 12 sentences" in html
    split = html[html.index("The sentences that split") : html.index("What the class’s own")]
    assert split.count('<span class="where">') > 2 and "<mark>" in split


def test_one_reader_alone_is_no_class(case, readings):
    reviewed_by(case, readings, "Ann")
    assert review_class.body(case, readings, "reader.html") == "" and not review_class.has_class(case)
