"""An act of harm, and the nouns of harm it is told with: who does what they name, and to whom."""

from __future__ import annotations

from typing import NamedTuple

from diptych.agency.clauses import Frame, can_act, of_noun
from diptych.agency.words import Found, Scene, noun_at
from diptych.grammar import child, conjuncts, first_conjunct


class Act(NamedTuple):
    """One act: the token its certainty and voice are read at, its words (first token, token after the last), who does it to whom, its form.

    `undone`: the act is that something was not done, so a negation is part of it.
    """

    head: int
    first: int
    last: int
    doers: tuple[int, ...]
    affected: tuple[int, ...]
    form: str
    undone: bool = False


def act_at(s: Scene, head: int, first: int, last: int, frame: Frame, *, noun: bool = False) -> Act:
    """An act with the words first to last; of a noun with the adjectives before it that are part of its name: "ethnic cleansing", "mass killings"."""
    while noun and first > s.p.left[first] and _is_part_of_it(s, first - 1, range(first, last + 1), frame):
        first -= 1
    return Act(head, first, last + 1, tuple(frame.doers), tuple(frame.affected), frame.form)


def _is_part_of_it(s: Scene, k: int, words: range, frame: Frame) -> bool:
    """Whether a word before a noun of harm describes the act: no name, no doer, no "such", no superlative."""
    p = s.p
    return p.dep[k] in ("amod", "compound") and p.head[k] in words and not s.label[k] and k not in frame.doers and not s.has(k, "pointing") \
        and p.tag[k] not in ("JJS", "JJR") and p.word[k].isalpha()


def harm_noun(s: Scene, n: int) -> Found | None:
    """The noun of harm or of action that token n heads, its phrase whole."""
    p = s.p
    for i in range(max(p.left[n], n - 4), n + 1):
        match = noun_at(s, i)
        if match and match.head == n and match.entry.more["role"] in ("harm", "action"):
            return match
    return None


def noun_frame(s: Scene, match: Found) -> Frame | None:
    """The frame of a noun of harm, with what it shares with the nouns it is joined to."""
    p, n = s.p, match.head
    frame = frame_of(s, match)
    later = [c for c in p.children[n] if p.dep[c] == "conj" and c > n]
    if not frame.affected and later and not any(p.dep[d] in ("det", "poss") for d in p.children[later[0]]) and harm_noun(s, later[0]) and later[0] - n <= 4:
        frame = frame._replace(affected=frame_of(s, harm_noun(s, later[0])).affected)
    over = p.head[p.head[n]]
    if not frame.doers and p.dep[n] == "pobj" and p.lower[p.head[n]] == "of" and s.has(over, "way", "action"):
        doers = [k for c in p.children[over] if p.dep[c] == "poss" for k in conjuncts(p, c) if can_act(s, k)]
        frame = frame._replace(doers=doers, form="nominal_by") if doers else frame
    first = first_conjunct(p, n)
    if not frame.affected and first != n and harm_noun(s, first):
        shared = [k for c in p.children[first] if p.lower[c] == "of" and c > n for k in prep_objects(s, c)]
        frame = frame._replace(affected=[k for k in shared if k not in match.tokens])
    if not frame.doers and first != n and not any(p.dep[d] in ("det", "poss") for d in p.children[n]) and harm_noun(s, first):
        shared = [c for c in p.children[first] if p.dep[c] == "poss" or s.label[c] == "NORP" and p.dep[c] in ("amod", "compound")]
        doers = frame_of(s, harm_noun(s, first)).doers if shared else []
        if doers:
            frame = frame._replace(doers=doers, form="nominal_by")
    return frame


def frame_of(s: Scene, match: Found) -> Frame:
    """The frame of a noun of harm by its own phrase."""
    inside = match.tokens + tuple(t for c in conjuncts(s.p, match.head) if c > match.head for t in (harm_noun(s, c) or match).tokens)
    return of_noun(s, match.head, str(match.entry.more.get("of", "affected")), inside)


def prep_objects(s: Scene, prep: int) -> list[int]:
    """The nouns after a preposition."""
    obj = child(s.p, prep, "pobj")
    return conjuncts(s.p, obj) if obj is not None else []


def objects_after(s: Scene, v: int) -> list[int]:
    """The nouns after any preposition of a verb."""
    return [k for c in s.p.children[v] if s.p.dep[c] == "prep" for k in prep_objects(s, c)]


def shares_of(s: Scene, nouns: list[int]) -> list[int]:
    """The nouns, or what they are a share of: the crimes in "one of the crimes", "a series of attacks"."""
    p = s.p
    share = ("policy", "campaign", "act", "one", "some", "many", "several", "most", "part", "series", "string", "wave", "war", "number", "cent", "percent", "%", "third", "fifth", "quarter", "half", "much")
    return [o for k in nouns for o in ([o for c in p.children[k] if p.lower[c] == "of" for o in prep_objects(s, c)] if p.lemma[k] in share else []) or [k]]


def is_armed(s: Scene, d: int) -> bool:
    """An armed force, its arms, or its name: tanks, armoured vehicles of a regiment, the Third Regiment."""
    p = s.p
    return s.has(d, "force", "weapon", "target") or any(s.has(o, "force") for c in p.children[d] if p.lower[c] == "of" for o in prep_objects(s, c))
