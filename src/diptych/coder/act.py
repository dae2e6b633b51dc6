"""Acts of harm and blame: their codes, by models that learned from coded passages, and what these learn
from."""

from __future__ import annotations

from typing import NamedTuple

from diptych import names
from diptych.coder.agents import (
    POINTS_BACK,
    Chosen,
    antecedent_features,
    antecedents,
    choose,
    described,
)
from diptych.coder.harm import Candidate, candidates, features
from diptych.coder.learn import Example, aligned, fit_all
from diptych.coder.models import Model, Models, decide, fit
from diptych.coder.spoken import spoken
from diptych.pipeline import Reading
from diptych.score import same

TASKS = ("form", "certainty")
#: How likely there must be an act for it to have a row.
LEAST = 0.35


def with_agent(features: list[str], agent: Chosen) -> list[str]:
    """The features of an act with those of its chosen agent."""
    if agent.head < 0:
        return [*features, "agent=none"]
    return [
        *features,
        "agent=some",
        *(f"agent {f}" for f in agent.features if f.startswith(("path=", "last=", "kind="))),
    ]


def code(reading: Reading, models: Models) -> list[dict]:
    """The acts of harm and blame of a text, as rows with `p`: how sure the models are that there is one, and
    of its codes."""
    out, p = [], reading.parse
    for c in candidates(reading):
        found = features(reading, c)
        there = models["row"].say(found)["yes"]
        if there >= LEAST:
            around = described(reading, c)
            agent, patient = (choose(reading, around, models[role], models) for role in ("agent", "patient"))
            said = spoken(reading, c.head, models)
            answers, sure = decide(models, TASKS, with_agent(found, agent), {"voice": said.voice})
            out.append(
                {
                    "start": p.start[c.first],
                    "end": p.end[c.last - 1],
                    "actor": agent.name,
                    "affected": patient.name,
                    "form": answers["form"],
                    "certainty": answers["certainty"],
                    "voice": said.voice,
                    "source": said.source,
                    "p": there * sure * said.p * agent.p,
                }
            )
    return out


class Act(NamedTuple):
    """A candidate as training sees it, with the noun phrases of its sentence and their features."""

    reading: Reading
    candidate: Candidate
    example: Example
    parties: list[tuple[int, list[str]]]


def examples(reading: Reading, rows: list[dict]) -> list[Act]:
    """The candidates of a coded text with their features, the row that people coded there or None, and who
    may be in it."""
    cs = candidates(reading)
    out = []
    for c, row in zip(cs, aligned(reading, cs, rows)):
        around = described(reading, c) if row else []
        out.append(Act(reading, c, Example(features(reading, c), row), around))
    return out


def train(found: list[Act]) -> dict[str, Model]:
    """The models of the layer, from examples: whether there is an act, agent, patient, antecedent, and the
    codes."""
    coded = [a for a in found if a.example.row]
    asked: dict[str, tuple[list[list[str]], list[str]]] = {
        "agent": ([], []),
        "patient": ([], []),
        "antecedent": ([], []),
    }
    for act in coded:
        for role, field in (("agent", "actor"), ("patient", "affected")):
            told = act.example.row[field]
            right = _right(act, told, field)
            asked[role][0].extend(f for _, f in act.parties)
            asked[role][1].extend("yes" if i in right else "no" for i, _ in act.parties)
            for i in right:
                _ask_antecedent(act.reading, i, told, asked["antecedent"])
    models = {task: fit(*pair, strength=0.3) for task, pair in asked.items()}
    chosen = [choose(a.reading, a.parties, models["agent"], models) for a in coded]
    joined = iter(
        [Example(with_agent(a.example.features, agent), a.example.row) for a, agent in zip(coded, chosen)]
    )
    codes = fit_all([next(joined) if a.example.row else Example([], None) for a in found], TASKS)
    return {
        **models,
        **codes,
        "row": fit([a.example.features for a in found], ["yes" if a.example.row else "no" for a in found]),
    }


def _right(act: Act, told: str, field: str) -> set[int]:
    """The noun phrases that are who people coded; where none of the sentence is, the pronouns that may mean
    them."""
    if told == "none":
        return set()
    named = {i for i, _ in act.parties if same(field, told, names.describe(act.reading, i))}
    return named or {i for i, _ in act.parties if act.reading.parse.lower[i] in POINTS_BACK}


def _ask_antecedent(reading: Reading, i: int, told: str, asked: tuple[list[list[str]], list[str]]) -> None:
    """Adds to the examples of antecedents what pronoun i may mean, where one of these is who people coded."""
    before = antecedents(reading, i) if reading.parse.lower[i] in POINTS_BACK else []
    right = [same("actor", told, names.describe(reading, k)) for k in before]
    if any(right):
        asked[0].extend(antecedent_features(reading, i, k) for k in before)
        asked[1].extend("yes" if r else "no" for r in right)
