"""Drafts of codebook entries: how much of a codebook that people wrote is proposed from the texts alone."""

import shutil
import tomllib

import pytest
from conftest import KHOJALY, VELIN

from diptych import cli
from diptych.cases import suggest
from diptych.corpus import texts
from diptych.corpus.codebook import Codebook, read_codebook
from diptych.reading import phrases, pipeline

NAMES = ("event", "actors", "places", "neighbours", "law", "courts")
WORDS = ("terms", "acts", "legal_classes")
EMPTY = Codebook(())


@pytest.fixture(scope="module", params=["khojaly restated", "velin"])
def bare(request):
    """A case, and its texts read with an empty codebook."""
    folder, edition = (KHOJALY, "restated") if "khojaly" in request.param else (VELIN, None)
    case = texts.load_case(folder, edition=edition)
    return case, pipeline.read(case.texts, EMPTY)


def held(case, readings, kinds):
    """Each form of a case's codebook that its texts have, with the places where it stands. Of the acts the
    words of harm and of blame."""
    for kind in kinds:
        for entry in case.codebook[kind]:
            if entry.more.get("role", "harm") not in ("harm", "blame"):
                continue
            for form in entry.forms or entry.more.get("words", ()):
                index = phrases.index([(form, None)])
                places = [(r.text.id, *phrases.span(r.parse, tokens))
                          for r in readings for tokens, _ in phrases.find(r.parse, index)]
                if places:
                    yield f"{kind}: {form}", places


def is_proposed(places, drafted):
    """Whether each sentence in which a form stands is shown for it: a draft would count those words."""
    return all(
        any(t == text and a < end and start < b for t, a, b in drafted) for text, start, end in places
    )


@pytest.mark.parametrize("kinds", [NAMES, WORDS], ids=["names", "words"])
def test_four_fifths_of_what_a_codebook_holds_is_proposed_from_the_texts_alone(bare, kinds):
    case, readings = bare
    drafts = [d for d in suggest.drafts(readings) if (d.file in WORDS) == (kinds is WORDS)]
    drafted = [place for d in drafts for place in d.places]
    found = {form: is_proposed(places, drafted) for form, places in held(case, readings, kinds)}
    missed = [form for form, ok in found.items() if not ok]
    print(f"{case.name}: {len(found) - len(missed)} of {len(found)}; not {missed}")
    assert len(found) > 25 and len(missed) <= 0.2 * len(found)


def test_every_draft_has_its_sentences_with_the_words_in_brackets(bare):
    _, readings = bare
    drafts = suggest.drafts(readings)
    files = suggest.toml(drafts, readings)
    by_id = {r.text.id: r for r in readings}
    for draft in drafts:
        entry = files[f"{draft.file}.toml"].partition(f"[{draft.id}]\n")[2].partition("\n\n")[0]
        shown = [line for line in entry.splitlines() if line.startswith("# ")]
        assert len(shown) == len(draft.places) > 0
        for line, (text, start, end) in zip(shown, draft.places):
            words = " ".join(by_id[text].text.text[start:end].split())
            assert line.startswith(f"# {text} s") and f"[{words}]" in line


def test_drafts_are_a_codebook_without_faults_and_nothing_is_proposed_twice(bare, tmp_path):
    case, readings = bare
    suggest.write(suggest.toml(suggest.drafts(readings), readings), tmp_path)
    book = read_codebook(tmp_path)
    assert len(book["event"]) == 1 and case.title[:5] in book["event"][0].label
    again = suggest.drafts(pipeline.read(case.texts, book))
    assert [d for d in again if d.file in (*WORDS, "event")] == []
    assert sum(len(d.places) for d in again) < 5
    with pytest.raises(suggest.SuggestError, match="there is a file already"):
        suggest.write({"event.toml": ""}, tmp_path)


def test_variants_of_a_name_come_as_one_entry(read):
    text = "General Anna Weber spoke in Bonn to Ruritanian friends. Weber left. The Ruritanians went home."
    forms = [d.keys["forms"] for d in suggest.drafts(read(text, codebook=EMPTY)) if "forms" in d.keys]
    assert any({"Weber"} < set(f) for f in forms) and ["Ruritanian", "Ruritanians"] in forms


def test_what_an_entry_counts_already_is_not_proposed(read, codebook):
    text = "They killed and took hostages; a pogrom in Baku, a massacre, a sabotage."
    drafts = suggest.drafts(read(text, codebook=codebook))
    assert [d for d in drafts if d.file != "actors"] == []
    drafts = suggest.drafts(read("They killed in Baku.", codebook=EMPTY))
    assert {(d.file, d.id) for d in drafts} == {("acts", "killing"), ("places", "baku")}


def test_a_sentence_with_marks_of_another_line_stays_one_comment(read):
    readings = read("A pogrom\nin\u2028town\x1b .", codebook=EMPTY)
    file = suggest.toml(suggest.drafts(readings), readings)["acts.toml"]
    assert tomllib.loads(file)["killing"]["words"] == ["pogrom"]
    assert file.strip().splitlines()[-1] == "# t0 s001: A [pogrom] in town ."


def test_the_command_shows_the_drafts_and_writes_them(tmp_path, capsys):
    case = tmp_path / "velin"
    (case / "codebook").mkdir(parents=True)
    sources = (VELIN / "sources.toml").read_text(encoding="utf-8")
    lines = [line for line in sources.splitlines() if not line.startswith("codebook")]
    (case / "sources.toml").write_text("\n".join(lines), encoding="utf-8")
    for text in VELIN.glob("*.txt"):
        shutil.copy(text, case)
    for more in ([], ["--out", str(tmp_path / "drafts")]):
        with pytest.raises(SystemExit) as end:
            cli.app(["suggest", "--case", str(case), *more])
        assert end.value.code == 0
    told = capsys.readouterr().out
    written = sorted((tmp_path / "drafts").iterdir())
    assert written and all(p.read_text(encoding="utf-8").strip() in told for p in written)
    assert str(written[0]) in told
