"""Doers folded: from the many names and phrases by which texts tell who acts, to the codebook's sides and a
few kinds.

The fold looks at words alone, so that it does for a person's coding what it does for the program's. A party
is read off the part of a phrase that says who acts ("soldiers of the 9th Brigade"), never off an act ("attack
on Armenians") or off what follows another preposition ("soldiers under Armenian command").
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from diptych.corpus.codebook import Codebook, Entry

BOTH, OTHERS, DESCRIBED, ACT, NOBODY = (
    "both sides",
    "others named",
    "people not named",
    "an act or circumstance",
    "nobody named",
)
#: The kinds of doer that are no one party, in the order in which a sentence tells of them.
KINDS = (BOTH, OTHERS, DESCRIBED, ACT, NOBODY)

_LISTS = dict(tomllib.loads(
        (files("diptych.compare") / "doers.toml").read_text(encoding="utf-8")
    ).items())


def fold(actor: str, codebook: Codebook | None = None) -> str:
    """The party or the kind of a doer as a coding names it. "Armenian armed forces" and "Armenia’s incumbent
    president" are "Armenian side"; a name that the codebook gives no side is its own party; the rest is one
    of KINDS."""
    words = _plain(actor)
    if words in ("", "none"):
        return NOBODY
    if any(_has(words, both) for both in _LISTS["both"]["words"]):
        return BOTH
    first, acting = _who(words)
    if _is_act(first):
        return ACT
    named = _named(acting, codebook) if codebook else []
    found = sorted({party for party in named if party != OTHERS})
    if found:
        return found[0] if len(found) == 1 else BOTH
    return OTHERS if named or _looks_named(actor, acting) else DESCRIBED


def _looks_named(actor: str, acting: str) -> bool:
    """Whether one of the acting words, other than the first, is written as a name is."""
    return any(word[:1].isupper() for word in actor.split()[1 : len(acting.split())])


def _who(words: str) -> tuple[str, str]:
    """The part of a phrase before its first preposition, and the part that says who acts."""
    first = re.split(_any_of([*_LISTS["into"]["words"], *_LISTS["out"]["words"]]), words, maxsplit=1)[0]
    return first.strip(), re.split(_any_of(_LISTS["out"]["words"]), words, maxsplit=1)[0].strip()


def _is_act(first: str) -> bool:
    last = first.rsplit(" ", 1)[-1].strip(",;")
    act, people = _LISTS["act"], _LISTS["people"]["words"]
    return last not in people and (
        last in act["words"] or (len(last) > 5 and last.endswith(tuple(act["endings"])))
    )


def _named(words: str, codebook: Codebook) -> list[str]:
    """The parties whose names stand in the words; a longer name hides a shorter one in it."""
    names = _names(codebook)
    return [names[found] for found in _pattern(codebook).findall(words)] if names else []


@lru_cache(maxsize=16)
def _names(codebook: Codebook) -> Mapping[str, str]:
    """Every name of a party, plain, and its party as charts write it. The surname of a person counts where it
    is one side's alone."""
    titles, found, surnames = _titles(codebook), {}, {}
    for entry in codebook["actors"]:
        party = titles.get(_side(entry), OTHERS if _side(entry) else entry.label)
        for form in (entry.label, *entry.forms, *entry.more.get("short", ())):
            found[_plain(form)] = party
            if entry.more.get("type") == "PERSON":
                surnames.setdefault(_plain(form).split()[-1], set()).add(party)
    found = {name: parties.pop() for name, parties in surnames.items() if len(parties) == 1} | found
    return _states(codebook, titles) | found


def _states(codebook: Codebook, titles: Mapping[str, str]) -> dict[str, str]:
    """The names of the states that each side's bodies are named after: "Government of Tolvia"."""
    found = {}
    for entry in codebook["actors"]:
        for place in codebook["places"]:
            if _side(entry) in titles and any(form.endswith(f" of {place.label}") for form in entry.forms):
                found |= {_plain(form): titles[_side(entry)] for form in (place.label, *place.forms)}
    return found


def _titles(codebook: Codebook) -> dict[str, str]:
    """Each side and its name on charts, by the people first listed for it: "Tolvian side"."""
    found: dict[str, str] = {}
    for entry in sorted(codebook["actors"], key=lambda e: e.more.get("type") != "NORP"):
        if _side(entry) not in ("", "other"):
            name = entry.label if entry.more.get("type") == "NORP" else _side(entry).capitalize()
            found.setdefault(_side(entry), f"{name} side")
    return found


def _side(entry: Entry) -> str:
    return str(entry.more.get("side") or "")


@lru_cache(maxsize=16)
def _pattern(codebook: Codebook) -> re.Pattern:
    return re.compile(_any_of(_names(codebook)))


def _any_of(words) -> str:
    longest = sorted(words, key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest) + r")(?!\w)"


def _has(words: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words) is not None


def _plain(words: str) -> str:
    """Words without capitals, accents and hyphens."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", str(words)) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("’", "'").replace("-", " ").split())
