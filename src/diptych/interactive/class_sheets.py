"""Coding on paper or in a spreadsheet: sheets to print, tables to fill, and the codings read from them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from importlib.resources import files as resources
from pathlib import Path

import pandas as pd

from diptych import files, show
from diptych.exchange import spreadsheet
from diptych.interactive.class_session import (
    LAYERS,
    ClassroomError,
    Session,
    _layer,
    _save,
    answer,
    done,
    mark,
    open_questions,
    questions,
    start,
)
from diptych.people import coding
from diptych.people.coding import DRAFT

#: The page of the site with each layer's sheet to print.
SHEETS = {layer: f"code-it-yourself-sheet-{layer}.html" for layer in LAYERS}


def table_to_fill(sentences: pd.DataFrame, path: str | Path, *, layer: str = "term") -> Path:
    """Writes a CSV table to fill in a spreadsheet or an editor: a row for each sentence, columns for the
    words and the six answers; more rows are copies of one. A table that is there already is left as it is."""
    path = Path(path)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        frame = (
            sentences[["text_id", "edition", "sent", "surface"]]
            .rename(columns={"surface": "sentence"})
            .assign(words="", **dict.fromkeys(coding.FIELDS[layer], ""))
        )
        files.write(path, spreadsheet.csv(frame))
    return path


def from_table(
    path: str | Path, sentences: pd.DataFrame, coder: str, *, layer: str = "term", folder: str | Path
) -> Session:
    """Takes a filled table as a coder's work, whole, in place of what the coder had for this layer. A
    sentence with no words has been read and has nothing. Raises ClassroomError with every row that cannot be
    used, and then changes nothing."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    missing = {"text_id", "sent", "words", *coding.FIELDS[layer]} - set(frame.columns)
    if missing:
        raise ClassroomError(f"{path}: no column {', '.join(sorted(missing))}")
    session = start(sentences, coder, layer=layer, folder=folder)
    before = [r for r in session.rows if r["layer"] != layer and r.get("asked") != layer]
    aside = session.path.with_name(f".{session.path.name}.trial")
    trial = Session(session.coder, layer, sentences, aside, list(before), session.asks)
    place = {(s.text_id, s.sent): k for k, s in enumerate(sentences.itertuples())}
    faults = []
    try:
        for line, r in enumerate(frame.to_dict("records"), 2):
            k = place.get((r["text_id"], r["sent"]))
            if k is None:
                faults.append(f"line {line}: no sentence {r['sent']} of {r['text_id']} among those to code")
                continue
            try:
                if r["words"].strip():
                    row = mark(trial, k, r["words"])
                    for q in session.asks.questions:
                        answer(trial, row, q.field, r[q.field])
                    if row["layer"] == DRAFT:
                        raise ClassroomError(
                            f"“{row['surface']}” has no answer to: {open_questions(trial, row)[0].ask}"
                        )
                done(trial, k)
            except ClassroomError as error:
                faults.append(f"line {line}: {error}")
    finally:
        trial.path.unlink(missing_ok=True)
    if faults:
        raise ClassroomError(f"{path}: " + "\n".join(faults[:10]))
    session.rows[:] = trial.rows
    _save(session)
    return session


def sheet(
    sentences: pd.DataFrame, path: str | Path, *, layers: Sequence[str] = ("term",), title: str = ""
) -> show.Html:
    """Writes a sheet to print (`sheet_html`), and says where it is. In the making of the site nothing is
    written: the site has its own."""
    if os.environ.get(show.READER):
        return show.Html(f"<p>{sheet_links()}</p>")
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, sheet_html(sentences, layers=layers, title=title))
    return show.Html(f"<p>The sheet to print is in <code>{escape(str(path))}</code>.</p>")


def sheet_links() -> str:
    """Links to the sheets of the site, one for each layer."""
    links = ", ".join(f'<a href="{file}">{escape(_layer(layer).title)}</a>' for layer, file in SHEETS.items())
    return f"The sheets to print: {links}."


def sheet_html(
    sentences: pd.DataFrame, *, layers: Sequence[str] = ("term",), title: str = "", foot: Sequence[str] = ()
) -> str:
    """A sheet to print: the questions, then each sentence with room to mark words and write answers. A whole
    page, with no request to anywhere."""
    parts = []
    for one in (_layer(layer, sentences) for layer in layers):
        heads = "".join(f'<th scope="col">{escape(q.field.replace("_", " "))}</th>' for q in one.questions)
        parts.append(f"<h2>{escape(one.title)}</h2>{questions(one.id, sentences).html}")
        for s in sentences.itertuples():
            rows = f"<tr><td>&nbsp;</td>{'<td></td>' * len(one.questions)}</tr>" * 3
            parts.append(
                f"<section><p><b>{escape(s.text_id)} {escape(s.sent)}</b>"
                f" {show.as_text(s.surface)}</p><table><thead><tr><th"
                f' scope="col">words</th>{heads}</tr></thead><tbody>{rows}</tbody></table><p>□ nothing to'
                " mark</p></section>"
            )
    editions = "".join(f"<li>{escape(line)}</li>" for line in foot)
    sheet = (resources("diptych") / "templates" / "sheet.html").read_text(encoding="utf-8")
    return sheet.format(
        title=escape(title or "Code it yourself"),
        body="".join(parts),
        foot=f"<footer><ul>{editions}</ul></footer>" if editions else "",
    )
