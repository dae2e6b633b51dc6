"""The model card: what the learned codes were trained on, and how good they are on passages that they were
not trained on.

All figures are those that training wrote beside the weights (`coder.train`), by cross-validation over
passages.
"""

from __future__ import annotations

import pandas as pd

from diptych import schema
from diptych.ask import one_of
from diptych.coder import trained


def unseen() -> pd.DataFrame:
    """One row per learned layer: layer, passages, n (rows of people), found, joint, joint_low, joint_high
    (95 %, bootstrap over passages), and calibration_error, how far `p` is from the share of rows that is
    right."""
    rows = [
        (
            layer,
            s["passages"],
            s["reference"],
            s["found"],
            s["joint"],
            s["low"],
            s["high"],
            s["calibration_error"],
        )
        for layer, s in _layers()
    ]
    return pd.DataFrame(
        rows,
        columns=["layer", "passages", "n", "found", "joint", "joint_low", "joint_high", "calibration_error"],
    )


def fields() -> pd.DataFrame:
    """One row per learned layer and field: layer, field, agree, the share of the rows found in which the code
    is as people have it."""
    return pd.DataFrame(
        [(layer, field, share) for layer, s in _layers() for field, share in s["fields"].items()],
        columns=["layer", "field", "agree"],
    )


def calibration() -> pd.DataFrame:
    """One row per learned layer and tenth of `p`: layer, n (rows), p (their mean), right (the share that
    people code the same)."""
    return pd.DataFrame(
        [(layer, b["n"], b["p"], b["right"]) for layer, s in _layers() for b in s["bins"]],
        columns=["layer", "n", "p", "right"],
    )


def coders() -> pd.DataFrame:
    """One row per learned layer: layer, passages, found, joint, joint_low, joint_high: how far two people
    agree who coded the same passages apart, by the measures of `unseen`: the height above which a score
    means little."""
    rows = [
        (layer, s["passages"], s["found"], s["joint"], s["low"], s["high"])
        for layer, s in trained.scores()["agreement"].items()
    ]
    return pd.DataFrame(rows, columns=["layer", "passages", "found", "joint", "joint_low", "joint_high"])


def curve() -> pd.DataFrame:
    """One row per size of the training data: passages, and the joint F1 of each learned layer on one fifth
    that was kept aside."""
    return pd.DataFrame(trained.scores()["curve"])


def weighty(layer: str, field: str, most: int = 5) -> pd.DataFrame:
    """One row per value of a field: value, speaks_for and speaks_against, the features that weigh most for
    and against it."""
    model = trained.models(one_of(layer, trained.LAYERS, "layer"))[field]
    features = list(model.number)
    rows = []
    for k, value in enumerate(model.classes):
        sign = 1 if model.weights.shape[1] > 1 or k else -1
        column = sign * model.weights[:, k if model.weights.shape[1] > 1 else 0]
        order = column.argsort()
        named = [", ".join(features[i] for i in part) for part in (order[::-1][:most], order[:most])]
        rows.append((schema.words(field, value), *named))
    return pd.DataFrame(rows, columns=["value", "speaks_for", "speaks_against"])


def unseen_line(layer: str) -> str:
    """The score of a learned layer on passages not trained on, in one sentence; "" for a layer that is not
    learned."""
    if layer not in trained.LAYERS:
        return ""
    s = trained.scores()[layer]
    return (
        f"{layer}, on {s['passages']} passages by models that had not seen them: "
        f"F1 {s['found']:.2f} for finding a row, "
        f"{s['joint']:.2f} ({s['low']:.2f} to {s['high']:.2f}) for also giving every key code as people did."
    )


def _layers() -> list[tuple[str, dict]]:
    found = trained.scores()
    return [(layer, found[layer]) for layer in trained.LAYERS]
