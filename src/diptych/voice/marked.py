"""Words laid at somebody by marks and layout alone: "NAME: …", a dash and a name, a paragraph after "X said:", a clause of law."""

from __future__ import annotations

from collections.abc import Iterator

from diptych import names, quotes
from diptych.grammar import Parse
from diptych.pipeline import Reading
from diptych.voice.cues import VERBS, Cues, Draft
from diptych.voice.quoting import quoting
from diptych.voice.reach import trimmed


def labelled(p: Parse, cues: Cues, quoted: list[quotes.Quotation]) -> list[Draft]:
    """Speakers set off by marks: "NAME: …" as in an interview or a debate, and a name after a quotation and a dash."""
    out: list[Draft] = []
    for a, b in _paragraphs(p):
        labels = [label for first, _ in p.sents[p.sent[a] : p.sent[b - 1] + 1] if (label := _label(p, first, b, cues))]
        ends = [first for first, _, _ in labels[1:]] + [b]
        for (_, who, colon), end in zip(labels, ends):
            out.append(Draft((colon, colon + 1), who, [(colon + 1, trimmed(p, end))], "neutral", "says"))
        out += _signed(p, a, b, quoted)
    return out


def _label(p: Parse, first: int, b: int, cues: Cues) -> tuple[int, int, int] | None:
    """(first token, speaker, colon) of "NAME: " or "Mrs NAME (Party): " where a sentence begins; the name is a
    person's, in capitals, or a poll, report or study."""
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
    is_person = p.ent[who] == "PERSON" or bracket < colon and p.pos[who] == "PROPN" or p.lower[a].rstrip(".") in _TITLES
    is_shouted = all(p.word[k].isupper() for k in range(a, bracket))
    if is_person or is_shouted or p.lemma[who].lower() in cues.ground & {"poll", "report", "study", "survey"}:
        return first, who, colon
    return None


_TITLES = frozenset({"mr", "mrs", "ms", "dr", "president", "chair", "chairman", "minister", "question", "answer", "q", "a"})


def _signed(p: Parse, a: int, b: int, quoted: list[quotes.Quotation]) -> Iterator[Draft]:
    """A quotation with a dash and a name after it, at the end of a paragraph."""
    for q in quoted:
        if a <= q.first and q.last + 1 < b and b - q.last <= 9 and p.word[q.last][0] in "―—–-" and p.pos[q.last + 1] == "PROPN":
            who = q.last + 1
            while who + 1 < b and p.pos[who + 1] == "PROPN":
                who += 1
            yield Draft((q.last, q.last + 1), who, [(q.first, q.last)], "neutral", "says")


def after_colon(p: Parse, cues: Cues, inside: list[int], drafts: list[Draft]) -> list[Draft]:
    """A paragraph set out without marks after "X said:"."""
    out, at_cue, paragraphs = [], {d.cue[0]: d for d in drafts}, _paragraphs(p)
    for (a, b), (first, last) in zip(paragraphs, paragraphs[1:]):
        if p.word[b - 1] != ":" or inside[first] >= 0:
            continue
        v = next((v for v in range(b - 2, max(a, b - 12) - 1, -1) if p.pos[v] in VERBS and p.lemma[v].lower() in cues.verbs), None)
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


def lay_words_of_law(reading: Reading, drafts: list[Draft], quoted: list[quotes.Quotation]) -> None:
    """Quoted words of a clause that opens with a court or a law ("Under Article 7 …", "Before the court …") are laid at it.

    Only phrases of three words and more that no attribution has: shorter ones are terms, or words held at a distance.
    """
    p = reading.parse
    taken = {k for d in drafts for a, b in d.content for k in range(a, b)}
    for q in quoted:
        opener = p.sents[p.sent[q.first]][0]
        if q.first in taken or q.first + 1 in taken or not _is_phrase(p, q) or p.lower[opener] not in _OPENERS or p.dep[opener] != "prep" or p.pos[p.head[opener]] not in VERBS:
            continue
        named = [m for m in names.mentions(reading) if opener < m.first < min(p.right[opener], q.first) and m.label in ("ORG", "LAW")]
        if named:
            whose = named[0] if named[0].label == "LAW" else named[-1]
            drafts.append(Draft((q.first, q.first), None, [(q.first, q.last)], "neutral", "says", named=whose.canonical))


_OPENERS = frozenset({"under", "within", "in", "before", "at", "by", "pursuant"})


def _is_phrase(p: Parse, q: quotes.Quotation) -> bool:
    """Whether a quotation has three words or more and is no title."""
    words = range(q.first, q.last)
    return sum(p.pos[k] not in ("PUNCT", "SPACE") for k in words) >= 3 and not all(p.word[k][0].isupper() or p.pos[k] in ("ADP", "DET", "PUNCT") for k in words)
