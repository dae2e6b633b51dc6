"""Where in each text a thing stands: strips of sentences, and marks along the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from diptych import rowkeys, schema
from diptych.ask import all_of, columns
from diptych.charts.base import (
    FAINT,
    LINE,
    RULE,
    by_total,
    count_of,
    describe,
    is_narrow,
    label_rows,
    lines_of,
    looks,
    mark,
    new_axes,
    short,
    styled,
)
from diptych.charts.signs import key_below, mark_of, point

if TYPE_CHECKING:
    from diptych.reading.reading import Reading


@styled
def voices(sentences: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Each text as a strip, one cell a sentence in reading order: how much of it is said in a voice that is
    not the author's.

    `sentences`: one row per sentence, from `compare.sentences`: text_id, sent, start, end, words, attributed
    (share of its words, 0 to 1).
    """
    look = looks(sentences["text_id"])
    ax = new_axes(ax, height=1.4 + (0.95 if is_narrow() else 0.75) * len(look))
    told = []
    for row, (id, (colour, _)) in enumerate(look.items()):
        one = sentences[sentences["text_id"] == id]
        _strip(ax, one, row, colour)
        total = int(one["words"].sum())
        share = float((one["attributed"] * one["words"]).sum() / total) if total else 0.0
        told.append(f"{id}: {share:.0%} of {total:,} words are in a reported voice")
    label_rows(ax, range(len(look)), [k - 0.52 for k in range(len(look))], [short(id, 20, 2) for id in look])
    ax.set_ylim(len(look) - 0.5, -0.55)
    ax.set_xlim(0, max(1, sentences.groupby("text_id")["words"].sum().max() if len(sentences) else 1))
    told_x = "words from the beginning; a cell is a sentence, darker where more of it is attributed"
    ax.set_xlabel(short(told_x, 42 if is_narrow() else 100), fontsize=9)
    ax.spines["left"].set_visible(False)
    return describe(ax, "Strips of sentences, darker where more is attributed. " + ". ".join(told) + ".",
                    sentences[["text_id", "sent", "words", "attributed"]])


def _strip(ax: Axes, one: pd.DataFrame, row: int, colour: str) -> None:
    """The sentences of one text, each a cell."""
    at, low, tall = 0, *((row - 0.22, 0.6) if is_narrow() else (row - 0.32, 0.64))
    for r in one.itertuples():
        shade = (*matplotlib.colors.to_rgb(colour), float(r.attributed))
        ax.add_patch(Rectangle((at, low), r.words, tall, facecolor="white", edgecolor="none"))
        cell = ax.add_patch(
            Rectangle((at, low), r.words, tall, facecolor=shade, edgecolor=FAINT, linewidth=0.6)
        )
        title = f"{r.text_id} {r.sent}: {count_of(r.words, 'word')}, {r.attributed:.0%} attributed"
        mark(ax, cell, title=title, shows=1, keys=[rowkeys.key(r.text_id, r.sent, r.start, r.end)])
        at += r.words


@styled
def dispersion(rows: pd.DataFrame, readings: Sequence[Reading], *, by: str, ax: Axes | None = None) -> Axes:
    """Where in each text a thing falls: a line for each text and value of `by`, a mark for each mention, in
    per cent of the text.

    `rows`: any table of mentions with the column `by`; the sign of each mention is that of `mark_of`.
    """
    columns(rows, "text_id", by)
    length = {r.text.id: len(r.text.text) for r in readings}
    all_of(rows["text_id"].unique(), length, "text")
    look, counts = looks(length), rows.groupby([by, "text_id"]).size()
    pairs = [(value, id) for value in by_total(rows[by]) for id in length]
    names = [
        short(f"{schema.words(by, value)} · {id} ({int(counts.get((value, id), 0))})", 36, 2)
        for value, id in pairs
    ]
    tall = LINE * lines_of(names) + (0.3 if is_narrow() else 0.1)
    ax = new_axes(ax, height=1.6 + tall * len(pairs))
    drop = 0.5 - 0.16 / tall if is_narrow() else 0.0
    place = {pair: k + drop for k, pair in enumerate(pairs)}
    for k, (value, _) in enumerate(pairs):
        ax.axhline(k + drop, color=RULE, linewidth=0.8, zorder=0)
        if k and pairs[k - 1][0] != value:
            ax.axhline(k - 0.5, color=FAINT, linewidth=0.6)
    signs = [mark_of(r) for r in rows.to_dict("records")]
    for r, value, sign in zip(rows.itertuples(), rows[by], signs):
        drawn = point(ax, 100 * r.start / length[r.text_id], place[value, r.text_id], look[r.text_id], sign)
        title = f"{schema.words(by, value)}, {r.text_id} {r.sent}, {sign.words}"
        mark(ax, drawn, title=title, shows=1, keys=[rowkeys.key(r.text_id, r.sent, r.start, r.end)])
    label_rows(ax, range(len(pairs)), [k - 0.5 + 0.03 / tall for k in range(len(pairs))], names)
    ax.set_ylim(max(0.5, len(pairs) - 0.5), -0.5)
    ax.set_xlim(-2, 102)
    ax.set_xlabel("per cent of the text, from its beginning")
    key_below(ax, look, signs=signs if "voice" in rows else ())
    told = "; ".join(
        f"{schema.words(by, value)}, {id}: {int(counts.get((value, id), 0))}" for value, id in pairs
    )
    kept = [c for c in ("text_id", "sent", "surface", by, "voice", *schema.STRUCK) if c in rows]
    return describe(
        ax, f"Where each mention falls. {told}.", rows[kept].assign(mark=[s.words for s in signs])
    )
