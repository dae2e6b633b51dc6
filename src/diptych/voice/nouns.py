"""A noun as a cue: "the claim that …", "allegations of …", "his view is that …", "the aim of its campaign is
to …"."""

from __future__ import annotations

from diptych.corpus.codebook import Entry
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.voice.cues import LAST, UNNAMED, Cues, Draft
from diptych.voice.phrases import as_they_see_it
from diptych.voice.reach import reach_of, reach_on_noun, trimmed
from diptych.voice.said import ahead_of, around
from diptych.voice.speaker import CARRIES, SELF, is_self, owner_of


def at_noun(p: Parse, n: int, entry: Entry, cues: Cues) -> Draft | None:
    """The draft at a noun: "the claim that", "allegations of", "his view is that", "the argument goes", "its
    position is clear: …"."""
    takes, act = entry.more.get("takes", ()), entry.more["act"]
    if any(p.lower[c] in ("no", "any", "my", "our", "your") for c in p.children[n] if c < n):
        return None
    if act == "frames":
        return _framing(p, n, entry, cues)
    who, cue, goes = owner_of(p, n, cues, takes), (n, n + 1), False
    if who is not None and p.lower[who] in SELF:
        return None
    content = _on_noun(p, n, takes)
    if not content and p.dep[n] in ("nsubj", "nsubjpass") and "clause" in takes:
        if p.lemma[p.head[n]] in ("go", "run"):
            content, cue, goes = _as_it_goes(p, n), (n, p.head[n] + 1), who is None
        elif who is not None:
            content = _as_subject(p, n)
    if not content and act == "aims" and "purpose" in takes:
        content = _purpose(p, n, cues)
        who = who if who is not None else _runner(p, n, cues)
    if (
        not content
        and "clause" in takes
        and p.dep[n] == "pobj"
        and p.lower[p.head[n]] in ("in", "by", "on")
        and who is not None
        and p.pos[who] != "DET"
    ):
        content = as_they_see_it(p, n, p.head[n])
    if not content or who is None and not goes and not _may_be_nobodys(p, n, entry, cues):
        return None
    return Draft(
        cue,
        who,
        content,
        entry.more["stance"],
        act,
        named="" if who is not None else LAST if goes else UNNAMED,
    )


def _on_noun(p: Parse, n: int, takes: tuple[str, ...]) -> list[tuple[int, int]]:
    """What hangs on the noun, or on its by-phrase: a clause with that or whether, an infinitive, a phrase
    with a preposition it takes."""
    within = [
        k
        for c in p.children[n]
        if c > n
        and p.dep[c] == "prep"
        and p.lower[c] in ("by", "from", "of", "among")
        and p.lower[c] not in takes
        for o in p.children[c]
        if p.dep[o] == "pobj"
        for k in p.children[o]
        if p.dep[k] in ("acl", "ccomp")
    ]
    for c in (*p.children[n], *within):
        if c < n:
            continue
        if (
            "clause" in takes
            and p.dep[c] in ("acl", "ccomp", "relcl", "appos")
            and p.lower[p.left[c]] in ("that", "whether")
            and p.tag[p.left[c]] == "IN"
        ):
            return [(p.left[c], reach_on_noun(p, n, c))]
        if "infinitive" in takes and p.dep[c] == "acl" and p.tag[c] == "VB":
            return [(p.left[c], p.right[c])]
        if p.dep[c] in ("prep", "acl") and p.lower[c] in takes and p.children[c]:
            return [(c, reach_on_noun(p, n, c))]
    return []


def _as_it_goes(p: Parse, n: int) -> list[tuple[int, int]]:
    """What goes around, before or after "the argument goes" or "the story runs"."""
    v, (a, b) = p.head[n], p.sents[p.sent[n]]
    if p.dep[v] in ("parataxis", "ccomp"):
        return around(p, v, p.head[v], (a, b))
    said = [c for c in p.children[v] if p.dep[c] == "ccomp"]
    ahead, after = [c for c in said if c < n], [c for c in said if c > v]
    return ahead_of(p, v, ahead[0], (a, b)) if ahead else [(p.left[after[0]], trimmed(p, b))] if after else []


def _as_subject(p: Parse, n: int) -> list[tuple[int, int]]:
    """What the noun is said to be, in a clause or after a colon: "his view is that …", "its position is
    clear: …"."""
    v = p.head[n]
    after = next((c for c in p.children[v] if c > v and p.dep[c] == "ccomp"), None)
    if p.lemma[v] == "be" and after is not None:
        return [(p.left[after], reach_of(p, v, after))]
    if p.dep[v] == "ccomp":
        end = p.sents[p.sent[n]][1]
        colon = next((k for k in range(v, end) if p.word[k] == ":"), None)
        return [(colon + 1, trimmed(p, end))] if colon is not None and p.head[v] > colon else []
    return []


def _may_be_nobodys(p: Parse, n: int, entry: Entry, cues: Cues) -> bool:
    """Whether a noun may be a cue with nobody to own it: "there are claims that …"; not an aim, nor "the fact
    that …"."""
    stance = entry.more["stance"]
    if entry.more["act"] == "aims" or stance == "vouches" and p.lemma[n] not in cues.ground:
        return False
    return (
        p.dep[n] not in ("nsubj", "nsubjpass", "conj")
        or stance == "doubts"
        or any(p.lower[p.left[c]] == "that" for c in p.children[n] if c > n)
    )


def _framing(p: Parse, n: int, entry: Entry, cues: Cues) -> Draft | None:
    """A noun that presents a thing as something, where it is said whose it is: "Moscow's description of the
    raid as an accident", "the portrayal of the dead as rebels, which the army has put forward"."""
    of = next(
        (w for c in p.children[n] if p.lower[c] == "of" and (w := grammar.child(p, c, "pobj")) is not None), n
    )
    at = next(
        (
            k
            for k in range(n + 1, min(n + 20, len(p)))
            if p.lower[k] == "as" and p.dep[k] == "prep" and p.head[k] in (n, of)
        ),
        None,
    )
    if at is None:
        return None
    what = grammar.child(p, at, "pobj")
    what = (
        what if what is not None else next((k for k in range(at + 1, at + 5) if p.pos[k] == "NOUN"), at + 1)
    )
    who = owner_of(p, n, cues, ())
    for k in range(what + 1, p.right[n]):
        if who is None and p.dep[k] in ("relcl", "acl") and p.lemma[k] in CARRIES:
            who = grammar.by_agent(p, k) if p.dep[k] == "acl" else grammar.child(p, k, "nsubj")
    if who is None or is_self(p, who):
        return None
    return Draft((n, n + 1), who, [(at, grammar.noun_phrase(p, what)[1])], entry.more["stance"], "frames")


def _purpose(p: Parse, n: int, cues: Cues) -> list[tuple[int, int]]:
    """The aim of a campaign: "the aim of its campaign is to …", "among the aims of the campaign is to …". Of
    an operation the writer says it, so it has no content here."""
    if not any(p.lemma[k].lower() in cues.party for k in range(p.left[n], p.right[n])):
        return []
    top = n
    while p.dep[top] in ("pobj", "prep") and p.lemma[p.head[top]] != "be":
        top = p.head[top]
    be = p.head[top]
    if p.dep[top] != "nsubj" and p.lower[top] != "among" or p.lemma[be] != "be":
        return []
    to = next(
        (
            c
            for c in p.children[be]
            if c > be and p.dep[c] in ("xcomp", "ccomp", "attr", "advcl") and p.tag[c] == "VB"
        ),
        None,
    )
    return [(p.left[to], reach_of(p, be, to))] if to is not None else []


def _runner(p: Parse, n: int, cues: Cues) -> int | None:
    """Who runs the campaign in the phrase of token n: its owner, or the campaign itself."""
    for k in range(p.left[n], p.right[n]):
        if p.lemma[k].lower() in cues.party:
            who = owner_of(p, k, cues, ())
            return who if who is not None else k
    return None
