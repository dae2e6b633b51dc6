"""Any word: where it is in the texts, what is near it, and which words a text uses most."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from diptych import rowkeys
from diptych.compare.keywords import lemmas
from diptych.reading import table
from diptych.reading.reading import Reading

#: The parts of speech that are counted.
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ")
#: White space inside a paragraph; a blank line ends one.
_SPACE = r"(?:(?!\n\s*\n)\s)+"


def find(readings: Iterable[Reading], words: str) -> pd.DataFrame:
    """One row per place where the words are: text_id, sent, start, end, surface.

    Whole words, in capitals or not; a star is for the rest of a word: `find(readings, "geno*")`. Raises
    ValueError where there is nothing to look for. """
    if not re.search(r"\w", words):
        raise ValueError('nothing to look for; write a word, a phrase, or how a word begins: "geno*"')
    is_one = re.compile(rf"(?<!\w){_SPACE.join(_pattern(w) for w in words.split())}(?!\w)", re.I)
    return table.make(readings, lambda reading: (m.span() for m in is_one.finditer(reading.text.text)), [])


def _pattern(word: str) -> str:
    """A word as a regular expression: a star is for letters, and one apostrophe is as good as another."""
    return re.sub(r"['‘’]", "['‘’]", re.escape(word)).replace(r"\*", r"\w*")


def frequencies(readings: Sequence[Reading], *, most: int = 40) -> pd.DataFrame:
    """One row per lemma, the most frequent first: lemma, n, one column of counts for each text and one of its
    rate per 1,000 words, rows (keys). Nouns, names, verbs and adjectives; at most `most`."""
    found = {r.text.id: lemmas(r) for r in readings}
    length = {r.text.id: len(r.text.text.split()) for r in readings}
    total = Counter({lemma: 0 for own in found.values() for lemma in own})
    for own in found.values():
        total.update({lemma: len(at) for lemma, at in own.items()})
    rows = []
    for lemma, n in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:most]:
        keys = {id: own.get(lemma, ()) for id, own in found.items()}
        counts = {id: len(own) for id, own in keys.items()}
        rates = {f"{id} per 1,000": 1000 * len(own) / length[id] for id, own in keys.items()}
        every = tuple(key for own in keys.values() for key in own)
        rows.append({"lemma": lemma, "n": n} | counts | rates | {"rows": every})
    names = [*found, *(f"{id} per 1,000" for id in found)]
    return pd.DataFrame(rows, columns=["lemma", "n", *names, "rows"])


def _counts(p, i: int) -> bool:
    return p.pos[i] in CONTENT and p.word[i][:1].isalpha()


def _key(reading: Reading, i: int) -> str:
    p = reading.parse
    return rowkeys.key(reading.text.id, table.sentence_id(p.sent[i]), p.start[i], p.end[i])


def collocates(rows: pd.DataFrame, readings: Sequence[Reading], *, window: int = 5, least: int = 2,
               most: int = 15) -> pd.DataFrame:
    """One row per text and lemma that is near the words of `rows` (from `find`, or any table of mentions),
    the strongest first: text_id, lemma, n (times near), of (times in the text), log_dice, rows (keys of the
    words near).

    Near is within `window` words on either side (Sinclair 1991), in the same paragraph. log_dice is 14 +
    log2(2 n / (of + words looked for)), 14 where the two are never apart (Rychlý 2008); it does not grow with
    the length of a text. Nouns, names, verbs and adjectives that are near at least `least` times; at most
    `most` for each text. """
    out = []
    for reading in readings:
        own = rows[rows["text_id"] == reading.text.id]
        near, everywhere = _near(reading, own, window), lemmas(reading)
        for lemma, at in near.items():
            of = len(everywhere[lemma])
            log_dice = 14 + math.log2(2 * min(len(at), of) / (of + len(own)))
            keys = tuple(_key(reading, i) for i in sorted(at))
            out.append((reading.text.id, lemma, len(at), of, log_dice, keys))
    found = pd.DataFrame(out, columns=["text_id", "lemma", "n", "of", "log_dice", "rows"])
    order = {r.text.id: k for k, r in enumerate(readings)}
    found = found[found["n"] >= least].assign(order=found["text_id"].map(order))
    found = found.sort_values(["order", "log_dice", "n", "lemma"], ascending=[True, False, False, True])
    return found.groupby("text_id", sort=False).head(most).drop(columns="order").reset_index(drop=True)


def _near(reading: Reading, rows: pd.DataFrame, window: int) -> dict[str, set[int]]:
    """The words near those of the rows, by lemma; the words of the rows themselves are left out."""
    p = reading.parse
    words = [i for i in range(len(p)) if p.pos[i] not in ("PUNCT", "SPACE", "SYM")]
    spans = list(zip(rows["start"], rows["end"]))
    inside = {i for i in words if any(p.start[i] < end and p.end[i] > start for start, end in spans)}
    found: dict[str, set[int]] = {}
    for start, end in spans:
        own = [k for k, i in enumerate(words) if p.start[i] < end and p.end[i] > start]
        if not own:
            continue
        for i in words[max(0, own[0] - window):own[-1] + window + 1]:
            if i not in inside and p.paragraph[i] == p.paragraph[words[own[0]]] and _counts(p, i):
                found.setdefault(p.lemma[i].lower(), set()).add(i)
    return found
