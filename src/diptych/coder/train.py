"""Training: from coded passages to weights, and how good these are on passages that they were not trained
on."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from threadpoolctl import threadpool_limits

from diptych.coder import act, legal, quality, spoken, term
from diptych.coder.context import context
from diptych.coder.models import Models, as_json
from diptych.coder.passages import Passage
from diptych.reading import grammar, phrases

LAYERS: dict[str, ModuleType] = {"term": term, "responsibility": act, "legal": legal}
FOLDS = 5


class Lesson(NamedTuple):
    """One passage as training sees it: the examples of each layer, and the context and voice of each coded
    word."""

    passage: Passage
    examples: dict[str, list[Any]]
    voices: list[tuple[list[str], str]]


def lesson(passage: Passage) -> Lesson:
    """The lesson of a passage."""
    examples = {
        layer: module.examples(passage.reading, of_layer(passage, layer)) if layer in passage.layers else []
        for layer, module in LAYERS.items()
    }
    return Lesson(
        passage, examples, [(context(passage.reading, head), row["voice"]) for head, row in heads(passage)]
    )


def of_layer(passage: Passage, layer: str) -> list[dict]:
    """The rows of one layer that people coded in a passage."""
    return [row for row in passage.rows if row["layer"] == layer]


def heads(passage: Passage) -> list[tuple[int, dict]]:
    """The rows of a passage with the head of their words."""
    p = passage.reading.parse
    return [
        (phrases.head(p, range(*grammar.tokens_in(p, row["start"], row["end"]))), row) for row in passage.rows
    ]


def fit(lessons: Iterable[Lesson]) -> dict[str, Models]:
    """The models of each layer, and of the voice, which all three ask. In one thread: the same bytes
    everywhere."""
    lessons = list(lessons)
    with threadpool_limits(limits=1):
        layers = {
            layer: module.train([e for one in lessons for e in one.examples[layer]])
            for layer, module in LAYERS.items()
        }
        return layers | {"voice": spoken.train(pair for one in lessons for pair in one.voices)}


def code(models: dict[str, Models], passage: Passage) -> list[dict]:
    """The program's rows for a passage, by these models."""
    return [
        row | {"layer": layer}
        for layer, module in LAYERS.items()
        for row in module.code(passage.reading, {**models[layer], **models["voice"]})
    ]


def folds(lessons: Sequence[Lesson], k: int = FOLDS, seed: int = 1) -> list[list[int]]:
    """The numbers of the passages in k parts, by chance and always the same."""
    order = sorted(range(len(lessons)), key=lambda i: lessons[i].passage.id)
    random.Random(seed).shuffle(order)
    return [sorted(order[j::k]) for j in range(k)]


def crossvalidated(lessons: Sequence[Lesson], beside: Sequence[Lesson] = ()) -> list[list[dict]]:
    """The program's rows for each passage, by models that have not seen it; all learn from those beside."""
    parts = folds(lessons)
    others = [[k for k in range(len(lessons)) if k not in set(part)] for part in parts]
    coded: list[list[dict]] = [[] for _ in lessons]
    for part, rows in zip(parts, _tried(lessons, beside, list(zip(others, parts))), strict=True):
        for k, found in zip(part, rows, strict=True):
            coded[k] = found
    return coded


#: The numbers of the passages to learn from, and of those to code.
Trial = tuple[Sequence[int], Sequence[int]]


def _tried(
    lessons: Sequence[Lesson], beside: Sequence[Lesson], trials: Sequence[Trial]
) -> list[list[list[dict]]]:
    """For each trial the program's rows for the passages to code, on as many cores as there are."""
    _TRIED.update(lessons=lessons, beside=beside)
    if "fork" not in multiprocessing.get_all_start_methods():
        return [_try(trial) for trial in trials]
    with multiprocessing.get_context("fork").Pool(min(len(trials), os.cpu_count() or 1)) as pool:
        return pool.map(_try, trials, chunksize=1)


#: What the processes that try share: readings are too large to be sent to each.
_TRIED: dict[str, Sequence[Lesson]] = {}


def _try(trial: Trial) -> list[list[dict]]:
    learn, test = trial
    models = fit([*(_TRIED["lessons"][k] for k in learn), *_TRIED["beside"]])
    return [code(models, _TRIED["lessons"][k].passage) for k in test]


# What is kept


def run(
    passages: Sequence[Passage],
    twice: Sequence[tuple[list[dict], list[dict]]] = (),
    tell: Callable[[str], None] = print,
    sentences: Sequence[Passage] = (),
) -> dict[str, str]:
    """Trains on passages, and on single sentences that teach but are not scored: the files of the weights by
    name, and `scores.json`, how good they are where they were not trained, and how far two coders agree on
    the passages that were coded twice."""
    lessons, beside = [lesson(p) for p in passages], [lesson(p) for p in sentences]
    tell(f"{len(lessons)} passages and {len(beside)} single sentences read")
    coded = crossvalidated(lessons, beside)
    scores = {layer: score(lessons, coded, layer) for layer in LAYERS}
    for layer, found in scores.items():
        tell(
            f"{layer}: joint {found['joint']} ({found['low']} to {found['high']}) on passages not trained on"
        )
    scores["curve"] = curve(lessons, coded, beside)
    scores["agreement"] = {layer: agreement(twice, layer) for layer in LAYERS if twice}
    models = fit([*lessons, *beside])
    return {f"{name}.json": as_json(found) for name, found in models.items()} | {
        "scores.json": json.dumps(scores, indent=1) + "\n"
    }


def score(lessons: Sequence[Lesson], coded: Sequence[Sequence[dict]], layer: str) -> dict:
    """The scores of a layer: rows, found and joint F1 with an interval, agreement of each field, and the
    calibration of `p`."""
    pairs = [
        (of_layer(one.passage, layer), [r for r in rows if r["layer"] == layer])
        for one, rows in zip(lessons, coded)
    ]
    counts = [quality.tally(a, b, layer) for a, b in pairs]
    ps = [row["p"] for _, b in pairs for row in b]
    truth = [ok for a, b in pairs for ok in quality.right(a, b, layer)]
    curve_ = quality.calibrate(ps, truth)
    table = quality.bins([curve_(p) for p in ps], truth)
    return {
        "passages": len(lessons),
        "reference": sum(t.reference for t in counts),
        "coding": sum(t.coding for t in counts),
        **quality.with_interval(counts, "joint"),
        "found": round(quality.f1(counts, "found"), 3),
        "fields": quality.fields(pairs, layer),
        "calibration": list(curve_),
        "bins": table,
        "calibration_error": quality.calibration_error(table),
    }


def agreement(twice: Sequence[tuple[list[dict], list[dict]]], layer: str) -> dict:
    """How far two coders agree in a layer: passages, rows of each, found and joint F1 with an interval, and
    each field."""
    pairs = [tuple([r for r in rows if r["layer"] == layer] for rows in pair) for pair in twice]
    counts = [quality.tally(a, b, layer) for a, b in pairs]
    return {
        "passages": len(pairs),
        "first": sum(t.reference for t in counts),
        "second": sum(t.coding for t in counts),
        **quality.with_interval(counts, "joint"),
        "found": round(quality.f1(counts, "found"), 3),
        "fields": quality.fields(pairs, layer),
    }


def curve(
    lessons: Sequence[Lesson],
    coded: Sequence[Sequence[dict]],
    beside: Sequence[Lesson] = (),
    shares: Sequence[float] = (0.125, 0.25, 0.5),
) -> list[dict]:
    """The learning curve: joint F1 of each layer on the first fold, trained on a share of the other passages,
    and last on all of them, as `crossvalidated` coded it."""
    test = folds(lessons)[0]
    rest = [k for k in range(len(lessons)) if k not in test]
    random.Random(2).shuffle(rest)
    parts = [rest[: int(len(rest) * share)] for share in shares]
    tried = _tried(lessons, beside, [(part, test) for part in parts])
    tried.append([coded[k] for k in test])
    return [_point(lessons, test, rows, len(part)) for rows, part in zip(tried, [*parts, rest], strict=True)]


def _point(
    lessons: Sequence[Lesson], test: Sequence[int], coded: Sequence[Sequence[dict]], passages: int
) -> dict:
    """One point of the learning curve: how many passages were learned from, and the joint F1 of each
    layer."""
    found: dict[str, float] = {"passages": passages}
    for layer in LAYERS:
        counts = [
            quality.tally(
                of_layer(lessons[k].passage, layer), [r for r in rows if r["layer"] == layer], layer
            )
            for k, rows in zip(test, coded)
        ]
        found[layer] = round(quality.f1(counts, "joint"), 3)
    return found
