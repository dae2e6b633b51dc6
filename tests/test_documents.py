"""Documents of a reader's own: what each kind of file shows is read, and what is left out is told."""

import io
import zipfile

import docx
import pytest

from diptych import compare, extract, voice
from diptych.cases import documents, plaintext, setup
from diptych.corpus.texts import Text, TextError, edition_line
from diptych.reading import pipeline

PROSE = (
    "The general ordered the shelling of the harbour on Monday, and twenty-seven people were killed before"
    " the\nevening. The mayor said that the ships had been warned, but nobody on the pier had heard of any"
    " warning at\nall. A 5-year-old girl was among the dead, and her brother was taken to the hospital in"
    " Karsk by a\nneighbour who owned a van. The council met on Tuesday.\n"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return documents.read_document(path)


def word_file(body, **parts):
    """A Word file with this body, and other parts by name."""
    document = docx.Document()
    document.add_paragraph("BODY")
    buffer, out = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                start = data.index(b"<w:body>") + len(b"<w:body>")
                data = data[:start] + body.encode() + data[data.index(b"</w:body>") :]
            new.writestr(name, data)
        for name, content in parts.items():
            new.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def p(words):
    return f"<w:p><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


REST = p("He was in Karsk that day. Nobody was hurt in the harbour.")


@pytest.mark.parametrize(
    "body, words",
    [
        (
            (
                "<w:p><w:r><w:t xml:space='preserve'>The general </w:t></w:r><w:ins w:id='1'"
                " w:author='x'><w:r><w:t xml:space='preserve'>never </w:t></w:r></w:ins><w:r><w:t>ordered"
                " it.</w:t></w:r></w:p>"
            ),
            "The general never ordered it.",
        ),
        (
            (
                "<w:p><w:r><w:t xml:space='preserve'>The general </w:t></w:r><w:del w:id='1'"
                " w:author='x'><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>ordered"
                " it.</w:t></w:r></w:p>"
            ),
            "The general ordered it.",
        ),
        (
            f"<w:sdt><w:sdtContent>{p('A content control is read.')}</w:sdtContent></w:sdt>",
            "A content control is read.",
        ),
        (
            (
                "<w:p><w:smartTag w:element='x'><w:r><w:t>Karsk</w:t></w:r></w:smartTag>"
                "<w:r><w:t xml:space='preserve'> was shelled again.</w:t></w:r></w:p>"
            ),
            "Karsk was shelled again.",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{p('A cell of a table is read.')}</w:tc></w:tr></w:tbl>",
            "A cell of a table is read.",
        ),
        (
            (
                f"<w:p><w:r><w:pict><w:txbxContent>{p('A box of text is read.')}</w:txbxContent></w:pict></w:r></w:p>"
            ),
            "A box of text is read.",
        ),
    ],
)
def test_a_word_file_says_what_word_shows(tmp_path, body, words):
    assert words in read(tmp_path, "a.docx", word_file(body + REST)).text.split("\n\n")


def test_tracked_changes_are_told(tmp_path):
    body = "<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>Never again was it done.</w:t></w:r></w:ins></w:p>"
    assert "1 insertions" in read(tmp_path, "a.docx", word_file(body + REST)).remarks[0]


def test_notes_and_heads_of_a_word_file_are_listed_as_left_out(tmp_path):
    notes = f"<w:footnotes {W}><w:footnote w:id='2'>{p('See the report of 1993.')}</w:footnote></w:footnotes>"
    found = read(tmp_path, "a.docx", word_file(REST, footnotes=notes))
    assert ("footnote", "See the report of 1993.") in found.stripped
    assert "report" not in found.text


def test_the_name_of_a_library_is_no_author(tmp_path):
    assert read(tmp_path, "a.docx", word_file(REST)).author == ""


def test_lines_wrapped_by_hand_are_joined_and_that_is_said(tmp_path):
    found = read(tmp_path, "a.txt", PROSE + "\n" + PROSE)
    assert found.text.count("\n\n") == 1 and "before the evening. The mayor" in found.text
    assert ("lines wrapped by hand joined", 6) in found.changed


@pytest.mark.parametrize(
    "text",
    [
        (
            "The king is dead in Karsk tonight,\nAnd all the bells are still;\nThe ships have gone without a"
            " light\nBehind the burning hill.\n"
        ),
        (
            "- The mayor was killed.\n- The school was burned.\n- The road was closed.\n- Nobody was tried"
            " for it.\n"
        ),
        (
            "The mayor was killed on Monday by a shell that fell on the market.\nThe school was"
            " burned.\nNobody was tried.\nIt was over.\n"
        ),
    ],
)
def test_verse_lists_and_paragraphs_of_one_line_stay(text):
    assert plaintext.joined(text) == (text, 0)


@pytest.mark.parametrize(
    "head, date, place",
    [
        (
            '<meta property="article:published_time" content="2020-05-13T10:00:00Z">',
            "2020-05-13",
            "published_time",
        ),
        ('<meta property="article:modified_time" content="2021-01-02">', "", ""),
        (
            '<meta property="og:updated_time" content="2021-01-02"><meta name="date" content="2020-05-13">',
            "2020-05-13",
            "name=date",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2020-05-13"}]}</script>',
            "2020-05-13",
            "data",
        ),
        ("", "", ""),
    ],
)
def test_a_day_of_publication_is_one_that_the_page_gives_and_never_one_from_its_text(
    tmp_path, head, date, place
):
    body = "".join(
        f"<p>On 3 March 1992 the harbour was shelled for the {n} time, the mayor said. </p>" for n in range(9)
    )
    page = f"<html><head><title>T</title>{head}</head><body><article>{body}</article></body></html>"
    found = read(tmp_path, "a.html", page)
    assert found.date == date and place in found.date_from


@pytest.mark.parametrize(
    "posted, date",
    [
        ("Posted on May 13, 2020 | 8:04 AM EDT", "2020-05-13"),
        ("Published: 2020-05-13 10:00:00", "2020-05-13"),
        ("Posted on 3/4/2020", ""),
    ],
)
def test_a_posting_line_with_a_time_of_day_gives_its_day(tmp_path, posted, date):
    assert read(tmp_path, "a.txt", f"A title\n\n{posted}\n\n{PROSE}").date == date


def test_marks_of_notes_go_and_quotation_marks_come_in_a_page(tmp_path):
    words = (
        "The army killed 1,500<sup>2</sup> people on 9 km<sup>2</sup> of land, and <q>nobody was tried</q>,"
        " she said. "
    )
    found = read(tmp_path, "a.html", f"<html><body><article><p>{words * 6}</p></article></body></html>")
    assert "1,500 people on 9 km² of land, and “nobody was tried”, she said." in found.text
    assert ("mark of a note", "2") in found.stripped


@pytest.mark.parametrize(
    "line",
    [
        "By the river, three men died in the cold of that night.",
        "Read more than one report and you will find three numbers for the dead.",
    ],
)
def test_sentences_that_look_like_chrome_stay(tmp_path, line):
    assert line in read(tmp_path, "a.txt", f"{line}\n\n{PROSE}\n\n{line}\n\n{PROSE}").text


def test_markdown_keeps_years_and_lists_tables_and_notes(tmp_path):
    text = (
        "# A title\n\n1992. It was a cold winter in the harbour.[^1] The *army* came.\n\n1. First point"
        " here.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: See the report.\n"
    )
    found = read(tmp_path, "a.md", text)
    assert "1992. It was a cold winter in the harbour. The army came." in found.text
    assert "\n\nFirst point here." in found.text
    assert {what for what, _ in found.stripped} >= {"table", "note"}


def test_two_encodings_in_one_file_are_refused_with_the_line(tmp_path):
    data = "The café was burned.\n".encode() * 3 + "The caf\xe9 was closed. Nobody came.\n".encode("latin-1")
    with pytest.raises(TextError, match=r"a\.txt:4: two encodings"):
        read(tmp_path, "a.txt", data)


def pdf_file(*pages):
    """A PDF with these lines on each page: (x, y, size, words)."""
    streams = [
        "".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n" for x, y, size, words in page)
        for page in pages
    ]
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{4 + 2 * k} 0 R' for k in range(count))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for k, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * k} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
    out, places = "%PDF-1.4\n", []
    for k, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{k} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root"
        " 1 0 R >>\n"
    )
    return (out + end + f"startxref\n{len(out)}\n%%EOF\n").encode("latin-1")


def test_a_pdf_keeps_compounds_and_loses_hyphens_of_line_ends(tmp_path):
    lines = [
        "The army killed twenty-",
        "seven people and a 5-year-",
        "old girl. The govern-",
        "ment denied it on Monday.",
    ]
    page = [(50, 700 - 20 * k, 11, words) for k, words in enumerate(lines)]
    found = read(tmp_path, "a.pdf", pdf_file(page)).text
    assert (
        found
        == "The army killed twenty-seven people and a 5-year-old girl. The government denied it on Monday."
    )


def test_running_heads_page_numbers_and_note_marks_are_no_part_of_a_sentence(tmp_path):
    pages = [
        [
            (50, 780, 9, "The Harbour Report"),
            (50, 700, 11, f"On day {k} the army killed 1,500"),
            (220, 704, 6, "2"),
            (228, 700, 11, "people and went"),
            (50, 680, 11, "on to the next town of the coast."),
            (300, 20, 9, str(k)),
        ]
        for k in (1, 2, 3)
    ]
    found = read(tmp_path, "a.pdf", pdf_file(*pages))
    assert "Harbour Report" not in found.text and "15002" not in found.text and "1,5002" not in found.text
    assert ("running head", "The Harbour Report") in found.stripped and ("page number", "3") in found.stripped
    assert ("mark of a note", "2") in found.stripped
    assert found.text.count("people and went on to the next town") == 3


def test_columns_are_remarked(tmp_path):
    left = [(50, 700 - 15 * k, 10, f"left column line {k} of the page.") for k in range(12)]
    right = [(330, 700 - 15 * k, 10, f"right column line {k} of the page.") for k in range(12)]
    assert "columns" in read(tmp_path, "a.pdf", pdf_file(left + right)).remarks[0]


def test_a_page_is_coded_as_it_would_be_added(tmp_path):
    body = (
        "<p>The army killed forty people in the harbour of Karsk on 3 March 1992. Nobody was tried for"
        " it.</p>"
        * 4
    )
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    text = setup.as_text(path)
    assert "<p>" not in text.text and text.text == documents.read_document(path).text
    plain = tmp_path / "plain.txt"
    plain.write_text("The gen\u00ado\u00adcide of 1992\u200b was denied.\n", encoding="utf-8")
    assert setup.as_text(plain).text == plain.read_text(encoding="utf-8")


TURKISH = (
    "Ordu kasabaya girdi ve o gece kırk kişi öldürüldü. Belediye başkanı bunu kınadı ve yardım istedi. Kimse gelmedi."
    " Köylüler ormana kaçtı, evleri yakıldı ve yollar kapatıldı. Mahkeme kimseyi yargılamadı, kimse hesap vermedi."
)


def test_a_text_in_another_language_is_refused_unless_its_language_is_said(tmp_path):
    path = tmp_path / "turk.txt"
    path.write_text(TURKISH, encoding="utf-8")
    with pytest.raises(TextError, match="--language tr"):
        setup.incoming([path], None, tmp_path / "case")
    (item,) = setup.incoming([path], None, tmp_path / "case", language="tr")
    assert "people can code it" in item.remarks[0]


def test_people_code_a_text_in_another_language_and_the_program_does_not(restated):
    case, _ = restated
    (reading,) = pipeline.read([Text("turk", TURKISH + " massacre genocide 1992", language="tr")], case.codebook)
    assert all(find([reading]).empty for find in extract.LAYERS.values())
    assert voice.attributions([reading]).empty and len(compare.sentences([reading])) > 3
    assert "people can code it" in edition_line(reading.text)
