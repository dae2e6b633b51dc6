"""The program marked by the reference coding: how good it is, layer by layer, and where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from diptych import rowkeys, show
from diptych.ask import all_of
from diptych.corpus import texts
from diptych.interactive import classroom
from diptych.people import agreement, coding, drawn
from diptych.people.coding import KEYS
from diptych.reading import pipeline, table
from diptych.reading.reading import Reading
from diptych.schema import LAYERS

KINDS = {
    "CARDINAL": "count",
    "ORDINAL": "ordinal",
    "PERCENT": "percent",
    "MONEY": "money",
    "QUANTITY": "measure",
}


def editions(case: texts.Case) -> list[list[Reading]]:
    """Readings of each edition of a case that is at hand and has a reference coding, the one shown first."""
    found, seen = [], set()
    for edition in (None, "restated", "original"):
        try:
            loaded = case if edition is None else texts.load_case(case.folder, edition=edition)
        except texts.TextError:
            continue
        known = classroom.reference(loaded)
        kept = [t for t in loaded.texts if t.id in known and (t.id, t.edition) not in seen]
        seen |= {(t.id, t.edition) for t in kept}
        if kept:
            found.append(pipeline.read(kept, loaded.codebook))
    return found


def reference_made(case: texts.Case) -> show.Html:
    """How the reference coding of a case was made, as sources.toml says, and which of its texts it covers."""
    known = classroom.reference(case)
    covered, others = ([t.id for t in case.texts if (t.id in known) is there] for there in (True, False))
    if not covered:
        told = [
            "This case has no reference coding, so there is nothing here to score the program by, and the"
            " tables and charts below are empty. To have scores, code some sentences by hand (the notebook"
            " 07-code-it-yourself helps) and keep them in the case's folder as"
            " coding/reference/TEXT.EDITION.jsonl."
        ]
    else:
        unsaid = (
            "How the reference coding was made is not written down in sources.toml (`reference` under"
            " [case])."
        )
        without = f"; there is none of {', '.join(others)}" if others else ""
        told = [case.reference or unsaid, f"There is a reference coding of {', '.join(covered)}{without}."]
    return show.Html("".join(f"<p>{show.as_text(words)}</p>" for words in told))


def scores(
    case: texts.Case, readings: Sequence[Reading], *, draws: int = agreement.DRAWS, seed: int = agreement.SEED
) -> pd.DataFrame:
    """One row per layer and text, and per layer over all texts (`all`): layer, text_id, edition, n (rows in
    the reference), rows (their keys), found, found_low, found_high, joint, joint_low, joint_high.

    F1 of the program's rows against the reference (coding.score) of the edition read; the interval's ends are
    the 2.5th and 97.5th percentile of `draws` draws of sentences with replacement. An empty table where there
    is no reference.
    """
    return _scores(
        classroom.reference(case),
        classroom.program(readings),
        {r.text.id: r.text.edition for r in readings},
        draws,
        seed,
    )


def by_edition(case: texts.Case, *, draws: int = agreement.DRAWS) -> pd.DataFrame:
    """The rows of `scores` for every edition that is at hand: the restatements always, the originals where
    the reader has copies."""
    frames = []
    for readings in editions(case):
        known = texts.Case(case.name, case.title, case.folder, tuple(r.text for r in readings), case.codebook)
        frames.append(scores(known, readings, draws=draws))
    return pd.concat(frames, ignore_index=True) if frames else scores(case, [])


def _scores(
    reference: dict[str, list[dict]],
    got: dict[str, list[dict]],
    edition: dict[str, str],
    draws: int,
    seed: int,
) -> pd.DataFrame:
    rows = []
    for layer in LAYERS:
        parts = {id: _parts(reference[id], got[id], layer) for id in reference if id in got}
        for text_id, own in [
            *((id, [p]) for id, p in parts.items()),
            *([("all", list(parts.values()))] if len(parts) > 1 else []),
        ]:
            sums = np.concatenate(own) if own else np.zeros((0, 4))
            if not sums.size or not sums[:, 0].sum():
                continue
            weights = (
                np.random.default_rng(seed)
                .multinomial(len(sums), [1 / len(sums)] * len(sums), size=draws)
                .astype(float)
            )
            row = {
                "layer": layer,
                "text_id": text_id,
                "edition": edition[text_id]
                if text_id in edition
                else "/".join(dict.fromkeys(edition.values())),
                "n": int(sums[:, 0].sum()),
                "rows": [
                    rowkeys.key(id, r["sent"], r["start"], r["end"])
                    for id in (parts if text_id == "all" else [text_id])
                    for r in reference[id]
                    if r["layer"] == layer
                ],
            }
            for name, column in (("found", 2), ("joint", 3)):
                row |= agreement._with_ends(
                    name,
                    agreement._ratio,
                    np.column_stack([2 * sums[:, column], sums[:, 0] + sums[:, 1]]),
                    weights,
                    np.arange(len(sums)),
                )
            rows.append(row)
    return pd.DataFrame(
        rows,
        columns=[
            "layer",
            "text_id",
            "edition",
            "n",
            "rows",
            "found",
            "found_low",
            "found_high",
            "joint",
            "joint_low",
            "joint_high",
        ],
    )


def _parts(reference: list[dict], got: list[dict], layer: str) -> np.ndarray:
    """Per sentence with a row: rows of the reference, of the coding, both, both with the same key codes."""
    ref, own = [r for r in reference if r["layer"] == layer], [r for r in got if r["layer"] == layer]
    order = {sent: k for k, sent in enumerate(dict.fromkeys(r["sent"] for r in [*ref, *own]))}
    out = np.zeros((len(order), 4))
    for column, rows in ((0, ref), (1, own)):
        for r in rows:
            out[order[r["sent"]], column] += 1
    for i, j in coding.match(ref, own):
        out[order[ref[i]["sent"]], 2] += 1
        out[order[ref[i]["sent"]], 3] += all(
            coding.same(k, ref[i].get(k), own[j].get(k)) for k in KEYS[layer]
        )
    return out


def errors(case: texts.Case, readings: Sequence[Reading], *layers: str) -> pd.DataFrame:
    """One row per error of the program: text_id, sent, start, end, surface, layer, error (`missed`, `extra`,
    or the field that is coded otherwise), reference, program (the values of that field), where (the
    construction it stands in, guessed from the parse)."""
    layers = all_of(layers, LAYERS, "layer")
    known, got, rows = classroom.reference(case), classroom.program(readings), []
    by_id = {r.text.id: r for r in readings}
    for text_id in (id for id in known if id in got):
        scored = coding.score([(known[text_id], got[text_id])])
        for layer in layers or LAYERS:
            for r, g, off in scored[layer]["wrong"]:
                at = r or g
                base = (text_id, at["sent"], at["start"], at["end"], at["surface"], layer)
                where = construction(by_id[text_id], at["start"], at["end"])
                if r is None or g is None:
                    rows.append(
                        (*base, "missed" if g is None else "extra", _codes(r, layer), _codes(g, layer), where)
                    )
                else:
                    rows += [(*base, k, str(r.get(k, "")), str(g.get(k, "")), where) for k in off]
    out = pd.DataFrame(rows, columns=[*table.BASE, "layer", "error", "reference", "program", "where"])
    return out.sort_values(["text_id", "start", "layer", "error"], kind="stable").reset_index(drop=True)


def _codes(row: dict | None, layer: str) -> str:
    return "" if row is None else ", ".join(str(row.get(k, "")) for k in KEYS[layer])


_CONSTRUCTIONS = (
    ("relcl", "a relative clause"),
    ("acl", "a participle or infinitive on a noun"),
    ("appos", "an apposition"),
    ("parataxis", "an inserted clause"),
    ("ccomp", "a reported or object clause"),
    ("advcl", "an adverbial clause"),
    ("xcomp", "an infinitive or gerund"),
    ("csubj", "a clause as subject"),
)


def construction(reading: Reading, start: int, end: int) -> str:
    """What stands around a place in a text, by the parse: quotation marks, a negation, the nearest clause
    above it, a list, a long sentence. A guess at why an error was made there, not a finding."""
    p = reading.parse
    inside = [t for t, at in zip(reading.doc, p.start) if start <= at < end]
    if not inside:
        return ""
    token = min(inside, key=lambda t: len(list(t.ancestors)))
    sent, found = token.sent, []
    before = reading.text.text[p.start[sent.start]:start]
    if before.count("“") > before.count("”") or before.count('"') % 2:
        found.append("quotation marks")
    if before.count("(") > before.count(")"):
        found.append("brackets")
    line = [token, *token.ancestors]
    if any(
        c.dep_ == "neg" or c.lower_ in ("no", "neither", "nor", "without") for t in line for c in t.children
    ):
        found.append("a negation")
    found += [name for t in line[:4] for dep, name in _CONSTRUCTIONS if t.dep_ == dep][:1]
    if any(c.dep_ in ("nsubjpass", "auxpass") for t in line[:2] for c in t.children):
        found.append("a passive")
    if any(t.dep_ == "conj" for t in line[:3]) or any(c.dep_ == "conj" for c in token.children):
        found.append("a list")
    if len(sent) > 40:
        found.append("a sentence of over 40 words")
    return ", ".join(found) or "a plain clause"


def stock(readings: Sequence[Reading]) -> dict[str, list[dict]]:
    """What the language model alone finds of entities, dates and numbers, text_id -> rows of those layers:
    its own labels, a mention's words as its name, figures where they are written in digits, no value for a
    date. The texts are given to it as they are."""
    out = {}
    for reading in readings:
        doc, rows = pipeline.model()(reading.text.text), []
        firsts = [
            show.sentence_span(reading, table.sentence_id(k))[0] for k in range(len(reading.parse.sents))
        ]
        for e in doc.ents:
            base = {
                "sent": table.sentence_id(max(0, sum(f <= e.start_char for f in firsts) - 1)),
                "surface": e.text,
                "start": e.start_char,
                "end": e.end_char,
            }
            if e.label_ in coding.CLOSED["entity", "label"]:
                rows.append({"layer": "entity"} | base | {"label": e.label_, "canonical": e.text})
            elif e.label_ in ("DATE", "TIME"):
                rows.append({"layer": "date"} | base | {"type": e.label_, "edtf": "", "what": ""})
            elif e.label_ in KINDS:
                digits = re.search(r"\d[\d,]*(?:\.\d+)?", e.text)
                value = float(digits[0].replace(",", "")) if digits else ""
                rows.append(
                    {"layer": "number"}
                    | base
                    | {
                        "kind": KINDS[e.label_],
                        "low": value,
                        "high": value,
                        "counted": "",
                        "measure": "",
                        "voice": "author",
                        "source": "",
                    }
                )
        out[reading.text.id] = rows
    return out


def ceiling(case: texts.Case) -> dict[str, dict[str, float]]:
    """How far two codings of a case agree, by layer: `coding/two-codings.toml`, where the case has one."""
    return {layer: value for layer, value in drawn.two_codings(case).items() if layer in KEYS}


def beside(case: texts.Case, readings: Sequence[Reading]) -> pd.DataFrame:
    """One row per layer, over all texts read: layer, n (rows in the reference), program_found, program_joint,
    stock_found, stock_joint (the language model alone; entities, dates and numbers only), coders_found,
    coders_joint (two codings of the originals; see `ceiling`)."""
    own = scores(case, readings, draws=1)
    known, edition = classroom.reference(case), {r.text.id: r.text.edition for r in readings}
    alone, top = _scores(known, stock(readings), edition, 1, 0), ceiling(case)
    rows = []
    for layer in LAYERS:
        line = own[own["layer"] == layer].tail(1)
        if line.empty:
            continue
        base = (
            alone[alone["layer"] == layer].tail(1) if layer in ("entity", "date", "number") else alone.head(0)
        )
        rows.append(
            (
                layer,
                int(line["n"].iloc[0]),
                line["found"].iloc[0],
                line["joint"].iloc[0],
                *(base[k].iloc[0] if len(base) else np.nan for k in ("found", "joint")),
                *(top.get(layer, {}).get(k, np.nan) for k in ("found", "joint")),
            )
        )
    return pd.DataFrame(
        rows,
        columns=[
            "layer",
            "n",
            "program_found",
            "program_joint",
            "stock_found",
            "stock_joint",
            "coders_found",
            "coders_joint",
        ],
    )


def tally(errors: pd.DataFrame) -> pd.DataFrame:
    """One row per layer and kind of error, the commonest first: layer, error, n, sentences (ids with their
    texts, the first six)."""
    named = errors.assign(at=errors["text_id"] + " " + errors["sent"])
    out = (
        named.groupby(["layer", "error"], sort=False)
        .agg(n=("at", "size"), sentences=("at", lambda s: ", ".join(list(dict.fromkeys(s))[:6])))
        .reset_index()
    )
    return out.sort_values(["layer", "n", "error"], ascending=[True, False, True]).reset_index(drop=True)


def by_construction(errors: pd.DataFrame) -> pd.DataFrame:
    """One row per construction that errors stand in: where, n, and a column of counts for each layer."""
    single = errors.assign(where=errors["where"].str.split(", ")).explode("where")
    wide = single.groupby(["where", "layer"]).size().unstack(fill_value=0)
    wide.columns.name = None
    return (
        wide.assign(n=wide.sum(axis=1))
        .sort_values(["n"], ascending=False, kind="stable")
        .reset_index()[["where", "n", *wide.columns]]
    )
