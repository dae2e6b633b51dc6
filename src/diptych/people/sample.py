"""Counts and shares with margins, from the sentences that people have reviewed; and what margin a review
will bring.

The rows of the program and of people are counted in each sentence; `margins` then corrects the program's
counts by what people changed in the sentences that `queue` drew. A sentence that was read out of its turn,
because it was looked for, counts as it is and says nothing of others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from diptych.ask import only
from diptych.corpus import texts
from diptych.people import drawn, margins, queue
from diptych.people.rowfiles import SEEN
from diptych.reading.reading import Reading

#: In how many sentences a row is missed, before anybody has looked: a guess for planning, which a review
#: replaces.
MISSED = 0.05
PLACE = ["text_id", "sent"]
COLUMNS = "program reviewed estimate low high share share_low share_high note".split()
BY_CHOICE = "read out of turn"


def table(
    case: texts.Case,
    readings: Sequence[Reading],
    layer: str = "term",
    field: str = "term",
    *,
    first: int | None = None,
    **codes: str,
) -> pd.DataFrame:
    """One row per text and value of a field: text_id, the field, program (rows), reviewed (sentences of the
    text), estimate, low, high, share (of the text's rows), share_low, share_high, note.

    `codes` keeps the rows with these codes (`voice="author"`). There is no estimate, and `note` says why,
    while nothing of a stratum is reviewed. `first` takes the first sentences of the queue for reviewed, as
    the case's coding has them, which shows what a review would have brought.
    """
    sources = ("program", "adjudicated")
    program, people = (only(drawn.rows(case, readings, layer, coding=x), **codes) for x in sources)
    sentences = queue.queue(case, readings)
    seen = _seen(case, layer) if first is None else set(zip(*(sentences[c].head(first) for c in PLACE)))
    return estimated(sentences, program, people, seen, field)


def estimated(
    sentences: pd.DataFrame, program: pd.DataFrame, people: pd.DataFrame, seen: set, field: str
) -> pd.DataFrame:
    """The table of `table`, from the sentences with stratum and chance, both codings, and the places read."""
    read = np.array([place in seen for place in zip(*(sentences[c] for c in PLACE))], bool)
    strata = _strata(sentences, read)
    none = [name for name in dict.fromkeys(strata) if not read[strata == name].any()]
    note = f"no estimate yet: no sentence read of the strata {'; '.join(none)}" if none else ""

    def both(**of: str) -> tuple[np.ndarray, np.ndarray]:
        own = (x[(x[list(of)] == pd.Series(of)).all(axis=1)] for x in (program, people))
        machine, person = (_count(sentences, rows) for rows in own)
        return machine, np.where(read, person, np.nan)

    out, values = [], pd.concat([program, people])[["text_id", field]].drop_duplicates()
    for id, value in values.sort_values(["text_id", field]).itertuples(index=False):
        part, whole = both(text_id=id, **{field: value}), both(text_id=id)
        told = [*margins.total(*part, strata), *margins.share(part, whole, strata)]
        reviewed = int((read & (sentences["text_id"] == id)).sum())
        out.append((id, value, int(part[0].sum()), reviewed, *(told if not none else [np.nan] * 6), note))
    return pd.DataFrame(out, columns=["text_id", field, *COLUMNS])


def _strata(sentences: pd.DataFrame, read: np.ndarray) -> np.ndarray:
    """The stratum of each sentence; those read after one of their stratum that was left out are apart."""
    by_turn = pd.Series(read, sentences.index)[sentences["chance"].sort_values(kind="stable").index]
    in_turn = by_turn.groupby(sentences["stratum"]).cummin().reindex(sentences.index)
    return np.where(read & ~in_turn.to_numpy(bool), BY_CHOICE, sentences["stratum"])


def plan(
    case: texts.Case, readings: Sequence[Reading], n: int, layer: str = "term", field: str = "term", **codes
) -> pd.DataFrame:
    """The table of `planned` for the texts of a case."""
    rows = only(drawn.rows(case, readings, layer, coding="program"), **codes)
    return planned(queue.queue(case, readings), rows, n, field)


def planned(
    sentences: pd.DataFrame, rows: pd.DataFrame, n: int, field: str = "term", *, by: str = "text_id"
) -> pd.DataFrame:
    """What the margins will be once the first `n` sentences of the queue are reviewed, told before anybody
    has: one row per value of `by` and of the field: program (rows), reviewed (n), margin (rows more or
    fewer, 95 %).

    A row is taken to be counted rightly with its `p`, and one to be missed in `MISSED` of the sentences. As
    `p` is the chance that all codes of a row are right, and not only the ones that are counted, a review
    mostly brings less. There is no margin where `n` reaches no sentence of a stratum.
    """
    big = sentences["stratum"].value_counts()
    taken = sentences["stratum"].head(n).value_counts().reindex(big.index, fill_value=0)
    out = []
    for (at, value), own in rows.groupby([by, field]):
        part = len(own) / (rows[by] == at).sum()
        missed = MISSED * part * (sentences[by] == at).to_numpy(float)
        wrong = _count(sentences, own, 1 - own["p"]) - missed
        chance = _count(sentences, own, own["p"] * (1 - own["p"])) + missed * (1 - missed)
        units = pd.DataFrame({"chance": chance, "wrong": wrong}).groupby(sentences["stratum"].to_numpy())
        spread = (units["chance"].mean() + units["wrong"].var(ddof=0)).reindex(big.index)
        margin = margins.half(*(x.to_numpy(float) for x in (big, taken, spread)))
        out.append((at, value, len(own), min(n, len(sentences)), margin))
    return pd.DataFrame(out, columns=[by, field, "program", "reviewed", "margin"])


def ordered(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The sentences of an archive in the order in which they would be reviewed, with stratum and chance; from
    its tables (`many.load(…).tables`)."""
    rows = pd.concat([tables[name][[*PLACE, "p"]] for name in ("terms", "responsibility", "legal")])
    least = tables["sentences"][PLACE].merge(rows.groupby(PLACE)["p"].min().reset_index(), "left")["p"]
    strata = [queue.stratum_of(p) for p in least]
    return queue.in_order(tables["sentences"].assign(stratum=strata, disputed=False).reset_index(drop=True))


def _count(sentences: pd.DataFrame, rows: pd.DataFrame, weight: float | pd.Series = 1.0) -> np.ndarray:
    """The sum of the weights of the rows in each sentence."""
    of = rows[PLACE].assign(weight=weight).groupby(PLACE)["weight"].sum()
    return of.reindex(pd.MultiIndex.from_frame(sentences[PLACE]), fill_value=0.0).to_numpy()


def _seen(case: texts.Case, layer: str) -> set[tuple[str, str]]:
    """Text and sentence of all that somebody has read to the end for a layer."""
    coded = [r for by_text in queue.codings(case).values() for rows in by_text.values() for r in rows]
    return {(r["text_id"], r["sent"]) for r in coded if r["layer"] == SEEN and r["asked"] == layer}
