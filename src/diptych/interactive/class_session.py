"""Coding by one person of a class: sentences to code, questions, answers kept the moment they are given."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from importlib.resources import files as resources
from pathlib import Path

import pandas as pd

from diptych import compare, show
from diptych.corpus import texts
from diptych.corpus.codebook import Codebook
from diptych.people import coding
from diptych.people.coding import DRAFT, SEEN
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.schema import OWN

LAYERS = ("term", "responsibility", "legal")
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


def progress(session: Session) -> tuple[int, int]:
    """How many sentences are finished, and how many there are."""
    return sum(is_done(session, k) for k in range(len(session.sentences))), len(session.sentences)
