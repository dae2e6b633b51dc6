"""Does a finding hold, whichever defensible way of counting is chosen? The findings of the first page,
counted again in every combination of the choices that they rest on (a multiverse analysis).

Steegen, Tuerlinckx, Gelman & Vanpaemel (2016), Increasing transparency through a multiverse analysis,
Perspectives on Psychological Science 11; Simonsohn, Simmons & Nelson (2020), Specification curve analysis,
Nature Human Behaviour 4. No reading is the right one, and no test is made of how many agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import pandas as pd

from diptych import rowkeys, schema
from diptych.compare import doers, findings
from diptych.corpus import texts
from diptych.corpus.codebook import Codebook
from diptych.people import decisions as reviewed
from diptych.people import drawn
from diptych.reading import pipeline
from diptych.reading.reading import Reading

LAYERS = ("term", "responsibility", "legal")
#: The choices, each with its answers; the first answers are those of the first page.
VOICES = ("all voices", "the author’s own voice")
EVENTS = ("this event", "all events")
NOUNS = ("with nouns", "without nouns")
AS_CODED = ("as coded",)
#: Whose coding the first page draws, and the other answer.
OTHER_EDITION = ", in the other edition"
PEOPLE, PROGRAM = "people’s coding", "the program’s coding"


class _Asked(NamedTuple):
    """A question of the first page: the findings' own name for it, the part that is counted, and what its
    shares are of."""

    question: str
    part: str
    of: str


ASKED = {
    "words": _Asked("words", "", "words for the event"),
    "doers": _Asked("doers", findings.HARM, "acts of harm"),
    "answerable": _Asked("doers", findings.ANSWERABLE, "statements of who is answerable"),
    "law": _Asked("law", findings.SAID, "statements of law"),
}
COLUMNS = [
    *"finding question text_id coding voice last".split(),
    *"n of other_n other_of difference sign first rows".split(),
]


class _Of(NamedTuple):
    """What a share is the share of: a question, and the row of its part."""

    question: str
    row: str


def readings_of(case: texts.Case, readings: Sequence[Reading]) -> pd.DataFrame:
    """One row per finding and way of counting in which it can be told.

    finding (as "tolpress: a larger share of acts of harm with nobody named than orlen"), question, text_id;
    coding, voice and last (the answers chosen); n of `of` and other_n of other_of (the counts in the text and
    in the other texts together), difference (of the two shares, in percentage points), sign (`same`, `flips`
    or `none`, beside the first page's), first (whether it is the first page's), rows (the keys of the n and
    the other_n; none for the other edition, which is not the one shown). Of more than two texts, the one is
    compared whose share is furthest from that of the others. A finding is left out where the first page shows
    no difference, a way of counting where a share would be one of no rows; empty where there is one text.
    """
    readings = list(readings)
    counted = dict(_mentions(case, readings))
    shown = {q: next((m for (a, *_), m in counted.items() if a == q), _none()) for q in ASKED}
    out = []
    for asked in _asked(shown):
        found = _furthest(shown[asked.question], asked, [r.text.id for r in readings])
        if found:
            out += _counted_again(found, asked, counted, [r.text.id for r in readings])
    table = pd.DataFrame(out, columns=COLUMNS)
    codings = list(dict.fromkeys(coding for _, coding, *_ in counted))
    if len(codings) > 1:
        table.attrs[rowkeys.CODING] = f"each coding apart ({', '.join(codings)})"
    return table


def holds(counted: pd.DataFrame) -> pd.DataFrame:
    """One row per finding of `readings_of`: finding, holds ("14 of 16 readings"), flips (the ways of
    counting in which it is the other way round)."""
    rows = []
    for finding, own in counted.groupby("finding", sort=False):
        same, flips = (own[own["sign"] == sign] for sign in ("same", "flips"))
        ways = "; ".join(way(row) for row in flips.to_dict("records"))
        rows.append((finding, f"{len(same)} of {len(own)} reading{'s' * (len(own) != 1)}", ways or "none"))
    return pd.DataFrame(rows, columns=["finding", "holds", "flips"])


def way(row: Mapping) -> str:
    """A way of counting in words."""
    return ", ".join(row[choice] for choice in ("coding", "voice", "last"))


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=findings.COLUMNS)


def _codings(case: texts.Case, readings: Sequence[Reading]) -> Iterator[tuple[str, list[pd.DataFrame]]]:
    """The tables of the layers by each coding there is: the first page's, the program's, each reviewer's."""
    people = [drawn.rows(case, readings, layer) for layer in LAYERS]
    by_people = any((table["how"] != drawn.HOW["program"]).any() for table in people)
    yield (PEOPLE if by_people else PROGRAM), people
    if by_people:
        yield PROGRAM, [drawn.rows(case, readings, layer, coding="program") for layer in LAYERS]
    for coder in reviewed.logs(case.folder):
        tables = [drawn.rows(case, readings, layer, coding="reviewed", coder=coder) for layer in LAYERS]
        yield f"reviewed by {coder}", tables


def _other_edition(case: texts.Case, readings: Sequence[Reading]) -> tuple[texts.Case, list[Reading]] | None:
    """The same case in its other edition, where all its texts are at hand in it."""
    shown = {reading.text.edition for reading in readings}
    wanted = {"restated": "original", "original": "restated"}.get(
        next(iter(shown)) if len(shown) == 1 else ""
    )
    if wanted is None:
        return None
    try:
        other = texts.load_case(case.folder, edition=wanted)
    except texts.TextError:
        return None
    found = [text for text in other.texts if text.edition == wanted and not text.differs]
    return (other, pipeline.read(found, other.codebook)) if len(found) == len(readings) else None


def _mentions(case: texts.Case, readings: Sequence[Reading]) -> Iterator[tuple[tuple, pd.DataFrame]]:
    """The mentions of each question in every way of counting: (question, coding, voice, last)."""
    for coding, tables in _codings(case, readings):
        yield from _ways(coding, tables, case.codebook)
    other = _other_edition(case, readings)
    for coding, tables in _codings(*other) if other else ():
        yield from _ways(f"{coding}{OTHER_EDITION}", tables, case.codebook)


def _ways(
    coding: str, tables: Sequence[pd.DataFrame], codebook: Codebook
) -> Iterator[tuple[tuple, pd.DataFrame]]:
    """The mentions of each question by one coding, in every answer to the other choices."""
    terms, acts, legal = tables
    every = [
        t.assign(**{c: t[c].astype(str).replace("other", "case")})
        for t, c in ((terms, "referent"), (legal, "applies_to"))
    ]
    verbs = acts[~acts["form"].astype(str).str.startswith("nominal")]
    chosen = {
        ("words", EVENTS[0]): (terms, acts, legal),
        ("words", EVENTS[1]): (every[0], acts, legal),
        ("doers", NOUNS[0]): (terms, acts, legal),
        ("doers", NOUNS[1]): (terms, verbs, legal),
        ("answerable", AS_CODED[0]): (terms, acts, legal),
        ("law", EVENTS[0]): (terms, acts, legal),
        ("law", EVENTS[1]): (terms, acts, every[1]),
    }
    for ((name, last), own), voice in product(chosen.items(), VOICES):
        asked, found = ASKED[name], findings.mentions(*own, codebook)
        found = found[(found["question"] == asked.question) & (found["part"] == asked.part)]
        if asked.question == "doers":
            found = found[found["mark"] != "struck"]
        if voice == VOICES[1]:
            found = found[found["voice"] == "author"]
        yield (name, coding, voice, last), found


def _asked(shown: Mapping[str, pd.DataFrame]) -> Iterator[_Of]:
    """What is told of in every text: the contested words, as words and as law; the parties, and nobody."""
    for question, mentions in shown.items():
        rows = sorted(set(mentions["row"]))
        told = findings.ALWAYS
        if ASKED[question].question == "doers":
            told = [row for row in rows if row not in doers.KINDS] + [doers.NOBODY]
        yield from (_Of(question, row) for row in told if row in rows)


def _shares(mentions: pd.DataFrame, row: str, own: str, ids: Sequence[str]) -> tuple[pd.DataFrame, ...]:
    """The mentions of a text, those of the row among them, and the same of the other texts."""
    mine = mentions["text_id"] == own
    others = mentions["text_id"].isin([id for id in ids if id != own])
    here = mentions["row"] == row
    return mentions[mine], mentions[mine & here], mentions[others], mentions[others & here]


def _difference(parts: Sequence[pd.DataFrame]) -> float | None:
    """The difference of two shares in percentage points; None where one is of nothing."""
    of, n, other_of, other_n = map(len, parts)
    return 100 * (n / of - other_n / other_of) if of and other_of else None


def _furthest(mentions: pd.DataFrame, asked: _Of, ids: Sequence[str]) -> tuple[str, float] | None:
    """The text whose share is furthest from that of the others together, and the difference; of two texts
    the one with the larger share."""
    each = [(id, _difference(_shares(mentions, asked.row, id, ids))) for id in ids]
    apart = [(id, d) for id, d in each if d]
    key = (lambda one: one[1]) if len(ids) == 2 else (lambda one: abs(one[1]))
    return max(apart, key=key) if apart else None


def _counted_again(
    found: tuple[str, float], asked: _Of, counted: Mapping[tuple, pd.DataFrame], ids: Sequence[str]
) -> Iterable[tuple]:
    """A row for each way of counting in which a finding can be told."""
    own, first = found
    others = next(id for id in ids if id != own) if len(ids) == 2 else "the others"
    size = "larger" if first > 0 else "smaller"
    finding = f"{own}: a {size} share of {ASKED[asked.question].of} {_called(asked)} than {others}"
    chosen = {answers: rows for answers, rows in counted.items() if answers[0] == asked.question}
    for k, (answers, mentions) in enumerate(chosen.items()):
        parts = _shares(mentions, asked.row, own, ids)
        difference = _difference(parts)
        if difference is not None:
            sign = "none" if not difference else "same" if difference * first > 0 else "flips"
            shown = not answers[1].endswith(OTHER_EDITION)
            keys = tuple(rowkeys.keys(pd.concat([parts[1], parts[3]]))) if shown else ()
            sizes = len(parts[1]), len(parts[0]), len(parts[3]), len(parts[2])
            yield finding, asked.question, own, *answers[1:], *sizes, difference, sign, not k, keys


def _called(asked: _Of) -> str:
    if asked.question == "answerable":
        return "that name nobody" if asked.row == doers.NOBODY else f"that name the {asked.row}"
    if asked.question != "doers":
        return f"that are “{schema.words('term', asked.row)}”"
    return "with nobody named" if asked.row == doers.NOBODY else f"by the {asked.row}"
