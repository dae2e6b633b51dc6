"""What each text says of the event, in counts and in one sentence for each question: the rows behind the
diptych, and its findings.

Three questions are put to every text: what it calls the event, who does harm and who is answerable, and what
law it invokes. A finding is made from the rows by one template for all texts; it knows the rows behind each
of its numbers, and takes no side: the same parties are told of for every text, in the order of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from diptych import rowkeys, schema
from diptych.compare import doers
from diptych.corpus.codebook import Codebook

#: The questions, and their parts.
QUESTIONS = {
    "words": "What it calls the event",
    "doers": "Who does harm, and who is answerable",
    "law": "What law it invokes, and with what standing",
}
HARM, ANSWERABLE = "does harm", "is answerable"
SAID, CALLED_FOR, STEPS = "said of the event", "called for", "steps taken"
PARTS = {"words": ("",), "doers": (HARM, ANSWERABLE), "law": (SAID, CALLED_FOR, STEPS)}

#: Words and legal classes that are told of for every text of a case in which any text uses them of the event,
#: used or not.
ALWAYS = ("genocide", "massacre")

COLUMNS = [*rowkeys.BASE, "surface", *"question part row name mark why voice source".split()]


# The rows


def mentions(
    terms: pd.DataFrame, responsibility: pd.DataFrame, legal: pd.DataFrame, codebook: Codebook | None = None
) -> pd.DataFrame:
    """One row per mention that the diptych draws: a word for this event, an act of harm or words of blame, a
    statement that brings law to bear on this event.

    text_id, sent, start, end, surface; question, part and row (where it is drawn); name (the finer name: the
    doer as the text gives it, the standing of the law); mark: solid (the author's own voice), hollow (a
    reported voice) or struck (denied, left open or kept at a distance, for which see why); voice, source.
    """
    words = terms[terms["referent"] == "case"]
    words = words.assign(question="words", part="", row=words["term"], name=words["term"])
    acts = responsibility.assign(
        question="doers",
        part=responsibility["form"].map(lambda form: ANSWERABLE if form == "blame" else HARM),
        row=[doers.fold(actor, codebook) for actor in responsibility["actor"]],
        name=responsibility["actor"].replace("none", ""),
    )
    law = legal[(legal["applies_to"] == "case") & (legal["status"] != "defined")]
    law = law.assign(
        question="law",
        part=law["status"].map({"called_for": CALLED_FOR, "proceeding": STEPS}).fillna(SAID),
        row=[schema.words("concept", c) for c in law["concept"]],
        name=[schema.words("status", s) for s in law["status"]],
    )
    marked = _marked(words, "stance"), _marked(acts, "certainty"), _marked(law, "status")
    return pd.concat([frame[COLUMNS] for frame in marked], ignore_index=True)


def _marked(rows: pd.DataFrame, field: str) -> pd.DataFrame:
    """The rows with their mark and, where it is struck, why."""
    struck = [schema.is_struck({field: code}) for code in rows[field]]
    voices = ["solid" if voice == "author" else "hollow" for voice in rows["voice"]]
    why = [schema.words(field, code) if out else "" for code, out in zip(rows[field], struck)]
    return rows.assign(mark=["struck" if out else voice for voice, out in zip(voices, struck)], why=why)


def not_drawn(terms: pd.DataFrame, legal: pd.DataFrame) -> dict[str, int]:
    """How many words and statements of law the diptych leaves out: those of other events, of a concept or a
    title, of law in general."""
    law = (legal["applies_to"] != "case") | (legal["status"] == "defined")
    return {"words": int((terms["referent"] != "case").sum()), "law": int(law.sum())}


def order(rows: pd.DataFrame) -> list[str]:
    """The rows of one part of the diptych, by their total in all texts, then in the order of the alphabet."""
    total = rows["row"].value_counts()
    return sorted(total.index, key=lambda row: (-total[row], str(row)))


# The findings


class Piece(NamedTuple):
    """Some words of a finding, and the keys of the rows that they count; none where they count nothing."""

    words: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What one text answers to one question."""

    text_id: str
    question: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The sentence."""
        return "".join(piece.words for piece in self.pieces)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all rows that the sentence counts, each once."""
        return tuple(dict.fromkeys(key for piece in self.pieces for key in piece.keys))


def findings(
    drawn: pd.DataFrame, texts: Iterable[str] = (), *, always: Sequence[str] = ALWAYS
) -> list[Finding]:
    """The three findings of each text, from the rows of `mentions`; `texts` names the texts, those without
    rows too."""
    say = {"words": _of_words, "doers": _of_doers, "law": _of_law}
    found = []
    for id in dict.fromkeys([*texts, *drawn["text_id"]]):
        for question, sentence in say.items():
            asked = drawn[drawn["question"] == question]
            first, *others = sentence(asked[asked["text_id"] == id], asked, always)
            found.append(
                Finding(id, question, (Piece(_capital(first.words), first.keys), *others, Piece(".")))
            )
    return found


def _of_words(own: pd.DataFrame, asked: pd.DataFrame, always: Sequence[str]) -> Iterable[Piece]:
    if own.empty:
        yield Piece("it has none of the words that are counted")
        return
    told = _told(own, asked, always)
    yield from _joined([list(_counted(row, own[own["row"] == row])) for row in told], "; ")
    yield from _rest(own[~own["row"].isin(told)], "other word")


def _of_doers(own: pd.DataFrame, asked: pd.DataFrame, always: Sequence[str]) -> Iterable[Piece]:
    if own.empty:
        yield Piece("no harm is told, and nobody is blamed")
        return
    parties = sorted(set(asked["row"]) - set(doers.KINDS))
    harm, answerable = (own[own["part"] == part] for part in PARTS["doers"])
    yield Piece("harm is done " if len(harm) else "no harm is told")
    yield from _joined(_each(harm, parties, "{times} by {who}"), ", ")
    yield Piece(". Held answerable: " if len(answerable) else ". Nobody is held answerable")
    yield from _joined(_each(answerable, parties, "{who} {times}"), ", ")


def _each(rows: pd.DataFrame, parties: Sequence[str], saying: str) -> list[list[Piece]]:
    """What is told of each party and of each kind of doer there is; nothing where there are no rows."""
    here = [kind for kind in doers.KINDS if (rows["row"] == kind).any()]
    told = (*parties, *here) if len(rows) else ()
    return [list(_done(who, rows[rows["row"] == who], saying)) for who in told]


def _of_law(own: pd.DataFrame, asked: pd.DataFrame, always: Sequence[str]) -> Iterable[Piece]:
    if own.empty:
        yield Piece("it invokes no law for this event")
        return
    said = own[own["part"] == SAID]
    told = _told(said, asked[asked["part"] == SAID], always, most=3)
    if told:
        yield from _joined([list(_counted(row, said[said["row"] == row])) for row in told], "; ")
        yield from _rest(said[~said["row"].isin(told)], "other class", "other classes")
    else:
        yield Piece("no class of law is said to apply")
    for part in (CALLED_FOR, STEPS):
        rows = own[own["part"] == part]
        if len(rows):
            yield Piece(f". {_capital(part)}: ")
            by_row = {row: rows[rows["row"] == row] for row in order(rows)}
            yield from _joined(
                [[Piece(f"{row} {times(len(of))}", _keys(of))] for row, of in by_row.items()], ", "
            )


def _told(own: pd.DataFrame, asked: pd.DataFrame, always: Sequence[str], most: int = 1) -> list[str]:
    """The rows that a sentence tells of: the text's most frequent, and those told of for every text; by their
    number."""
    ranked = sorted(order(own), key=lambda row: row == schema.words("concept", "other"))
    told = {*ranked[:most], *(row for row in always if (asked["row"] == row).any())}
    return sorted(told, key=lambda row: (-int((own["row"] == row).sum()), row))


def _counted(row: str, rows: pd.DataFrame) -> Iterable[Piece]:
    """As "genocide 4 times, 2 in the author's own words, 2 left open"."""
    yield Piece(f"{row} {times(len(rows))}", _keys(rows))
    struck = rows[rows["mark"] == "struck"]
    alone = len(rows) == 1
    reasons = [Piece(why if alone else f"{len(of)} {why}", _keys(of)) for why, of in struck.groupby("why")]
    for piece in [*([] if alone and reasons else _voiced(rows)), *reasons]:
        yield Piece(f", {piece.words}", piece.keys)


def _done(who: str, rows: pd.DataFrame, saying: str) -> Iterable[Piece]:
    """As "twice by the Tolvian side (1 in the author's own words; and denied once)": what is denied never
    counts as done."""
    told, denied = rows[rows["mark"] != "struck"], rows[rows["mark"] == "struck"]
    name = who if who in doers.KINDS else f"the {who}"
    yield Piece(
        saying.format(times=times(len(told)), who=name).replace("by nobody", "with nobody"), _keys(told)
    )
    names = list(dict.fromkeys(told["name"])) if who == doers.OTHERS else []
    brackets = [] if who in doers.KINDS else _voiced(told)
    brackets += [Piece(", ".join(names))] if names and len(", ".join(names)) < 70 else []
    brackets += [Piece(f"and {why} {times(len(of))}", _keys(of)) for why, of in denied.groupby("why")]
    if brackets:
        yield Piece(" (")
        yield from _joined([[piece] for piece in brackets], "; ")
        yield Piece(")")


def _voiced(rows: pd.DataFrame) -> list[Piece]:
    """In whose words the rows are: "4 in the author's own words"; nothing where there are none."""
    own = rows[rows["mark"] == "solid"]
    if len(rows) == 1:
        return [Piece("in the author’s own words" if len(own) else "in reported words", _keys(rows))]
    how = "each time" if len(own) == len(rows) else len(own) or "never"
    return [Piece(f"{how} in the author’s own words", _keys(own))] if len(rows) else []


def _rest(rows: pd.DataFrame, one: str, several: str = "") -> Iterable[Piece]:
    """As "; 3 other words 8 times"."""
    kinds = rows["row"].nunique()
    if kinds:
        what = one if kinds == 1 else several or f"{one}s"
        yield Piece(f"; {kinds} {what} {times(len(rows))}", _keys(rows))


def _joined(groups: Sequence[Sequence[Piece]], between: str) -> Iterable[Piece]:
    for k, group in enumerate(groups):
        if k:
            yield Piece(between)
        yield from group


def _keys(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(rowkeys.keys(rows))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def times(n: int) -> str:
    """A number of times in words: not once, once, twice, 3 times."""
    return {0: "not once", 1: "once", 2: "twice"}.get(n, f"{n:,} times")
