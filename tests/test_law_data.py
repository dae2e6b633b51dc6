"""The instruments and elements of law in the codebook say where they can be read."""

from conftest import KHOJALY

from diptych.corpus.codebook import read_codebook


def test_every_instrument_says_where_it_can_be_read_and_what_it_asks_for():
    for entry in read_codebook(KHOJALY / "codebook")["law"]:
        assert entry.note and entry.more["read"] and entry.more["articles"] and any(c.isdigit() for c in str(entry.more["year"])), entry.id


def test_every_element_names_its_article():
    for entry in read_codebook(KHOJALY / "codebook")["elements"]:
        assert entry.note and any(w in str(entry.more["read"]) for w in ("art.", "para", "principle", "Preamble")), entry.id
