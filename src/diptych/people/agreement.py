"""How far coders agree: on what there is to code, and on its codes; figures with intervals, and the rows they
disagree on.

A unit is one place in a text that at least one coder has coded in a layer. Two things can go wrong between
coders and are never mixed: one sees a unit where another sees none, and both see it and give it different
codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from diptych.ask import all_of, columns, one_of
from diptych.people import coding, decisions
from diptych.people.coding import CLOSED, FIELDS, KEYS, LOOSE, SEEN, CodingError
from diptych.reading import table
from diptych.schema import OWN

DRAWS = 1000
SEED = 19920226

Codings = Mapping[str, Mapping[str, list[dict]]]


# Codings of a class, from files


def merge(paths: Iterable[str | Path]) -> dict[str, dict[str, list[dict]]]:
    """Codings from files, as coder -> text_id -> rows.

    A row's own `coder` and `text_id` count. Where it has none, the file's name tells: `smith.ann.jsonl` is
    Ann's coding of the text smith (`smith.restated.ann.jsonl` of an edition); `smith.jsonl` in a folder `ann`
    too; files of a folder `review` have decisions. Raises CodingError for a file that cannot be read, codes
    outside the manual, and a coder who has coded one text in two files.
    """
    codings: dict[str, dict[str, list[dict]]] = {}
    owner: dict[tuple[str, str], Path] = {}
    for path in map(Path, paths):
        review = path.resolve().parent.name == "review"
        rows = decisions.rows_of_file(path) if review else coding.read(path)
        faults = coding.faults(rows)
        if faults:
            raise CodingError("\n".join(f"{path}: row {k}: {what}" for k, what in faults[:5]))
        text_id, *more = path.stem.split(".")
        more = [part for part in more if part not in ("restated", "original", "own")]
        coder = more[-1] if more else path.resolve().parent.name
        keys = {(str(r.get("coder") or coder), str(r.get("text_id") or text_id)) for r in rows} or {
            (coder, text_id)
        }
        for key in keys:
            if key in owner:
                raise CodingError(
                    f'{path}: "{key[0]}" has coded "{key[1]}" in {owner[key]} too; give each coder one file'
                    " for a text, or a name of their own"
                )
            owner[key] = path
            codings.setdefault(key[0], {})[key[1]] = []
        for r in rows:
            codings[str(r.get("coder") or coder)][str(r.get("text_id") or text_id)].append(r)
    return codings


def units(codings: Codings, *, layers: Sequence[str] = tuple(KEYS)) -> pd.DataFrame:
    """One row per unit and coder who has read its sentence: text_id, sent, start, end, surface (of the first
    who coded it), layer, unit (from 0 over all), coder, coded (whether this coder has a row there), and the
    coder's codes in the fields of all layers.

    Rows of two coders are one unit when their spans overlap (coding.match); coders are taken in the order of
    their names. Only places that two coders have read. A coder's rows of layer `seen` say which sentences
    they have read (start, to); without any, they have read the text.
    """
    names, layers = sorted(codings), all_of(layers, KEYS, "layer")
    fields = list(dict.fromkeys(f for layer in layers for f in FIELDS[layer]))
    out: list[tuple] = []
    unit = 0
    for text_id in sorted({t for c in codings.values() for t in c}):
        coders = [n for n in names if text_id in codings[n]]
        if len(coders) < 2:
            continue
        for layer in layers:
            read = {n: _read(codings[n][text_id], layer) for n in coders}
            heads, found = _aligned({n: codings[n][text_id] for n in coders}, layer)
            for k in sorted(range(len(heads)), key=lambda k: (heads[k]["start"], heads[k]["end"])):
                head = heads[k]
                readers = [n for n in coders if n in found[k] or read[n](head["start"])]
                if len(readers) < 2:
                    continue
                for n in readers:
                    row = found[k].get(n)
                    out.append(
                        (
                            text_id,
                            head["sent"],
                            head["start"],
                            head["end"],
                            head["surface"],
                            layer,
                            unit,
                            n,
                            row is not None,
                            *(row.get(f, "") if row is not None else None for f in fields),
                        )
                    )
                unit += 1
    return pd.DataFrame(out, columns=[*table.BASE, "layer", "unit", "coder", "coded", *fields]).astype(
        {"coded": bool}
    )


def _read(rows: list[dict], layer: str):
    """Whether a coder has read, for a layer, the sentence that a place is in."""
    spans = [
        (r["start"], r.get("to", r["end"]))
        for r in rows
        if r["layer"] == SEEN and r.get("asked", layer) == layer
    ]
    if not any(r["layer"] == SEEN for r in rows):
        return lambda at: True
    return lambda at: any(a <= at < b for a, b in spans)


def _aligned(rows: Mapping[str, list[dict]], layer: str) -> tuple[list[dict], list[dict[str, dict]]]:
    """Units of one text and layer: the row that stands for each, and each coder's row in it."""
    heads: list[dict] = []
    found: list[dict[str, dict]] = []
    for n, own in rows.items():
        mine = [r for r in own if r["layer"] == layer]
        matched = coding.match(heads, mine)
        for i, j in matched:
            found[i][n] = mine[j]
        taken = {j for _, j in matched}
        for j, r in enumerate(mine):
            if j not in taken:
                heads.append(r)
                found.append({n: r})
    return heads, found


# Figures


def measures(units: pd.DataFrame, *, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """One row per layer and field: layer, field, units (places that two coders or more have coded), percent,
    percent_low, percent_high, alpha, alpha_low, alpha_high, ac1, ac1_low, ac1_high.

    percent  share of pairs of coders who give a unit the same code (0 to 1); names and phrases agree as in
             coding.same
    alpha    Krippendorff's alpha, nominal (Krippendorff 2011): 1 is agreement, 0 is what chance
             would give; not a number where every code is the same, for then there is nothing to tell chance
             from
    ac1      Gwet's AC1 (Gwet 2008), over the manual's closed set; it does not collapse when nearly all codes
             are the same

    alpha and ac1 are given for closed sets only. Of a case's own codes (layer `code`) each is told apart, as
    field, over the answers that anybody gave to it. Ends of intervals are the 2.5th and 97.5th percentile of
    `draws` draws of sentences with replacement (a sentence, not a unit: codes in one sentence hang together).
    A unit that one coder has not coded is counted in `found`, not here.
    """
    rows = []
    for layer in KEYS:
        of_layer = units[units["layer"] == layer]
        if of_layer.empty:
            continue
        for name, field, own, weights, place in _asked(of_layer, layer, draws, seed):
            counts = counts_of(own, field)
            several = counts.sum(axis=1) >= 2
            if not several.any():
                continue
            values = CLOSED.get((layer, field)) or (counts[0] if layer == OWN else ())
            percent = _percent(own, field, counts)
            row = {"layer": layer, "field": name, "units": int(several.sum())} | _with_ends(
                "percent", _ratio, percent, weights, place
            )
            if len(values):
                row |= {"alpha": alpha(counts)} | _ends("alpha", _alpha, _alpha_parts(counts), weights, place)
                row |= {"ac1": ac1(counts, len(values))} | _ends(
                    "ac1", partial(_ac1, categories=len(values)), _ac1_parts(counts), weights, place
                )
            rows.append(row)
    columns = [
        "layer",
        "field",
        "units",
        *(f"{m}{end}" for m in ("percent", "alpha", "ac1") for end in ("", "_low", "_high")),
    ]
    return pd.DataFrame(rows, columns=columns)


def _asked(units: pd.DataFrame, layer: str, draws: int, seed: int) -> list[tuple]:
    """What is told apart in a layer: a name, the field, the units that have it, and their draws."""
    if layer != OWN:
        drawn = _draws(units, draws, seed)
        return [(field, field, units, *drawn) for field in FIELDS[layer]]
    code = units.groupby("unit")["code"].transform("first")
    return [(str(name), "answer", own, *_draws(own, draws, seed)) for name, own in units.groupby(code)]


def found(units: pd.DataFrame, *, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """One row per layer: layer, coders, units, by_all, by_some (units that not all who read the sentence have
    coded), by_one (by one coder only), found, found_low, found_high, joint, joint_low, joint_high.

    found  of the rows of each pair of coders, the share that both have (F1; all pairs pooled)
    joint  the same for rows that also have the same key codes (coding.KEYS)
    """
    rows = []
    for layer in KEYS:
        own = units[units["layer"] == layer]
        if own.empty:
            continue
        weights, place = _draws(own, draws, seed)
        per = _pairwise(own, layer)
        coded = own.groupby("unit")["coded"].agg(["sum", "size"])
        rows.append(
            {
                "layer": layer,
                "coders": own["coder"].nunique(),
                "units": len(coded),
                "by_all": int((coded["sum"] == coded["size"]).sum()),
                "by_some": int((coded["sum"] < coded["size"]).sum()),
                "by_one": int((coded["sum"] == 1).sum()),
            }
            | _with_ends("found", _ratio, np.column_stack([2 * per["both"], per["rows"]]), weights, place)
            | _with_ends("joint", _ratio, np.column_stack([2 * per["joint"], per["rows"]]), weights, place)
        )
    return pd.DataFrame(
        rows,
        columns=[
            "layer",
            "coders",
            "units",
            "by_all",
            "by_some",
            "by_one",
            "found",
            "found_low",
            "found_high",
            "joint",
            "joint_low",
            "joint_high",
        ],
    )


def pairs(units: pd.DataFrame) -> pd.DataFrame:
    """One row per layer and pair of coders: layer, coder, other, units (in sentences that both have read and
    one has coded), both, found (F1), joint (F1 of rows with the same key codes too)."""
    rows = []
    for layer in KEYS:
        own = units[units["layer"] == layer]
        if own.empty:
            continue
        names, has, seen, alike = _matrices(own, layer)
        for a, b in combinations(range(len(names)), 2):
            shared = seen[a] & seen[b]
            n_a, n_b = int((has[a] & shared).sum()), int((has[b] & shared).sum())
            both = has[a] & has[b] & shared
            joint = int((both & alike(a, b)).sum())
            n = n_a + n_b
            rows.append(
                (
                    layer,
                    names[a],
                    names[b],
                    int(((has[a] | has[b]) & shared).sum()),
                    int(both.sum()),
                    2 * int(both.sum()) / n if n else np.nan,
                    2 * joint / n if n else np.nan,
                )
            )
    return pd.DataFrame(rows, columns=["layer", "coder", "other", "units", "both", "found", "joint"])


def matrix(pairs: pd.DataFrame, layer: str, *, measure: str = "joint") -> pd.DataFrame:
    """One row per coder: coder, and a column for each coder with their agreement (0 to 1) in a layer; nothing
    on the diagonal."""
    own = pairs[pairs["layer"] == one_of(layer, KEYS, "layer")]
    columns(pairs, measure)
    names = sorted({*own["coder"], *own["other"]})
    wide = (
        pd.concat([own, own.rename(columns={"coder": "other", "other": "coder"})])
        .pivot(index="coder", columns="other", values=measure)
        .reindex(index=names, columns=names)
    )
    wide.columns.name = None
    return wide.reset_index()


def disagreements(units: pd.DataFrame) -> pd.DataFrame:
    """One row per unit that coders do not agree on, those of the most disputed sentence first: text_id, sent,
    start, end, surface, layer, coded_by, not_by (names), what (`marked or not`, or the key codes that
    differ), codes (as given, and how often), apart.

    apart is the share of pairs of coders who differ (0 to 1): one has no row, or a key code differs.
    """
    rows = []
    for (layer, _unit), own in units.groupby(["layer", "unit"], sort=False):
        first, fields = own.iloc[0], KEYS[layer]
        coded = own[own["coded"]]
        n, k = len(own), len(coded)
        pairs_of = n * (n - 1) / 2
        codes = list(coded[fields].itertuples(index=False, name=None))
        same = (
            sum(all(coding.same(f, x, y) for f, x, y in zip(fields, a, b)) for a, b in combinations(codes, 2))
            + (n - k) * (n - k - 1) / 2
        )
        if pairs_of and same < pairs_of:
            given = [
                "; ".join(
                    f"{v or 'none'} {c}"
                    for v, c in coded[f]
                    .value_counts()
                    .sort_index()
                    .sort_values(ascending=False, kind="stable")
                    .items()
                )
                for f in fields
                if coded[f].nunique() > 1
            ]
            differ = [f for f in fields if len(set(map(_text, coded[f]))) > 1]
            what = ", ".join(["marked or not"] * (k < n) + differ)
            rows.append(
                (
                    *first[table.BASE],
                    layer,
                    ", ".join(coded["coder"]),
                    ", ".join(own.loc[~own["coded"], "coder"]),
                    what,
                    " | ".join(given),
                    1 - same / pairs_of,
                )
            )
    out = pd.DataFrame(rows, columns=[*table.BASE, "layer", "coded_by", "not_by", "what", "codes", "apart"])
    total = out.groupby(["text_id", "sent"])["apart"].transform("sum")
    return (
        out.assign(total=total)
        .sort_values(
            ["total", "text_id", "sent", "apart", "start"],
            ascending=[False, True, True, False, True],
            kind="stable",
        )
        .drop(columns="total")
        .reset_index(drop=True)
    )


def differences(apart: pd.DataFrame) -> pd.DataFrame:
    """One row per place and thing that coders differ in there, from `disagreements`: its columns, with one
    value each in `what`."""
    return apart.assign(what=apart["what"].str.split(", ")).explode("what", ignore_index=True)


def alpha(counts: np.ndarray) -> float:
    """Krippendorff's alpha of counts[unit, value] (how many coders gave each value), nominal; NaN where it
    has no value."""
    return float(_alpha(_alpha_parts(counts).sum(axis=0)[None])[0])


def ac1(counts: np.ndarray, categories: int | None = None) -> float:
    """Gwet's AC1 of counts[unit, value]: (pa - pe) / (1 - pe).

    pa is the share of agreeing pairs in a unit, averaged over units with two coders or more; pe is the sum of
    p(1 - p) over the values, divided by their number less one, p being a value's share in a unit averaged
    over all units (Gwet 2008, eq. 8 and 9; with values missing: Gwet 2014, chapter 2). `categories` is the
    size of the scale; else the values that occur.
    """
    return float(
        _ac1(
            _ac1_parts(counts).sum(axis=0)[None], categories=categories or int((counts.sum(axis=0) > 0).sum())
        )[0]
    )


def percent(counts: np.ndarray) -> float:
    """Share of agreeing pairs in a unit, averaged over the units of counts[unit, value] with two coders or
    more."""
    return float(_ratio(_counted(counts).sum(axis=0)[None])[0])


def counts_of(units: pd.DataFrame, field: str) -> np.ndarray:
    """counts[unit, value]: how many coders gave each value of a field, units in their order, values in the
    alphabet's."""
    coded = units[units["coded"]]
    codes, values = pd.factorize(coded[field].map(_text), sort=True)
    order = {u: k for k, u in enumerate(dict.fromkeys(units["unit"]))}
    out = np.zeros((len(order), max(1, len(values))))
    np.add.at(out, (coded["unit"].map(order).to_numpy(int), codes), 1)
    return out


def _text(value) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else str(int(value)) if value.is_integer() else str(value)
    return "" if value is None else str(value)


# What each measure adds up, unit by unit, so that a draw of sentences is a sum with other weights


def _draws(units: pd.DataFrame, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """How often each sentence stands in each draw, and the sentence of each unit."""
    firsts = units.drop_duplicates("unit")
    place, names = pd.factorize(firsts["text_id"].astype(str) + " " + firsts["sent"].astype(str))
    n = len(names)
    return np.random.default_rng(seed).multinomial(n, [1 / n] * n, size=draws).astype(float), place


def _with_ends(
    name: str, measure, parts: np.ndarray, weights: np.ndarray, place: np.ndarray
) -> dict[str, float]:
    return {name: float(measure(parts.sum(axis=0)[None])[0])} | _ends(name, measure, parts, weights, place)


def _ends(name: str, measure, parts: np.ndarray, weights: np.ndarray, place: np.ndarray) -> dict[str, float]:
    sums = np.zeros((weights.shape[1], parts.shape[1]))
    np.add.at(sums, place, parts)
    drawn = measure(weights @ sums)
    drawn = drawn[~np.isnan(drawn)]
    low, high = np.percentile(drawn, [2.5, 97.5]) if len(drawn) else (np.nan, np.nan)
    return {f"{name}_low": float(low), f"{name}_high": float(high)}


def _ratio(sums: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sums[:, 1] > 0, sums[:, 0] / sums[:, 1], np.nan)


def _counted(counts: np.ndarray) -> np.ndarray:
    r = counts.sum(axis=1)
    several = r >= 2
    share = np.where(several, (counts * (counts - 1)).sum(axis=1) / np.where(several, r * (r - 1), 1), 0)
    return np.column_stack([share, several.astype(float)])


def _percent(units: pd.DataFrame, field: str, counts: np.ndarray) -> np.ndarray:
    """Per unit: share of agreeing pairs, and 1 where there are two coders or more. Phrases agree by their
    words."""
    if field not in (*LOOSE, "low", "high"):
        return _counted(counts)
    parts = []
    for _, own in units.groupby("unit", sort=False):
        values = [_text(v) for v in own.loc[own["coded"], field]]
        n = len(values) * (len(values) - 1) // 2
        parts.append(
            (sum(_same(field, a, b) for a, b in combinations(values, 2)) / n if n else 0.0, float(n > 0))
        )
    return np.array(parts)


@lru_cache(maxsize=100_000)
def _same(field: str, a: str, b: str) -> bool:
    return coding.same(field, a, b)


def _alpha_parts(counts: np.ndarray) -> np.ndarray:
    """Per unit: disagreeing pairs over coders less one, coders, and how many gave each value; of units with
    two coders or more."""
    r = counts.sum(axis=1)
    several = (r >= 2)[:, None]
    apart = (r ** 2 - (counts ** 2).sum(axis=1)) / np.maximum(r - 1, 1)
    return np.where(several, np.column_stack([apart, r, counts]), 0)


def _alpha(sums: np.ndarray) -> np.ndarray:
    """1 - (n - 1) · observed / expected (Krippendorff 2011, nominal)."""
    apart, n, values = sums[:, 0], sums[:, 1], sums[:, 2:]
    expected = n ** 2 - (values ** 2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * apart / expected, np.nan)


def _ac1_parts(counts: np.ndarray) -> np.ndarray:
    """Per unit: share of agreeing pairs, whether two coders or more, whether any, and each value's share."""
    r = counts.sum(axis=1)
    shares = np.where((r > 0)[:, None], counts / np.maximum(r, 1)[:, None], 0)
    return np.column_stack([_counted(counts), (r > 0).astype(float), shares])


def _ac1(sums: np.ndarray, *, categories: int) -> np.ndarray:
    agreed, several, n, values = sums[:, 0], sums[:, 1], sums[:, 2], sums[:, 3:]
    with np.errstate(divide="ignore", invalid="ignore"):
        p = values / n[:, None]
        pe = (p * (1 - p)).sum(axis=1) / max(1, categories - 1)
        return np.where(several > 0, (agreed / several - pe) / (1 - pe), np.nan)


def _matrices(units: pd.DataFrame, layer: str):
    """Coders of a layer; which units each has coded, and has read; and for two coders, in which units their
    key codes agree."""
    names = sorted(units["coder"].unique())
    rank = {n: k for k, n in enumerate(names)}
    order = {u: k for k, u in enumerate(dict.fromkeys(units["unit"]))}
    who, where = units["coder"].map(rank).to_numpy(), units["unit"].map(order).to_numpy()
    has, seen = np.zeros((len(names), len(order)), bool), np.zeros((len(names), len(order)), bool)
    seen[who, where] = True
    has[who, where] = units["coded"].to_numpy()
    coded = units["coded"].to_numpy()
    given, alike = [], []
    for field in KEYS[layer]:
        codes, values = pd.factorize(units[field].map(_text), sort=True)
        grid = np.zeros((len(names), len(order)), int)
        grid[who[coded], where[coded]] = codes[coded]
        given.append(grid)
        loose = field in LOOSE or field in ("low", "high")
        alike.append(np.array([[_same(field, a, b) for b in values] for a in values]) if loose else None)

    def agree(a: int, b: int) -> np.ndarray:
        out = np.ones(len(order), bool)
        for grid, same in zip(given, alike):
            out &= grid[a] == grid[b] if same is None else same[grid[a], grid[b]]
        return out

    return names, has, seen, agree


def _pairwise(units: pd.DataFrame, layer: str) -> dict[str, np.ndarray]:
    """Per unit, over all pairs of coders who have both read its sentence: rows they have, rows both have,
    rows that agree."""
    names, has, seen, alike = _matrices(units, layer)
    rows, both, joint = (np.zeros(has.shape[1]) for _ in range(3))
    for a, b in combinations(range(len(names)), 2):
        shared = seen[a] & seen[b]
        rows += (has[a].astype(float) + has[b]) * shared
        here = has[a] & has[b] & shared
        both += here
        joint += here & alike(a, b)
    return {"rows": rows, "both": both, "joint": joint}


# In words


def lines(codings: Codings, *, layers: Sequence[str] = tuple(KEYS)) -> list[str]:
    """Agreement as lines for the terminal: what was found by whom, then each field, then who agrees with
    whom."""
    all_units = units(codings, layers=layers)
    if all_units.empty:
        return ["no text was coded by two coders or more, so there is nothing to compare"]
    out = [
        (
            f"{all_units['coder'].nunique()} coders, {all_units['text_id'].nunique()} texts; 95 % intervals"
            f" by {DRAWS} draws of sentences"
        ),
        "",
        f"{'layer':15}{'units':>6}{'by all':>8}{'by one':>8}  {'found':19}  joint",
    ]
    for r in found(all_units).itertuples():
        out.append(
            f"{r.layer:15}{r.units:6}{r.by_all:8}{r.by_one:8} "
            f" {_figure(r.found, r.found_low, r.found_high):19} "
            f" {_figure(r.joint, r.joint_low, r.joint_high)}"
        )
    out += ["", f"{'layer':15}{'field':15}{'units':>6}  {'percent':19}  {'alpha':21}  AC1"]
    for r in measures(all_units).itertuples():
        out.append(
            f"{r.layer:15}{r.field:15}{r.units:6}  {_figure(r.percent, r.percent_low, r.percent_high):19}  "
            f"{_figure(r.alpha, r.alpha_low, r.alpha_high):21}  {_figure(r.ac1, r.ac1_low, r.ac1_high)}"
            .rstrip()
        )
    if all_units["coder"].nunique() > 2:
        by_pair = pairs(all_units)
        for layer in dict.fromkeys(by_pair["layer"]):
            grid = matrix(by_pair, layer).set_index("coder")
            out += [
                "",
                f"{layer}: who agrees with whom (joint)",
                " " * 15 + "".join(f"{c[:7]:>8}" for c in grid.columns),
            ]
            out += [
                f"{name[:14]:15}" + "".join(f"{'' if np.isnan(v) else f'{v:.2f}':>8}" for v in row)
                for name, row in zip(grid.index, grid.to_numpy())
            ]
    return out


def _figure(value: float, low: float, high: float) -> str:
    return "-" if np.isnan(value) else f"{value:.2f} [{low:.2f}, {high:.2f}]"
