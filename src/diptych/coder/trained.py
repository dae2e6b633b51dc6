"""The weights of the models: shipped with the package, or those of a reader's own training."""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from diptych.coder.models import Models, from_json
from diptych.coder.quality import Calibration

#: A folder of weights to use in place of those shipped (`diptych train --with`).
FOLDER = "DIPTYCH_WEIGHTS"
SHIPPED = files("diptych.coder") / "weights"
LAYERS = ("term", "responsibility", "legal")


class WeightsError(ValueError):
    """Weights that are missing or cannot be read: which file, and what to do."""


def models(layer: str) -> Models:
    """The models of a layer, with the one for the voice."""
    return _both(os.environ.get(FOLDER, ""), layer)


@lru_cache(maxsize=8)
def _both(folder: str, layer: str) -> Models:
    return {**_read(folder, layer), **_read(folder, "voice")}


@lru_cache(maxsize=8)
def _read(folder: str, name: str) -> Models:
    place = Path(folder) if folder else SHIPPED
    try:
        return from_json((place / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(
            f"{name}.json: no weights that can be read in {folder or 'the package'} "
            f"({error}); run: make train"
        ) from None


def checksum() -> str:
    """The checksum of the weights in use."""
    place, digest = Path(os.environ.get(FOLDER) or str(SHIPPED)), hashlib.sha256()
    for path in sorted(place.glob("*.json")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def sure(layer: str) -> Calibration:
    """How far the models of a layer can be believed: from what they make of a row to the share of such rows
    that is right."""
    return Calibration(*scores(os.environ.get(FOLDER, ""))[layer]["calibration"])


@lru_cache(maxsize=8)
def scores(folder: str = "") -> dict:
    """The scores of the weights on passages that they were not trained on, as `coder.train` wrote them."""
    place = Path(folder) if folder else SHIPPED
    try:
        return json.loads((place / "scores.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(
            f"scores.json: cannot be read in {folder or 'the package'} ({error}); run: make train"
        ) from None
