"""For number_score.py: the figures of one text, with what they are about: `predict(text)`.

The engine is that of the project. Only conventions differ: lengths of time and ages, which the project codes as dates, are quantities
here; a vague plural is the unit itself to ten times it; "one of" counts.
"""

from __future__ import annotations

import re

from diptych.corpus.codebook import Codebook
from diptych.corpus.texts import Text
from diptych.extract.quantities import figures
from diptych.extract.quantities.counted import in_sentence, in_text, taken_by_names
from diptych.extract.times.story import timeline
from diptych.reading import grammar, pipeline

_EMPTY = Codebook(())
_UP = frozenset("rise raise increase grow climb gain jump surge soar add up higher advance boost expand".split())
_DOWN = frozenset("fall drop decrease decline lose cut down lower slide shrink slump reduce tumble dip sink".split())


def predict(text: str) -> list[dict]:
    """One dict per quantity: start, end, type, value, low, high, unit, change, concepts."""
    return of(pipeline.read([Text("text", text)], _EMPTY)[0])


def of(reading: pipeline.Reading) -> list[dict]:
    """As `predict`, for a text that is read already."""
    p, out = reading.parse, []
    dated, lengths = set(), set()
    for d in timeline(reading):
        inside = set(range(*grammar.tokens_in(p, d.start, d.end)))
        if d.type in ("DURATION", "SET") and d.found.kind == "length":
            if "-" in p.text[d.start:d.end] and not p.text[d.end:d.end + 4].strip("-– ").startswith("old") and "old" not in p.text[d.start:d.end]:
                dated |= inside
            lengths |= inside
        elif d.found.kind == "shift":
            lengths |= inside
        else:
            dated |= inside
    dated |= taken_by_names(reading)
    for f in (f for f in in_text(p) if f.kind != "ordinal"):
        first, last = grammar.tokens_in(p, *f.core)
        if first >= last or dated.intersection(range(first, last)):
            continue
        c = in_sentence(p, f, first, last)
        if c is None and not (f.kind == "count" and p.lower[first] == "one" and last < len(p) and p.lower[last] == "of"):
            continue
        noun = c.noun if c is not None else None
        low, high = _worth(f)
        out.append({"start": f.start, "end": f.end, "type": "percentage" if f.kind == "percent" else "number", "value": low, "low": low, "high": high,
                    "unit": _unit(p, f, noun, first, last), "change": _change(p, f, first, last), "concepts": _concepts(p, f, c.head if c is not None else first, noun, first, last)})
    return out


def _worth(f: figures.Figure) -> tuple[float, float]:
    low, high = f.low if f.low is not None else f.high, f.high if f.high is not None else f.low
    if f.bound == "=" and high != low and f.kind == "count" and str(int(high)).strip("9") == "":
        unit = 12 if low in (24, 40) else 10 ** (len(str(int(high))) - 1)
        return float(unit), float(10 * unit)
    return low, high


def _unit(p: grammar.Parse, f: figures.Figure, noun: int | None, first: int, last: int) -> str:
    if f.kind == "percent":
        return "percentage"
    if f.unit:
        return f.unit
    if noun is None:
        return "-"
    words = [p.lemma[i].lower() for i in range(*grammar.noun_phrase(p, noun)) if last <= i <= noun and (i == noun or p.pos[i] in ("ADJ", "NOUN", "PROPN"))]
    if p.lemma[noun] == "year" and re.match(r"[\s-]*(?:old|of age)\b", p.text[p.end[noun]:p.end[noun] + 8]):
        return "year of age"
    return " ".join(words) or p.lemma[noun].lower()


def _change(p: grammar.Parse, f: figures.Figure, first: int, last: int) -> str:
    if f.bound in ("<", ">", "~"):
        return f.bound
    verb = first
    for _ in range(6):
        if p.pos[verb] in ("VERB", "ADV") and (p.lemma[verb] in _UP or p.lower[verb] in _UP):
            return "up"
        if p.pos[verb] in ("VERB", "ADV") and (p.lemma[verb] in _DOWN or p.lower[verb] in _DOWN):
            return "down"
        if p.head[verb] == verb:
            break
        verb = p.head[verb]
    beside = p.lower[max(0, first - 2):first] + p.lower[last:last + 2]
    return "up" if "up" in beside else "down" if "down" in beside else "="


def _concepts(p: grammar.Parse, f: figures.Figure, head: int, noun: int | None, first: int, last: int) -> list[str]:
    """Words that the quantity is about: the noun that a measure stands before or is of, else the subject of its verb (the noun that a
    pronoun stands for); else what money is for, else the name right before it."""
    a, b = grammar.tokens_in(p, f.start, f.end)
    age = _AGE.match(p.text, f.end)
    if age:
        b = grammar.tokens_in(p, f.start, age.end())[1]
        aged = _measured(p, None, head, first, b)
        if not aged and first and p.pos[first - 1] in ("DET", "PRON"):  # "the 65-year-old" is what it is about itself
            return []
        noun = None if aged or noun is None or noun < b else noun
    timed = noun is not None and p.lemma[noun] in _TIMES
    measured = f.kind in ("money", "percent", "measure") or timed or bool(age)
    after = max(b, noun + 1 if timed else b)
    if timed and (p.lower[after:after + 1] in (["later"], ["earlier"], ["ago"], ["before"]) or p.lower[first - 1:first] in (["after"], ["within"])):
        return []
    about = [*(_measured(p, noun, head, first, after) if measured else []), *_beside(p, f, head, noun)]
    if not about and measured:
        before = next((i for i in range(first - 1, max(-1, first - 5), -1) if p.pos[i] in ("PROPN", "NOUN") and p.sent[i] == p.sent[first]), None)
        whose = next((i for i in range(*p.sents[p.sent[first]]) if p.dep[i] in ("nsubj", "nsubjpass") and p.pos[i] in ("NOUN", "PROPN") and i != noun), None)
        about = [i for i in (before, whose) if i is not None]
    if not about and first and p.word[first - 1] == "(" and p.pos[first - 2] in _NOUNS:  # "John Gant (0.5 points)"
        about = [first - 2]
    words = [p.word[j] for i in about for j in range(*grammar.noun_phrase(p, i)) if p.pos[j] in ("NOUN", "PROPN", "ADJ", "VERB") and not a <= j < b and (measured or j != noun)]
    return list(dict.fromkeys(words))


_AGE = re.compile(r"[\s-]*(?:year|month|week|day)s?[\s-]olds?\b")
_TIMES = frozenset("year month day hour minute second week point".split())
_NOUNS = ("NOUN", "PROPN")


def _measured(p: grammar.Parse, noun: int | None, head: int, first: int, after: int) -> list[int]:
    """What a measure is said of: the noun it stands before ("a 5 per cent penalty"), or the one after "of", "in", "from" ("70 per cent of the index")."""
    k = after = after + 2 if p.word[after:after + 1] == ["-"] and p.lower[after + 1:after + 2] == ["old"] else after + 1 if p.lower[after:after + 1] == ["old"] else after
    while k < len(p) and p.ent[k] not in ("DATE", "TIME") and p.sent[k] == p.sent[first] and (p.pos[k] in ("ADJ", *_NOUNS) or p.word[k] == "-"):
        k += 1
    if k > after and p.pos[k - 1] in _NOUNS and (p.dep[k - 1] not in ("nsubj", "nsubjpass") or k - 1 == noun or p.head[head] == k - 1 or p.lower[after - 1].startswith("old")):
        return [k - 1]
    of = [i for c in (head, after) if c < len(p) for c in (c, *p.children[c]) if c >= after and p.lower[c] in ("of", "in", "for", "from") and p.dep[c] == "prep" for i in p.children[c] if p.dep[i] == "pobj"]
    if of:
        return of
    return [noun] if noun is not None and noun >= after and p.lemma[noun] not in _TIMES else []


def _beside(p: grammar.Parse, f: figures.Figure, head: int, noun: int | None) -> list[int]:
    """What stands beside a quantity in its clause: the noun its phrase hangs on, and the subject, or the noun that a pronoun there stands for."""
    about: list[int] = []
    k, steps = head, 0
    while p.head[k] != k and steps < 8:
        if p.dep[k] == "pobj" and p.pos[p.head[p.head[k]]] in _NOUNS and p.lower[p.head[k]] in ("of", "with", "at", "to"):
            about.append(p.head[p.head[k]])
        k, steps = p.head[k], steps + 1
        if p.pos[k] not in ("VERB", "AUX"):
            continue
        who = grammar.subject(p, k)
        if p.dep[k] in ("relcl", "acl") and (who is None or p.tag[who] in ("WDT", "WP")):
            who = p.head[k]
        if who is not None and p.pos[who] == "PRON" and p.lower[who] in ("he", "she", "they", "it"):
            about += [i for i in range(p.sents[p.sent[k]][0], who) if p.dep[i] in ("nsubj", "nsubjpass") and p.pos[i] in _NOUNS][-1:]
        elif who is not None and who not in (head, noun) and p.pos[who] in (*_NOUNS, "ADJ"):
            about.append(who)
        elif who is not None and not grammar.is_passive(p, k):  # those counted do something to it: "14 players left the club"
            about += [c for c in p.children[k] if p.dep[c] == "dobj" and c > k and p.pos[c] in _NOUNS][:1]
        goal = next((i for c in p.children[k] if p.dep[c] == "prep" and p.lower[c] == "for" and c > head for i in p.children[c] if p.dep[i] == "pobj"), None)
        if not about and goal is not None and f.kind == "money":
            about.append(goal)
        if about or who is not None and p.pos[who] == "PRON" and p.lower[who] not in ("it", "they", "which", "that", "this"):
            break
    return about
