"""The codebook's cues, the words that lay something at somebody's door, and the draft of an attribution that
begins at one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from diptych.corpus.codebook import Codebook, Entry
from diptych.reading.grammar import Parse

UNNAMED = "unnamed"
#: The name of a draft whose speaker is the last one before it: "the argument goes" on from whoever made it.
LAST = "\0last"
SPEECH = frozenset({"says", "shows", "thinks"})
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass
class Draft:
    """An attribution in the making: cue tokens, the source's head (or None), its content, what the cue does,
    and the speaker's name once found."""

    cue: tuple[int, int]
    who: int | None
    content: list[tuple[int, int]]
    stance: str
    act: str
    named: str = ""


class Cues(NamedTuple):
    """The cues by the words they are found by, and four sets of nouns: documents that speak (`ground`),
    people and bodies, parties, and what cannot speak (`mute`)."""

    verbs: dict[str, list[tuple[str, Entry]]]
    nouns: dict[str, Entry]
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]
    ground: frozenset[str]
    people: frozenset[str]
    party: frozenset[str]
    mute: frozenset[str]


def cues_of(codebook: Codebook) -> Cues | None:
    """The codebook's cues: verbs by first word as (particle or "", entry), nouns by lemma, phrases by their
    first word."""
    return _cues(codebook["cues"]) if codebook["cues"] else None


@lru_cache(maxsize=8)
def _cues(entries: tuple[Entry, ...]) -> Cues:
    verbs, nouns, phrases = {}, {}, {}
    sets: dict[str, set[str]] = {"ground": set(), "people": set(), "party": set(), "own": set()}
    for entry in entries:
        pos, act = entry.more["pos"], entry.more["act"]
        for lemma in entry.more["lemmas"]:
            first, _, rest = lemma.partition(" ")
            if act in sets:
                if pos == "NOUN":
                    sets[act].add(lemma)
            elif pos == "VERB":
                verbs.setdefault(first, []).append((rest, entry))
            elif pos == "NOUN":
                nouns[lemma] = entry
            elif pos == "ADP":
                phrases.setdefault(first, []).append((tuple(lemma.split()), entry))
    for found in verbs.values():
        found.sort(key=lambda pair: not pair[0])
    return Cues(verbs, nouns, phrases, *(frozenset(sets[k]) for k in ("ground", "people", "party", "own")))


def entries_at(p: Parse, i: int, cues: Cues) -> list[Entry]:
    """The entries for a verb, those with a particle only where the verb has it: to call out is not to
    call."""
    parted = any(p.dep[c] == "prt" for c in p.children[i])
    beside = {
        p.lower[c]
        for c in p.children[i]
        if p.dep[c] in ("prt", "prep", "advmod", "acomp", "ccomp", "oprd", "dobj")
    }
    return [
        entry
        for particle, entry in cues.verbs.get(p.lemma[i].lower(), ())
        if particle in beside or not particle and not parted
    ]


def is_verb(p: Parse, i: int) -> bool:
    """A verb by its tag, or by what hangs on it: a word with a that-clause and a subject is one, whatever its
    tag."""
    if p.pos[i] in VERBS:
        return p.dep[i] not in ("aux", "auxpass", "amod", "compound")
    deps = {p.dep[c] for c in p.children[i]}
    return p.dep[i] == "ROOT" and "ccomp" in deps and "nsubj" in deps
