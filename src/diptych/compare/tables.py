"""From tables to side-by-side tables: rates, who says it, what one text has and the other lacks, figures that
do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from diptych import rowkeys, schema, voice
from diptych.ask import all_of, columns, one_of
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.schema import RUNGS


def sentences(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per sentence: text_id, sent, start, end, surface; paragraph (from 1), words, and attributed,
    the share of its words (0 to 1) that stand under an attribution."""
    def find(reading: Reading):
        p = reading.parse
        for a, b in p.sents:
            words = [i for i in range(a, b) if p.pos[i] not in ("PUNCT", "SPACE", "SYM")]
            if words:
                end = max(i for i in range(a, b) if p.pos[i] != "SPACE")
                said = sum(voice.at(reading, i) is not None for i in words)
                yield (
                    p.start[a],
                    p.end[end],
                    p.paragraph[a] + 1,
                    len(p.text[p.start[a] : p.end[end]].split()),
                    said / len(words),
                )
    return table.make(readings, find, ["paragraph", "words", "attributed"])


def lengths(sentences: pd.DataFrame) -> pd.DataFrame:
    """One row per text, from `sentences`: text_id, paragraphs, sentences, words, attributed (share of the
    words, 0 to 1)."""
    said = sentences.assign(said=sentences["words"] * sentences["attributed"]).groupby("text_id", sort=False)
    out = said.agg(
        paragraphs=("paragraph", "max"),
        sentences=("sent", "size"),
        words=("words", "sum"),
        said=("said", "sum"),
    ).reset_index()
    return out.assign(attributed=out["said"] / out["words"]).drop(columns="said")


def words(readings: Iterable[Reading]) -> dict[str, int]:
    """Words in each text, counted between white space."""
    return {r.text.id: len(r.text.text.split()) for r in readings}


@rowkeys.keeps_coding
def rates(
    rows: pd.DataFrame, readings: Sequence[Reading], *, by: str, intervals: bool = False
) -> pd.DataFrame:
    """One row per text and value of column `by`, texts in the case's order and values by falling total, then
    alphabet.

    Columns: text_id, `by`, n (rows), rate (per 1,000 words), rows (the keys of the rows counted); with
    `intervals`, low and high (95 % interval of the rate, exact for a Poisson count: Garwood 1936). A value
    that a text does not have has n = 0.
    """
    columns(rows, by)
    lengths = words(readings)
    counted = rowkeys.gathered(rows, [by, "text_id"])
    order = rows.groupby(by).size().sort_index().sort_values(ascending=False, kind="stable").index
    keys = [(value, id) for value in order for id in lengths]
    n = [len(counted.get(k, ())) for k in keys]
    per = [1000 / lengths[id] if lengths[id] else 0.0 for _, id in keys]
    low, high = poisson_interval(n) if intervals else ((), ())
    ends = (
        {"low": [a * b for a, b in zip(low, per)], "high": [a * b for a, b in zip(high, per)]}
        if intervals
        else {}
    )
    rate = [a * b for a, b in zip(n, per)]
    at = {"text_id": [id for _, id in keys], by: [value for value, _ in keys], "n": n, "rate": rate}
    return pd.DataFrame(at | ends | {"rows": [counted.get(k, ()) for k in keys]})


def poisson_interval(counts: Sequence[int], confidence: float = 0.95) -> tuple[list[float], list[float]]:
    """Exact interval of each Poisson count (Garwood 1936): lower and upper ends."""
    from scipy.stats import chi2
    tail = (1 - confidence) / 2
    low = [float(chi2.ppf(tail, 2 * k) / 2) if k else 0.0 for k in counts]
    return low, [float(chi2.ppf(1 - tail, 2 * k + 2) / 2) for k in counts]


def share_interval(k: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of a share k of n (Wilson 1927); 0 and 1 where there is nothing to count."""
    if not n:
        return 0.0, 1.0
    from scipy.stats import binomtest
    found = binomtest(k, n).proportion_ci(confidence, method="wilson")
    return float(found.low), float(found.high)


# Counts


def upheld(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are not denied, left open or kept at a distance (`schema.is_struck`)."""
    struck = pd.Series(
        [schema.is_struck(row) for row in rows.to_dict("records")], index=rows.index, dtype=bool
    )
    return rows[~struck]


def law(legal: pd.DataFrame) -> pd.DataFrame:
    """One row per text, voice and legal class with its standing, in words: text_id, voice, what, n, rows
    (keys)."""
    standing = [
        f"{schema.words('concept', c)} ({schema.words('status', s)})"
        for c, s in zip(legal["concept"], legal["status"])
    ]
    counted = counted_by(legal.assign(what=standing), ["text_id", "voice", "what"])
    return counted.sort_values(["text_id", "voice", "n", "what"], ascending=[True, True, False, True])


@rowkeys.keeps_coding
def counted_by(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row per combination of the columns `by` that occurs, in the order in which they first come: those
    columns, n, rows (keys)."""
    columns(rows, *by)
    found = rowkeys.gathered(rows, by)
    values = found if len(by) > 1 else [(value,) for value in found]
    return pd.DataFrame(
        [(*value, len(keys), keys) for value, keys in zip(values, found.values())], columns=[*by, "n", "rows"]
    )


# Names


@rowkeys.keeps_coding
def together(entities: pd.DataFrame, *, most: int = 12) -> pd.DataFrame:
    """One row per text, sentence and pair of names that stand in it together: text_id, sent, start, end,
    surface (of the first), name, beside. Only the `most` names that stand in most sentences of all texts;
    each pair both ways round."""
    once = entities.drop_duplicates(["text_id", "sent", "canonical"])
    kept = (
        once["canonical"]
        .value_counts(sort=False)
        .sort_index()
        .sort_values(ascending=False, kind="stable")
        .index[:most]
    )
    once = once[once["canonical"].isin(kept)]
    pairs = once.merge(
        once[["text_id", "sent", "canonical"]].rename(columns={"canonical": "beside"}), on=["text_id", "sent"]
    )
    return (
        pairs[pairs["canonical"] != pairs["beside"]]
        .rename(columns={"canonical": "name"})[[*table.BASE, "name", "beside"]]
        .reset_index(drop=True)
    )


def closest(pairs: pd.DataFrame) -> pd.DataFrame:
    """The rows of `together` of the two names that stand in one sentence most often, one way round."""
    if pairs.empty:
        return pairs
    name, beside = (
        pairs.value_counts(["name", "beside"])
        .sort_index()
        .sort_values(ascending=False, kind="stable")
        .index[0]
    )
    return pairs[(pairs["name"] == name) & (pairs["beside"] == beside)]


def at_the_event(dates: pd.DataFrame, codebook) -> pd.DataFrame:
    """The rows of a table of dates that lie in the month of the codebook's event; all of them where no event
    has a date."""
    months = tuple(str(e.more["date"])[:7] for e in codebook["event"] if e.more.get("date"))
    return dates[dates["edtf"].astype(str).str.startswith(months)] if months else dates


@rowkeys.keeps_coding
def names_chosen(entities: pd.DataFrame, codebook) -> pd.DataFrame:
    """One row per text and name that the text writes for a place or party which has more than one: canonical,
    text_id, surface, n, rows. Names of the codebook's entries with a second form in `both`, and every thing
    that the texts write in two ways."""
    counted = counted_by(entities, ["canonical", "text_id", "surface"])
    double = {e.label for e in codebook.entries if e.more.get("both")}
    several = set(counted.groupby("canonical")["surface"].nunique().loc[lambda n: n > 1].index)
    return (
        counted[counted["canonical"].isin(double | several)]
        .sort_values(["canonical", "text_id", "n", "surface"], ascending=[True, True, False, True])
        .reset_index(drop=True)
    )


# Words


STEPS = (
    ("every mention", "", ""),
    ("of this event", "referent", "case"),
    ("in the author’s voice", "voice", "author"),
    ("at no distance", "stance", "asserts"),
)


def most_frequent(rows: pd.DataFrame, column: str, n: int = 2) -> list:
    """The `n` values of a column that most rows have, the most frequent first, then in the order of the
    alphabet."""
    columns(rows, column)
    counts = rows[column].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return list(counts.index[:n])


@rowkeys.keeps_coding
def step_by_step(
    terms: pd.DataFrame, readings: Sequence[Reading], *, of: Sequence[str] | None = None
) -> pd.DataFrame:
    """One row per text, term and step: text_id, term, step, n, rate (per 1,000 words), rows (keys). The steps
    narrow what is counted: every mention; only those of this event; only those in the author's own voice;
    only those used at no distance. With no `of`, the two words that stand most often in all the texts."""
    lengths, rows = words(readings), []
    known = list(dict.fromkeys([*schema.CLOSED["term", "term"], *terms["term"]]))
    for term in most_frequent(terms, "term") if of is None else all_of(of, known, "term"):
        left = terms[terms["term"] == term]
        for step, field, value in STEPS:
            left = left[left[field] == value] if field else left
            counted = rowkeys.gathered(left, ["text_id"])
            found = {id: counted.get(id, ()) for id in lengths}
            rows += [
                (id, term, step, len(found[id]), 1000 * len(found[id]) / max(1, length), found[id])
                for id, length in lengths.items()
            ]
    return pd.DataFrame(rows, columns=["text_id", "term", "step", "n", "rate", "rows"])


def ledger(terms: pd.DataFrame) -> pd.DataFrame:
    """One row per text, term, referent, voice and stance: n, rows (keys)."""
    return (
        counted_by(terms, ["text_id", "term", "referent", "voice", "stance"])
        .sort_values(["term", "text_id", "referent", "voice", "n"], ascending=[True, True, True, True, False])
        .reset_index(drop=True)
    )


@rowkeys.keeps_coding
def concordance(
    rows: pd.DataFrame, readings: Sequence[Reading], *, sort: str = "right", width: int = 60
) -> pd.DataFrame:
    """One row per row given, as key word in context (KWIC): text_id, sent, left, word, right; the whole words
    within `width` characters on each side, never past the sentence's paragraph. Sorted by the words to the
    `right`, those to the `left` (nearest first), or as they stand in the `text`."""
    sort = one_of(sort, ("right", "left", "text"), "way to sort")
    texts = {r.text.id: r.text.text for r in readings}
    lefts, rights = [], []
    for r in rows.itertuples():
        text = texts[one_of(r.text_id, texts, "text")]
        # One character more than asked for tells whether the outermost word is whole; a piece is left out.
        left, right = text[max(0, r.start - width - 1) : r.start], text[r.end : r.end + width + 1]
        left = re.sub(r"^\S*\s", "", left) if r.start > width else left
        right = re.sub(r"\s\S*$", "", right) if r.end + width < len(text) else right
        lefts.append(" ".join(left.rsplit("\n", 1)[-1].split()))
        rights.append(" ".join(right.split("\n", 1)[0].split()))
    out = pd.DataFrame(
        {
            "text_id": rows["text_id"].tolist(),
            "sent": rows["sent"].tolist(),
            "left": lefts,
            "word": rows["surface"].tolist(),
            "right": rights,
        },
        dtype=object,
    )
    keys = {
        "right": [right.lower() for right in rights],
        "left": [left.lower().split()[::-1] for left in lefts],
        "text": list(range(len(out))),
    }
    return out.iloc[sorted(range(len(out)), key=keys[sort].__getitem__)].reset_index(drop=True)


def sources(attributions: pd.DataFrame) -> pd.DataFrame:
    """One row per text and speaker who is given a voice: text_id, speaker, n, how many of them with a cue
    that vouches, is neutral, or doubts, and rows (keys)."""
    counted = (
        attributions.groupby(["text_id", "speaker", "stance"], sort=False)
        .size()
        .unstack("stance", fill_value=0)
        .reindex(columns=["vouches", "neutral", "doubts"], fill_value=0)
    )
    out = counted.assign(n=counted.sum(axis=1)).reset_index()
    out.columns.name = None
    counted = rowkeys.gathered(attributions, ["text_id", "speaker"])
    out["rows"] = [counted[pair] for pair in zip(out["text_id"], out["speaker"])]
    return (
        out[["text_id", "speaker", "n", "vouches", "neutral", "doubts", "rows"]]
        .sort_values(["text_id", "n", "speaker"], ascending=[True, False, True])
        .reset_index(drop=True)
    )


# Responsibility and law


#: What the ladder counts: its rungs, and what is denied.
LADDER = RUNGS | {"denied": "denied, beside the ladder"}
#: The rungs that are beside the ladder; their share is of all rows, that of the others of the acts told.
BESIDE = ("blame", "denied")


def stepped(responsibility: pd.DataFrame) -> pd.DataFrame:
    """The rows with the rung on which each counts: what a text denies stands beside the ladder, whatever its
    grammar."""
    rung = responsibility["rung"].astype(str)
    return responsibility.assign(rung=rung.where(responsibility["certainty"] != "denied", "denied"))


@rowkeys.keeps_coding
def ladder(responsibility: pd.DataFrame, *, intervals: bool = False) -> pd.DataFrame:
    """One row per text and rung: text_id, rung, n, of (the text's acts on the ladder; for those beside it,
    all its rows), share (n of those), struck (whether these are denied), rows (keys); with `intervals`, low
    and high (95 % interval of the share: Wilson 1927)."""
    rows = []
    for id, own in stepped(responsibility).groupby("text_id", sort=False):
        counted = rowkeys.gathered(own, ["rung"])
        on_ladder = sum(len(keys) for rung, keys in counted.items() if rung not in BESIDE)
        for rung, label in LADDER.items():
            keys, of = counted.get(rung, ()), len(own) if rung in BESIDE else on_ladder
            ends = share_interval(len(keys), of) if intervals else ()
            rows.append(
                (id, label, len(keys), of, len(keys) / of if of else 0.0, rung == "denied", *ends, keys)
            )
    columns = [
        "text_id",
        "rung",
        "n",
        "of",
        "share",
        "struck",
        *(["low", "high"] if intervals else []),
        "rows",
    ]
    return pd.DataFrame(rows, columns=columns).sort_values(["rung"], kind="stable").reset_index(drop=True)


def named(responsibility: pd.DataFrame) -> pd.DataFrame:
    """The rows that name a doer or somebody blamed, with `told`: the form in words, or "denied" for all that
    the text denies."""
    rows = responsibility[responsibility["actor"] != "none"]
    told = [schema.words("form", form) for form in rows["form"]]
    return rows.assign(
        told=pd.Series(told, index=rows.index, dtype=object).where(rows["certainty"] != "denied", "denied")
    )


def denied(responsibility: pd.DataFrame) -> pd.DataFrame:
    """One row per text, doer, harmed and speaker of what is denied: text_id, actor, affected, form, by (the
    author or the source), n, rows (keys). These count among no doings and no harm done."""
    rows = _spoken_by(responsibility[responsibility["certainty"] == "denied"])
    return counted_by(rows, ["text_id", "actor", "affected", "form", "by"])


def _spoken_by(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(by=rows["source"].where(rows["voice"] == "attributed", "the author"))


def blamed(responsibility: pd.DataFrame) -> pd.DataFrame:
    """One row per text, party blamed, accuser and certainty: text_id, actor, by (the author or the source),
    certainty, n, rows (keys)."""
    rows = _spoken_by(responsibility[responsibility["form"] == "blame"])
    return counted_by(rows, ["text_id", "actor", "by", "certainty"])


@rowkeys.keeps_coding
def instruments(legal: pd.DataFrame) -> pd.DataFrame:
    """One row per instrument or body: instrument, one column of counts for each text, `only` (the one text
    that calls on it, or empty), rows (keys)."""
    named = legal[legal["instrument"].astype(str).str.len() > 0]
    wide = (
        named.groupby(["instrument", "text_id"])
        .size()
        .unstack("text_id", fill_value=0)
        .reindex(columns=list(dict.fromkeys(legal["text_id"])), fill_value=0)
    )
    only = [
        columns[0] if len(columns := [c for c in wide.columns if row[c]]) == 1 else ""
        for _, row in wide.iterrows()
    ]
    counted = rowkeys.gathered(named, ["instrument"])
    out = wide.reset_index().assign(only=only, rows=[counted[i] for i in wide.index])
    out.columns.name = None
    return out


@rowkeys.keeps_coding
def names_and_law(terms: pd.DataFrame, legal: pd.DataFrame) -> pd.DataFrame:
    """One row per text and legal class that is also a word for the event: text_id, law (the class), called
    (times the text calls the event so: not where it denies the word, leaves it open or keeps it at a
    distance), own (of them in the author's voice), and one count for each standing that the text gives the
    class in law."""
    of_case = upheld(terms[terms["referent"] == "case"])
    in_law = legal[legal["applies_to"] == "case"]
    rows = []
    for id in dict.fromkeys([*terms["text_id"], *legal["text_id"]]):
        for concept in CLASSES:
            term = concept.replace("_", " ")
            called = of_case[(of_case["text_id"] == id) & (of_case["term"] == term)]
            standing = in_law.loc[(in_law["text_id"] == id) & (in_law["concept"] == concept), "status"]
            own = int(((called["voice"] == "author") & (called["stance"] == "asserts")).sum())
            rows.append((id, term, len(called), own, *(int((standing == s).sum()) for s in STANDINGS)))
    return pd.DataFrame(rows, columns=["text_id", "law", "called", "own", *STANDINGS])


#: The legal classes that are also words for an event, and the standings that a text gives to a class.
CLASSES = ("genocide", "war_crime", "crime_against_humanity", "ethnic_cleansing")
STANDINGS = ("asserted", "attributed", "unresolved", "denied", "called_for", "proceeding")


@rowkeys.keeps_coding
def who_to_whom(responsibility: pd.DataFrame) -> pd.DataFrame:
    """One row per text, doer and harmed: text_id, actor, affected, author and attributed (rows in each
    voice), rows (keys). Only rows with a doer; what is denied is left out (`denied`)."""
    acts = upheld(responsibility)
    rows = acts[(acts["actor"] != "none") & (acts["form"] != "blame")]
    by = ["text_id", "actor", "affected"]
    voices = rowkeys.gathered(rows, [*by, "voice"])
    counted = counted_by(rows, by)
    for voice_ in ("author", "attributed"):
        counted[voice_] = [len(voices.get((*pair, voice_), ())) for pair in zip(*(counted[c] for c in by))]
    return counted[[*by, "author", "attributed", "rows"]]


def published(readings: Iterable[Reading]) -> dict[str, str]:
    """Day of publication of each text, as EDTF; texts without one are left out."""
    return {r.text.id: r.text.date for r in readings if r.text.date}
