"""The first page: its findings lead to the places that they count, and its picture is a file that needs nothing else."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from urllib.parse import parse_qs

import pytest

from diptych import extract
from diptych.compare import findings
from diptych.people import coding
from diptych.show import front


@pytest.fixture(scope="module")
def made(edition):
    case, readings = edition
    tables = {find.__name__: coding.rows(case, readings, layer) for layer, find in extract.LAYERS.items()}
    return case, tables


def test_every_count_of_a_finding_is_a_link_to_its_rows(made):
    case, tables = made
    drawn = findings.mentions(*(tables[t] for t in ("terms", "responsibility", "legal")), case.codebook)
    told = {(findings.QUESTIONS[f.question], f.text_id): f for f in findings.findings(drawn)}
    for question in front.questions(case, tables, {"terminology": "03.html"}, "reader.html"):
        for text_id, answer in question.answers:
            finding = told[question.title, text_id]
            links = re.findall(r'href="reader.html#([^"]+)"', answer)
            rows = [parse_qs(unescape(link))["rows"][0].split(",") for link in links]
            assert rows == [list(piece.keys) for piece in finding.pieces if piece.keys]
            assert unescape(re.sub(r"<[^>]+>", "", answer)) == finding.words


def test_the_picture_is_one_file_with_its_words_as_text_and_no_link(made, tmp_path):
    case, tables = made
    alt = front.write_svg(case, tables, tmp_path / "picture.svg")
    root = ET.parse(tmp_path / "picture.svg").getroot()
    tags = [element.tag.rsplit("}", 1)[-1] for element in root.iter()]
    assert root.find("{http://www.w3.org/2000/svg}desc").text == alt
    assert tags.count("text") > 100 and "a" not in tags and "image" not in tags
    assert all(not t or t.startswith("#") for e in root.iter() for k, t in e.attrib.items() if k.endswith("href"))


NUMBER = re.compile(r"\b(?:(?P<n>\d+) times|(?P<once>once)|(?P<twice>twice))\b|^\W*(?P<first>\d+) (?:in|left|kept|denied)")


def said(words):
    """The number that some words of a finding say; None where they say none."""
    found = NUMBER.search(words)
    if found is None:
        return None
    return 1 if found["once"] else 2 if found["twice"] else int(found["n"] or found["first"])


def test_the_number_in_the_words_of_a_link_is_that_of_its_rows(made):
    case, tables = made
    compared = 0
    for question in front.questions(case, tables, {}, "reader.html"):
        for _, answer in question.answers:
            before = None
            for link, words in re.findall(r'href="reader.html#([^"]+)">([^<]*)<', answer):
                rows = parse_qs(unescape(link))["rows"][0].split(",")
                number = said(unescape(words))
                # Words that say no number ("in reported words") are about all of the rows just counted.
                assert len(set(rows)) == len(rows) == (before if number is None else number), words
                before, compared = number or before, compared + (number is not None)
    assert compared > 20
