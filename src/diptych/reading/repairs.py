"""What the parser is known to read wrongly, mended in the arrays of a parse before anything reads them.

Each repair knows one construction by its words and tags, whatever its verb. No learned code could do it:
where the tree is wrong, its features are.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_LISTS = {
    name: frozenset(entry["words"])
    for name, entry in tomllib.loads((files("diptych.reading") / "repairs.toml").read_text("utf-8")).items()
}
#: How many tokens away the words of one clause are looked for.
_REACH = 80


class Tree(NamedTuple):
    """The arrays of a parse that a repair reads and writes, one value a token."""

    lower: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]

    def on(self, top: int, first: int, end: int) -> list[int]:
        """The tokens from `first` to before `end` that hang on `top`."""
        return [k for k in range(max(0, first), min(len(self.head), end)) if self.head[k] == top != k]


def repair(tree: Tree) -> None:
    """Mends, in place, what the parser is known to read wrongly."""
    lower, dep, head = tree.lower, tree.dep, tree.head
    for i in range(1, len(lower)):
        if lower[i - 1] in (",", '"') and tree.tag[i] in ("VBD", "VBZ", "VBP", "VBN"):
            _speaker_after(tree, i)
        elif lower[i] == "by" and dep[i] in ("agent", "prep"):
            _judged_by(tree, i)
            _done_by(tree, i)
        elif dep[i] == "det" and dep[i - 1] == "det" and head[i] == head[i - 1]:
            _told_of_those(tree, i - 1)
        elif lower[i] == "whom" and dep[i] == "pobj":
            _told_of_whom(tree, i)


def _done_by(tree: Tree, by: int) -> None:
    """A time behind "by" is no doer: "killed by dawn". A doer behind the object of a noun is the noun's:
    "shelling of the market by the army"."""
    behind = next((k for k in tree.on(by, by + 1, by + 8) if tree.dep[k] == "pobj"), None)
    if behind is not None and _is_time(tree.lower[behind]):
        tree.dep[by] = "prep"
    elif tree.dep[by] == "prep" and tree.head[by] < by:
        act = _over_of(tree, tree.head[by])
        while act is not None and tree.lower[act] in _LISTS["amounts"]:
            act = _over_of(tree, act)
        if act is not None:
            tree.head[by] = act


def _is_time(word: str) -> bool:
    return word in _LISTS["times"] or word.isdigit() and len(word) == 4


def _over_of(tree: Tree, noun: int) -> int | None:
    """The noun whose of-phrase a noun stands in."""
    of = tree.head[noun]
    in_it = tree.dep[noun] == "pobj" and tree.lower[of] == "of" and tree.head[of] < of
    return tree.head[of] if in_it and tree.pos[tree.head[of]] in ("NOUN", "PROPN", "VERB") else None


def _judged_by(tree: Tree, by: int) -> None:
    """Gives "by" to the verb that judges, not to the act: "was blamed for the massacre by the mayor"."""
    act = tree.head[by]
    link = tree.head[act]
    if act >= by or tree.dep[link] != "prep" or tree.lower[link] not in ("for", "over", "of"):
        return
    verb = tree.head[link]
    passive = any(tree.dep[k] == "auxpass" for k in tree.on(verb, verb - 6, verb))
    judged = passive and tree.lower[verb] in _LISTS["judgements"] and tree.pos[act] in ("NOUN", "PROPN")
    if judged and not any(tree.dep[k] == "agent" for k in tree.on(verb, verb, by)):
        tree.head[by], tree.dep[by] = verb, "agent"


def _told_of_those(tree: Tree, those: int) -> None:
    """Makes two clauses of one: "Those the army killed were teachers"."""
    doer = tree.head[those]
    verb = tree.head[doer]
    over = tree.head[verb]
    joined = tree.dep[doer] == "nsubj" and tree.dep[verb] == "csubj" and doer < verb < over
    if joined and tree.tag[verb] in ("VBD", "VBN"):
        tree.head[those], tree.dep[those], tree.pos[those] = over, "nsubj", "PRON"
        tree.head[verb], tree.dep[verb], tree.tag[verb] = those, "relcl", "VBD"


def _told_of_whom(tree: Tree, whom: int) -> None:
    """Gives a relative clause its verb, which looks like a noun: "the men whom the army shot were
    teachers"."""
    head, dep = tree.head, tree.dep
    over, men = head[whom], head[head[whom]]
    verb = over - 1
    clause = tree.pos[over] == "AUX" and dep[over] == "relcl" and whom < verb < over
    doers = [k for k in tree.on(verb, whom + 1, verb) if dep[k] == "compound"]
    if not (clause and doers and tree.tag[verb] == "NN" and head[verb] == over):
        return
    doer = doers[-1]
    for k in tree.on(verb, whom + 1, doer):
        head[k] = doer
    head[over], dep[over] = (over if head[men] == men else head[men]), dep[men]
    head[men], dep[men] = over, "nsubj"
    head[verb], dep[verb], tree.pos[verb], tree.tag[verb] = men, "relcl", "VERB", "VBD"
    head[doer], dep[doer], head[whom], dep[whom] = verb, "nsubj", verb, "dobj"
    for k in tree.on(men, over + 1, len(head)):
        head[k] = over


def _speaker_after(tree: Tree, verb: int) -> None:
    """Makes a subject of whoever stands behind a verb that follows what is said: "“They shot him,” warned his
    sister", "Forty killed, says mayor"."""
    quoted = (
        tree.lower[verb - 1] == '"' and verb > 1 and tree.lower[verb - 2] in (",", "?", "!", "-", "—", "–")
    )
    behind = [
        k for k in tree.on(verb, verb + 1, verb + 16) if tree.dep[k] in ("dobj", "nsubj", "oprd", "attr")
    ]
    said = [k for k in tree.on(verb, verb - _REACH, verb - 1) if tree.dep[k] in ("ccomp", "nsubj")]
    if len(behind) != 1 or not said or not (quoted or tree.lower[verb - 1] == ","):
        return
    subject = tree.dep[behind[0]] == "nsubj"
    if _first_of(tree.head, behind[0]) != verb + 1 or not subject and _has_subject(tree, said, quoted):
        return
    tree.dep[behind[0]], tree.pos[verb] = "nsubj", "VERB"
    tree.tag[verb] = "VBD" if tree.tag[verb] == "VBN" else tree.tag[verb]
    for k in said:
        tree.dep[k] = "ccomp"


def _has_subject(tree: Tree, said: list[int], quoted: bool) -> bool:
    return not quoted or any(tree.dep[k] == "nsubj" for k in said)


def _first_of(head: list[int], top: int) -> int:
    """The first token of the phrase of `top`, among the twelve before it."""
    found = {top}
    for k in range(top - 1, max(-1, top - 12), -1):
        if head[k] in found:
            found.add(k)
    return min(found)


#: A verb of one syllable and one consonant at its end, which would be doubled before -ed and -ing: "rap",
#: "rapped".
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


@lru_cache(maxsize=100_000)
def dictionary_form(word: str, lemma: str) -> str:
    """The dictionary form of a word, given the tagger's: "raped" is of "rape", not of "rap"."""
    if word in (f"{lemma}ed", f"{lemma}ing") and _DOUBLES.fullmatch(lemma):
        return f"{lemma}e"
    return lemma
