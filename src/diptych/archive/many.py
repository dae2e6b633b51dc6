"""An archive at hand: the coded tables of many texts with their outlet and day, and what the notebook on many
texts asks of them.

An archive is a folder that `diptych archive` wrote, or a small file of records, which is coded on the spot.
Every figure is of the texts in the archive and of no others, has its interval, and keeps the keys of the rows
that it counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from diptych import charts, compare, rowkeys
from diptych.archive import batch
from diptych.ask import all_of, columns
from diptych.corpus import texts
from diptych.reading import grammar, pipeline
from diptych.reading.reading import Reading
from diptych.reading.spelling import spelling

MOST = 2000
MOST_SERIES = 6


@dataclass(frozen=True, eq=False)
class Archive:
    """Coded texts: `tables` by name (texts, sentences, terms, responsibility …), each with the metadata
    beside every row, and the number of texts in the archive, `of`, from which at most `MOST` are taken."""

    tables: dict[str, pd.DataFrame]
    of: int


def example() -> Path:
    """The archive that ships: 300 short pieces on the invented event of texts/velin. A script made them; no
    person wrote them."""
    return texts.example().parent / "velin-archive" / "pieces.jsonl"


def load(place: str | Path, case: str | Path | None = None, *, most: int = MOST) -> Archive:
    """The archive in a folder that `diptych archive` wrote, or in a file of records (see `batch.run`), coded
    now with the codebook of `case` (else of the invented case). Of more than `most` texts a sample is taken:
    those whose ids have the lowest checksums, the same ones every time. Raises ArchiveError."""
    place = Path(place)
    if (place / "plan.json").is_file():
        return _read(place, most)
    if not place.is_file() or place.suffix.lower() not in batch.FORMATS:
        raise batch.ArchiveError(
            f"{place}: neither a folder that diptych archive wrote nor a file of records"
        )
    taken, _ = batch.sort_out(batch.Part(0, tuple(enumerate(batch.records(place)))))
    kept = _sample([text.id for text, _ in taken], most)
    taken_now = [(text, more) for text, more in taken if text.id in kept]
    codebook = texts.load_case(case or texts.example(), texts_needed=False).codebook
    readings = pipeline.read([text for text, _ in taken_now], codebook)
    metadata = pd.DataFrame([{"text_id": text.id, **more} for text, more in taken_now])
    listed = pd.DataFrame(
        [(text.id, texts.word_count(text.text), text.text) for text, _ in taken_now],
        columns=["text_id", "words", "text"],
    )
    tables = {"texts": listed} | {find.__name__: find(readings) for find in batch.TABLES}
    return Archive(
        {
            name: frame.merge(
                metadata[["text_id", *(c for c in metadata if c not in frame)]], on="text_id", how="left"
            )
            for name, frame in tables.items()
        },
        len(taken),
    )


def _read(folder: Path, most: int) -> Archive:
    import pyarrow.dataset as ds
    ids = ds.dataset(folder / "texts").to_table(columns=["text_id"])["text_id"].to_pylist()
    kept = _sample(ids, most)
    wanted = ds.field("text_id").isin(sorted(kept)) if len(kept) < len(ids) else None
    names = ["texts", *(find.__name__ for find in batch.TABLES)]
    return Archive(
        {name: ds.dataset(folder / name).to_table(filter=wanted).to_pandas() for name in names}, len(ids)
    )


def _sample(ids: Sequence[str], most: int) -> set[str]:
    return set(sorted(set(ids), key=lambda id: hashlib.sha256(id.encode("utf-8", "replace")).digest())[:most])


def readings(of: Archive, rows: pd.DataFrame) -> list[Reading]:
    """The texts of some rows as `show` wants them, to go back to the sentences: their words and where their
    sentences are; no parse."""
    ids = list(dict.fromkeys(rows["text_id"]))
    listed = of.tables["texts"].set_index("text_id")
    own = listed.loc[all_of(ids, listed.index, "text")]
    spans = {
        id: list(zip(part["sent"], part["start"], part["end"]))
        for id, part in of.tables["sentences"].groupby("text_id", sort=False)
    }
    return [
        _leaf(
            texts.Text(
                id,
                row["text"],
                date=str(row.get("date", "")),
                outlet=str(row.get("outlet", "")),
                edition=str(row.get("edition", "") or "own"),
            ),
            spans.get(id, []),
        )
        for id, row in own.iterrows()
    ]


def _leaf(text: texts.Text, spans: list[tuple[str, int, int]]) -> Reading:
    """A text with one token for each sentence, under the sentence's own number."""
    at = {int(sent[1:]): (start, end) for sent, start, end in spans}
    places = [at.get(k, (0, 0)) for k in range(1, max(at, default=0) + 1)]
    n = len(places)
    blank = [""] * n
    parse = grammar.Parse(
        text=text.text,
        spelling=spelling(text.text),
        word=blank,
        lower=blank,
        lemma=blank,
        pos=blank,
        tag=blank,
        dep=blank,
        head=list(range(n)),
        ent=blank,
        ent_iob=[0] * n,
        start=[a for a, _ in places],
        end=[b for _, b in places],
        sent=list(range(n)),
        paragraph=[0] * n,
        sents=[(k, k + 1) for k in range(n)],
        children=[[] for _ in range(n)],
        left=list(range(n)),
        right=list(range(1, n + 1)),
    )
    return Reading(text, None, parse, None, None)


# The tables


def outlets(of: Archive, *, by: str = "outlet") -> pd.DataFrame:
    """One row per outlet, in the order of the alphabet: `by`, texts, words, first and last day."""
    listed = of.tables["texts"]
    columns(listed, by)
    return (
        listed.groupby(by)
        .agg(
            texts=("text_id", "nunique"), words=("words", "sum"), first=("date", "min"), last=("date", "max")
        )
        .reset_index()
    )


def rates(
    rows: pd.DataFrame, of: Archive, *, by: str = "outlet", what: str = "term", years: int | None = None
) -> pd.DataFrame:
    """One row per value of `by` (as text_id, the most frequent `MOST_SERIES`), value of `what`, and period
    where `years` is given: n, rate per 1,000 words of that outlet and period, low, high (95 %, exact for a
    Poisson count: Garwood 1936), rows (keys).

    Outlets stand in the order of the alphabet, values by falling total. The interval is that of independent
    mentions: a text that repeats a word makes it too narrow.
    """
    columns(of.tables["texts"], by)
    columns(rows, by, what)
    listed, rows = _dated(of.tables["texts"], years), _dated(rows, years)
    over = [by, *(["period"] if years else [])]
    words = listed.groupby(over)["words"].sum()
    counted = rowkeys.gathered(rows, [what, *over])
    out = []
    for value in charts.by_total(rows[what]):
        for at, n_words in words.items():
            keys, where = counted.get((value, *(at if years else (at,))), ()), at if years else (at,)
            out.append((where[0], value, *where[1:], len(keys), int(n_words), keys))
    frame = pd.DataFrame(out, columns=["text_id", what, *over[1:], "n", "words", "rows"])
    low, high = compare.poisson_interval(frame["n"].tolist())
    per = 1000 / frame["words"].clip(lower=1)
    return _few(frame.assign(rate=frame["n"] * per, low=low * per, high=high * per), of, by)


def shares(
    rows: pd.DataFrame, of: Archive, chosen: pd.Series, *, by: str = "outlet", years: int | None = None
) -> pd.DataFrame:
    """One row per value of `by` (as text_id), and period where `years` is given: n (rows for which `chosen`
    is true), of (all rows), share, low, high (95 %: Wilson 1927), rows (keys of the chosen)."""
    columns(rows, by)
    over = [by, *(["period"] if years else [])]
    dated = _dated(rows, years)
    total, counted = dated.groupby(over).size(), rowkeys.gathered(dated[chosen.to_numpy(bool)], over)
    out = []
    for at, n in total.items():
        keys, where = counted.get(at, ()), at if years else (at,)
        out.append(
            (*where, len(keys), int(n), len(keys) / n, *compare.share_interval(len(keys), int(n)), keys)
        )
    return _few(
        pd.DataFrame(out, columns=["text_id", *over[1:], "n", "of", "share", "low", "high", "rows"]), of, by
    )


def ladder(responsibility: pd.DataFrame, of: Archive, *, by: str = "outlet") -> pd.DataFrame:
    """The agency ladder by outlet: one row per value of `by` (as text_id) and rung: n, of (its acts on the
    ladder; for those beside it, all its rows), share, low, high (95 %: Wilson 1927), rows (keys)."""
    acts, parts = compare.stepped(responsibility), []
    for rung, label in compare.LADDER.items():
        base = acts if rung in compare.BESIDE else acts[~acts["rung"].isin(compare.BESIDE)]
        parts.append(
            shares(base, of, base["rung"] == rung, by=by).assign(rung=label, struck=rung == "denied")
        )
    return pd.concat(parts, ignore_index=True)[
        ["text_id", "rung", "n", "of", "share", "struck", "low", "high", "rows"]
    ]


def put_in(of: Archive) -> pd.DataFrame:
    """How much of what the script put into the shipped pieces the program finds: one row per word or rung put
    in: what, value, pieces, found, share, low, high. Found is a word where the first sentence has it in the
    author's voice, and a rung where an act of the second stands on it. Empty for archives that nothing was
    put into."""
    listed, out = of.tables["texts"], []
    for what, column, table, sent in (
        ("word", "put_word", "terms", "s001"),
        ("rung", "put_rung", "responsibility", "s002"),
    ):
        rows = of.tables[table]
        rows = (
            rows[rows["sent"] == sent]
            if what == "rung"
            else rows[(rows["sent"] == sent) & (rows["voice"] == "author")]
        )
        found = set(zip(rows["text_id"], rows["term" if what == "word" else "rung"].astype(str)))
        for value, part in listed[listed[column] != ""].groupby(column) if column in listed else ():
            n = sum((id, str(value).removesuffix("s")) in found for id in part["text_id"])
            out.append((what, value, len(part), n, n / len(part), *compare.share_interval(n, len(part))))
    return pd.DataFrame(out, columns=["what", "value", "pieces", "found", "share", "low", "high"])


def _dated(rows: pd.DataFrame, years: int | None) -> pd.DataFrame:
    """The rows of texts with a year, and the first year of the period that each is in."""
    if not years:
        return rows
    year = pd.to_numeric(rows["date"].astype(str).str[:4], errors="coerce")
    kept = rows[year.notna()]
    return kept.assign(period=(year[year.notna()].astype(int) // years) * years)


def _few(frame: pd.DataFrame, of: Archive, by: str) -> pd.DataFrame:
    """Only the outlets with most texts, in the order of the alphabet."""
    most = (
        of.tables["texts"]
        .groupby(by)["text_id"]
        .nunique()
        .sort_values(ascending=False, kind="stable")
        .index[:MOST_SERIES]
    )
    kept = frame[frame["text_id"].isin(most)]
    return kept.reset_index(drop=True)
