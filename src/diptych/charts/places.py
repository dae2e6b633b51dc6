"""Where in each text a thing stands: strips of sentences, and marks along the text."""

from __future__ import annotations

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from diptych import receipts
from diptych.charts.base import (
    FAINT,
    LINE,
    RULE,
    by_total,
    count_of,
    describe,
    key_below,
    lines_of,
    looks,
    mark,
    new_axes,
    point,
    short,
    styled,
)


@styled
def voices(sentences: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Each text as a strip, one cell a sentence in reading order: how much of it is said in a voice that is not the author's.

    `sentences`: one row per sentence, from `compare.sentences`: text_id, sent, start, end, words, attributed (share of its words, 0 to 1).
    """
    look = looks(sentences["text_id"])
    ax = new_axes(ax, height=1.2 + 0.75 * len(look))
    told = []
    for row, (id, (colour, _)) in enumerate(look.items()):
        one, at = sentences[sentences["text_id"] == id], 0
        for r in one.itertuples():
            shade = (*matplotlib.colors.to_rgb(colour), float(r.attributed))
            ax.add_patch(Rectangle((at, row - 0.32), r.words, 0.64, facecolor="white", edgecolor="none"))
            cell = ax.add_patch(Rectangle((at, row - 0.32), r.words, 0.64, facecolor=shade, edgecolor=FAINT, linewidth=0.6))
            mark(ax, cell, title=f"{id} {r.sent}: {count_of(r.words, 'word')}, {r.attributed:.0%} attributed", shows=1, keys=[receipts.key(id, r.sent, r.start, r.end)])
            at += r.words
        total = int(one["words"].sum())
        share = float((one["attributed"] * one["words"]).sum() / total) if total else 0.0
        told.append(f"{id}: {share:.0%} of {total:,} words are laid at somebody else’s door")
    ax.set_yticks(range(len(look)), [short(id, 20, 2) for id in look])
    ax.set_ylim(len(look) - 0.5, -0.5)
    ax.set_xlim(0, max(1, sentences.groupby("text_id")["words"].sum().max() if len(sentences) else 1))
    ax.set_xlabel("words from the beginning; a cell is a sentence, darker where more of it is attributed")
    ax.spines["left"].set_visible(False)
    return describe(ax, "Strips of sentences, darker where more is attributed. " + ". ".join(told) + ".",
                    sentences[["text_id", "sent", "words", "attributed"]])


@styled
def dispersion(rows: pd.DataFrame, readings, *, by: str, ax: Axes | None = None) -> Axes:
    """Where in each text a thing falls: a line for each text and value of `by`, a mark for each mention, in per cent of the text.

    `rows`: any table of mentions with the column `by`; with a column voice, hollow marks are words of others.
    """
    length = {r.text.id: len(r.text.text) for r in readings}
    look, counts = looks(length), rows.groupby([by, "text_id"]).size()
    pairs = [(value, id) for value in by_total(rows[by]) for id in length]
    names = [short(f"{value} · {id} ({int(counts.get((value, id), 0))})", 36, 2) for value, id in pairs]
    ax = new_axes(ax, height=1.4 + (LINE * lines_of(names) + 0.1) * len(pairs))
    place = {pair: k for k, pair in enumerate(pairs)}
    for k, (value, _) in enumerate(pairs):
        ax.axhline(k, color=RULE, linewidth=0.8, zorder=0)
        if k and pairs[k - 1][0] != value:
            ax.axhline(k - 0.5, color=FAINT, linewidth=0.6)
    for r in rows.itertuples():
        value, hollow = getattr(r, by), getattr(r, "voice", "author") != "author"
        drawn = point(ax, 100 * r.start / length[r.text_id], place[value, r.text_id], look[r.text_id], hollow=hollow)
        mark(ax, drawn, title=f"{value}, {r.text_id} {r.sent}", shows=1, keys=[receipts.key(r.text_id, r.sent, r.start, r.end)])
    ax.set_yticks(range(len(pairs)), names)
    ax.set_ylim(max(0.5, len(pairs) - 0.5), -0.5)
    ax.set_xlim(-2, 102)
    ax.set_xlabel("per cent of the text, from its beginning")
    key_below(ax, look, voices="voice" in rows)
    return describe(ax, "Where each mention falls. " + "; ".join(f"{value}, {id}: {int(counts.get((value, id), 0))}" for value, id in pairs) + ".",
                    rows[["text_id", "sent", "surface", by, *(["voice"] if "voice" in rows else [])]])
