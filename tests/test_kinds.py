"""Small texts of the kinds that are easily read wrong, with the right values, in tests/kinds/*.jsonl: one
text a line.

dates    all values (EDTF) of the date layer, in any order
numbers  all [low, high] or [low, high, measure] of the number layer; high null for "over 7,000"
has      rows that must be there: the fields named agree; surface is a part of it
has_not  rows that must not be there
"""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from diptych.corpus import texts
from diptych.people import coding
from diptych.reading import pipeline

FOLDER = Path(__file__).parent / "kinds"
CASES = [
    json.loads(line) | {"file": path.stem}
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
#: What models learn may change by a text or two when they are trained anew; what rules read may not.
LEARNED = "learned"


@pytest.fixture(scope="module")
def coded(codebook):
    """The rows of every text, by its number."""
    found = [
        texts.Text(f"t{k}", case["text"], date=case.get("published", "2020-05-13"))
        for k, case in enumerate(CASES)
    ]
    return list(coding.code(pipeline.read(found, codebook)).values())


def agrees(row, want) -> bool:
    for key, value in want.items():
        got = row.get(key)
        if key == "surface":
            if value not in str(got):
                return False
        elif str(got).lower() != str(value).lower():
            return False
    return True


def figure(value):
    return None if value in (None, "") else round(float(value), 6)


def faults(case, rows) -> list[str]:
    found = []
    if "dates" in case:
        found += compared("dates", [r["edtf"] for r in rows if r["layer"] == "date"], case["dates"])
    if "numbers" in case:
        own = [[figure(r["low"]), figure(r["high"]), r["measure"]] for r in rows if r["layer"] == "number"]
        wanted = [[*map(figure, n[:2]), *n[2:]] for n in case["numbers"]]
        length = min([3, *map(len, wanted)])
        found += compared("numbers", [n[:length] for n in own], [n[:length] for n in wanted])
    found += [f"no row {want}" for want in case.get("has", ()) if not any(agrees(r, want) for r in rows)]
    return found + [f"a row {want}" for want in case.get("has_not", ()) if any(agrees(r, want) for r in rows)]


def compared(what, got, want) -> list[str]:
    return [] if sorted(map(str, got)) == sorted(map(str, want)) else [f"{what} {got} and not {want}"]


RULED = [(k, case) for k, case in enumerate(CASES) if case["file"] != LEARNED]


@pytest.mark.parametrize(
    ("k", "case"), RULED, ids=[f"{case['kind']}: {case['text'][:50]}" for _, case in RULED]
)
def test_a_text_of_a_kind_easily_read_wrong_is_read_right(coded, k, case):
    assert faults(case, coded[k]) == []


def test_codes_that_are_learned_are_right_in_all_kinds_but_for_a_few_texts(coded):
    kinds = defaultdict(list)
    for k, case in enumerate(CASES):
        if case["file"] == LEARNED:
            kinds[case["kind"]].append(not faults(case, coded[k]))
    assert sum(map(sum, kinds.values())) >= 0.95 * sum(map(len, kinds.values()))
    assert sum(any(held) for held in kinds.values()) >= len(kinds) - 2


def test_every_text_says_what_is_right_of_it_and_stands_once():
    assert all({"dates", "numbers", "has", "has_not"} & case.keys() for case in CASES)
    assert len({(case["text"], case["kind"]) for case in CASES}) == len(CASES)
