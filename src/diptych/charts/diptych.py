"""The diptych: each text a panel, each question a band, each mention a mark; below each band, in words, what
was counted.

A unit chart. All texts have the same rows in the same order, and a mark is as large in one panel as in
another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diptych import rowkeys
from diptych.charts.accounts import HEADS, account
from diptych.charts.base import (
    INK,
    NARROW,
    RULE,
    SOFT,
    count_of,
    describe,
    is_narrow,
    looks,
    mark,
    plain,
    styled,
)
from diptych.charts.sheet import LINE, SIZE, Sheet, measured
from diptych.charts.signs import Sign, point
from diptych.compare import findings
from diptych.corpus.codebook import Codebook

WIDE, ASIDE = 10.0, 5.5  # inches: the drawing; the least width at which words stand beside their heads
UNIT, DOT, GAP = 0.145, 6.8, 0.3  # inches: the room of a mark; points: a mark; inches: between panels
LIFT = 0.012  # inches: the middle of small letters above the middle of their line
MOST = 60  # marks of a row in one panel; what is beyond is counted, and listed behind the number


@dataclass
class _Panels(Sheet):
    """A sheet of labels and, beside them, a column for each of the texts that stand side by side."""

    look: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    columns: int = 1

    @property
    def labels(self) -> float:
        """The width of the labels, left of the panels."""
        return min(2.0, self.width * 0.36)

    @property
    def panel(self) -> float:
        """The width of one panel."""
        return (self.width - 2 * self.edge - self.labels - GAP * (self.columns - 1)) / self.columns

    @property
    def aside(self) -> bool:
        """Whether the sheet is wide enough for words beside their heads."""
        return self.width >= ASIDE

    def left(self, k: int) -> float:
        """Where panel k begins."""
        return self.edge + self.labels + k * (self.panel + GAP)


@styled
def diptych(
    terms: pd.DataFrame,
    responsibility: pd.DataFrame,
    legal: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    texts: Mapping[str, str] | Sequence[str] = (),
    ax: Axes | None = None,
) -> Axes:
    """What each text calls the event, whom it makes the doer or answerable, and what law it invokes: a panel
    for each text.

    `terms`, `responsibility`, `legal`: one row per mention. `codebook` folds the doers to its sides
    (`doers.fold`). `texts` names the texts in their order, those without rows too; as a mapping, with a line
    on each. Up to three panels stand side by side; on a phone, one below the other.
    """
    drawn = findings.mentions(terms, responsibility, legal, codebook)
    ids = list(dict.fromkeys([*texts, *drawn["text_id"]]))
    told = findings.findings(drawn, ids)
    width = NARROW if is_narrow() else WIDE
    given = ax is not None
    if given:
        width = ax.get_position().width * ax.figure.get_figwidth()
    else:
        ax = Figure(figsize=(width, 1), layout="none").add_axes((0, 0, 1, 1))
    ax.axis("off")
    sheet = _Panels(ax, width, look=looks(ids), columns=_columns(len(ids), width))
    bylines = texts if isinstance(texts, Mapping) else {}
    for at in range(0, max(1, len(ids)), sheet.columns):
        _panels(sheet, ids[at : at + sheet.columns], drawn, told, bylines)
    counted = (terms, responsibility, legal)
    whose = dict.fromkeys(t.attrs.get(rowkeys.CODING) or "the program" for t in counted)
    _account(sheet, drawn, findings.not_drawn(terms, legal), " and ".join(whose))
    sheet.finish(sized=not given)
    alt = " ".join(f"{f.text_id}, {findings.QUESTIONS[f.question].lower()}: {f.words}" for f in told)
    return describe(ax, f"A panel for each text, a mark for each mention. {alt}", _table(drawn))


def _columns(n: int, width: float) -> int:
    """How many of n panels stand side by side, so that each row of panels has as many as another, or one
    less."""
    most = 3 if width >= 8 else 2 if width >= ASIDE else 1
    return max(1, ceil(n / max(1, ceil(n / most))))


def _panels(
    sheet: _Panels,
    ids: Sequence[str],
    drawn: pd.DataFrame,
    told: Sequence[findings.Finding],
    bylines: Mapping[str, str],
) -> None:
    """The panels of some texts side by side, with the labels of their rows."""
    top = sheet.y
    colours = [sheet.look[id][0] for id in ids]
    _abreast(sheet, ids, colours=colours, most=2, size=12, bold=True)
    sheet.y += 0.03
    _abreast(sheet, [bylines.get(id, "") for id in ids], colours=[SOFT] * len(ids), most=3)
    for question, title in findings.QUESTIONS.items():
        sheet.y += 0.08
        sheet.rule()
        sheet.y += 0.07
        sheet.y += sheet.write(sheet.edge, title, sheet.width - 2 * sheet.edge, size=10.5, bold=True) + 0.05
        _band(sheet, ids, drawn[drawn["question"] == question], question)
        said = {f.text_id: f.words for f in told if f.question == question}
        sheet.y += 0.05
        _abreast(sheet, [said[id] for id in ids], colours=[INK] * len(ids))
    for k in range(1, len(ids)):
        hinge = sheet.left(k) - GAP / 2
        sheet.ax.plot([hinge, hinge], [top, sheet.y], color=RULE, linewidth=0.8, zorder=0)
    sheet.y += 0.2


def _abreast(sheet: _Panels, words: Sequence[str], *, colours: Sequence[str], **style) -> None:
    """Writes words in each of the panels that stand side by side; on a phone, from edge to edge."""
    whole = sheet.width - 2 * sheet.edge
    places = [(sheet.left(k), sheet.panel) if sheet.aside else (sheet.edge, whole) for k in range(len(words))]
    tall = [
        sheet.write(x, said, room, colour=colour, **style)
        for (x, room), said, colour in zip(places, words, colours)
    ]
    sheet.y += max(tall, default=0.0) if any(words) else 0.0


def _band(sheet: _Panels, ids: Sequence[str], asked: pd.DataFrame, question: str) -> None:
    """The rows of one question, part by part."""
    for part in findings.PARTS[question]:
        rows = asked[asked["part"] == part]
        if part and len(rows):
            sheet.y += 0.03
            sheet.y += sheet.write(sheet.edge, part, sheet.labels + sheet.panel, colour=SOFT, slanted=True)
        for row in findings.order(rows):
            of = rows[rows["row"] == row]
            tall = [sheet.write(sheet.edge, str(row), sheet.labels - 0.12, most=3)]
            tall += [_units(sheet, sheet.left(k), of[of["text_id"] == id]) for k, id in enumerate(ids)]
            sheet.y += max(tall)


def _units(sheet: _Panels, left: float, own: pd.DataFrame) -> float:
    """The marks of one row in one panel, own voice first, and their number, which opens those beyond `MOST`;
    returns the height."""
    struck = int((own["mark"] == "struck").sum())
    counted = [f"{len(own) - struck:,}" if len(own) > struck else "", f"{struck:,} struck" if struck else ""]
    number = (f"{MOST} of " if len(own) > MOST else "") + ", ".join(words for words in counted if words)
    line = max(1, int((sheet.panel - measured(number) - 0.08) / UNIT))
    place = ("solid", "hollow", "struck").index
    ordered = sorted(own.itertuples(), key=lambda r: (place(r.mark), r.start))
    for n, r in enumerate(ordered[:MOST]):
        x, y = left + (n % line + 0.5) * UNIT, sheet.y + LINE * (n // line + 0.5) - LIFT
        sign = Sign(hollow=r.voice != "author", struck=r.mark == "struck")
        drawn = point(sheet.ax, x, y, sheet.look[r.text_id], sign, size=DOT)
        mark(sheet.ax, drawn, title=_title(r), shows=1, keys=[_key(r)])
    lines, last = divmod(max(0, min(len(own), MOST) - 1), line)
    if number:
        x, y = left + (last + 1) * UNIT + 0.06, sheet.y + LINE * lines
        told = sheet.ax.text(x, y, number, fontsize=SIZE, color=SOFT, va="top", ha="left")
    if rest := ordered[MOST:]:
        title = f"{rest[0].text_id}: {rest[0].row}, {len(rest):,} more than are drawn"
        mark(sheet.ax, told, title=plain(title), shows=len(rest), keys=map(_key, rest))
    return (lines + 1) * LINE


def _key(r) -> str:
    return rowkeys.key(r.text_id, r.sent, r.start, r.end)


def _title(r) -> str:
    """What a mark stands for: text and sentence, part, row and finer name, whose words, why it is struck; the
    words."""
    name = f" ({r.name})" if r.name and r.name != r.row else ""
    voice = "the author’s own words" if r.voice == "author" else "reported words"
    source = f" ({r.source})" if r.source and r.voice != "author" else ""
    told = ", ".join(words for words in (r.part, f"{r.row}{name}", f"{voice}{source}", r.why) if words)
    return plain(f"{r.text_id} {r.sent}: {told}: “{' '.join(str(r.surface).split())}”")


def _account(sheet: _Panels, drawn: pd.DataFrame, left_out: Mapping[str, int], whose: str) -> None:
    """Four lines: the question, how to read the picture, what it does not show, what it was made from."""
    sheet.rule()
    sheet.y += 0.08
    made = (
        f"{count_of(len(drawn), 'mention')} in {count_of(drawn['text_id'].nunique(), 'text')}, "
        f"drawn from {whose}. "
        f"Not drawn: {count_of(left_out['words'], 'word')} for other events, for a concept or in a title; "
        f"{count_of(left_out['law'], 'statement')} of law on other events or in general."
    )
    for head, words in zip(HEADS, (*account("diptych"), made), strict=True):
        tall = sheet.write(sheet.edge, head, sheet.width - 2 * sheet.edge, colour=SOFT, slanted=True)
        x = sheet.left(0) if sheet.aside else sheet.edge
        sheet.y += 0 if sheet.aside else tall
        sheet.y += sheet.write(x, words, sheet.width - sheet.edge - x, colour=SOFT) + 0.03


def _table(drawn: pd.DataFrame) -> pd.DataFrame:
    """The picture as a table, with the finer names: a row per question, part, row, name, text and mark; n,
    rows."""
    by = ["question", "part", "row", "name", "text_id", "mark"]
    found = rowkeys.gathered(drawn, by)
    questions = list(findings.QUESTIONS)
    order = sorted(found, key=lambda key: (questions.index(key[0]), findings.PARTS[key[0]].index(key[1])))
    told = [(findings.QUESTIONS[key[0]], *key[1:], len(found[key]), found[key]) for key in order]
    return pd.DataFrame(told, columns=[*by, "n", "rows"])
