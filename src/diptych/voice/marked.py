"""Words laid at somebody by marks and layout alone: "NAME: …", a dash and a name, a paragraph after "X said:", a clause of law."""

from __future__ import annotations

from diptych import names, quotes
from diptych.grammar import Parse
from diptych.pipeline import Reading
from diptych.voice.cues import VERBS, Cues, Draft
from diptych.voice.quoting import quoting
from diptych.voice.reach import trimmed


def labelled(p: Parse, cues: Cues, inside: list[int], quoted: list[quotes.Quotation]) -> list[Draft]:
    """Speakers set off by marks: "NAME: …" at the head of a paragraph, as in an interview, and a name after a quotation and a dash."""
    out = []
    for a, b in _paragraphs(p):
        a += p.word[a] in ('"', "“", "«")
        colon = next((k for k in range(a + 1, min(a + 7, b)) if p.word[k] == ":"), None)
        if colon is not None and colon + 1 < b and all(p.pos[k] in ("PROPN", "NOUN", "ADJ", "PUNCT") for k in range(a, colon)):
            who = colon - 1
            if p.ent[who] == "PERSON" or all(p.word[k].isupper() for k in range(a, colon)) or p.lemma[who].lower() in cues.ground & {"poll", "report", "study", "survey"}:
                out.append(Draft((colon, colon + 1), who, [(colon + 1, trimmed(p, b))], "neutral", "says"))
        for q in quoted:
            if a <= q.first and q.last + 1 < b and b - q.last <= 9 and p.word[q.last][0] in "―—–-" and p.pos[q.last + 1] == "PROPN":
                names_end = q.last + 1
                while names_end + 1 < b and p.pos[names_end + 1] == "PROPN":
                    names_end += 1
                out.append(Draft((q.last, q.last + 1), names_end, [(q.first, q.last)], "neutral", "says"))
    return out


def after_colon(p: Parse, cues: Cues, inside: list[int], quoted: list[quotes.Quotation], drafts: list[Draft]) -> list[Draft]:
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
    firsts = [i for i in range(len(p)) if i == 0 or p.paragraph[i] != p.paragraph[i - 1]]
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
        if q.first in taken or q.first + 1 in taken or sum(p.pos[k] not in ("PUNCT", "SPACE") for k in range(q.first, q.last)) < 3:
            continue
        if all(p.word[k][0].isupper() or p.pos[k] in ("ADP", "DET", "PUNCT") for k in range(q.first, q.last)):
            continue
        a, _ = p.sents[p.sent[q.first]]
        opener = a if p.lower[a] in ("under", "within", "in", "before", "at", "by", "pursuant") else None
        if opener is None or p.dep[opener] != "prep" or p.pos[p.head[opener]] not in VERBS:
            continue
        named = [m for m in names.mentions(reading) if a < m.first < min(p.right[opener], q.first) and m.label in ("ORG", "LAW")]
        if named:
            drafts.append(Draft((q.first, q.first), None, [(q.first, q.last)], "neutral", "says", named=named[-1].canonical if named[0].label != "LAW" else named[0].canonical))
