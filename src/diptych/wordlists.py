"""Word lists, kept as TOML beside the module that reads them: entries with `words` and a `note` on why."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=32)
def word_lists(package: str, name: str) -> dict[str, frozenset[str]]:
    """The word lists of one file of a package, by the name of their entry."""
    data = tomllib.loads((files(package) / name).read_text(encoding="utf-8"))
    return {entry: frozenset(found["words"]) for entry, found in data.items()}
