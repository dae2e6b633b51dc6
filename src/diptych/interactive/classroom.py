"""Coding by a class: the desk, the page for a class with no Python, and all that notebooks call."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import pandas as pd

from diptych import score, show
from diptych.corpus import texts
from diptych.interactive import classroom_desk
from diptych.interactive.class_codings import (
    INVENTED,
    PROGRAM,
    REFERENCE,
    against,
    beside,
    class_of,
    codings,
    figures,
    invented,
    program,
    reference,
)
from diptych.interactive.class_session import (
    LAYERS,
    MAYBE,
    ClassroomError,
    Layer,
    Question,
    Session,
    answer,
    asked,
    choose,
    done,
    folder,
    is_done,
    layers,
    mark,
    open_questions,
    own_layer,
    prepare,
    progress,
    questions,
    remove,
    rows_of,
    start,
)
from diptych.interactive.class_sheets import SHEETS, from_table, sheet, sheet_html, sheet_links, table_to_fill
from diptych.people import coding
from diptych.reading.reading import Reading

__all__ = [
    "ClassroomError",
    "INVENTED",
    "LAYERS",
    "Layer",
    "MAYBE",
    "PROGRAM",
    "Question",
    "REFERENCE",
    "SHEETS",
    "Session",
    "against",
    "answer",
    "asked",
    "beside",
    "choose",
    "class_of",
    "codings",
    "desk",
    "done",
    "figures",
    "folder",
    "from_table",
    "invented",
    "is_done",
    "layers",
    "mark",
    "open_questions",
    "own_layer",
    "page_data",
    "prepare",
    "program",
    "progress",
    "questions",
    "reference",
    "remove",
    "rows_of",
    "sheet",
    "sheet_html",
    "sheet_links",
    "start",
    "table_to_fill",
]


def desk(sentences: pd.DataFrame, coder: str, *, layer: str = "term", folder: str | Path):
    """A desk to code at, by mouse or keyboard (Tab, arrow keys, Enter). Where there are no widgets, what to
    fill instead.

    Every answer is in the coder's file before the next question is asked; run the cell again after a crash,
    and go on.
    """
    if os.environ.get(show.READER):
        return show.Html(
            show.table(sentences[["text_id", "sent", "surface"]], caption="the sentences to code").html
            + '<p><a class="go" href="code-it-yourself.html">Code it yourself</a></p>'
            + f'<p>{sheet_links()}</p><p class="none">This page only shows the sentences. The first link'
            " opens them to be coded in the browser, where all that you write stays; the notebook does the"
            " same.</p>"
        )
    session = start(sentences, coder, layer=layer, folder=folder)
    try:
        import ipywidgets
    except ModuleNotFoundError:
        path = table_to_fill(sentences, session.path.with_suffix(".csv"), layer=layer)
        return show.Html(
            "<p>There are no widgets here (the package ipywidgets is missing). Fill the table"
            f" <code>{escape(str(path))}</code> in a spreadsheet or in JupyterLab, then run"
            " <code>classroom.from_table(…)</code> as its help says.</p>"
        )
    return classroom_desk.build(session, ipywidgets)


def page_data(case: texts.Case, readings: Sequence[Reading], sentences: pd.DataFrame) -> dict:
    """What the page Code it yourself knows: the sentences, the questions, and the rows of the reference and
    of the program in them."""
    spans = {id: list(zip(own["start"], own["end"])) for id, own in sentences.groupby("text_id", sort=False)}

    def inside(rows_by_text: Mapping[str, list[dict]]) -> list[dict]:
        return [
            {
                k: r[k]
                for k in ("layer", "sent", "surface", "nth", "start", "end", *coding.FIELDS[r["layer"]])
                if k in r
            }
            | {"text_id": id}
            for id, rows in rows_by_text.items()
            for r in rows
            if r["layer"] in LAYERS and any(a <= r["start"] < b for a, b in spans.get(id, ()))
        ]

    return {
        "case": case.name,
        "title": case.title,
        "sentences": sentences.to_dict("records"),
        "layers": [
            {
                "id": one.id,
                "title": one.title,
                "mark": one.mark,
                "example": one.example,
                "keys": coding.KEYS[one.id],
                "questions": [
                    {
                        "field": q.field,
                        "ask": q.ask,
                        "help": q.help,
                        "answers": dict(q.answers),
                        "when": list(q.when) if q.when else None,
                    }
                    for q in one.questions
                ],
            }
            for one in [*layers().values(), *filter(None, [own_layer(case.codebook)])]
        ],
        "loose": sorted(coding.LOOSE),
        "stop": sorted(score.STOP),
        "maybe": sorted(MAYBE),
        "reference": inside(reference(case)),
        "program": inside(program(readings)),
    }
