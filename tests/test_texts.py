from collections import Counter

import pytest
from conftest import KHOJALY, originals_folder

from diptych import schema
from diptych.corpus import texts
from diptych.people import coding, rowfiles

BODY = [
    "The ferry left the harbour at dawn with sixty passengers and a crew of nine on board.",
    "Nobody on the quay saw it turn back, although the harbour master later wrote that it had.",
    "What sank it?",
    "An inquiry opened in the spring and closed without a word, and the families asked for another.",
    "“By the time we looked,” one of them wrote, “the sea was empty.”",
]


def page(head=(), tail=()):
    return "\n\n\n".join([*head, *BODY, *tail])


def test_a_text_with_nothing_to_clean_comes_back_as_it_was():
    assert texts.clean("\n\n".join(BODY)).text == "\n\n".join(BODY)
    assert texts.clean("\n\n".join(BODY)).stripped == ()


@pytest.mark.parametrize("head, expected", [
    (["The Lost Ferry", "Posted on 03/04/19", "By Ada Quill | Via The Harbour Post", "(Photo by J. Mole, used by permission)"],
     {"title": "The Lost Ferry", "author": "Ada Quill", "outlet": "The Harbour Post", "posted": "03/04/19"}),
    (["Source: COASTNEWS"], {"title": "", "author": "", "outlet": "COASTNEWS", "posted": ""}),
    (["What Sank It?", "The ferry left the harbour at dawn with sixty passengers. Nobody on the quay saw it turn back.", "Published: 4 March 2019", "By Ada Quill"],
     {"title": "What Sank It?", "author": "Ada Quill", "outlet": "", "posted": "4 March 2019"}),
])
def test_what_stands_above_the_body_is_taken_off_and_remembered(head, expected):
    found = texts.clean(page(head))
    assert found.text == "\n\n".join(BODY)
    assert {k: getattr(found, k) for k in expected} == expected
    assert [line for _, line in found.stripped] == head


@pytest.mark.parametrize("tail", [
    ["Check Also", "Ten ferries that never came back", "A list of ten …"],
    ["Share on social media"],
    ["Leave a Reply", "Your comment is kept for a day."],
    ["Find the original article here.", "Share this"],
    ["Ada Quill is a reporter in the north.", "This article first appeared in The Harbour Post.", "Related articles", "More ferries"],
])
def test_what_stands_below_the_body_is_taken_off(tail):
    found = texts.clean(page(["By Ada Quill"], tail))
    assert found.text == "\n\n".join(BODY)
    assert [line for _, line in found.stripped] == ["By Ada Quill", *tail]


def test_a_standfirst_that_the_body_does_not_repeat_is_kept():
    new = "Sixty-nine people are missed since that morning, and the owners have never said a word to any newspaper."
    assert texts.clean(page(["The Lost Ferry", new, "By Ada Quill"])).text.startswith(new)


def test_a_heading_inside_the_body_is_no_furniture():
    with_heading = [*BODY[:2], "Law and Memory", *BODY[2:]]
    assert texts.clean("\n\n".join(with_heading)).text == "\n\n".join(with_heading)


@pytest.mark.parametrize("line", ["By morning the boats had gone out again.", "Source: what the harbour master said of the night, in a letter that he never sent to anybody and that was found much later in the drawer of a desk."])
def test_a_sentence_that_begins_like_furniture_is_kept(line):
    assert line in texts.clean("\n\n".join([line, *BODY])).text


def test_pages_as_found_give_the_texts_that_were_coded():
    folder = originals_folder()
    found = folder and folder / "as-found"
    if not found or not found.is_dir():
        pytest.skip("no pages as found at hand")
    for clean in sorted(folder.glob("*.txt")):
        page = (found / f"{clean.stem}-page.txt").read_text(encoding="utf-8")
        assert texts.clean(page).text == clean.read_text(encoding="utf-8")


@pytest.fixture
def case(tmp_path):
    (tmp_path / "codebook").mkdir()
    (tmp_path / "quill.txt").write_text("The ferry sank.\n", encoding="utf-8")
    original = "The ferry left at dawn, and it sank."
    (tmp_path / "sources.toml").write_text(
        f'[case]\ntitle = "The ferry"\n[texts.quill]\nauthor = "Ada Quill"\n[texts.quill.restated]\nfile = "quill.txt"\n'
        f'[texts.quill.original]\nsha256 = "{texts.checksum(original)}"\n', encoding="utf-8")
    (tmp_path / "originals").mkdir()
    return tmp_path, original


def test_the_restatement_is_read_where_no_original_is_at_hand(case):
    folder, _ = case
    (text,) = texts.load_case(folder).texts
    assert (text.edition, text.text, text.author) == ("restated", "The ferry sank.\n", "Ada Quill")
    assert "restates the article's claims, which are not this collection's" in texts.edition_line(text)


@pytest.mark.parametrize("name", ["quill.txt", "anything.txt"])
def test_an_original_is_known_by_its_checksum_under_any_name(case, name):
    folder, original = case
    (folder / "originals" / name).write_text(original, encoding="utf-8")
    (text,) = texts.load_case(folder).texts
    assert (text.edition, text.differs, text.text) == ("original", False, original)


def test_an_original_as_found_on_the_web_is_cleaned_first(case):
    folder, original = case
    (folder / "originals" / "quill-page.txt").write_text(f"By Ada Quill\n\n{original}\n\nLeave a Reply\n\nName", encoding="utf-8")
    (text,) = texts.load_case(folder).texts
    assert (text.edition, text.differs, text.text) == ("original", False, original)


def test_a_copy_that_differs_is_used_and_said_to_differ(case):
    folder, original = case
    (folder / "originals" / "quill.txt").write_text(original + " It was cold.", encoding="utf-8")
    (text,) = texts.load_case(folder).texts
    assert (text.edition, text.differs) == ("original", True)
    assert "differs" in texts.edition_line(text)


def test_the_folder_of_originals_may_be_named_by_the_environment(case, tmp_path_factory, monkeypatch):
    folder, original = case
    elsewhere = tmp_path_factory.mktemp("copies")
    (elsewhere / "quill.txt").write_text(original, encoding="utf-8")
    monkeypatch.setenv("DIPTYCH_ORIGINALS", str(elsewhere))
    assert texts.load_case(folder).texts[0].edition == "original"
    assert texts.load_case(folder, edition="restated").texts[0].edition == "restated"


def test_an_original_that_is_asked_for_and_missing_is_an_error_that_says_where_to_put_it(case, monkeypatch):
    monkeypatch.delenv("DIPTYCH_ORIGINALS", raising=False)
    with pytest.raises(texts.TextError, match="quill: no copy of the original at hand; put it in .*originals as quill.txt"):
        texts.load_case(case[0], edition="original")


@pytest.mark.parametrize("content, message", [(b"", "there is no text in it"), (b"  \n\n", "there is no text in it"), (b"a\0b", "NUL"), (b"\xff\xfe\xfa", "not UTF-8")])
def test_a_file_that_is_no_text_is_refused_by_name(tmp_path, content, message):
    path = tmp_path / "mine.txt"
    path.write_bytes(content)
    with pytest.raises(texts.TextError, match=f"mine.txt: .*{message}"):
        texts.read_file(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(texts.TextError, match="no such file"):
        texts.read_file(tmp_path / "none.txt")
    with pytest.raises(texts.TextError, match="this is a folder"):
        texts.read_file(tmp_path)


def test_the_sources_of_the_case_tell_the_truth_about_its_files():
    sources = texts._read_sources(KHOJALY)["texts"]
    assert set(sources) == {"aslanov", "azertac"}
    for id, entry in sources.items():
        own = (KHOJALY / entry["restated"]["file"]).read_text(encoding="utf-8")
        assert entry["restated"]["sha256"] == texts.checksum(own)
        assert entry["restated"]["words"] == texts.word_count(own)
        assert 0.6 <= entry["restated"]["words"] / entry["original"]["words"] <= 1.0
        assert {"title", "author", "outlet", "date", "language", "rights"} <= entry.keys()


def reference(id, edition):
    return coding.read(KHOJALY / "coding" / "reference" / f"{id}.{edition}.jsonl")


def test_every_reference_row_points_at_its_words_by_sentence_and_by_offset(edition):
    case, readings = edition
    for reading in readings:
        p, text = reading.parse, reading.text.text
        sents = {f"s{k:03}": (p.start[a], p.end[b - 1]) for k, (a, b) in enumerate(p.sents, 1)}
        for row in reference(reading.text.id, reading.text.edition):
            (start, end), at = sents[row["sent"]], -1
            first, cut, last = row["surface"].partition(rowfiles.CUT)
            words = text[row["start"]:row["end"]]
            if cut:
                assert start <= row["start"] and words.startswith(first) and words.endswith(last), row
                continue
            for _ in range(row["nth"]):
                at = text[start:end].find(first, at + 1)
                assert at >= 0, row
            assert (row["start"], words) == (start + at, first), row


@pytest.mark.parametrize("which", ["restated", "original"])
@pytest.mark.parametrize("id", ["aslanov", "azertac"])
def test_the_reference_codings_keep_to_the_manual(id, which):
    rows = reference(id, which)
    assert coding.faults(rows) == []
    assert len({tuple(str(v) for v in row.values()) for row in rows}) == len(rows)
    for row in rows:
        if "voice" in row:
            assert (row["voice"] == "attributed") == bool(row["source"]), row
        if row.get("type") == "DATE" and row["edtf"][0].isdigit() and not row["edtf"].endswith("X"):  # a decade is written as the manual writes it
            texts.check_date(row["edtf"])


@pytest.mark.parametrize("layer", schema.LAYERS)
@pytest.mark.parametrize("id", ["aslanov", "azertac"])
def test_a_restatement_makes_the_claims_of_its_article(id, layer):
    fields = {"entity": ("label", "canonical"), "date": ("type", "edtf"), "number": ("low", "high", "measure", "voice")}.get(layer) or [f for at, f in coding.CLOSED if at == layer]
    one, two = (Counter(tuple(row[f] for f in fields) for row in reference(id, which) if row["layer"] == layer) for which in ("restated", "original"))
    assert (one - two).total() == 0
    assert (two - one).total() <= (layer == "entity")  # a name that a pronoun stands for


def test_the_reference_coding_of_the_originals_ships():
    for id, rows in (("aslanov", 155), ("azertac", 230)):
        assert len(reference(id, "original")) == rows
