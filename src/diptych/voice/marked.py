"""Words laid at somebody by marks and layout alone: "NAME: …", a dash and a name, a paragraph after "X
said:", a clause of law."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.reading import names, quotations
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading
from diptych.voice.cues import FINITE, VERBS, Cues, Draft
from diptych.voice.quoting import quoting
from diptych.voice.reach import trimmed
from diptych.voice.speaker import AGENTS


def labelled(p: Parse, cues: Cues, quoted: list[quotations.Quotation]) -> list[Draft]:
    """Speakers set off by marks: "NAME: …" as in an interview or a debate, and a name after a quotation and a
    dash."""
    out: list[Draft] = []
    for a, b in _paragraphs(p):
        labels = [
            label
            for first, _ in p.sents[p.sent[a] : p.sent[b - 1] + 1]
            if (label := _label(p, first, b, cues))
        ]
        ends = [first for first, _, _ in labels[1:]] + [b]
        for (_, who, colon), end in zip(labels, ends):
            out.append(Draft((colon, colon + 1), who, [(colon + 1, trimmed(p, end))], "neutral", "says"))
        out += [*_signed(p, a, b, quoted), *_before_label(p, a, b, cues)]
    return out


def _label(p: Parse, first: int, b: int, cues: Cues) -> tuple[int, int, int] | None:
    """(first token, speaker, colon) of "NAME: " or "Mrs NAME (Party): " where a sentence begins; the name is
    a person's, in capitals, or a poll, report or study."""
    a = first + (p.word[first] == '"')
    colon = next((k for k in range(a + 1, min(a + 12, b)) if p.word[k] == ":"), None)
    if colon is None or colon + 1 >= b:
        return None
    bracket = next((k for k in range(a + 1, colon) if p.word[k] == "("), colon)
    if colon - a > 6 and bracket == colon or bracket - a > 6:
        return None
    who = bracket - 1
    if any(p.pos[k] not in ("PROPN", "NOUN", "ADJ", "PUNCT") for k in range(a, bracket)):
        return None
    is_person = (
        p.ent[who] == "PERSON"
        or bracket < colon
        and p.pos[who] == "PROPN"
        or p.lower[a].rstrip(".") in _TITLES
    )
    is_shouted = all(p.word[k].isupper() for k in range(a, bracket))
    if is_person or is_shouted or p.lemma[who].lower() in _REPORTS or _is_headed(p, a, colon, b, cues):
        return first, who, colon
    return None


def _is_headed(p: Parse, a: int, colon: int, b: int, cues: Cues) -> bool:
    """Whether a headline stands behind a name or a noun of people: "Mayor: Army killed forty"."""
    if a and p.paragraph[a] == p.paragraph[a - 1]:
        return False
    named = all(p.pos[k] == "PROPN" for k in range(a, colon)) and colon - a <= 3
    return (named or _speaks(p, colon - 1, cues)) and _is_headline(p, colon, b)


_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "president", "chair", "chairman", "minister", "question", "answer", "q", "a"}
)


_REPORTS = frozenset({"poll", "report", "study", "survey"})


def _speaks(p: Parse, who: int, cues: Cues) -> bool:
    """Whether a noun is one of people or bodies: mayor, police, UN."""
    return (
        p.lemma[who].lower() in cues.people
        or p.lemma[who].lower().endswith(AGENTS)
        or p.ent[who] in ("ORG", "GPE", "NORP")
    )


def _is_headline(p: Parse, a: int, b: int) -> bool:
    """Whether the words of a line after a label, or before one, are a short clause: without a full stop, or
    with most words capitalised."""
    words = [p.word[k] for k in range(a, b) if p.word[k][0].isalpha()]
    titled = sum(word[0].isupper() for word in words) > 0.6 * len(words)
    if (
        b - a > 24
        or not titled
        and p.word[b - 1] in (".", "?", "!", '"')
        or any(p.word[k] == ":" for k in range(a + 1, b))
    ):
        return False
    return titled and len(words) > 3 or any(p.pos[k] in VERBS for k in range(a, b))


def _before_label(p: Parse, a: int, b: int, cues: Cues) -> Iterator[Draft]:
    """A headline before a colon and its speaker: "Army killed forty: mayor"."""
    colon = next((k for k in range(b - 2, max(a, b - 6), -1) if p.word[k] == ":"), None)
    if colon is None or any(p.pos[k] not in ("PROPN", "NOUN", "ADJ", "DET") for k in range(colon + 1, b)):
        return
    if _is_headline(p, a, colon) and (p.ent[b - 1] == "PERSON" or _speaks(p, b - 1, cues)):
        yield Draft((colon, colon + 1), b - 1, [(a, colon)], "neutral", "says")


def _signed(p: Parse, a: int, b: int, quoted: list[quotations.Quotation]) -> Iterator[Draft]:
    """A quotation with a dash and a name after it, at the end of a paragraph or before the next quotation."""
    own = [q for q in quoted if a <= q.first and q.last < b]
    for q, following in zip(own, [*own[1:], None]):
        end = following.first if following else b
        dash = (
            q.last - 1 if len(p.word[q.last - 1]) > 1 else q.last
        )  # the parser's word may be the mark and the dash
        who = dash + 1
        if p.word[dash][-1] not in "―—–-" or end - who > 30 or who >= end or p.pos[who] != "PROPN":
            continue
        if any(p.tag[k] in FINITE for k in range(who, end)):
            continue
        while who + 1 < end and p.pos[who + 1] == "PROPN":
            who += 1
        yield Draft((dash, dash + 1), who, [(q.first, q.last)], "neutral", "says")


def after_colon(p: Parse, cues: Cues, inside: list[int], drafts: list[Draft]) -> list[Draft]:
    """A paragraph set out without marks after "X said:"."""
    out, at_cue, paragraphs = [], {d.cue[0]: d for d in drafts}, _paragraphs(p)
    for (a, b), (first, last) in zip(paragraphs, paragraphs[1:]):
        if p.word[b - 1] != ":" or inside[first] >= 0:
            continue
        v = next(
            (
                v
                for v in range(b - 2, max(a, b - 12) - 1, -1)
                if p.pos[v] in VERBS and p.lemma[v].lower() in cues.verbs
            ),
            None,
        )
        draft = None if v is None or inside[v] >= 0 else at_cue.get(v) or quoting(p, v, cues)
        if draft is not None and draft.act == "says":
            draft.content = [(first, last)]
            if v not in at_cue:
                out.append(draft)
    return out


def _paragraphs(p: Parse) -> list[tuple[int, int]]:
    """The tokens of each paragraph, white space at its end left out."""
    firsts = [a for a, _ in p.sents if a == 0 or p.paragraph[a] != p.paragraph[a - 1]]
    out = []
    for a, b in zip(firsts, firsts[1:] + [len(p)]):
        while b > a and p.pos[b - 1] == "SPACE":
            b -= 1
        out.append((a, b))
    return out


def lay_words_of_law(reading: Reading, drafts: list[Draft], quoted: list[quotations.Quotation]) -> None:
    """Quoted words of a clause that opens with a court or a law ("Under Article 7 …", "Before the court …")
    are laid at it.

    Only phrases of three words and more that no attribution has: shorter ones are terms, or words held at a
    distance.
    """
    p = reading.parse
    taken = {k for d in drafts for a, b in d.content for k in range(a, b)}
    for q in quoted:
        opener = p.sents[p.sent[q.first]][0]
        if (
            q.first in taken
            or q.first + 1 in taken
            or not _is_phrase(p, q)
            or p.lower[opener] not in _OPENERS
            or p.dep[opener] != "prep"
            or p.pos[p.head[opener]] not in VERBS
        ):
            continue
        named = [
            m
            for m in names.mentions(reading)
            if opener < m.first < min(p.right[opener], q.first) and m.label in ("ORG", "LAW")
        ]
        if named:
            whose = named[0] if named[0].label == "LAW" else named[-1]
            drafts.append(
                Draft((q.first, q.first), None, [(q.first, q.last)], "neutral", "says", named=whose.canonical)
            )


_OPENERS = frozenset({"under", "within", "in", "before", "at", "by", "pursuant"})


def _is_phrase(p: Parse, q: quotations.Quotation) -> bool:
    """Whether a quotation has three words or more and is no title."""
    words = range(q.first, q.last)
    return sum(p.pos[k] not in ("PUNCT", "SPACE") for k in words) >= 3 and not all(
        p.word[k][0].isupper() or p.pos[k] in ("ADP", "DET", "PUNCT") for k in words
    )
