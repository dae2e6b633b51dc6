"""Coded training passages: invented prose, coded by the manual, one passage a line (JSON Lines), each a case
of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from diptych.corpus.codebook import Codebook, Entry
from diptych.corpus.texts import Text
from diptych.reading import pipeline
from diptych.reading.reading import Reading

LAYERS = {"term": "term", "resp": "responsibility", "legal": "legal"}


class Passage(NamedTuple):
    """One passage as read, with the rows that people coded in it, and the layers that they coded it for."""

    id: str
    reading: Reading
    rows: list[dict]
    layers: tuple[str, ...] = tuple(LAYERS.values())


def load(paths: Iterable[Path], shared: Codebook) -> list[Passage]:
    """The passages of these files, parsed, each with a codebook of its event and the shared words."""
    return [_passage(one, shared) for path in paths for one in _lines(path)]


def second_codings(folder: Path) -> list[tuple[list[dict], list[dict]]]:
    """The passages that were coded twice, apart: the rows of the first coder and those of the second
    (`second/*.jsonl`: id, and the rows of each sentence)."""
    first = {one["id"]: one for path in sorted(folder.glob("*.jsonl")) for one in _lines(path)}
    out = []
    for path in sorted((folder / "second").glob("*.jsonl")):
        for again in _lines(path):
            one = first[again["id"]]
            other = one | {
                "sents": [s | {"rows": rows} for s, rows in zip(one["sents"], again["rows"], strict=True)]
            }
            out.append((text_and_rows(one)[1], text_and_rows(other)[1]))
    return out


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _passage(one: dict, shared: Codebook) -> Passage:
    text, rows = text_and_rows(one)
    (reading,) = pipeline.read([Text(id=one["id"], text=text)], codebook(one["event"], shared))
    return Passage(one["id"], reading, rows, tuple(LAYERS[k] for k in one.get("layers", LAYERS)))


def text_and_rows(one: dict) -> tuple[str, list[dict]]:
    """A passage as one text (a blank line between paragraphs), and its rows with offsets into it."""
    text, rows, paragraph = "", [], None
    for number, sentence in enumerate(one["sents"], 1):
        text += ("\n\n" if sentence.get("p") != paragraph else " ") if text else ""
        paragraph, at = sentence.get("p"), len(text)
        text += sentence["s"]
        for row in sentence["rows"]:
            k = -1
            for _ in range(int(row.get("n", 1))):
                k = sentence["s"].find(row["w"], k + 1)
            place = {
                "layer": LAYERS[row["l"]],
                "sent": f"s{number:03}",
                "surface": row["w"],
                "start": at + k,
                "end": at + k + len(row["w"]),
            }
            rows.append({key: v for key, v in row.items() if key not in ("l", "w", "n")} | place)
    return text, rows


def codebook(event: dict, shared: Codebook) -> Codebook:
    """The shared words with the event of one passage, its place, and the other events that it names."""
    place = (event.get("place") or "").split("/")[0].strip()
    forms = [f for f in dict.fromkeys([event["label"], *event.get("forms", [])]) if f != place]
    entries = [e for e in shared.entries if e.kind not in ("event", "actors", "places", "neighbours")]
    more = MappingProxyType(
        {k: v for k, v in {"place": place and "the-place", "date": event.get("date")}.items() if v}
    )
    entries.append(Entry("the-event", "event", event["label"], tuple(forms), "", more))
    if place:
        entries.append(Entry("the-place", "places", place, (place,), "", MappingProxyType({"type": "GPE"})))
    others = [o for o in event.get("other_events", []) if o and o not in forms and o != place]
    entries += [Entry(f"other-{k}", "neighbours", o, (o,)) for k, o in enumerate(others)]
    return Codebook(tuple(entries))
