"""The reviews of a class in one page: how far they agree, the sentences that split them, and what their own
coding shows beside the reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import jinja2
import pandas as pd
from markupsafe import Markup

from diptych import extract, rowkeys, show
from diptych.corpus import texts
from diptych.extract import derived
from diptych.interactive import classroom
from diptych.people import agreement, coding, decisions, queue
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.schema import FIELDS
from diptych.show import front

PAGE = "class.html"
#: How many of the sentences that split a class are shown.
MOST = 12

Codings = Mapping[str, Mapping[str, list[dict]]]


def majority(codings: Codings, layers: Sequence[str] = queue.LAYERS) -> dict[str, list[dict]]:
    """A class's own coding, text_id -> rows: the places that more than half of those who read the sentence
    have coded, each code the one that most of them gave (of two given as often, the first in the
    alphabet)."""
    units = agreement.units(codings, layers=layers)
    found: dict[str, list[dict]] = {}
    for _, own in units.groupby("unit", sort=False):
        coded, first = own[own["coded"]], own.iloc[0]
        if 2 * len(coded) <= len(own):
            continue
        codes = {f: _most(coded[f]) for f in FIELDS[first["layer"]]}
        where = {c: first[c] for c in ("layer", "sent", "surface", "start", "end")}
        found.setdefault(first["text_id"], []).append(where | codes)
    return found


def _most(values: pd.Series):
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], str(v)))


def read_by_two(codings: Codings) -> set[tuple[str, str]]:
    """The sentences that two coders or more have read to the end."""
    readers = Counter(
        (text, sent)
        for own in codings.values()
        for text, rows in own.items()
        for sent in {r["sent"] for r in rows if r["layer"] == coding.SEEN}
    )
    return {place for place, n in readers.items() if n > 1}


def has_class(case: texts.Case) -> bool:
    """Whether two coders or more have reviewed the same sentences."""
    return bool(read_by_two(queue.codings(case)))


def tables(
    readings: Sequence[Reading], coded: Mapping[str, list[dict]], whose: str
) -> dict[str, pd.DataFrame]:
    """Tables as charts take them (terms, responsibility, legal), of rows that people have coded."""
    out = {}
    for layer in queue.LAYERS:
        program = extract.LAYERS[layer](readings)
        columns = [c for c in program.columns if c not in table.BASE]

        def find(reading: Reading, layer=layer, program=program, columns=columns):
            own = [r for r in coded.get(reading.text.id, ()) if r["layer"] == layer]
            of_text = program[program["text_id"] == reading.text.id].to_dict("records")
            for row in derived.complete(layer, own, of_text, columns):
                yield (row["start"], row["end"], *(row.get(c, "") for c in columns))

        out[extract.LAYERS[layer].__name__] = table.make(readings, find, columns)
        out[extract.LAYERS[layer].__name__].attrs[rowkeys.CODING] = whose
    return out


def body(case: texts.Case, readings: Sequence[Reading], reader: str) -> str:
    """The page of a class; nothing where fewer than two have reviewed the same sentences."""
    codings = queue.codings(case)
    places = read_by_two(codings)
    if not places:
        return ""
    people, n = texts.number_of(len(codings), "reader"), texts.number_of(len(places), "sentence")
    drawn = {f"the class’s coding ({people}; {n})": majority(codings)}
    if reference := classroom.reference(case):
        drawn[f"the reference coding of the same {n}"] = reference
    pictures = []
    for whose, coded in drawn.items():
        shared = {id: [r for r in rows if (id, r["sent"]) in places] for id, rows in coded.items()}
        pictures.append((whose, front.picture(case, tables(readings, shared, whose), readings, reader)))
    units = agreement.units(codings, layers=queue.LAYERS)
    found = agreement.found(units, draws=2).round(2)[
        ["layer", "coders", "units", "by_all", "by_one", "found", "joint"]
    ]
    page = jinja2.Template(show.template("class.html.j2"), autoescape=True, undefined=jinja2.StrictUndefined)
    return page.render(
        people=people.capitalize(),
        n=n,
        pull=queue.pull_line([line for log in decisions.logs(case.folder).values() for line in log.lines]),
        found=Markup(show.table(found.rename(columns=lambda c: c.replace("_", " "))).html),
        figures=[
            (
                classroom.layers()[layer].title,
                Markup(show.table(classroom.figures(codings, layer=layer)).html),
            )
            for layer in dict.fromkeys(units["layer"])
        ],
        split=list(_split(readings, units)),
        pictures=pictures,
    )


def _split(readings: Sequence[Reading], units: pd.DataFrame) -> Iterator[tuple[str, Markup, list[str]]]:
    """The sentences on which a class agrees least: where, the sentence with what is disputed marked, who
    gave what."""
    apart = agreement.disagreements(units)
    by_id = {r.text.id: r for r in readings}
    for (text, sent), own in list(apart.groupby(["text_id", "sent"], sort=False))[:MOST]:
        span = show.sentence_span(by_id[text], sent)
        marks = list(zip(own["start"], own["end"]))
        words = Markup(show.highlight(by_id[text].text.text, *span, marks))
        yield f"{text} {sent}", words, [_said(r) for r in own.itertuples()]


def _said(row) -> str:
    with_row, without = (len(names.split(", ")) if names else 0 for names in (row.coded_by, row.not_by))
    marked = f"{row.surface}: marked by {with_row}" + (f", not by {without}" if without else "")
    return marked + (f"; {row.codes}" if row.codes else "")
