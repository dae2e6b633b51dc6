"""Documents of a reader's own: what is taken in, and every kind of file that is not, each with what the reader is told."""

import io
import os
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.cases import documents
from diptych.corpus.texts import TextError

PROSE = "The harbour of Carthage was burned at night. Witnesses said that the soldiers of Rome had done it.\n\nThe senate denied this. It said that “no order” was given."


def saved(tmp_path, data, name="text.txt"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.mark.parametrize("encoding, told", [
    ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE"), ("utf-32", "UTF-32"), ("cp1252", "cp1252")])
def test_an_encoding_is_found_out_and_told(tmp_path, encoding, told):
    text = PROSE + " The café stayed open — naïvely."
    document = documents.read_document(saved(tmp_path, text.encode(encoding)))
    assert document.text == text
    assert [what for what, _ in document.changed if "encoding" in what] == ([f"encoding {told}"] if told else [])


def test_russian_in_an_old_encoding_is_read_as_russian(tmp_path):
    text = "Он сказал, что город был взят ночью. Это правда, и мы все это знаем. Никто не спал в ту ночь."
    assert documents.read_document(saved(tmp_path, text.encode("cp1251"))).text == text


@pytest.mark.parametrize("raw, plain, what", [
    ("one two\r\nthree", "one two\nthree", "line ends"),
    ("geno\u00adcide", "genocide", "soft hyphens"),
    ("zero\u200bwidth \u202eright to left\u202c", "zerowidth right to left", "invisible"),
    ("1\u00a0275 people", "1 275 people", "special spaces"),
    ("ef\ufb01cient", "efficient", "ligatures"),
    ("Cafe\u0301", "Café", "composed"),
    ("a\x07bell", "abell", "control"),
])
def test_characters_are_written_one_way_and_what_changed_is_told(raw, plain, what):
    text, changed = documents.normalised(raw)
    assert text == plain
    assert [what in said for said, n in changed if n > 0] == [True]


def test_curly_quotes_stay():
    assert documents.normalised("“so-called” ‘battle’ – it’s")[0] == "“so-called” ‘battle’ – it’s"


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = documents.normalised(text)[0]
    assert documents.normalised(once) == (once, [])
    assert once == unicodedata.normalize("NFC", once) and "\r" not in once


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself(tmp_path):
    body = "".join(f"<p>{sentence}</p>" for sentence in ["The harbour of Carthage was burned at night, and witnesses said that soldiers of Rome had done it.",
                                                         "The senate denied this and said that no order of that kind had ever been given to anybody.",
                                                         "Merchants counted the ships the next day and found that forty had been lost to the fire."])
    page = f"""<!doctype html><html><head><title>A harbour burns</title><meta property="article:published_time" content="2014-03-05">
      <script>alert(1)</script></head><body><nav>Home · News · Sport</nav><article><h1>A harbour burns</h1>{body}</article><footer>All rights reserved</footer></body></html>"""
    document = documents.read_document(saved(tmp_path, page, "page.html"))
    assert document.title == "A harbour burns" and document.date == "2014-03-05"
    assert document.text.split("\n\n")[0].startswith("The harbour of Carthage") and document.text.count("\n\n") == 2
    assert "alert" not in document.text and "Sport" not in document.text


def test_markdown_loses_its_marks_and_keeps_its_words(tmp_path):
    text = "# A harbour burns\n\nThe *harbour* of [Carthage](x.html) was **burned** at night.\n\n- Witnesses said so.\n"
    assert documents.read_document(saved(tmp_path, text, "note.md")).text == "A harbour burns\n\nThe harbour of Carthage was burned at night.\n\nWitnesses said so."


def test_a_word_file_gives_its_paragraphs(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for paragraph in PROSE.split("\n\n"):
        document.add_paragraph(paragraph)
    document.core_properties.title = "A harbour burns"
    buffer = io.BytesIO()
    document.save(buffer)
    found = documents.read_document(saved(tmp_path, buffer.getvalue(), "text.docx"))
    assert (found.text, found.title) == (PROSE, "A harbour burns")


@pytest.mark.parametrize("posted, date", [("March 5, 2014", "2014-03-05"), ("5 March 2014", "2014-03-05"), ("03/04/2014", ""), ("last week", ""), ("2014-03-05", "2014-03-05")])
def test_a_posting_date_is_taken_only_where_it_is_one_day_without_doubt(posted, date):
    assert documents._iso(posted) == date


BAD = {
    "empty": (b"", "the file is empty"),
    "white space": (b" \n\n ", "the file is empty"),
    "binary": (bytes(range(256)) * 40, "not a text"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "a picture (PNG)"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 200, "a picture (JPEG)"),
    "zip": (b"PK\x03\x04" + b"\0" * 200, "unpack it"),
    "old word": (b"\xd0\xcf\x11\xe0" + b"\0" * 200, "save it as .docx"),
    "NUL bytes": (b"The harbour was burned.\0\0 It was night.", "NUL bytes"),
    "mojibake": ("The cityâ€™s harbour was burned. Itâ€™s gone, said the cafÃ© owner.".encode(), "garbled"),
    "lost letters": ("The city\ufffds harbour was burned. It\ufffds gone, the caf\ufffd owner said.".encode(), "letters were lost"),
    "no sentence": (b"12 34 56\n78 90\n", "no sentence"),
    "one long line": (b"The harbour was burned at night. " * 32_000, "one paragraph has"),
    "many words": (b"The harbour was burned at night.\n\n" * 60_000, "words are more than"),
    "broken pdf": (b"%PDF-1.7\nnothing here", "PDF"),
    "page with no article": (b"<html><body></body></html>", "no article was found"),
    "broken UTF-16": (b"\xff\xfeT\0h", None),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_taken_is_said_with_its_file_and_what_to_do(tmp_path, name):
    data, message = BAD[name]
    path = saved(tmp_path, data)
    with pytest.raises(TextError) as error:
        documents.read_document(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message is None or message in str(error.value)


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(TextError, match="200 MB is more than"):
        documents.read_document(path)


def test_a_folder_a_missing_file_and_one_that_may_not_be_read_are_told_apart(tmp_path):
    with pytest.raises(TextError, match="this is a folder"):
        documents.read_document(tmp_path)
    with pytest.raises(TextError, match="no such file"):
        documents.read_document(tmp_path / "none.txt")
    path = saved(tmp_path, PROSE)
    path.chmod(0)
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    with pytest.raises(TextError, match="cannot be read"):
        documents.read_document(path)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_document_or_a_clear_refusal(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    try:
        document = documents.read_document(path)
    except TextError as error:
        assert str(error).startswith(f"{path}: ")
    else:
        assert document.text.strip()
