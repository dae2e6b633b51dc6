"""Coding by a class: sentences to code, six questions, answers kept the moment they are given, and the
codings of all brought together."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from importlib.resources import files as resources
from pathlib import Path

import pandas as pd

from diptych import compare, files, score, show
from diptych.corpus import texts
from diptych.corpus.codebook import Codebook
from diptych.exchange import spreadsheet
from diptych.people import agreement, coding
from diptych.people.coding import CLOSED, DRAFT, SEEN
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.schema import OWN

LAYERS = ("term", "responsibility", "legal")
REFERENCE, PROGRAM = "the reference", "the program"
#: The page of the site with each layer's sheet to print.
SHEETS = {layer: f"code-it-yourself-sheet-{layer}.html" for layer in LAYERS}
INVENTED = ("Ann (invented)", "Ben (invented)", "Cleo (invented)")
MAYBE = {"instrument"}


class ClassroomError(ValueError):
    """Something a coder has given that cannot be used, and what to give instead."""


@dataclass(frozen=True)
class Question:
    """One of the six questions of a layer: the field it fills, the words, its closed answers with what they
    mean, or none, and the answer (field, value) after which it is asked."""

    field: str
    ask: str
    help: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    when: tuple[str, str] | None = None


@dataclass(frozen=True)
class Layer:
    """What to mark in a sentence for one layer, an example, and the six questions."""

    id: str
    title: str
    mark: str
    example: str
    questions: tuple[Question, ...]


@lru_cache(maxsize=1)
def layers() -> dict[str, Layer]:
    """The student version of the manual, by layer: `templates/questions.toml`."""
    data = tomllib.loads((resources("diptych") / "templates" / "questions.toml").read_text(encoding="utf-8"))
    return {
        id: Layer(
            id,
            d["title"],
            d["mark"],
            d["example"],
            tuple(
                Question(
                    q["field"],
                    q["ask"],
                    q.get("help", ""),
                    q.get("answers", {}),
                    next(iter(q["when"].items())) if "when" in q else None,
                )
                for q in d["questions"]
            ),
        )
        for id, d in data.items()
    }


def own_layer(codebook: Codebook) -> Layer | None:
    """The own codes of a case (`codebook/codes.toml`) as a layer: which code it is, and the question of
    each."""
    entries = codebook["codes"]
    which = Question("code", "Which question is it?", answers={entry.id: entry.label for entry in entries})
    asks = [
        Question("answer", e.more["question"], e.note, dict.fromkeys(e.more["answers"], ""), ("code", e.id))
        for e in entries
    ]
    mark = "Answer each question about the whole sentence. You may also mark the words that answer it."
    return Layer(OWN, "Own codes", mark, "", (which, *asks)) if entries else None


def questions(layer: str = "term", sentences: pd.DataFrame | None = None) -> show.Html:
    """The questions of a layer with their answers, as a page shows them; those of a case's own codes (layer
    `code`) come with the sentences of `choose`."""
    known = _layer(layer, sentences)
    items = []
    for q in (q for q in known.questions if q.field != "code"):
        answers = (
            "; ".join(
                f"<b>{escape(a)}</b>" + (f" ({escape(what)})" if what else "")
                for a, what in q.answers.items()
            )
            or "in the text’s own words"
        )
        after = q.when and q.when[0] != "code"
        asked = f" <i>Only after “{escape(q.when[1])}”.</i>" if after else ""
        items.append(f"<li><b>{escape(q.ask)}</b> {escape(q.help)}{asked}<br>{answers}</li>")
    return show.Html(f"<p>{escape(known.mark)}</p><ol>{''.join(items)}</ol><p>{escape(known.example)}</p>")


def _layer(layer: str, sentences: pd.DataFrame | None = None) -> Layer:
    own = None if sentences is None else sentences.attrs.get(OWN)
    known = {**layers(), **({OWN: own} if own else {})}
    if layer not in known:
        raise ClassroomError(f'no layer "{layer}" to code in class; write one of {", ".join(known)}')
    return known[layer]


def choose(readings: Sequence[Reading], *, n: int = 12, seed: int = 1) -> pd.DataFrame:
    """One row per sentence to code, in the order of the texts: text_id, sent, start, end, surface, edition.

    As many from each text, drawn by chance (`seed`) from its sentences of 8 to 60 words, so that some of them
    have nothing to code. Everybody who uses the same numbers gets the same sentences. `attrs["code"]` has
    the questions of the case's own codes.
    """
    whole = compare.sentences(readings)
    whole = whole[whole["words"].between(8, 60)]
    edition = {r.text.id: r.text.edition for r in readings}
    per = -(-n // max(1, len(readings)))
    drawn = [
        own.sample(min(per, len(own)), random_state=seed) for _, own in whole.groupby("text_id", sort=False)
    ]
    out = pd.concat(drawn).sort_index()[table.BASE] if drawn else whole[table.BASE]
    out = out.assign(edition=out["text_id"].map(edition)).reset_index(drop=True)
    out.attrs[OWN] = own_layer(readings[0].codebook) if readings else None
    return out


# One coder's work, kept after every answer


@dataclass
class Session:
    """A coder at work on a layer: the sentences, the file, and the rows so far. Every change is on the disk
    before it is shown."""

    coder: str
    layer: str
    sentences: pd.DataFrame
    path: Path
    rows: list[dict]
    asks: Layer


def start(sentences: pd.DataFrame, coder: str, *, layer: str = "term", folder: str | Path) -> Session:
    """Starts or takes up a coder's work: `folder/<coder>.jsonl`. Raises ClassroomError
    for a name that is none, CodingError for a broken file."""
    asks = _layer(layer, sentences)
    name = " ".join(coder.split())
    stem = re.sub(r"[^\w.-]+", "-", name).strip("-.").lower()
    if not stem:
        raise ClassroomError('choose a name to code under, such as coder="Ann"')
    path = Path(folder) / f"{stem}.jsonl"
    rows = coding.read(path) if path.is_file() else []
    other = {str(r.get("coder")) for r in rows} - {name}
    if other:
        raise ClassroomError(
            f'{path} has the coding of {", ".join(sorted(other))}; choose another name than "{name}"'
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    return Session(name, layer, sentences, path, rows, asks)


def prepare(session: Session, k: int) -> None:
    """Asks each own code of a case about the whole of sentence k, where the coder has no row for it yet."""
    if session.layer != OWN or is_done(session, k):
        return
    s, known = session.sentences.iloc[k], {row["code"] for row in rows_of(session, k)}
    whole = {"surface": s["surface"], "nth": 1, "start": int(s["start"]), "end": int(s["end"])}
    session.rows += [
        {"layer": DRAFT, "asked": OWN} | _where(session, s) | whole | {"code": code, "answer": ""}
        for code in session.asks.questions[0].answers
        if code not in known
    ]


def mark(session: Session, k: int, words: str, *, nth: int = 1) -> dict:
    """A new row for words of sentence k (from 0), the nth time they stand there. Raises ClassroomError where
    they do not."""
    s = session.sentences.iloc[k]
    words = words.strip()
    places = [m.start() for m in re.finditer(re.escape(words), s["surface"])] if words else []
    if not places:
        places = [m.start() for m in re.finditer(re.escape(words), s["surface"], re.I)] if words else []
    if not places:
        raise ClassroomError(f"“{words}” does not stand in this sentence; copy the words from it")
    if not 1 <= nth <= len(places):
        raise ClassroomError(f"“{words}” stands {len(places)} times in this sentence")
    at, surface = places[nth - 1], s["surface"][places[nth - 1]:places[nth - 1] + len(words)]
    row = (
        {"layer": DRAFT, "asked": session.layer}
        | _where(session, s)
        | {
            "surface": surface,
            "nth": 1 + sum(s["surface"].startswith(surface, i) for i in range(at)),
            "start": int(s["start"]) + at,
            "end": int(s["start"]) + at + len(words),
        }
    )
    taken = [(r["start"], r["end"]) for r in rows_of(session, k)] if session.layer != OWN else []
    if (row["start"], row["end"]) in taken:
        raise ClassroomError(f"“{words}” has a row already")
    session.rows.append(row | dict.fromkeys(coding.FIELDS[session.layer], ""))
    _save(session)
    return session.rows[-1]


def answer(session: Session, row: dict, name: str, value: str) -> None:
    """Answers one question about a row. With the last closed answer the row stops being a draft. Raises
    ClassroomError."""
    named = [q for q in session.asks.questions if q.field == name and q.answers]
    allowed = next((q.answers for q in named if asked(q, row)), ())
    if name not in coding.FIELDS[session.layer]:
        raise ClassroomError(f'no field "{name}" in layer {session.layer}')
    if allowed and value not in ("", *allowed):
        raise ClassroomError(f'"{value}" is no answer to this question; choose one of {", ".join(allowed)}')
    if name == "code" and row[name] != value:
        row["answer"] = ""
    row[name] = value.strip()
    row["layer"] = DRAFT if open_questions(session, row) else session.layer
    _save(session)


def open_questions(session: Session, row: Mapping) -> list[Question]:
    """The questions about a row that are asked and not answered yet."""
    return [
        q
        for q in session.asks.questions
        if asked(q, row) and not row.get(q.field) and q.field not in MAYBE
    ]


def asked(question: Question, row: Mapping) -> bool:
    """Whether a question is asked, as the answers so far stand."""
    return question.when is None or row.get(question.when[0]) == question.when[1]


def remove(session: Session, row: dict) -> None:
    """Takes a row away."""
    session.rows[:] = [r for r in session.rows if r is not row]
    _save(session)


def done(session: Session, k: int) -> None:
    """Says that sentence k is finished, with or without rows. Raises ClassroomError while a row of it is a
    draft."""
    drafts = [r for r in rows_of(session, k) if r["layer"] == DRAFT]
    if drafts:
        left = open_questions(session, drafts[0])
        raise ClassroomError(f"“{drafts[0]['surface']}” still has a question open: {left[0].ask}")
    if not is_done(session, k):
        s = session.sentences.iloc[k]
        session.rows.append(
            {"layer": SEEN, "asked": session.layer}
            | _where(session, s)
            | {"surface": "", "nth": 1, "start": int(s["start"]), "end": int(s["start"]), "to": int(s["end"])}
        )
        _save(session)


def is_done(session: Session, k: int) -> bool:
    """Whether sentence k is finished."""
    s = session.sentences.iloc[k]
    return any(
        r["layer"] == SEEN and r["asked"] == session.layer and _here(r, s) and r["start"] == s["start"]
        for r in session.rows
    )


def rows_of(session: Session, k: int) -> list[dict]:
    """The coder's rows in sentence k, drafts too, in the order of the words."""
    s = session.sentences.iloc[k]
    own = [
        r
        for r in session.rows
        if (r["layer"] == session.layer or r["layer"] == DRAFT and r["asked"] == session.layer)
        and _here(r, s)
        and s["start"] <= r["start"] < s["end"]
    ]
    return sorted(own, key=lambda r: (r["start"], r["end"]))


def _here(row: Mapping, sentence: Mapping) -> bool:
    return (row.get("text_id"), row.get("edition")) == (sentence["text_id"], sentence["edition"])


def _where(session: Session, sentence: Mapping) -> dict:
    return {
        "coder": session.coder,
        "text_id": sentence["text_id"],
        "edition": sentence["edition"],
        "sent": sentence["sent"],
    }


def _save(session: Session) -> None:
    coding.write(session.rows, session.path)


def folder(case: texts.Case) -> Path:
    """Where a class's codings of a case are kept: a file for each coder."""
    return case.folder / "coding" / "class"


# On paper, and as a table, where there are no widgets


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


# The codings of a class


def codings(case: texts.Case, *, folder_of: str | Path | None = None) -> dict[str, dict[str, list[dict]]]:
    """What a class has coded of the edition shown, as coder -> text_id -> rows; drafts are left out. An empty
    dictionary where nobody has."""
    place = Path(folder_of) if folder_of else folder(case)
    edition = {t.id: t.edition for t in case.texts}
    found = agreement.merge(sorted(place.glob("*.jsonl"))) if place.is_dir() else {}
    kept: dict[str, dict[str, list[dict]]] = {}
    for coder, by_text in found.items():
        for text_id, rows in by_text.items():
            rows = [
                r
                for r in rows
                if r["layer"] != DRAFT and r.get("edition", edition.get(text_id)) == edition.get(text_id)
            ]
            if rows:
                kept.setdefault(coder, {})[text_id] = rows
    return kept


def reference(case: texts.Case) -> dict[str, list[dict]]:
    """The reference coding of the edition shown, text_id -> rows; without the texts that have none, or differ
    from the copy that was coded."""
    paths = {
        t.id: case.folder / "coding" / "reference" / f"{t.id}.{t.edition}.jsonl"
        for t in case.texts
        if not t.differs
    }
    return {id: coding.read(path) for id, path in paths.items() if path.is_file()}


def program(readings: Sequence[Reading]) -> dict[str, list[dict]]:
    """What the program codes, text_id -> rows of the six layers."""
    return {
        id: [r for r in rows if r["layer"] in coding.FIELDS] for id, rows in coding.code(readings).items()
    }


def invented(
    case: texts.Case, readings: Sequence[Reading], sentences: pd.DataFrame, *, seed: int = 1
) -> dict[str, dict[str, list[dict]]]:
    """Three invented coders of these sentences, to try the figures before a class has coded: the reference
    coding (else the program's), with rows left out and closed answers exchanged by chance. They are nobody's
    judgment."""
    import random
    rng = random.Random(seed)
    base = reference(case) or program(readings)
    out = {}
    for coder, slips in zip(INVENTED, (0.08, 0.18, 0.3)):
        out[coder] = {}
        for text_id, own in sentences.groupby("text_id", sort=False):
            spans = list(zip(own["sent"], own["start"], own["end"]))
            rows = [
                {
                    "layer": SEEN,
                    "asked": layer,
                    "sent": s,
                    "surface": "",
                    "nth": 1,
                    "start": int(a),
                    "end": int(a),
                    "to": int(b),
                }
                for layer in LAYERS
                for s, a, b in spans
            ]
            for r in base.get(text_id, ()):
                if (
                    r["layer"] in LAYERS
                    and any(a <= r["start"] < b for _, a, b in spans)
                    and rng.random() > slips / 2
                ):
                    rows.append(
                        r
                        | {
                            f: rng.choice(CLOSED[r["layer"], f])
                            for f in coding.FIELDS[r["layer"]]
                            if (r["layer"], f) in CLOSED and rng.random() < slips
                        }
                    )
            out[coder][text_id] = rows
    return out


def class_of(
    case: texts.Case, readings: Sequence[Reading], sentences: pd.DataFrame
) -> dict[str, dict[str, list[dict]]]:
    """The codings of the class, or, where fewer than two have coded, three invented coders."""
    found = codings(case)
    return found if len(found) > 1 else invented(case, readings, sentences)


def beside(
    class_codings: Mapping[str, Mapping[str, list[dict]]], other: Mapping[str, list[dict]], name: str
) -> dict[str, Mapping[str, list[dict]]]:
    """A class's codings with one coding more: `beside(mine, classroom.reference(case),
    classroom.REFERENCE)`."""
    return {**class_codings, name: other}


def against(
    class_codings: Mapping[str, Mapping[str, list[dict]]],
    other: Mapping[str, list[dict]],
    name: str,
    *,
    layer: str = "term",
) -> pd.DataFrame:
    """One row per coder: coder, other, units, both, found, joint: how far each agrees with one coding more,
    such as the reference."""
    units = agreement.units(beside(class_codings, other, name), layers=[layer])
    pairs = agreement.pairs(units)
    flipped = pairs.rename(columns={"coder": "other", "other": "coder"})
    both = pd.concat([pairs[pairs["other"] == name], flipped[flipped["other"] == name]])
    return (
        both[["coder", "other", "units", "both", "found", "joint"]]
        .sort_values("coder")
        .reset_index(drop=True)
    )


def figures(class_codings: Mapping[str, Mapping[str, list[dict]]], *, layer: str = "term") -> pd.DataFrame:
    """One row per field: field, units, percent, alpha, AC1, each with its interval in brackets, for
    reading."""
    measures = agreement.measures(agreement.units(class_codings, layers=[layer]))
    shown = {
        name: [
            agreement._figure(*row)
            for row in measures[[key, f"{key}_low", f"{key}_high"]].itertuples(index=False)
        ]
        for name, key in (("percent", "percent"), ("Krippendorff’s alpha", "alpha"), ("Gwet’s AC1", "ac1"))
    }
    return measures[["field", "units"]].assign(**shown)


# The desk: widgets in a notebook


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
    from diptych.interactive import classroom_desk as desks
    return desks.build(session, ipywidgets)


def progress(session: Session) -> tuple[int, int]:
    """How many sentences are finished, and how many there are."""
    return sum(is_done(session, k) for k in range(len(session.sentences))), len(session.sentences)


# The page for a class with no Python


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
