"""Columns that follow from codes: the rung of the agency ladder, the days that a date can mean. The program's
tables have them; here they are worked out for rows that people have coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from edtf.parser.edtf_exceptions import EDTFParseException

from diptych.extract.days import bounds_of

NONE = ("", "none", None)
#: Last words of an agent that is only a side: "the Armenian side".
SIDES = ("side", "sides", "party", "parties", "camp")


def complete(
    layer: str, rows: Sequence[dict], program: Iterable[Mapping], columns: Sequence[str]
) -> list[dict]:
    """Rows of people, with the columns of the program's table that are no codes of the manual.

    What a row's own codes tell is worked out from them: `rung`; `earliest` and `latest`. Of the program's row
    with the same words are taken: `part_of`; the days of a date to which the program gives the same value,
    since it knows an early March from a late one. `p`, how sure it is, is 1 for people.
    """
    own = {(r["start"], r["end"]): r for r in program}
    more = [c for c in columns if c in WORKED_OUT]
    return [
        row | {c: WORKED_OUT[c](row, rows, own.get((row["start"], row["end"]), {})) for c in more}
        for row in rows
    ]


def rung(row: Mapping, rows: Iterable[Mapping]) -> str:
    """The rung of the agency ladder on which an act stands, by its form and agent and the other acts of its
    sentence."""
    if row["form"] == "blame":
        return "blame"
    if row["actor"] not in NONE:
        words = str(row["actor"]).split()
        named = any(word[:1].isupper() for word in words) and words[-1] not in SIDES
        return "3" if not named else "1" if row["form"] == "active" else "2"
    if any(r["sent"] == row["sent"] and r["actor"] not in NONE for r in rows if r is not row):
        return "4"
    return "6" if row["form"] == "nominal_bare" else "5"


def days(edtf: str) -> tuple[str, str]:
    """First and last day, ISO 8601, that a value in EDTF can mean; empty where it is a length or a vague
    time, or no EDTF."""
    if not str(edtf)[:1].isdigit():
        return "", ""
    whole_days = "/".join(end.partition("T")[0] for end in str(edtf).split("/"))
    try:
        return tuple(date.fromordinal(day).isoformat() for day in bounds_of(whole_days))
    except (EDTFParseException, ValueError, OverflowError, TypeError, AttributeError):
        return "", ""


def _rung(row: Mapping, rows: Sequence[Mapping], program: Mapping) -> str:
    codes = ("form", "actor")
    return program["rung"] if program and all(program[c] == row[c] for c in codes) else rung(row, rows)


def _day(which: int, column: str):
    def worked_out(row: Mapping, rows: Sequence[Mapping], program: Mapping) -> str:
        return program[column] if program and program["edtf"] == row["edtf"] else days(row["edtf"])[which]

    return worked_out


WORKED_OUT = {
    "rung": _rung,
    "earliest": _day(0, "earliest"),
    "latest": _day(1, "latest"),
    "part_of": lambda row, rows, program: program.get("part_of", ""),
    "found_by": lambda row, rows, program: "people",
    "p": lambda row, rows, program: 1.0,
}
