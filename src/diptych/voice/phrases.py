"""A phrase as a cue: "according to X", "for the islanders it was …", "in their view"."""

from __future__ import annotations

from diptych.corpus.codebook import Entry
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.voice.cues import FINITE, VERBS, Cues, Draft
from diptych.voice.reach import pieces, runs_on
from diptych.voice.speaker import DUMMY, NAMED, SELF, can_show
from diptych.wordlists import word_lists


def at_phrase(p: Parse, i: int, length: int, entry: Entry, cues: Cues) -> Draft | None:
    """The draft at "according to X", "in the words of X": the clause it stands in. Law, custom and plans are
    grounds and no speakers."""
    who = _whose(p, i, i + length - 1)
    if who is None or p.lemma[who].lower() in cues.mute or p.ent[who] == "LAW" or p.lower[who] in SELF:
        return None
    content = (
        _from_their_point(p, i, who, cues)
        if "predicate" in entry.more.get("takes", ())
        else _clause_around(p, i, i + length, who)
    )
    return Draft((i, i + length), who, content, entry.more["stance"], entry.more["act"]) if content else None


def _whose(p: Parse, i: int, last: int) -> int | None:
    """The object of a phrase's last word, or the first noun after it."""
    who = grammar.child(p, last, "pobj")
    if who is not None:
        return who
    return next(
        (
            k
            for k in range(last + 1, min(p.sents[p.sent[i]][1], last + 8))
            if p.pos[k] in ("NOUN", "PROPN", "PRON") and p.dep[k] not in ("compound", "poss", "nmod")
        ),
        None,
    )


def _clause_around(p: Parse, i: int, after: int, who: int) -> list[tuple[int, int]]:
    """The clause that a phrase stands in, without the phrase: "The bridge, according to the mayor, had
    fallen". It ends at semicolons, behind the phrase only where the clause came first."""
    end = next(
        (
            k
            for k in range(who + 1, p.right[who])
            if p.word[k] in ",:" and k + 1 < len(p) and p.word[k + 1] == '"'
        ),
        p.right[who],
    )
    hole = i, max(end, after)
    host = p.head[i]
    while p.head[host] != host and p.pos[host] not in VERBS:
        host = p.head[host]
    first, last = p.sents[p.sent[i]]
    if not runs_on(p, host) and p.left[host] <= i < p.right[host]:
        first, last = p.left[host], p.right[host]
    cut = max((k + 1 for k in range(first, i) if p.word[k] == ";"), default=first)
    first = cut if cut < i else first
    if any(p.tag[k] in FINITE for k in range(first, i)):
        last = next((k for k in range(hole[1], last) if p.word[k] == ";"), last)
    return pieces(p, [(first, hole[0]), (hole[1], last)])


def _from_their_point(p: Parse, i: int, who: int, cues: Cues) -> list[tuple[int, int]]:
    """What something is to a party: "for the islanders it was an invasion", "to the miners this was a
    massacre". With "for" only of "it", "this", a name, since "for the islanders the war was a ruin" tells how
    they fared."""
    be = p.head[i]
    it, what = grammar.child(p, be, "nsubj"), grammar.child(p, be, "attr", "acomp")
    if (
        p.lemma[be] not in ("be", "remain")
        or it is None
        or what is None
        or not who < it < be < what
        or not can_show(p, who, cues)
        or p.ent[who] == "DATE"
    ):
        return []
    how_they_fared = (
        p.lower[i] == "for"
        and p.lower[it] not in DUMMY
        and not (p.ent[who] in NAMED and p.pos[it] == "PROPN")
    )
    more = (
        any(c > be and p.dep[c] in ("xcomp", "ccomp") for c in p.children[be])
        or grammar.child(p, what, "xcomp", "ccomp", "acl") is not None
    )
    if how_they_fared or more or p.lemma[what] in ("time", "turn"):
        return []
    return pieces(p, [(p.left[it], p.sents[p.sent[i]][1] if runs_on(p, be) else p.right[be])])


_COUNTS = word_lists("diptych.voice", "words.toml")["counts"]


def as_they_see_it(p: Parse, n: int, prep: int) -> list[tuple[int, int]]:
    """What is said in somebody's view: "in their view, …", "the raid was, in his telling, …", "forty died by
    the army's count"."""
    v = p.head[prep]
    if p.pos[v] not in VERBS or grammar.child(p, n, "poss") is None:
        return []
    a, b = p.sents[p.sent[n]]
    if prep == a:
        return pieces(p, [(p.right[n], b)])
    before, after = p.word[prep - 1], p.word[p.right[n]:p.right[n] + 1]
    if not (before == "," and after == [","] or p.lower[prep] in ("by", "on") and p.lemma[n] in _COUNTS):
        return []
    first, last = (a, b) if p.dep[v] == "ROOT" else (p.left[v], p.right[v])
    first = max([first, *(k + 1 for k in range(first, prep) if p.word[k] == ";")])
    return pieces(p, [(first, prep), (p.right[n], last)])
