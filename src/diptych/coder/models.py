"""Linear models as JSON: weights by feature, and what they say of a list of features.

A model is a logistic regression over features that are there or not (Cox 1958; for several classes,
multinomial). Training is by scikit-learn and deterministic; what it finds is rounded, and kept as text that
can be read.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

#: A weight below this moves no answer, and is left out.
SMALL = 0.07
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


class Features(list[str]):
    """The features of one thing. They remember their numbers, for all models that share a numbering."""

    __slots__ = ("_numbering", "_numbers")

    def __init__(self, features: Iterable[str] = ()) -> None:
        super().__init__(features)
        self._numbering: dict[str, int] | None = None
        self._numbers: list[int] = []

    def numbers(self, numbering: dict[str, int]) -> list[int]:
        """The numbers of those features that a numbering has."""
        if self._numbering is not numbering:
            self._numbering = numbering
            self._numbers = [k for f in self if (k := numbering.get(f)) is not None]
        return self._numbers

    def plus(self, more: Sequence[str]) -> Features:
        """These features and more."""
        out = Features([*self, *more])
        if self._numbering is not None:
            out._numbering = self._numbering
            out._numbers = [*self._numbers, *Features(more).numbers(self._numbering)]
        return out


@dataclass(frozen=True)
class Model:
    """A logistic regression: for each class a weight of every feature, and a bias; with two classes the
    weights of the second."""

    classes: tuple[str, ...]
    bias: np.ndarray
    weights: np.ndarray
    number: dict[str, int] = field(repr=False)

    def score(self, features: Iterable[str]) -> np.ndarray:
        """The sum of the weights of features, without the bias."""
        known = features if isinstance(features, Features) else Features(features)
        return self.weights.take(known.numbers(self.number), axis=0).sum(axis=0)

    def shares(self, options: Iterable[Features]) -> np.ndarray:
        """Of several options, each with its features, the probability of each to be the one."""
        numbers = [option.numbers(self.number) for option in options]
        whose = np.repeat(np.arange(len(numbers)), [len(k) for k in numbers])
        known = self.weights[:, 0].take([k for one in numbers for k in one])
        scores = np.bincount(whose, known, minlength=len(numbers))
        e = np.exp(scores - scores.max())
        return e / e.sum()

    def say(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class, given features."""
        return self.of(self.score(features))

    def of(self, score: np.ndarray) -> dict[str, float]:
        """The probability of each class, given a score."""
        score = score + self.bias
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


#: An answer that is less likely than this is not followed further.
UNLIKELY = 0.08


def decide(
    models: Models, tasks: Sequence[str], features: Features, voices: Mapping[str, float]
) -> tuple[dict[str, str], float]:
    """The likeliest voice and answers to several questions together, each asked with the answers before it,
    and the probability of them all; `voices` are the probabilities of the voices."""
    paths = [({"voice": voice}, p) for voice, p in voices.items() if p >= UNLIKELY]
    crossed = _crossed(features)
    for task in tasks:
        model = models[task]
        alone = model.score(features)
        paths = [
            ({**answers, task: answer}, p * q)
            for answers, p in paths
            for answer, q in model.of(alone + model.score(_given(crossed, answers))).items()
            if p * q >= UNLIKELY * UNLIKELY
        ]
    return max(paths, key=lambda path: path[1])


def given(features: Sequence[str], answers: Mapping[str, str]) -> list[str]:
    """The features that earlier answers add: each alone, and with what bears on the next."""
    return _given(_crossed(features), answers)


def _crossed(features: Iterable[str]) -> list[str]:
    return [f for f in features if f.startswith(CROSSED)]


def _given(crossed: Sequence[str], answers: Mapping[str, str]) -> list[str]:
    own = [f"{task}={value}" for task, value in answers.items()]
    return [*own, *(f"{answer} {f}" for answer in own for f in crossed), "+".join(own)]


def fit(
    examples: Sequence[Iterable[str]], answers: Sequence[str], *, strength: float = 0.15, least: int = 4
) -> Model:
    """A model trained on lists of features and their right classes. Features met fewer than `least` times are
    left out."""
    from sklearn.linear_model import LogisticRegression  # only training needs it

    number, matrix = _matrix(examples, least)
    solver = "liblinear" if len(set(answers)) == 2 else "lbfgs"
    found = LogisticRegression(C=strength, max_iter=200, tol=1e-3, solver=solver, random_state=0).fit(
        matrix, list(answers)
    )
    weights = np.ascontiguousarray(found.coef_.T)
    return Model(tuple(map(str, found.classes_)), found.intercept_, weights, number)


#: Options with their features, and the numbers of those that are right.
Choice = tuple[Sequence[Iterable[str]], set[int]]


def fit_choice(choices: Sequence[Choice], *, strength: float = 0.3, least: int = 4) -> Model:
    """A model trained on choices.

    A conditional logit (McFadden 1974): the options of one choice share the probability. Where several are
    right, any of them will do.
    """
    from scipy.optimize import minimize  # only training needs it

    number, matrix = _matrix([features for options, _ in choices for features in options], least)
    sizes = [len(options) for options, _ in choices]
    starts, choice = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(choices)), sizes)
    right = np.array([k in good for options, good in choices for k in range(len(options))])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        e = np.exp(scores - np.maximum.reduceat(scores, starts)[choice])
        p = e / np.add.reduceat(e, starts)[choice]
        hit = np.maximum(np.add.reduceat(np.where(right, p, 0), starts), 1e-12)
        slope = matrix.T @ (np.where(right, p / hit[choice], 0) - p)
        return weights @ weights / (2 * strength) - np.log(hit).sum(), weights / strength - slope

    found = minimize(loss, np.zeros(len(number)), jac=True, method="CG", options={"maxiter": 60})
    return Model(("chosen",), np.zeros(1), found.x.reshape(-1, 1), number)


def _matrix(examples: Iterable[Iterable[str]], least: int) -> tuple[dict[str, int], csr_matrix]:
    """The numbers of the features that are met often enough, and which example has which."""
    from scipy.sparse import csr_matrix  # only training needs it

    examples = [sorted(set(features)) for features in examples]
    counts = Counter(f for features in examples for f in features)
    number = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    rows = [[number[f] for f in features if f in number] for features in examples]
    ends = np.cumsum([0, *map(len, rows)])
    ones = np.ones(ends[-1])
    return number, csr_matrix((ones, [k for row in rows for k in row], ends), shape=(len(rows), len(number)))


def as_json(models: Models) -> str:
    """Models as readable JSON: the classes and biases of each question, and for each feature its weights in
    each question in turn, parted by strokes, all in hundredths."""
    questions, columns = {}, []
    for task, model in sorted(models.items()):
        bias = np.rint(model.bias * 100).astype(int).tolist()
        questions[task] = {"classes": list(model.classes), "bias": bias}
        columns.append(_hundredths(model))
    features = sorted({f for column in columns for f in column})
    weights = {f: "|".join(column.get(f, "") for column in columns) for f in features}
    return json.dumps({"questions": questions, "weights": weights}, ensure_ascii=False, indent=0) + "\n"


def _hundredths(model: Model) -> dict[str, str]:
    """The weights of each feature of a model as text; those that are small in every class are left out."""
    kept = np.abs(model.weights).max(axis=1) >= SMALL
    rounded = np.rint(model.weights * 100).astype(int).tolist()
    return {f: " ".join(map(str, rounded[k])) for f, k in model.number.items() if kept[k]}


def from_json(text: str) -> dict[str, Model]:
    """Models from what `as_json` wrote, with one numbering of their features."""
    found = json.loads(text)
    questions, number = found["questions"], {f: k for k, f in enumerate(found["weights"])}
    tables = [np.zeros((len(number), len(q["bias"]))) for q in questions.values()]
    for k, columns in enumerate(found["weights"].values()):
        for table, column in zip(tables, columns.split("|"), strict=True):
            if column:
                table[k] = [int(w) / 100 for w in column.split(" ")]
    return {
        task: Model(tuple(q["classes"]), np.array(q["bias"]) / 100, table, number)
        for (task, q), table in zip(questions.items(), tables)
    }
