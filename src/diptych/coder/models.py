"""Linear models as JSON: weights by feature, and what they say of a list of features.

A model is a logistic regression over features that are there or not (Cox 1958; for several classes,
multinomial). Training is by
scikit-learn and deterministic; what it finds is rounded, and kept as text that can be read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

#: A weight below this moves no answer, and is left out.
SMALL = 0.05
CROSSED = (
    "sign=",
    "said=",
    "speech=",
    "tag=",
    "np=",
    "scare",
    "unquoted",
    "c:dep=",
    "c:modal=",
    "c:not",
    "about=",
    "kind=",
    "words=",
)


@dataclass(frozen=True)
class Model:
    """A logistic regression: for each class a weight of every feature, and a bias; with two classes the
    weights of the second."""

    classes: tuple[str, ...]
    bias: np.ndarray
    weights: np.ndarray
    number: dict[str, int] = field(repr=False)

    def say(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class, given features."""
        get = self.number.get
        known = [k for f in features if (k := get(f)) is not None]
        score = self.bias + self.weights.take(known, axis=0).sum(axis=0)
        if len(self.classes) == 2:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, float(score[0])))))
            return {self.classes[0]: 1 - p, self.classes[1]: p}
        e = np.exp(score - score.max())
        return dict(zip(self.classes, (e / e.sum()).tolist()))

    def choose(self, features: Iterable[str]) -> tuple[str, float]:
        """The likeliest class, and its probability."""
        said = self.say(features)
        best = max(said, key=said.__getitem__)
        return best, said[best]


Models = Mapping[str, Model]


def decide(
    models: Models, tasks: Sequence[str], features: Sequence[str], answers: Mapping[str, str]
) -> tuple[dict[str, str], float]:
    """The answers to several questions, each asked with the answers before it, and the probability of them
    all."""
    answers, sure = dict(answers), 1.0
    for task in tasks:
        answers[task], p = models[task].choose([*features, *given(features, answers)])
        sure *= p
    return answers, sure


def given(features: Sequence[str], answers: Mapping[str, str]) -> list[str]:
    """The features that earlier answers add: each alone, and with what bears on the next."""
    own = [f"{task}={value}" for task, value in answers.items()]
    crossed = [f for f in features if f.startswith(CROSSED)] if own else []
    return [*own, *(f"{answer} {f}" for answer in own for f in crossed), "+".join(own)]


def fit(
    examples: Sequence[Iterable[str]], answers: Sequence[str], *, strength: float = 0.15, least: int = 4
) -> Model:
    """A model trained on lists of features and their right classes. Features met fewer than `least` times are
    left out."""
    from scipy.sparse import csr_matrix  # only training needs these two
    from sklearn.linear_model import LogisticRegression

    examples = [sorted(set(features)) for features in examples]
    counts: dict[str, int] = {}
    for features in examples:
        for f in features:
            counts[f] = counts.get(f, 0) + 1
    number = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    rows = [[number[f] for f in features if f in number] for features in examples]
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix(
        (np.ones(ends[-1]), [k for row in rows for k in row], ends), shape=(len(rows), len(number))
    )
    solver = "liblinear" if len(set(answers)) == 2 else "lbfgs"
    found = LogisticRegression(C=strength, max_iter=200, tol=1e-3, solver=solver, random_state=0).fit(
        matrix, list(answers)
    )
    weights = np.ascontiguousarray(found.coef_.T)
    return Model(tuple(map(str, found.classes_)), found.intercept_, weights, number)


def as_json(models: Models) -> str:
    """Models as readable JSON: for each question its classes, their biases, and the weights of each feature,
    all in hundredths."""
    return (
        json.dumps(
            {task: _plain(model) for task, model in models.items()},
            ensure_ascii=False,
            indent=0,
            sort_keys=True,
        )
        + "\n"
    )


def _plain(model: Model) -> dict:
    kept = {f: k for f, k in model.number.items() if np.abs(model.weights[k]).max() >= SMALL}
    hundredths = np.rint(model.weights * 100).astype(int)
    return {
        "classes": list(model.classes),
        "bias": np.rint(model.bias * 100).astype(int).tolist(),
        "weights": {f: " ".join(map(str, hundredths[k].tolist())) for f, k in kept.items()},
    }


def from_json(text: str) -> dict[str, Model]:
    """Models from what `as_json` wrote."""
    out = {}
    for task, plain in json.loads(text).items():
        columns = len(plain["bias"])
        weights = (
            np.array([w.split() for w in plain["weights"].values()], dtype=float).reshape(-1, columns) / 100
        )
        out[task] = Model(
            tuple(plain["classes"]),
            np.array(plain["bias"]) / 100,
            weights,
            {f: k for k, f in enumerate(plain["weights"])},
        )
    return out
