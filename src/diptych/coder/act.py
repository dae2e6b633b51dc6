"""Acts of harm and blame: their codes, by models that learned from coded passages, and what these learn
from."""

from __future__ import annotations

from typing import NamedTuple

from diptych.coder.agents import described
from diptych.coder.choice import (
    POINTS_BACK,
    Chosen,
    antecedent_features,
    antecedents,
    choose,
    nobody_features,
)
from diptych.coder.harm import Candidate, candidates, features
from diptych.coder.learn import Example, aligned, fit_codes, fit_row
from diptych.coder.models import Choice, Features, Model, Models, decide, fit_choice
from diptych.coder.spoken import source, voices
from diptych.reading import names
from diptych.reading.reading import Reading
from diptych.score import same

TASKS = ("form", "certainty")
#: How likely there must be an act for it to have a row, and how likely that all its codes are right.
LEAST, SURE = 0.35, 0.15


def with_agent(features: Features, agent: Chosen) -> Features:
    """The features of an act with those of its chosen agent."""
    if agent.head < 0:
        return features.plus(["agent=none"])
    own = [f"agent {f}" for f in agent.features if f.startswith(("path=", "last=", "kind="))]
    return features.plus(["agent=some", *own])


def code(reading: Reading, models: Models) -> list[dict]:
    """The acts of harm and blame of a text, as rows with `p`: how sure the models are that there is one, and
    of its codes."""
    out, p = [], reading.parse
    for c in candidates(reading):
        found = features(reading, c)
        there = models["row"].say(found)["yes"]
        if there >= LEAST:
            around = described(reading, c)
            agent, patient = (
                choose(reading, c, around, models[role], models) for role in ("agent", "patient")
            )
            answers, sure = decide(models, TASKS, with_agent(found, agent), voices(reading, c.head, models))
            row = {
                "start": p.start[c.first],
                "end": p.end[c.last - 1],
                "actor": agent.name,
                "affected": patient.name,
                "form": answers["form"],
                "certainty": answers["certainty"],
                "voice": answers["voice"],
                "source": source(reading, c.head, answers["voice"]),
                "p": there * sure * agent.p,
            }
            if row["p"] >= SURE:
                out.append(row)
    return out


class Act(NamedTuple):
    """A candidate as training sees it, with the noun phrases of its sentence, their features and those of
    nobody, and the choices that the models of agent, patient and antecedent learn from."""

    reading: Reading
    candidate: Candidate
    example: Example
    parties: list[tuple[int, Features]]
    choices: dict[str, list[Choice]]


def examples(reading: Reading, rows: list[dict]) -> list[Act]:
    """The candidates of a coded text with their features, the row that people coded there or None, and who
    may be in it."""
    cs = candidates(reading)
    out = []
    for c, row in zip(cs, aligned(reading, cs, rows)):
        around = described(reading, c) if row else []
        choices = _choices(reading, c, around, row) if row else {}
        out.append(Act(reading, c, Example(features(reading, c), row), around, choices))
    return out


def _choices(
    reading: Reading, c: Candidate, around: list[tuple[int, Features]], row: dict
) -> dict[str, list[Choice]]:
    """Who people coded in an act, among those whom its sentence has; and whom its pronouns mean."""
    options = [*(f for _, f in around), nobody_features(reading, c)]
    out: dict[str, list[Choice]] = {"agent": [], "patient": [], "antecedent": []}
    for role, field in (("agent", "actor"), ("patient", "affected")):
        told = row[field]
        right = _right(reading, [i for i, _ in around], told, field)
        good = {k for k, (i, _) in enumerate(around) if i in right} if told != "none" else {len(around)}
        if good:
            out[role].append((options, good))
        out["antecedent"] += [choice for i in right if (choice := _antecedent(reading, i, told))]
    return out


def _right(reading: Reading, parties: list[int], told: str, field: str) -> set[int]:
    """The noun phrases that are who people coded; where none of the sentence is, the pronouns that may mean
    them."""
    if told == "none":
        return set()
    named = {i for i in parties if same(field, told, names.describe(reading, i))}
    return named or {i for i in parties if reading.parse.lower[i] in POINTS_BACK}


def _antecedent(reading: Reading, i: int, told: str) -> Choice | None:
    """What pronoun i may mean, where one of these is who people coded."""
    before = antecedents(reading, i)
    right = {n for n, k in enumerate(before) if same("actor", told, names.describe(reading, k))}
    return (antecedent_features(reading, i, before), right) if right else None


def train(found: list[Act]) -> dict[str, Model]:
    """The models of the layer, from examples: whether there is an act, agent, patient, antecedent, and the
    codes."""
    coded = [a for a in found if a.example.row]
    models = {
        task: fit_choice([choice for a in coded for choice in a.choices[task]])
        for task in ("agent", "patient", "antecedent")
    }
    joined = []
    for a in coded:
        agent = choose(a.reading, a.candidate, a.parties, models["agent"], models)
        joined.append(Example(with_agent(a.example.features, agent), a.example.row))
    return {**models, **fit_row([a.example for a in found]), **fit_codes(joined, TASKS)}
