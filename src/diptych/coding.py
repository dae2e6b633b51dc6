"""Coding, a person's or the program's: rows of the coding manual as JSON Lines, and how well two codings agree."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from diptych import extract, files, table, texts, voice
from diptych.ask import all_of
from diptych.pipeline import Reading
from diptych.schema import CLOSED, EXTRA, FIELDS, KEYS, LOOSE

_STOP = frozenset("the a an of in and or to s former".split())


#: A row that says that a coder has read a sentence for a layer (`asked`), found or not: no words, from start to `to`.
SEEN = "seen"
#: A row that a coder has begun: its layer will be `asked`, some of its fields are not answered yet.
DRAFT = "draft"


class CodingError(ValueError):
    """A coding that cannot be read: file, line, and what to write instead."""


def code(readings: Iterable[Reading]) -> dict[str, list[dict]]:
    """Every row of the six layers and of layer `attribution`, for each text, in the order of the words."""
    readings = list(readings)
    coded: dict[str, list[dict]] = {r.text.id: [] for r in readings}
    within = {r.text.id: sentences(r) for r in readings}
    for layer, find in extract.LAYERS.items():
        found = find(readings)
        columns = [found[c].tolist() for c in [*table.BASE, *FIELDS[layer]]]
        for text_id, sent, start, end, surface, *values in zip(*columns):
            coded[text_id].append({"layer": layer, "sent": sent, "surface": surface, "nth": 0, "start": start, "end": end}
                                  | {k: _plain(v) for k, v in zip(FIELDS[layer], values)})
    for reading in readings:
        rows, text = coded[reading.text.id], reading.text.text
        for row in rows:
            first, last = within[reading.text.id][int(row["sent"][1:]) - 1]
            row["nth"] = _nth(text[first:last], row["surface"], row["start"] - first)
        rows += [_attribution(reading, found) for found in voice.find(reading)]
        rows.sort(key=lambda row: (row["start"], row["end"], row["layer"]))
    return coded


def write(rows: Iterable[dict], path: str | Path) -> None:
    """Writes rows as JSON Lines in UTF-8, one object a line, the whole file or nothing."""
    files.write(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def read(path: str | Path) -> list[dict]:
    """The rows of a coding. Raises CodingError, naming the line that is not a JSON object."""
    rows = []
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise CodingError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise CodingError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    for k, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                raise CodingError(f"{path}:{k}: not JSON: {getattr(error, 'msg', 'too deep')}; write one object a line") from None
            if not isinstance(row, dict) or not {"layer", "surface", "start", "end"} <= row.keys():
                raise CodingError(f"{path}:{k}: a row needs layer, surface, start and end")
            if not (type(row["start"]) is int and type(row["end"]) is int and 0 <= row["start"] <= row["end"]):
                raise CodingError(f"{path}:{k}: start and end must be whole numbers, the start first")
            if not isinstance(row["layer"], str) or not isinstance(row["surface"], str):
                raise CodingError(f"{path}:{k}: layer and surface must be texts")
            rows.append(row)
    return rows


def faults(rows: Iterable[dict], *, terms: Iterable[str] = ()) -> list[tuple[int, str]]:
    """What is wrong with the codes of rows, as (row from 1, what to write instead): unknown layers, missing fields, values outside the closed sets.

    `terms` has the terms that a case's codebook adds to those of the manual.
    """
    closed = CLOSED | {("term", "term"): (*CLOSED["term", "term"], *terms)}
    found = []
    for k, row in enumerate(rows, 1):
        layer = row["layer"]
        if layer not in ("attribution", SEEN, DRAFT) and layer not in FIELDS:
            found.append((k, f'layer is "{layer[:60]}"; write one of {", ".join(FIELDS)}'))
            continue
        for field in FIELDS.get(layer, ()):
            allowed = closed.get((layer, field))
            if field not in row:
                found.append((k, f'"{field}" is missing from this {layer} row'))
            elif allowed and row[field] not in allowed:
                found.append((k, f'"{field}" is "{str(row[field])[:60]}"; write one of {", ".join(allowed)}'))
    return found


def sentences(reading: Reading) -> list[tuple[int, int]]:
    """The characters of each sentence of a text, first and after the last, in the order of `sent`."""
    p = reading.parse
    return [(p.start[a], p.end[b - 1]) for a, b in p.sents]


def anchored(rows: Iterable[dict], text: str, within: Sequence[tuple[int, int]] = ()) -> tuple[list[dict], list[tuple[int, str]]]:
    """Rows with offsets that fit the text, and those that could not be placed, as (row from 1, why).

    A row whose words do not stand at its offsets is moved to where they stand, if that is one place only: in the text, or in the row's
    sentence where `within` tells the characters of each.
    """
    kept, lost = [], []
    for k, row in enumerate(rows, 1):
        surface, start = str(row["surface"]), row["start"]
        if text[start:row["end"]] == surface:
            kept.append(row)
            continue
        number = re.fullmatch(r"s(\d+)", str(row.get("sent", "")))
        sentence = within[int(number[1]) - 1] if number and 0 < int(number[1]) <= len(within) else (0, 0)
        span = next((s for s in ((0, len(text)), sentence) if surface and text.count(surface, *s) == 1), None)
        if span:
            at = text.index(surface, *span)
            kept.append(_moved(row, at - start, at, at + len(surface)))
        else:
            lost.append((k, f"{surface!r} does not stand at {start}, and stands {text.count(surface) if surface else 0} times in the text: is this a coding of another text or edition?"))
    return kept, lost


def _moved(row: dict, by: int, start: int, end: int) -> dict:
    spans = {key: [[a + by, b + by] for a, b in row[key]] for key in ("source", "cue", "content") if row["layer"] == "attribution" and isinstance(row.get(key), list)}
    return row | {"start": start, "end": end} | spans


def _plain(value):
    if isinstance(value, float):
        return "" if math.isnan(value) else int(value) if value.is_integer() else value
    return "" if value is None else value


def _nth(sentence: str, surface: str, at: int) -> int:
    """Which occurrence of surface in the sentence starts at this place, counted as plain substrings, from 1."""
    return 1 + sum(sentence.startswith(surface, k) for k in range(at))


def _attribution(reading: Reading, found: voice.Attribution) -> dict:
    p = reading.parse
    spans = lambda tokens: [[p.start[a], p.end[b - 1]] for a, b in tokens]  # noqa: E731
    content = spans(found.content)
    start, end = content[0][0], content[-1][1]
    return {"layer": "attribution", "sent": table.sentence_id(p.sent[found.content[0][0]]), "surface": reading.text.text[start:end], "start": start, "end": end,
            "source": spans(found.source), "cue": spans(found.cue), "content": content, "speaker": found.speaker, "stance": found.stance}


# Agreement of a coding with a reference


def same(field: str, a, b) -> bool:
    """Whether two values of a field agree: closed sets and figures as they are, names and phrases when they share half of
    the shorter one's words (articles and the like left out)."""
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
    return {w for w in re.findall(r"\w+", str(value or "").lower()) if w not in _STOP}


def check_pair(reference: list[dict], got: list[dict], names: Sequence[str | Path] = ("the reference", "the coding")) -> None:
    """Raises CodingError where two codings cannot be scored against each other: a code that the manual lacks, or words of two texts.

    Terms and fields that are missing are let pass: a codebook may add terms, and a person may have coded some fields only.
    """
    for rows, name in zip((reference, got), names):
        odd = [(k, what) for k, what in faults(rows) if "is missing" not in what and not what.startswith('"term"')]
        if odd:
            raise CodingError("\n".join([*(f"{name}: row {k}: {what}" for k, what in odd[:5]), *([f"and {len(odd) - 5} more"] if len(odd) > 5 else [])]))
    at = {row["start"] + k: c for row in reference if len(row["surface"]) == row["end"] - row["start"] for k, c in enumerate(row["surface"])}
    shared = [(row["start"] + k, c) for row in got if len(row["surface"]) == row["end"] - row["start"] for k, c in enumerate(row["surface"]) if row["start"] + k in at]
    apart = [place for place, c in shared if at[place] != c]
    if len(apart) > len(shared) / 4:
        raise CodingError(f"{names[1]}: its words are not those of {names[0]} (from character {apart[0]} on); these are codings of two texts or of two editions. Code the edition that the reference is of")


def match(reference: list[dict], got: list[dict]) -> list[tuple[int, int]]:
    """Pairs of rows of one layer whose spans overlap, each used once: same spans first, then by overlap, then by agreement."""
    pairs = []
    for i, r in enumerate(reference):
        for j, g in enumerate(got):
            overlap = min(r["end"], g["end"]) - max(r["start"], g["start"])
            if overlap > 0:
                exact = (r["start"], r["end"]) == (g["start"], g["end"])
                pairs.append((exact, overlap, sum(same(k, r.get(k), g.get(k)) for k in KEYS[r["layer"]]), -i, -j))
    used_i, used_j, out = set(), set(), []
    for *_, i, j in sorted(pairs, reverse=True):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            out.append((-i, -j))
    return out


def score(pairs: Iterable[tuple[list[dict], list[dict]]]) -> dict[str, dict]:
    """How far codings agree with references, layer by layer, over all pairs of (reference rows, coded rows).

    For each layer: reference, coding (numbers of rows); strict (F1 of rows with the same span); found (F1 of rows that
    overlap); joint (F1 of rows that overlap and agree on every field of KEYS); fields (share of overlapping rows that agree,
    for each field); wrong (what is missed, extra or coded otherwise: reference row or None, coded row or None, fields).
    """
    pairs, total = list(pairs), {}
    for layer, keys in KEYS.items():
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
        total[layer] = {"reference": count["reference"], "coding": count["coding"]} | {k: 2 * count[k] / n if n else 0.0 for k in ("strict", "found", "joint")}
        total[layer]["fields"] = {k: agree[k] / count["found"] for k in keys + EXTRA.get(layer, []) if count["found"]}
        total[layer]["wrong"] = wrong
    return total


def score_lines(scores: dict[str, dict]) -> list[str]:
    """The scores as a table for the terminal, a line a layer."""
    lines = [f"{'layer':15}{'ref':>5}{'got':>5}{'strict':>8}{'found':>7}{'joint':>7}  fields"]
    for layer, s in scores.items():
        fields = " ".join(f"{k} {v:.2f}" for k, v in s["fields"].items())
        lines.append(f"{layer:15}{s['reference']:5}{s['coding']:5}{s['strict']:8.3f}{s['found']:7.3f}{s['joint']:7.3f}  {fields}")
    return lines


def miss_lines(wrong: list[tuple]) -> list[str]:
    """What a coding got wrong in one layer, a line a fault."""
    lines = []
    for r, g, off in wrong:
        if r is None:
            lines.append(f"{g['sent']} {g['surface']!r} extra")
        elif g is None:
            lines.append(f"{r['sent']} {r['surface']!r} missed")
        else:
            lines += [f"{r['sent']} {r['surface']!r} {k}: reference {r.get(k)!r}, coding {g.get(k)!r}" for k in off]
    return lines


def score_line(case: texts.Case, readings: Iterable[Reading], *layers: str) -> str:
    """One sentence for each layer: the program's score against the reference coding of the edition shown, on
    the texts that have one; or that there is none."""
    layers = all_of(layers, KEYS, "layer")
    readings = list(readings)
    known = {r.text.id: r for r in readings if _reference(case, r.text).is_file() and not r.text.differs}
    if not known:
        return "There is no reference coding of these texts, so no score can be given."
    coded = code(known.values())
    scores = score(
        (_anchored(read(_reference(case, known[id].text)), known[id]), rows) for id, rows in coded.items()
    )
    others = [r.text.id for r in readings if r.text.id not in known]
    without = f"; there is no reference coding of {', '.join(others)}" if others else ""
    editions = "/".join(dict.fromkeys(r.text.edition for r in known.values()))
    on = f"{editions} edition of {texts.number_of(len(known))} ({', '.join(known)}{without})"
    return "\n".join(
        f"{layer}, {on}, {scores[layer]['reference']} rows in the reference: "
        f"F1 {scores[layer]['found']:.2f} for finding a row, {scores[layer]['joint']:.2f} for also giving "
        f"every key code as the reference does ({', '.join(KEYS[layer])})."
        for layer in layers
    )


def _reference(case: texts.Case, text: texts.Text) -> Path:
    return Path(case.folder) / "coding" / "reference" / f"{text.id}.{text.edition}.jsonl"


def _anchored(rows: list[dict], reading: Reading) -> list[dict]:
    return anchored(rows, reading.text.text, sentences(reading))[0]
