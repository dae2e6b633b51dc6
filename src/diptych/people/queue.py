"""Which sentence is looked at next, and what is left.

Every sentence of a case is in one stratum: by the least sure of the program's rows in it (`BANDS`), or
`suggested`, where the program found nothing but a word suggests one of the case's own codes, or `empty`.
Within a stratum the order is by chance (`SEED`, the same for all coders); the strata take turns, those of
which the program is least sure more often (`TURNS`). So however far a coder goes, what they have seen of a
stratum is a simple random sample of it, drawn with a known probability (`chance`), and no stratum is left
out. Sentences on which two coders differ come before all others; as both have read them, this adds nothing
to the sample.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from math import hypot, sqrt

import pandas as pd

from diptych import score
from diptych.ask import all_of
from diptych.corpus import texts
from diptych.extract import LAYERS as TABLES
from diptych.people import agreement, coding, decisions, own_codes
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.schema import FIELDS, KEYS, OWN

SEED = 1
LAYERS = ("term", "responsibility", "legal")
#: Strata of sentences with rows: the name, and the least p below which a sentence is in it.
BANDS = {"p below 0.3": 0.3, "p 0.3 to 0.5": 0.5, "p 0.5 to 0.7": 0.7, "p 0.7 and more": 2.0}
SUGGESTED, EMPTY = "suggested", "empty"
#: How many sentences of a stratum are drawn while one of the surest is.
TURNS = {**dict(zip(BANDS, (4, 3, 2, 1))), SUGGESTED: 4, EMPTY: 3}
#: One sentence in so many is coded before the program's rows are shown.
BLIND = 5


def asked(case: texts.Case) -> tuple[str, ...]:
    """The layers that are reviewed where none is named: `LAYERS`, and the case's own codes if it has any."""
    return (*LAYERS, OWN) if case.codebook["codes"] else LAYERS


def queue(
    case: texts.Case, readings: Sequence[Reading], *, layers: Sequence[str] = (), seed: int = SEED
) -> pd.DataFrame:
    """One row per sentence, in the order in which they are looked at: text_id, sent, start, end, surface,
    edition, queue (rows or empty), stratum, p (of its least sure row, 1 where there is none), of (sentences
    in the stratum), chance (share of the stratum that is drawn with it), disputed (whether two coders differ
    there), blind (coded before the program's rows are shown), rows (list of dicts)."""
    layers = all_of(layers or asked(case), FIELDS, "layer")
    by_program = set(layers) != {OWN}
    apart, found = disputed_sentences(case, layers), []
    for reading in readings:
        proposed, id = proposals(reading, layers), reading.text.id
        for k, (start, end) in enumerate(coding.sentences(reading)):
            sent, surface = table.sentence_id(k), reading.text.text[start:end]
            rows = [r for r in proposed if r["sent"] == sent]
            p = min([r.get("p", 1.0) for r in rows if r["layer"] != OWN], default=None)
            stratum = stratum_of(p) if p is not None else _stratum_of_codes(rows)
            kind, blind = EMPTY if stratum == EMPTY else "rows", by_program and _is_blind(id, sent, seed)
            told = (kind, stratum, 1.0 if p is None else p, (id, sent) in apart, blind, rows)
            if surface.strip():
                found.append((id, sent, start, end, surface, reading.text.edition, *told))
    columns = [*table.BASE, "edition", "queue", "stratum", "p", "disputed", "blind", "rows"]
    return in_order(pd.DataFrame(found, columns=columns).astype({"disputed": bool}), seed)


def stratum_of(p: float) -> str:
    """The stratum of a sentence by the p of its least sure row; NaN where it has none."""
    return next((name for name, below in BANDS.items() if p < below), EMPTY)


def _stratum_of_codes(rows: Sequence[dict]) -> str:
    return SUGGESTED if any(r["suggested"] for r in rows) else EMPTY


def in_order(sentences: pd.DataFrame, seed: int = SEED) -> pd.DataFrame:
    """The sentences in the order of the draw, with `of` and `chance`."""
    rng, strata = random.Random(seed), sentences["stratum"]
    by_chance = pd.Series([rng.random() for _ in range(len(sentences))], index=sentences.index, dtype=float)
    rank = by_chance.groupby(strata).rank(method="first")
    of = strata.map(strata.value_counts()).astype(int)
    out = sentences.assign(of=of, chance=(rank / of).round(6))
    order = pd.DataFrame({"first": ~out["disputed"], "turn": rank / strata.map(TURNS), "chance": by_chance})
    return out.loc[order.sort_values(["first", "turn", "chance"]).index].reset_index(drop=True)


def _is_blind(text_id: str, sent: str, seed: int) -> bool:
    return hashlib.sha256(f"{seed} {text_id} {sent}".encode()).digest()[0] % BLIND == 0


def proposals(reading: Reading, layers: Sequence[str] = LAYERS) -> list[dict]:
    """What the program proposes for a text: its rows as codings have them, with `id` and, where it tells it,
    `p`; and the questions of the case's own codes, which it leaves open."""
    questions = own_codes.questions(reading) if OWN in layers else []
    layers = [layer for layer in layers if layer != OWN]
    rows = [r for r in coding.code([reading])[reading.text.id] if r["layer"] in layers]
    sure = {
        (layer, r["start"], r["end"]): round(float(r["p"]), 3)
        for layer in layers
        for r in TABLES[layer]([reading]).to_dict("records")
        if "p" in r
    }
    return [
        {
            "id": id,
            **row,
            **({"p": sure[at]} if (at := (row["layer"], row["start"], row["end"])) in sure else {}),
        }
        for id, row in zip(decisions.row_ids(rows), rows)
    ] + questions


# Where coders differ


def codings(case: texts.Case) -> dict[str, dict[str, list[dict]]]:
    """The reviews of a case, of the editions that it shows, as coder -> text_id -> rows."""
    return decisions.codings(case.folder, {t.id: t.edition for t in case.texts if not t.differs})


def disputed(case: texts.Case, layers: Sequence[str] = ()) -> pd.DataFrame:
    """The rows on which coders differ who have both read the sentence, without those adjudicated: the table
    of `agreement.disagreements`."""
    units = agreement.units(codings(case), layers=layers or asked(case))
    apart = agreement.disagreements(units)
    done = adjudicated(case)
    places = zip(apart["text_id"], apart["sent"], apart["layer"])
    left = pd.Series([place not in done for place in places], index=apart.index, dtype=bool)
    return apart[left].reset_index(drop=True)


def adjudicated(case: texts.Case) -> set[tuple[str, str, str]]:
    """Text, sentence and layer of all that is adjudicated."""
    found = set()
    for text in case.texts:
        path = decisions.adjudicated_of(case.folder, text.id, text.edition)
        rows = coding.read(path) if path.is_file() else []
        found |= {(text.id, row["sent"], row["asked"]) for row in rows if row["layer"] == coding.SEEN}
    return found


def disputed_sentences(case: texts.Case, layers: Sequence[str] = ()) -> set[tuple[str, str]]:
    """Text and sentence of each place where coders differ."""
    apart = disputed(case, layers)
    return set(zip(apart["text_id"], apart["sent"]))


# The pull of what the program proposes


def pull(lines: Sequence[dict]) -> pd.DataFrame:
    """One row per way of coding: way (`blind`, `the same, once shown`, `shown at once`), sentences, rows,
    agreement: of a coder's rows and the program's in these sentences, the share that overlap and have the
    same key codes.

    The pull is how much more people agree with the program where they saw its rows first. A sentence with no
    row on either side tells nothing.
    """
    lines = decisions.standing(lines)
    read = [line for line in lines if line["do"] == "empty"]
    blind = [line for line in read if line.get("blind")]
    places = {_place(line) for line in blind}
    ways = {
        "blind": blind,
        "the same, once shown": [x for x in read if not x.get("blind") and _place(x) in places],
        "shown at once": [x for x in read if not x.get("blind") and _place(x) not in places],
    }
    return pd.DataFrame(
        [(way, *_agreed(lines, ends)) for way, ends in ways.items()],
        columns=["way", "sentences", "rows", "agreement"],
    )


def _place(line: Mapping) -> tuple[str, str, str]:
    return line["coder"], line["text"], line["sent"]


def _agreed(lines: Sequence[dict], ends: Sequence[dict]) -> tuple[int, int, float]:
    rows = joint = 0
    for end in ends:
        until = lines[: next(k for k, line in enumerate(lines) if line is end) + 1]
        own = decisions.replay(
            [x for x in until if _place(x) == _place(end)], end["text"], end.get("edition", "")
        ).rows
        for layer in set(end.get("layers", LAYERS)) - {OWN}:
            people, program = (
                [r for r in some if r["layer"] == layer] for some in (own.values(), end.get("proposed", ()))
            )
            pairs = score.match(people, program)
            rows += len(people) + len(program)
            joint += sum(
                all(score.same(f, people[i].get(f), program[j].get(f)) for f in KEYS[layer]) for i, j in pairs
            )
    return len(ends), rows, 2 * joint / rows if rows else float("nan")


def pull_line(lines: Sequence[dict]) -> str:
    """The pull in words; nothing where no sentence has been coded blind first."""
    blind, after, shown = pull(lines).to_dict("records")
    if not blind["rows"] or not shown["rows"]:
        return ""
    of = lambda way: texts.number_of(way["sentences"], "sentence")  # noqa: E731
    more = shown["agreement"] - blind["agreement"]
    low, high = pull_interval(blind, shown)
    return (
        f"Agreement with the program: {blind['agreement']:.2f} where people coded blind ({of(blind)}), "
        f"{after['agreement']:.2f} there once they had seen its rows, {shown['agreement']:.2f} where they "
        f"saw them at once ({of(shown)}). The difference, {more:+.2f} [{low:+.2f}, {high:+.2f}], is the pull "
        "of a proposal."
    )


def pull_interval(blind: Mapping, shown: Mapping) -> tuple[float, float]:
    """The 95 % interval of the difference of two agreements, by their rows: Newcombe (1998), Interval
    estimation for the difference between independent proportions, Statistics in Medicine 17, method 10."""
    (low, high), (low_blind, high_blind) = (
        _wilson(way["agreement"], max(1, way["rows"] / 2)) for way in (shown, blind)
    )
    p, q = shown["agreement"], blind["agreement"]
    return p - q - hypot(p - low, high_blind - q), p - q + hypot(high - p, q - low_blind)


def _wilson(share: float, n: float, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share of n."""
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def status(case: texts.Case, sentences: pd.DataFrame) -> list[str]:
    """What each coder has done and what is left, a line each, with the pull and what is wrong with the files.
    `sentences` is the table of `queue`."""
    found, places = sentences["queue"] == "rows", list(zip(sentences["text_id"], sentences["sent"]))
    logs = decisions.logs(case.folder)
    begin = f'begin with: diptych review --case {case.folder} --coder "Ann"'
    if not logs:
        what = f"{len(places)} sentences, {int(found.sum())} of them with rows of the program"
        return [f"nobody has reviewed yet: {what}; {begin}"]
    out, by_anybody = [], set()
    for coder, log in logs.items():
        ends = [x for x in decisions.standing(log.lines) if x["do"] == "empty" and not x.get("blind")]
        read = {(x["text"], x["sent"]) for x in ends}
        by_anybody |= read
        mine = pd.Series([place in read for place in places], index=sentences.index)
        with_rows, without = (f"{int(mine[where].sum())} of {int(where.sum())}" for where in (found, ~found))
        out.append(f"{coder}: {with_rows} sentences with rows, {without} with none")
        out += [*log.faults, *filter(None, [pull_line(log.lines)])]
    left = sum(place not in by_anybody for place in places)
    out.append(f"left: {left} of {len(places)} sentences that nobody has read to the end")
    apart = len(disputed(case))
    if apart:
        rows = texts.number_of(apart, "row")
        out.append(f"coders differ on {rows}; settle them with: diptych adjudicate --case {case.folder}")
    return out
