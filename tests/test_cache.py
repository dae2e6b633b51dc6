import subprocess
import sys

import pytest

from diptych.corpus import texts
from diptych.corpus.codebook import Codebook
from diptych.people import coding
from diptych.reading import cache, pipeline

SENTENCES = ("The harbour was burned by soldiers of Carthage.", "Witnesses said that it was a massacre.")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def read(codebook):
    return pipeline.read([texts.Text(f"t{k}", s) for k, s in enumerate(SENTENCES)], codebook)


def test_a_parse_that_is_kept_is_the_parse_that_was_made(place, codebook):
    made, kept = read(codebook), read(codebook)
    assert cache.size()[0] == len(SENTENCES)
    assert coding.code(made) == coding.code(kept)
    assert [(r.parse.dep, r.parse.head, r.parse.ent) for r in made] == [(r.parse.dep, r.parse.head, r.parse.ent) for r in kept]


def test_nothing_is_parsed_twice_not_even_with_another_codebook(place, codebook, monkeypatch):
    read(codebook)
    asked = []
    monkeypatch.setattr(type(pipeline.model()), "pipe", lambda self, docs, **_: (asked.append(str(d)) or pipeline.model().make_doc(str(d)) for d in docs))
    for book in (codebook, Codebook(())):  # the sentences name nothing that a codebook lists
        read(book)
        assert not set(SENTENCES) & set(asked)


@pytest.mark.parametrize("harm", [lambda d: d[:len(d) // 2], lambda d: b"", lambda d: d[:40] + bytes([d[40] ^ 1]) + d[41:], lambda d: b"\x80\x04." + d])
def test_a_file_that_was_cut_short_or_changed_is_passed_over_and_made_anew(place, codebook, harm):
    made = coding.code(read(codebook))
    for path in place.glob("*.parse"):
        path.write_bytes(harm(path.read_bytes()))
    assert coding.code(read(codebook)) == made
    assert all(cache.get(p.stem) is not None for p in place.glob("*.parse"))


def test_a_parse_kept_under_another_name_is_not_taken(place):
    cache.put("a", b"data")
    (place / "b.parse").write_bytes((place / "a.parse").read_bytes())
    assert (cache.get("a"), cache.get("b")) == (b"data", None)


def test_the_name_of_a_parse_tells_its_parts_apart():
    assert len({cache.key("ab", "c"), cache.key("a", "bc"), cache.key("abc"), cache.key("abc", "")}) == 4


def test_where_nothing_can_be_written_texts_are_read_all_the_same(monkeypatch, tmp_path, codebook):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "file" / "kept"))
    assert len(read(codebook)) == 2 and cache.size() == (0, 0)
    monkeypatch.setenv(cache.FOLDER, "off")
    assert cache.folder() is None and len(read(codebook)) == 2


def test_two_processes_may_write_at_once(place):
    program = "from diptych.reading import cache\nfor k in range(200): cache.put('same', b'data' * 1000)"
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [p.wait(60) for p in running] == [0, 0]
    assert cache.get("same") == b"data" * 1000 and [p.name for p in place.iterdir()] == ["same.parse"]


def test_parses_can_be_taken_away(place):
    cache.put("a", b"1")
    assert cache.clear() == 1 and cache.size() == (0, 0)
