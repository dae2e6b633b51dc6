"""The mirror list: what one text has and another lacks, each thing with the nearest sentence on the other
side."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from diptych import compare, extract, rowkeys, voice
from diptych.ask import all_of
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading import table
from diptych.reading.reading import Reading, worked_out_once

KINDS = ("actor", "place", "source", "date", "figure", "word", "legal class", "instrument")
COLUMNS = [
    *table.BASE,
    "kind",
    "thing",
    "n",
    "rows",
    "lacks",
    "near",
    "near_start",
    "near_end",
    "closeness",
    "shared",
]
_ACTORS, _PLACES = ("PERSON", "NORP", "ORG"), ("GPE", "LOC", "FAC")
_LOOSE = ("source", "instrument")
_WORDS = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
ROW_WEIGHT = 2.0


def things(readings: Sequence[Reading], *, case: texts.Case | None = None) -> pd.DataFrame:
    """One row per mention of a thing that a text can have or lack: text_id, sent, start, end, surface; kind
    (one of KINDS) and thing (its name). Times with no place in a calendar and figures with no value are
    left out; words and legal classes only where they are of this event. Drawn from the codings of `case`
    (`coding.rows`), or from the program where none is given."""
    draw = lambda layer: coding.rows(case, readings, layer) if case else extract.LAYERS[layer](readings)  # noqa: E731
    entities, dates, numbers, terms, legal = map(draw, ("entity", "date", "number", "term", "legal"))
    of_case, known = legal[legal["applies_to"] == "case"], dates[dates["earliest"].astype(str).str.len() > 0]
    counted = numbers[(numbers["kind"] != "ordinal") & (numbers["low"].astype(str).str.len() > 0)]
    said = voice.attributions(readings)
    parts = [
        ("actor", entities[entities["label"].isin(_ACTORS)], lambda r: r["canonical"]),
        ("place", entities[entities["label"].isin(_PLACES)], lambda r: r["canonical"]),
        ("source", said[~said["speaker"].isin([voice.UNNAMED, ""])], lambda r: r["speaker"]),
        ("date", known, lambda r: r["edtf"]),
        ("figure", counted, lambda r: f"{_range(r['low'], r['high'])} {str(r['measure']).replace('_', ' ')}"),
        ("word", terms[terms["referent"] == "case"], lambda r: r["term"]),
        ("legal class", of_case, lambda r: f"{r['concept']}, {r['status']}".replace("_", " ")),
        ("instrument", legal[legal["instrument"].astype(str).str.len() > 0], lambda r: r["instrument"]),
    ]
    rows = [
        (*(r[c] for c in table.BASE), kind, " ".join(str(name(r)).split()))
        for kind, frame, name in parts
        for r in frame.to_dict("records")
    ]
    spelt: dict[tuple[str, str], str] = {}
    spelling = [(*row, spelt.setdefault((row[-1], name.casefold()), name)) for *row, name in rows]
    out = pd.DataFrame(spelling, columns=[*table.BASE, "kind", "thing"])
    out.attrs |= terms.attrs
    return out


def _range(low, high) -> str:
    show = lambda v: f"{float(v):,.0f}" if float(v).is_integer() else f"{float(v):,g}"  # noqa: E731
    if high in ("", None) or pd.isna(high):
        return f"over {show(low)}"
    return show(low) if float(low) == float(high) else f"{show(low)} to {show(high)}"


def blind_spots(readings: Sequence[Reading], *, kinds: Iterable[str] = KINDS,
                case: texts.Case | None = None) -> pd.DataFrame:
    """One row per thing that a text has and another text lacks, and each text that lacks it.

    text_id, sent, start, end, surface: the first mention; kind, thing; n and rows (all its mentions there);
    lacks: the text without it; near, near_start, near_end: the sentence there that is nearest to the first
    mention's, empty and -1 where none has anything in common with it; closeness (0 to 1) and shared (what the
    two have in common, the rarest first). Two sources or instruments are the same where they share half of
    their words; all else must have the same name or value. Closeness is the cosine of the sentences' coded
    things and content words, each weighted by how rare it is (tf-idf: Salton and Buckley 1988), a coded thing
    twice a word. A thing under another name is taken for lacking: the nearest sentence shows it.
    """
    found = things(readings, case=case)
    profiles = _profiles(readings, found)
    rows = []
    for kind in all_of(kinds, KINDS, "kind"):
        of_kind = found[found["kind"] == kind]
        by_text = {r.text.id: of_kind[of_kind["text_id"] == r.text.id] for r in readings}
        for has, own in by_text.items():
            places = rowkeys.gathered(own, ["thing"])
            for first in own.drop_duplicates("thing").to_dict("records"):
                for lacks, theirs in by_text.items():
                    if lacks != has and not any(
                        _same(kind, first["thing"], t) for t in theirs["thing"].unique()
                    ):
                        near = _nearest(profiles[has].get(first["sent"], {}), profiles[lacks])
                        keys = places[first["thing"]]
                        rows.append(
                            (
                                *(first[c] for c in table.BASE),
                                kind,
                                first["thing"],
                                len(keys),
                                keys,
                                lacks,
                                *near,
                            )
                        )
    by_id = {r.text.id: r for r in readings}
    spans = [_span(by_id[r[9]], r[10]) for r in rows]
    out = pd.DataFrame([(*r[:11], *span, *r[11:]) for r, span in zip(rows, spans)], columns=COLUMNS)
    out.attrs |= found.attrs
    return out


def tally(spots: pd.DataFrame) -> pd.DataFrame:
    """One row per text and kind, from `blind_spots`: text_id, kind, n (things that some other text lacks),
    rows (the first mention of each)."""
    return compare.counted_by(spots.drop_duplicates(["text_id", "kind", "thing"]), ["text_id", "kind"])


def matrix(readings: Sequence[Reading], *, kinds: Iterable[str] = KINDS) -> pd.DataFrame:
    """One row per thing that some texts have and others lack, of any number of texts: kind, thing, a column
    for each text with how often it stands there, rows (keys of all its mentions). Things of the most texts
    first, then the most frequent, then alphabet.
    """
    found, ids, rows = things(readings), [r.text.id for r in readings], []
    for kind in all_of(kinds, KINDS, "kind"):
        for thing, own in _alike(kind, found[found["kind"] == kind]):
            counts = own["text_id"].value_counts()
            if len(counts) < len(ids):
                rows.append(
                    (
                        kind,
                        thing,
                        *(int(counts.get(id, 0)) for id in ids),
                        tuple(rowkeys.keys(own)),
                        len(counts),
                        len(own),
                    )
                )
    grid = pd.DataFrame(rows, columns=["kind", "thing", *ids, "rows", "texts", "n"])
    order = {kind: k for k, kind in enumerate(KINDS)}
    grid = grid.assign(order=grid["kind"].map(order)).sort_values(
        ["order", "texts", "n", "thing"], ascending=[True, False, False, True]
    )
    return grid.drop(columns=["order", "texts", "n"]).reset_index(drop=True)


def _alike(kind: str, rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The things of one kind, each with its mentions in all texts; what is the same under two names is one,
    under its first."""
    names: dict[str, list[str]] = {}
    for thing in rows["thing"].unique():
        first = next((known for known in names if _same(kind, known, thing)), thing)
        names.setdefault(first, []).append(thing)
    return [(first, rows[rows["thing"].isin(same)]) for first, same in names.items()]


def closest(spots: pd.DataFrame, *, most: int = 10) -> pd.DataFrame:
    """The rows of `blind_spots` whose nearest sentence has most in common with the thing's own, each thing
    once, the closest first."""
    near = spots.sort_values("closeness", ascending=False, kind="stable")
    return near.drop_duplicates(["text_id", "kind", "thing"]).head(most)


def _same(kind: str, a: str, b: str) -> bool:
    return a == b or (kind in _LOOSE and coding.same("source", a, b))


def _span(reading: Reading, sent: str) -> tuple[int, int]:
    if not sent:
        return -1, -1
    p = reading.parse
    a, b = p.sents[int(sent[1:]) - 1]
    last = max(i for i in range(a, b) if p.pos[i] != "SPACE")
    return p.start[a], p.end[last]


@worked_out_once
def _words(reading: Reading) -> dict[str, Counter]:
    """The content words of each sentence, as lemmas."""
    p, out = reading.parse, {}
    for s, (a, b) in enumerate(p.sents):
        out[table.sentence_id(s)] = Counter(
            p.lemma[i].lower() for i in range(a, b) if p.pos[i] in _WORDS and len(p.word[i]) > 1
        )
    return out


def _profiles(
    readings: Sequence[Reading], found: pd.DataFrame
) -> dict[str, dict[str, dict[tuple[str, str], float]]]:
    """For each text and sentence, what stands in it and how much it weighs, in vectors of length 1."""
    counts = {
        r.text.id: {
            sent: Counter({("", w): n for w, n in words.items()}) for sent, words in _words(r).items()
        }
        for r in readings
    }
    for text_id, sent, kind, thing in zip(found["text_id"], found["sent"], found["kind"], found["thing"]):
        counts[text_id][sent][kind, thing] += 1
    total = sum(len(s) for s in counts.values())
    df = Counter(f for s in counts.values() for c in s.values() for f in c)
    out = {}
    for id, sentences in counts.items():
        out[id] = {}
        for sent, c in sentences.items():
            weights = {
                f: (1 + math.log(n)) * math.log((1 + total) / df[f]) * (ROW_WEIGHT if f[0] else 1.0)
                for f, n in c.items()
            }
            length = math.sqrt(sum(w * w for w in weights.values()))
            out[id][sent] = {f: w / length for f, w in weights.items()} if length else {}
    return out


def _nearest(profile: dict, others: dict[str, dict]) -> tuple[str, float, str]:
    """The nearest sentence, how near, and what is shared; the first of equals."""
    best, at = 0.0, ""
    for sent, other in others.items():
        near = sum(w * other[f] for f, w in profile.items() if f in other)
        if near > best + 1e-12:
            best, at = near, sent
    shared = (
        sorted(
            (f for f in profile if f in others.get(at, {})), key=lambda f: (-profile[f] * others[at][f], f)
        )
        if at
        else []
    )
    return (
        at,
        round(best, 3),
        ", ".join(list({name.casefold(): name for _, name in reversed(shared)}.values())[::-1]),
    )
