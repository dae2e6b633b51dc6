"""`make fuzz`: many generated texts through every layer, with the collection's codebooks and with generated ones.

Where atheris can be imported (`pip install atheris` into .venv; it is no dependency of the project), what is tried next is guided by
the lines of diptych that the last inputs reached; else by chance alone. Both draw bytes, and `drawn` makes texts of them: words that the
layers look for, forms of the codebook, marks, odd characters and scraps of other scripts.

The rules are those of tests/test_invariants.py: no exception, rows inside the text that point at their words, codes of the manual,
copies with the rows of their text, and no earlier row of entities, numbers, terms or law that a paragraph about something else changes
(in paragraphs of whole sentences, one for every fourth input); and text that is normalised once stays as it is. Every place where a rule is broken is told once,
with the text; the exit code is 1 where there is one. `fuzz.py NUMBER SEED`, NUMBER of texts.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType

try:
    import atheris
except ImportError:
    atheris = None

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # short texts: more threads than one only wait for each other
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
with atheris.instrument_imports(include=["diptych"]) if atheris else nullcontext():
    from conftest import ROOT
    from test_invariants import BOOK, PIECES, UNRELATED, composed, disturbed, unfit

    from diptych.cases import documents
    from diptych.corpus import texts
    from diptych.corpus.codebook import (
        CONCEPTS,
        DATE,
        FLAG,
        KINDS,
        LINES,
        NAMES,
        PLAIN,
        WORDS,
        Codebook,
        Entry,
        _faults,
    )
    from diptych.people import coding
    from diptych.reading import pipeline
os.environ["DIPTYCH_CACHE"] = "off"  # after conftest, which names a folder

LONGEST = 320
NEXT, GLUE, CHARACTER, FORM = 255, 254, 251, 160
FORMS = sorted({f for e in BOOK.entries for f in (*e.forms, *(w for v in e.more.values() if isinstance(v, tuple) for w in v)) if f.strip()})
DATES = ("1992-02-26", "1990", "1988/2023", "2014-05", "1992-02-25/1992-02-26", "1986~", "../2010")
BOOKS = (BOOK, texts.load_codebook(ROOT / "texts" / "velin"), Codebook(()))


def drawn(data: bytes) -> list[str]:
    """Bytes as texts: a byte is a piece, or opens a form of the codebook or a character; 255 begins the next text."""
    found, words, glued, left = [], [], False, iter(data)
    for byte in left:
        if byte == NEXT:
            found.append("".join(words))
            words = []
            continue
        if byte == GLUE:
            glued = True
            continue
        if byte >= CHARACTER:
            word = _character((byte - CHARACTER << 16) + (next(left, 0) << 8) + next(left, 0))
        elif byte >= FORM:
            word = FORMS[((byte - FORM << 8) + next(left, 0)) % len(FORMS)]
        else:
            word = PIECES[byte % len(PIECES)]
        words += ([" "] if words and not glued else []) + [word]
        glued = False
    return [*found, "".join(words)]


def _character(number: int) -> str:
    return "\ufffd" if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF else chr(number)


def book(data: bytes) -> Codebook:
    """A codebook made of bytes that the program takes: a few entries of any kinds, their words pieces and forms, their codes from the closed sets."""
    left, entries, taken, kinds = iter(data * 40), [], set(), list(KINDS)
    byte = lambda: next(left, 0)  # noqa: E731
    word = lambda: next((w.strip() for w in drawn(bytes((byte(), byte(), byte()))) if w.strip()), "x")  # noqa: E731

    def value(rule):
        if rule in (WORDS, PLAIN):
            return [word() for _ in range(1 + byte() % 3)]
        if rule == LINES:
            return [f"{byte()}: {CONCEPTS[byte() % len(CONCEPTS)]}"]
        return bool(byte() % 2) if rule == FLAG else DATES[byte() % len(DATES)] if rule == DATE else rule[byte() % len(rule)] if isinstance(rule, tuple) else word()
    for k in range(1 + byte() % 12):
        kind = kinds[byte() % len(kinds)]
        more = {"label": word()} | {key.rstrip("!"): value(rule) for key, rule in KINDS[kind].items() if key.endswith("!") or byte() % 2}
        more["forms"] = [f for f in more.get("forms", ()) if ("name" if kind in NAMES else kind, f) not in taken]
        if not more["forms"]:
            del more["forms"]
        if _faults(more, KINDS[kind]):
            continue
        taken |= {("name" if kind in NAMES else kind, f) for f in more.get("forms", ())}
        entries.append(Entry(f"e{k}", kind, more.pop("label"), tuple(dict.fromkeys(more.pop("forms", ()))), "", MappingProxyType({a: tuple(b) if isinstance(b, list) else b for a, b in more.items()})))
    return Codebook(tuple(entries))


class Tally:
    """What was tried, and each place where a rule was broken, once."""

    def __init__(self, number: int, seed: int, engine: str):
        self.number, self.seed, self.engine = number, seed, engine
        self.texts, self.rows, self.broken, self.began, self.told = 0, 0, {}, time.monotonic(), 0

    def try_(self, data: bytes) -> None:
        strings = drawn(data[1:])
        own = BOOKS[0] if not data or data[0] < 160 else BOOKS[1] if data[0] < 200 else BOOKS[2] if data[0] < 216 else book(data)
        try:
            self.rows += check(strings, own)
        except Exception:
            for text in strings:
                try:
                    check([text], own)
                except Exception as error:
                    self._tell(error, text, data)
        self.texts += len(strings)
        if len(data) % 4 == 0:
            chance = random.Random(data)
            for text, more, row in disturbed([(composed(chance.choice), chance.choice(UNRELATED))])[:1]:
                self._tell(AssertionError(f"{row} is changed by {more!r}"), text, data)
            self.texts += 1
        if self.texts - self.told >= 5000:
            self.told = self.texts
            print(self.line(), flush=True)

    def _tell(self, error: Exception, text: str, data: bytes) -> None:
        place = next((f"{Path(f.filename).name}:{f.lineno}" for f in reversed(traceback.extract_tb(error.__traceback__)) if "diptych" in f.filename or "bench" in f.filename), "?")
        what = f"{type(error).__name__} at {place}"
        self.broken[what] = self.broken.get(what, 0) + 1
        if self.broken[what] == 1:
            print(f"{what}: {error}\n  text {text!r}\n  bytes {data.hex()}", flush=True)

    def line(self) -> str:
        return f"{self.texts:,} generated texts ({self.engine}, seed {self.seed}), {self.rows:,} rows, {len(self.broken)} places where a rule is broken, {time.monotonic() - self.began:,.0f} s"


def check(strings: list[str], own: Codebook) -> int:
    """Raises where a rule is broken; gives the number of rows."""
    rows = coded([*strings, strings[0]], own)
    for k, text in enumerate(strings):
        assert unfit(text, rows[f"t{k}"], own) == [], (text, unfit(text, rows[f"t{k}"], own))
        once = documents.normalised(text)[0]
        assert documents.normalised(once) == (once, []), text
        texts.clean(text)
    assert rows[f"t{len(strings)}"] == rows["t0"], ("a copy has other rows", strings[0])
    return sum(map(len, rows.values()))


def coded(strings: Iterable[str], own: Codebook) -> dict[str, list[dict]]:
    return coding.code(pipeline.read([texts.Text(f"t{k}", s, date="2015-02-25") for k, s in enumerate(strings)], own))


def by_chance(chance: random.Random) -> bytes:
    """Bytes for some eight short texts."""
    data = bytearray([chance.randrange(256)])
    while len(data) < LONGEST - 3:
        draw = chance.random()
        data += bytes([chance.randrange(FORM)]) if draw < 0.72 else bytes([chance.randrange(FORM, CHARACTER), chance.randrange(256)]) if draw < 0.87 \
            else bytes([NEXT]) if draw < 0.93 else bytes([GLUE]) if draw < 0.97 else bytes([CHARACTER, chance.choice((0, 0, 2, 4, 6, 32, 78, 255)), chance.randrange(256)])
    return bytes(data)


def main(number: int, seed: int) -> int:
    chance, tally = random.Random(seed), Tally(number, seed, "guided by atheris" if atheris else "by chance")
    if not atheris:
        while tally.texts < number:
            tally.try_(by_chance(chance))
        print(tally.line())
        return int(bool(tally.broken))

    def one(data: bytes) -> None:
        tally.try_(data)
        if tally.texts >= number:
            print(tally.line(), flush=True)
            os._exit(int(bool(tally.broken)))
    with tempfile.TemporaryDirectory() as corpus:
        for k in range(200):
            (Path(corpus) / f"{k:03}").write_bytes(by_chance(chance))
        atheris.Setup([sys.argv[0], corpus, f"-seed={seed}", f"-max_len={LONGEST}", "-len_control=0", "-timeout=60", "-rss_limit_mb=6000", "-verbosity=0"], one)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1992))
