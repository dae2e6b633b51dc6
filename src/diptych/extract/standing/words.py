"""The words of standing.toml by the part they play, and the short lists of grammar that several constructions share."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace

from diptych.codebook import STANDING, Codebook

DUTY = frozenset({"should", "must", "ought", "shall", "need"})
FITTING = frozenset("right wrong proper correct appropriate accurate apt".split())
HARD = frozenset({"hard", "difficult", "impossible"})
HAPPEN = frozenset("occur happen exist take be arise amount constitute".split())
COURTS = frozenset({"court", "tribunal", "chamber", "judge", "justice", "jury"})


@lru_cache(maxsize=8)
def words_of(codebook: Codebook) -> SimpleNamespace:
    """The words of standing.toml by role: `words.settle`, `words.ask_noun`, each a set of dictionary forms."""
    found = {role.replace("-", "_"): set() for role in STANDING}
    for entry in codebook["standing"]:
        found[str(entry.more["role"]).replace("-", "_")].update(entry.more["words"])
    return SimpleNamespace(**{role: frozenset(words) for role, words in found.items()})
