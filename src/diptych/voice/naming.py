"""What a speaker is called: the name that stands for it, found in the order of the text."""

from __future__ import annotations

from diptych.reading import grammar, names
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading
from diptych.voice.cues import LAST, UNNAMED, Cues, Draft
from diptych.voice.speaker import (
    AGENTS,
    SELF,
    antecedent,
    can_show,
    is_self,
    owner_of,
    speaker_of,
)
from diptych.wordlists import word_lists


def name_all(reading: Reading, drafts: list[Draft], cues: Cues) -> None:
    """Names every draft's speaker in the order of the text, so that "the same sources" and "they" find who
    spoke before."""
    last: Draft | None = None
    for d in sorted(drafts, key=lambda d: d.cue):
        if d.who is not None:
            named = _name(reading, d, drafts, _last_outside(d, drafts, last), cues)
        elif d.named == LAST:
            named = last.named if last is not None else UNNAMED
        elif d.named == UNNAMED:
            named = _name_around(reading, d, drafts)
        else:
            named = d.named or UNNAMED
        d.named = named.removesuffix("'s").rstrip("'")
        if d.named != UNNAMED:
            last = d


def _last_outside(d: Draft, drafts: list[Draft], last: Draft | None) -> Draft | None:
    """Who spoke last, outside of the words of a draft itself."""
    among = lambda o: any(x <= o.cue[0] < y for x, y in d.content)  # noqa: E731
    if last is None or not among(last):
        return last
    return max(
        (o for o in drafts if o.named and o.cue < d.cue and not among(o)), key=lambda o: o.cue, default=None
    )


def _name_around(reading: Reading, d: Draft, drafts: list[Draft]) -> str:
    """The speaker whose own phrase a cue with no source stands in: "those who believe the claim that …
    said"."""
    p = reading.parse
    around = next(
        (
            o
            for o in drafts
            if o.who is not None and p.left[o.who] <= d.cue[0] < p.right[o.who] and o is not d
        ),
        None,
    )
    return (around.named or names.describe(reading, around.who)) if around else UNNAMED


def _name(reading: Reading, d: Draft, drafts: list[Draft], last: Draft | None, cues: Cues) -> str:
    """What the source of a draft is called: a name beside it, whom a pronoun or "the same sources" takes up,
    who issued a document, or its own words."""
    p = reading.parse
    who = antecedent(p, d.who)
    if who != d.who and p.dep[who] == "appos" and p.ent[p.head[who]] == "PERSON":
        who = p.head[who]  # "Ana Ruiz, a nurse who wrote that …"
    found = _by_name(reading, who) or names.describe(reading, who)
    if (
        p.lower[who] in _TAKES_UP
        and p.pos[who] == "PRON"
        and found.lower() == p.lower[who]
        and (named := _taken_up(reading, who, drafts, last, cues))
    ):
        return named
    first = p.left[who]
    if (
        p.pos[who] == "NOUN"
        and p.lower[first] in ("these", "this", "those", "that", "such")
        or "same" in p.lower[first:who]
    ):
        before = next(
            (k for k in range(first - 1, -1, -1) if p.lemma[k] == p.lemma[who] and p.pos[k] == "NOUN"), None
        )
        if before is not None and p.paragraph[who] - p.paragraph[before] <= 1:
            return _made_by(reading, before, cues)
        if last is not None and p.lemma[who] in cues.ground:
            return last.named
    maker = _maker(p, who, cues)
    return _by_name(reading, maker) or names.describe(reading, maker) if maker is not None else found


#: The pronouns that take somebody up, and what they take up: one person, a body, or several.
_TAKES_UP = {
    "he": "one",
    "she": "one",
    "his": "one",
    "her": "one",
    "it": "body",
    "its": "body",
    "they": "many",
    "their": "many",
}


def _taken_up(reading: Reading, who: int, drafts: list[Draft], last: Draft | None, cues: Cues) -> str:
    """Whom a pronoun takes up: somebody just told of, the last speaker within three sentences, or the person
    named last; "" where it stays unclear."""
    p = reading.parse
    meant = _told_of_in_it(reading, who, drafts, cues)
    meant = meant if meant is not None else _just_told_of(reading, who, drafts, last, cues)
    if meant is not None:
        return names.describe(reading, meant)
    if (
        last is not None
        and _TAKES_UP[p.lower[who]] == "one"
        and last.who is not None
        and p.ent[last.who] in ("ORG", "GPE")
        and p.sent[last.cue[0]] != p.sent[who]
    ):
        last = None  # a court is no he
    near = last is not None and last.who is not None and p.sent[who] - p.sent[last.cue[0]] <= 3
    many = _TAKES_UP[p.lower[who]] == "many"
    if near and (many or p.tag[antecedent(p, last.who)] not in ("NNS", "NNPS")):
        return last.named
    if _TAKES_UP[p.lower[who]] != "one":
        return ""
    person = next(
        (
            m
            for m in reversed(names.mentions(reading))
            if m.label == "PERSON"
            and m.last <= who
            and p.paragraph[m.first] == p.paragraph[who]
            and p.sent[who] - p.sent[m.first] <= 2
        ),
        None,
    )
    return person.canonical if person else names.describe(reading, who)


_ISSUES = word_lists("diptych.voice", "words.toml")["issues"]


def _maker(p: Parse, n: int, cues: Cues) -> int | None:
    """Who adopted or published a document that speaks, where the sentence says it of the document: "the
    figures compiled by the ministry", "the deputies adopted an appeal that …"; not of a testimony, which is
    its witness's whoever collected it."""
    if (
        p.pos[n] != "NOUN"
        or p.lemma[n] not in cues.ground | {"appeal", "petition"}
        or p.lemma[n] in ("testimony", "account")
    ):
        return None
    for c in p.children[n]:
        if (
            c > n
            and p.dep[c] == "acl"
            and p.lemma[c] in _ISSUES
            and p.tag[c] == "VBN"
            and (by := grammar.by_agent(p, c)) is not None
            and can_show(p, by, cues)
        ):
            return by
    up = p.head[p.head[n]] if p.dep[n] == "pobj" and p.lower[p.head[n]] == "for" else p.head[n]
    if p.dep[n] in ("dobj", "pobj") and p.lemma[up] in _ISSUES:
        who = speaker_of(p, up)
        return who if who is not None and can_show(p, who, cues) and not is_self(p, who) else None
    return None


def _told_of_in_it(reading: Reading, pronoun: int, drafts: list[Draft], cues: Cues) -> int | None:
    """Whom a pronoun takes up from its own sentence: the subject of the main clause before it, outside of all
    that others say there: "The court came closest when it found …", "The mayor went further: the raid, he
    said, …"."""
    p, kind = reading.parse, _TAKES_UP[reading.parse.lower[pronoun]]
    for c in range(pronoun - 1, p.sents[p.sent[pronoun]][0] - 1, -1):
        v = p.head[c]
        if (
            p.dep[c] not in ("nsubj", "nsubjpass")
            or p.pos[c] == "PRON"
            or p.dep[v] not in ("ROOT", "ccomp", "conj")
        ):
            continue
        if not any(x <= c < y and o.cue[0] < c for o in drafts for x, y in o.content) and _fits(
            reading, c, kind, cues
        ):
            return c
    return None


def _just_told_of(
    reading: Reading, pronoun: int, drafts: list[Draft], last: Draft | None, cues: Cues
) -> int | None:
    """Whom a pronoun takes up from the sentence before, in the same paragraph, rather than the last speaker:
    its subject, outside of all that is said there, and for "they" also its object: "The team met forty
    survivors. They said …"."""
    p, k = reading.parse, reading.parse.sent[pronoun] - 1
    if (
        k < 0
        or p.paragraph[p.sents[k][0]] != p.paragraph[pronoun]
        or last is not None
        and p.sent[last.cue[0]] > k
    ):
        return None
    a, b = p.sents[k]
    root, kind = next((t for t in range(a, b) if p.head[t] == t), a), _TAKES_UP[p.lower[pronoun]]
    told = [
        c
        for c in p.children[root]
        if p.dep[c] in ("nsubj", "nsubjpass") or p.dep[c] == "dobj" and kind == "many"
    ]
    for c in sorted(told, key=lambda c: p.dep[c] != ("dobj" if kind == "many" else "nsubj")):
        if (
            p.pos[c] != "PRON"
            and not any(x <= c < y for d in drafts for x, y in d.content)
            and _fits(reading, c, kind, cues)
        ):
            return c
    return None


def _fits(reading: Reading, c: int, kind: str, cues: Cues) -> bool:
    """Whether a noun is of the kind that a pronoun takes up."""
    p, lemma = reading.parse, reading.parse.lemma[c]
    several = p.tag[c] in ("NNS", "NNPS")
    if kind == "many":
        return several and can_show(p, c, cues) and lemma not in cues.ground - cues.people
    named = next((m for m in names.mentions(reading) if m.first <= c < m.last), None)
    person = p.ent[c] == "PERSON" or (
        named.label == "PERSON" or kind == "one" and named.found_by == "model"
        if named
        else p.pos[c] == "PROPN"
    )
    if kind == "one":
        return person
    body = p.ent[c] in ("ORG", "GPE") or lemma.lower() in cues.people and not lemma.lower().endswith(AGENTS)
    return not several and not person and p.dep[c] == "nsubj" and body


def _by_name(reading: Reading, n: int) -> str:
    """The name that stands beside a common noun: "the chamber's speaker, Ana Ruiz", "the parliament, the
    Sejm"."""
    p = reading.parse
    if p.pos[n] != "NOUN":
        return ""
    for c in p.children[n]:
        if c > n and p.dep[c] == "appos":
            beside = next(
                (
                    m
                    for m in names.mentions(reading)
                    if m.first <= c < m.last
                    and (m.label in ("PERSON", "ORG") or m.found_by == "model" and m.label != "DATE")
                ),
                None,
            )
            if beside is not None:
                return beside.canonical
    return ""


def _made_by(reading: Reading, n: int, cues: Cues) -> str:
    """A document or a campaign by the one who made it, where that is said; else as it is called."""
    p = reading.parse
    for c in p.children[n]:
        if c > n and p.dep[c] == "acl" and p.tag[c] == "VBN":
            by = grammar.by_agent(p, c)
            if by is not None:
                return names.describe(reading, by)
    owner = owner_of(p, n, cues, ())
    if owner is not None and p.lower[owner] not in SELF:
        return names.describe(reading, owner)
    if p.dep[n] == "dobj":
        who = grammar.subject(p, p.head[n])
        if who is not None:
            return names.describe(reading, who)
    return names.describe(reading, n)
