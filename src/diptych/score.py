"""How far two codings agree: rows matched one to one, and the F1 of each layer. No text is parsed for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from diptych.schema import EXTRA, KEYS, LAYERS, LOOSE, OWN
from diptych.wordlists import word_lists

STOP = word_lists("diptych", "words.toml")["stop"]


def same(field: str, a, b) -> bool:
    """Whether two values of a field agree: closed sets and figures as they are, names and phrases when they
    share half of the shorter one's words (articles and the like left out)."""
    if field in ("low", "high"):
        number = lambda v: None if v in (None, "") else float(v)  # noqa: E731
        return number(a) == number(b)
    if field in LOOSE:
        none = ("", "none", "None", None)
        if a in none or b in none:
            return (a in none) == (b in none)
        x, y = _words(a), _words(b)
        return bool(x & y) and len(x & y) >= 0.5 * min(len(x), len(y))
    return (a or "") == (b or "")


def _words(value) -> set[str]:
    return {w for w in re.findall(r"\w+", str(value or "").lower()) if w not in STOP}


def match(reference: list[dict], got: list[dict]) -> list[tuple[int, int]]:
    """Pairs of rows of one layer whose spans overlap, each used once: same spans first, then by overlap, then
    by agreement. Rows of a case's own codes pair only where they answer the same one."""
    pairs = []
    for i, r in enumerate(reference):
        for j, g in enumerate(got):
            overlap = min(r["end"], g["end"]) - max(r["start"], g["start"])
            if overlap > 0 and (r["layer"] != OWN or r["code"] == g["code"]):
                exact = (r["start"], r["end"]) == (g["start"], g["end"])
                pairs.append(
                    (exact, overlap, sum(same(k, r.get(k), g.get(k)) for k in KEYS[r["layer"]]), -i, -j)
                )
    used_i, used_j, out = set(), set(), []
    for *_, i, j in sorted(pairs, reverse=True):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            out.append((-i, -j))
    return out


def score(pairs: Iterable[tuple[list[dict], list[dict]]]) -> dict[str, dict]:
    """How far codings agree with references, layer by layer, over all pairs of (reference rows, coded rows).

    For each layer: reference, coding (numbers of rows); strict (F1 of rows with the same span); found (F1 of
    rows that overlap); joint (F1 of rows that overlap and agree on every field of KEYS); fields (share of
    overlapping rows that agree, for each field); wrong (what is missed, extra or coded otherwise: reference
    row or None, coded row or None, fields).
    """
    pairs, total = list(pairs), {}
    for layer in LAYERS:
        keys = KEYS[layer]
        count, agree, wrong = Counter(), Counter(), []
        for reference, got in pairs:
            ref = [r for r in reference if r["layer"] == layer]
            got = [r for r in got if r["layer"] == layer]
            matched = match(ref, got)
            count.update(reference=len(ref), coding=len(got), found=len(matched))
            for i, j in matched:
                r, g = ref[i], got[j]
                count["strict"] += (r["start"], r["end"]) == (g["start"], g["end"])
                agreed = {k: same(k, r.get(k), g.get(k)) for k in keys + EXTRA.get(layer, [])}
                agree.update({k: int(v) for k, v in agreed.items()})
                off = [k for k in keys if not agreed[k]]
                count["joint"] += not off
                if off:
                    wrong.append((r, g, off))
            wrong += [(r, None, []) for i, r in enumerate(ref) if i not in {i for i, _ in matched}]
            wrong += [(None, g, []) for j, g in enumerate(got) if j not in {j for _, j in matched}]
        n = count["reference"] + count["coding"]
        total[layer] = {"reference": count["reference"], "coding": count["coding"]} | {
            k: 2 * count[k] / n if n else 0.0 for k in ("strict", "found", "joint")
        }
        total[layer]["fields"] = {
            k: agree[k] / count["found"] for k in keys + EXTRA.get(layer, []) if count["found"]
        }
        total[layer]["wrong"] = wrong
    return total
