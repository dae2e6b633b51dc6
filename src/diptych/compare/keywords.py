"""Keyness: the words that a text prefers, set against the other texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from diptych import rowkeys
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.schema import OTHERS

COLUMNS = ["lemma", "text_id", "against", "n", "other_n", "log_odds", "low", "high", "z", "rows"]
PRIOR = 500


def keyness(readings: Sequence[Reading], *, least: int = 4, most: int = 24) -> pd.DataFrame:
    """One row per lemma that a text prefers: lemma, text_id (the text that prefers it), against (the other
    text, or "the others" where there are more), n and other_n (counts there and against it), log_odds,
    low, high (95 % interval), z, rows (keys of the words in all texts). No row where there is one text
    only.

    Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, eq. 15 to 22); the
    prior is the lemma's share of all the texts together, scaled to 500 words. Of two texts it is the first's
    against the second's, so that a word of the second has less than 0; of more, that of the text that prefers
    the word against all the others. Lemmas of nouns, verbs, adjectives and names, at least `least` times in
    all, the `most` with the largest |z|, as many of each text.
    """
    places = {r.text.id: lemmas(r) for r in readings}
    if len(places) < 2:
        return pd.DataFrame(columns=COLUMNS)
    counts = pd.DataFrame(
        {id: {w: len(keys) for w, keys in p.items()} for id, p in places.items()}, dtype=float
    ).fillna(0)
    found = _of_two(counts) if len(places) == 2 else _of_more(counts)
    found = found[found["n"] + found["other_n"] >= least]
    found = found.assign(size=found["z"].abs(), place=found["text_id"].map(list(places).index))
    found = (
        found.sort_values(["size", "lemma"], ascending=[False, True])
        .groupby("text_id", sort=False)
        .head(most // len(places))
    )
    found = found.sort_values(["place", "z", "lemma"], ascending=[True, False, True])
    rows = [tuple(key for p in places.values() for key in p.get(lemma, ())) for lemma in found["lemma"]]
    return found.assign(rows=rows)[COLUMNS].reset_index(drop=True)


def _of_two(counts: pd.DataFrame) -> pd.DataFrame:
    """Each lemma with its odds in the first of two texts against the second, and the text that prefers it."""
    first, second = counts.columns
    found = _odds(counts[first], counts[second])
    ours = found["z"] > 0
    n, other_n = found["n"].where(ours, found["other_n"]), found["other_n"].where(ours, found["n"])
    return found.assign(
        text_id=np.where(ours, first, second), against=np.where(ours, second, first), n=n, other_n=other_n
    )


def _of_more(counts: pd.DataFrame) -> pd.DataFrame:
    """Each lemma with its odds in the text that prefers it most, against all the others."""
    sides = [
        _odds(own, counts.drop(columns=id).sum(axis=1)).assign(text_id=id, against=OTHERS)
        for id, own in counts.items()
    ]
    found = pd.concat(sides, ignore_index=True)
    return found[found["z"] > 0].sort_values("z", ascending=False, kind="stable").drop_duplicates("lemma")


def _odds(own: pd.Series, other: pd.Series) -> pd.DataFrame:
    """The log-odds ratio of each lemma between two counts of the same lemmas."""
    prior = PRIOR * (own + other) / (own + other).sum()
    log_odds = [np.log((n + prior) / (n.sum() + PRIOR - n - prior)) for n in (own, other)]
    delta, spread = log_odds[0] - log_odds[1], np.sqrt(1 / (own + prior) + 1 / (other + prior))
    return pd.DataFrame(
        {
            "lemma": own.index,
            "n": own.to_numpy(int),
            "other_n": other.to_numpy(int),
            "log_odds": delta.to_numpy(),
            "low": (delta - 1.96 * spread).to_numpy(),
            "high": (delta + 1.96 * spread).to_numpy(),
            "z": (delta / spread).to_numpy(),
        }
    )


def lemmas(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The keys of each lemma's words: nouns, verbs, adjectives and names."""
    p, found = reading.parse, {}
    for i in range(len(p)):
        if p.pos[i] in ("NOUN", "PROPN", "VERB", "ADJ") and p.word[i][:1].isalpha():
            key = rowkeys.key(reading.text.id, table.sentence_id(p.sent[i]), p.start[i], p.end[i])
            found.setdefault(p.lemma[i].lower(), []).append(key)
    return {lemma: tuple(keys) for lemma, keys in found.items()}
