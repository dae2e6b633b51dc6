"""`make fuzz`: many generated texts through every layer; stops at the first that breaks a rule and prints it.

Texts are made of words that the layers look for, marks, odd characters and scraps of other scripts, in an order drawn by a seed. The
rules are those of tests/test_invariants.py: no exception, rows inside the text that point at their words, codes of the manual.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

os.environ["DIPTYCH_CACHE"] = "off"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from test_invariants import BOOK, PIECES  # noqa: E402

from diptych import coding, pipeline, texts  # noqa: E402

BATCH = 64


def generated(chance: random.Random) -> str:
    words = []
    for _ in range(chance.randint(1, 40)):
        draw = chance.random()
        if draw < 0.85:
            words.append(chance.choice(PIECES))
        elif draw < 0.95:
            words.append("".join(chr(chance.choice((chance.randint(32, 126), chance.randint(160, 1500), chance.randint(8192, 8303), chance.randint(0x4E00, 0x4E80), chance.randint(0x1F600, 0x1F640))))
                                 for _ in range(chance.randint(1, 5))))
        else:
            words.append(chance.choice(("", " ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\ufeff")))
    return chance.choice((" ", " ", " ", "")).join(words)


def check(strings: list[str]) -> int:
    readings = pipeline.read([texts.Text(f"t{k}", s, date="2015-02-25") for k, s in enumerate(strings)], BOOK)
    rows = coding.code(readings)
    for k, text in enumerate(strings):
        own = rows[f"t{k}"]
        for row in own:
            assert 0 <= row["start"] <= row["end"] <= len(text) and text[row["start"]:row["end"]] == row["surface"], (text, row)
        assert coding.faults([r for r in own if r["layer"] != "attribution"]) == [], text
    return sum(map(len, rows.values()))


def main(number: int, seed: int) -> int:
    chance, done, rows, began = random.Random(seed), 0, 0, time.monotonic()
    while done < number:
        strings = [generated(chance) for _ in range(min(BATCH, number - done))]
        try:
            rows += check(strings)
        except Exception:
            for text in strings:
                try:
                    check([text])
                except Exception as error:
                    print(f"seed {seed}, after {done} texts: {error!r}\n{text!r}")
                    return 1
            raise
        done += len(strings)
        if done % 6400 < BATCH:
            print(f"{done:,} texts, {rows:,} rows, {time.monotonic() - began:,.0f} s", flush=True)
    print(f"{done:,} generated texts (seed {seed}), {rows:,} rows, no rule broken, {time.monotonic() - began:,.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1992))
