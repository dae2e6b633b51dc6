"""Terms: every noun or adjective that names the violence or its legal class, what it is a word for, and how far the writer stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from diptych import grammar, law, names, phrases, quotes, table, voice
from diptych.agency.words import is_nominal
from diptych.codebook import Codebook
from diptych.extract import standing
from diptych.grammar import Parse
from diptych.pipeline import Reading, worked_out_once

FIELDS = ["term", "referent", "referent_name", "stance", "voice", "source"]
REFERENTS = ("case", "other", "concept", "title")
STANCES = ("asserts", "reports", "distances", "denies", "withholds", "defines")

_DISTANT = frozenset("alleged supposed purported putative claimed self-styled so-called".split())
_AS_WORD = frozenset("term word label name notion concept definition phrase expression category".split())
_FIELDS = frozenset("prevention study studies scholar scholarship research researcher expert law convention museum adviser advisor incitement history theory".split())
_CALLS = frozenset("call label term brand dub name describe classify qualify characterise characterize recognise recognize regard consider deem treat define present frame portray depict view see designate declare".split())
_IS = frozenset("constitute amount represent become remain mean recognise recognize".split())
_DEFINES = frozenset("define prohibit forbid criminalise criminalize outlaw cover punish".split())
_TAKES_PLACE = frozenset("commit perpetrate occur happen take".split())
_HOLDS_BACK = frozenset("short refrain avoid shrink decline refuse hesitate reluctant wary".split())
_WRONG = frozenset("wrong false untrue inaccurate incorrect misleading absurd mistaken mistake lie error myth fabrication distortion nonsense".split())
_MAYBE = frozenset("perhaps possibly arguably probably maybe conceivably".split())
_MERELY = frozenset("only merely just simply solely".split())
_NEW = frozenset("new ongoing continuing further future fresh renewed subsequent other another similar comparable earlier previous".split())
_SERIES = frozenset("policy strategy pattern series history wave chain string cycle".split())
_STATUTE = frozenset("law code statute convention treaty charter constitution article protocol".split())
_INVENTS = frozenset("fabricate invent manufacture concoct".split())
_OCCURS = frozenset("begin start occur happen take commit perpetrate carry launch erupt continue follow".split())
_MONTHS = {name: f"{k:02}" for k, name in enumerate("january february march april may june july august september october november december".split(), 1)}
_GOES_ON = frozenset("continue happen occur take unfold last end begin remain go rage".split())
_BEGINS = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our"})


#: Terms that are also legal classes of layer 6, so that both layers say alike what they are about.
_CLASSES = {"genocide": "genocide", "war crime": "war_crime", "crime against humanity": "crime_against_humanity", "ethnic cleansing": "ethnic_cleansing"}


class Use(NamedTuple):
    """One use of a term: its tokens, its head, its entry's label, and whether the word is a verdict."""

    first: int
    last: int
    head: int
    term: str
    verdict: bool


def terms(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per mention of a term of the codebook, the longest form at each place.

    Columns: text_id, sent, start, end, surface; term (the entry's label); referent: `case` (the event or part of it), `other` (another
    event, its name in referent_name), `concept` (the class or the word itself), `title` (inside a name of law, court, office, campaign);
    stance: `asserts`, `reports`, `distances`, `denies`, `withholds`, `defines`; voice (`author`, `attributed`) and source.
    Errors: a sentence that names no event is about the one before it, which may be wrong; irony is out of reach.
    """
    return table.make(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every use of one reading, in the order of the words."""
    p, out = reading.parse, []
    for use in uses(reading):
        referent, name = _referent(reading, use)
        speaks, source = voice.voice_of(reading, use.head)
        out.append((p.start[use.first], p.end[use.last - 1], use.term, referent, name, _stance(reading, use, referent), speaks, source))
    return out


@worked_out_once
def uses(reading: Reading) -> list[Use]:
    """Every use of a term, in order, none inside another."""
    p, lexicon, found = reading.parse, _lexicon(reading.codebook), []
    verbs = {e.label for e in reading.codebook["terms"] if e.more.get("verb")}
    for i, key in phrases.starts(p, lexicon):
        for words, label, verdict in lexicon[key]:
            tokens = phrases.follow(p, i, words)
            if tokens and (label == "" or label not in verbs or _is_noun(p, tokens)):
                head = tokens[0] if p.pos[tokens[0]] == "NOUN" and len(tokens) > 2 else phrases.head(p, tokens)
                found.append(Use(tokens[0], tokens[-1] + 1, head, label, verdict))
    kept, used = [], set()
    for use in sorted(found, key=lambda u: (u.first - u.last, u.first)):
        if not used.intersection(range(use.first, use.last)):
            used.update(range(use.first, use.last))
            if use.term:
                kept.append(use)
    return sorted(kept)


@lru_cache(maxsize=8)
def _lexicon(codebook: Codebook) -> dict[str, list[tuple[phrases.Words, str, bool]]]:
    lexicon: dict[str, list] = {}
    for entry in codebook["terms"]:
        for form in (*entry.forms, *entry.more.get("not", ())):
            words = phrases.compiled(form)
            label = entry.label if form in entry.forms else ""
            for first in words[0] or ():
                lexicon.setdefault(first, []).append((words, label, bool(entry.more.get("class"))))
    return lexicon


def _is_noun(p: Parse, tokens: tuple[int, ...]) -> bool:
    """Used as a noun or an adjective, not as a verb."""
    head = phrases.head(p, tokens)
    return p.pos[head] == "ADJ" or is_nominal(p, head) or len(tokens) > 1


# What the word is a word for


def _referent(reading: Reading, use: Use) -> tuple[str, str]:
    p = reading.parse
    if p.sent[use.head] in _headings(reading):
        return _named_beside(reading, use) or ("concept", "")
    if _is_listed_word(reading, use):
        return "concept", ""
    before = _taken_up(reading, use)
    if before is not None:
        return _referent(reading, before)
    for m in names.mentions(reading):
        if m.first <= use.head < m.last and m.label in ("EVENT", "LAW", "WORK_OF_ART", "ORG", "FAC"):
            if m.label != "EVENT":
                return "title", ""
            return ("case", "") if m.canonical in _case_names(reading) else ("other", m.canonical)
    if any(f.first <= use.head < f.last for f in (*law.named(reading), *law.courts(reading))):
        return "title", ""
    near = _named_beside(reading, use)
    if near:
        return near
    elsewhere = _said_of_another(reading, use)
    if elsewhere:
        return "other", elsewhere
    clause = standing.clause_of(p, use.head)
    if _is_further(p, use) or _of_that_war(p, use) or _is_of_another_time(reading, use) or _of_every_side(reading, use):
        return "other", _other_name(reading, use)
    if _is_concept(reading, use, clause):
        return "concept", ""
    if use.term in _CLASSES and not _definite(p, use):
        about = standing.applies_to(reading, use.head, clause, _CLASSES[use.term], defined=False, phrase=grammar.noun_phrase(p, use.head))
        if about == "other" and use.term != "ethnic cleansing" and standing.situation(reading, *grammar.noun_phrase(p, use.head)) != "other" and not _of_wider(p, use):
            about = _topic(reading, use, clause)
    else:
        about = "case" if _case_is_it(reading, use, clause) else "other" if _of_wider(p, use) else _topic(reading, use, clause)
    if about != "other":
        return ("case" if about == "case" else "concept"), ""
    return "other", _other_name(reading, use)


@worked_out_once
def _case_names(reading: Reading) -> frozenset[str]:
    """The names of the event and of its place."""
    book = reading.codebook
    places = {e.more.get("place") for e in book["event"]}
    return frozenset({e.label for e in book["event"]} | {e.label for e in book["places"] if e.id in places})


def _named_beside(reading: Reading, use: Use) -> tuple[str, str] | None:
    """An event or place named in the word's own phrase: "genocide in Rwanda", "the killings in the town", "Rwandan genocide"."""
    p = reading.parse
    first, last = grammar.noun_phrase(p, use.head)
    inside = [m for m in names.mentions(reading) if first <= m.first < last and not use.first <= m.first < use.last]
    if any(m.canonical in _case_names(reading) for m in inside):
        return "case", ""
    most = any(p.tag[c] == "JJS" or p.lower[c] in ("first", "single") for c in p.children[use.head])  # "the worst massacre of the Bosnian War"
    events = [m for m in inside if m.label == "EVENT" and not (most and m.first > use.head)]
    if events:
        return "other", events[0].canonical
    for m in inside:
        before = p.lower[m.first - 2 if p.lower[m.first - 1] in _BEGINS else m.first - 1]
        if m.first > use.head and before in ("in", "at", "of", "near", "against", "on", "for"):
            if before in ("of", "against") and m.label == "NORP" and not _is_party(reading, m.canonical):
                return "other", f"{use.term} of {grammar.words(p, m.first, m.last)}"
            place = m.label in ("GPE", "LOC") or before in ("in", "at", "near", "on") and m.found_by == "model" and m.label in ("ORG", "FAC", "PERSON")
            if place and m.canonical not in _around(reading.codebook):
                own = before != "of" or p.lower[use.last] == "of"
                return "other", f"{use.term} {before if own else 'in'} {m.canonical}"
    unlisted = _proper_name_beside(reading, use)
    if unlisted:
        return "other", unlisted
    year = _year_beside(reading, use)
    if year:
        return "other", f"{use.term} of {year}"
    if use.verdict and use.head and p.dep[use.head - 1] in ("amod", "compound") and p.head[use.head - 1] == use.head:
        adjective = next((m for m in inside if m.label == "NORP" and m.last == use.first), None)
        if adjective is not None and p.word[use.head - 1][:1].isupper() and not _is_party(reading, adjective.canonical):
            return "other", f"{adjective.canonical} {use.term}"
    return None


def _year_beside(reading: Reading, use: Use) -> str:
    """A year in the word's own phrase that is not the event's: "the genocide of 1915"."""
    p = reading.parse
    for prep in p.children[use.head]:
        if prep > use.head and p.dep[prep] == "prep" and p.lower[prep] in ("of", "in"):
            what = grammar.child(p, prep, "pobj")
            if what is not None and re.fullmatch(r"(1[0-9]|20)\d\d", p.word[what]) and p.word[what] not in _years(reading):
                return p.word[what]
    return ""


def _years(reading: Reading) -> set[str]:
    """The years of the event."""
    return {y for e in reading.codebook["event"] for y in re.findall(r"\d{4}", str(e.more.get("date", "")))}


def _is_further(p: Parse, use: Use) -> bool:
    """Said to come besides, or to be more than one event: "new crimes", "ongoing crimes", "a policy of ethnic cleansing"."""
    i = use.head
    if any(p.lower[c] in _NEW for c in p.children[i] if p.dep[c] in ("amod", "det") and c < i):
        return True
    up = p.head[i]
    if p.dep[i] == "pobj" and p.lower[up] in ("of", "to"):
        over = p.head[up]
        return p.lower[up] == "of" and p.lemma[over] in _SERIES and not _definite(p, use) or p.lower[up] == "to" and p.lemma[over] in ("prelude", "precursor") and not _definite(p, use)
    return False


def _taken_up(reading: Reading, use: Use) -> Use | None:
    """The word before that "such" takes up: "nobody was tried for the massacre, and such crimes …"."""
    p = reading.parse
    if not any(p.lower[c] == "such" and c < use.first for c in p.children[use.head]) or p.lower[use.last:use.last + 1] == ["as"]:
        return None
    return next((u for u in reversed(uses(reading)) if u.last <= use.first and p.sent[use.head] - p.sent[u.head] <= 2), None)


def _is_of_another_time(reading: Reading, use: Use) -> bool:
    """Told to have happened in another month or year than the event: "air attacks, which began in August 1992", "killings took place in
    May 1994". The date has to be the word's own, or that of a verb of happening: others date what was said or done about it."""
    p, i = reading.parse, use.head
    verbs = [k for k in range(i, p.right[i]) if p.dep[k] in ("relcl", "acl") and p.head[k] >= i and p.head[k] < k] + ([p.head[i]] if p.dep[i] in ("nsubj", "nsubjpass") else [])
    for top in (i, *(v for v in verbs if p.lemma[v] in _OCCURS)):
        for prep in p.children[top]:
            what = grammar.child(p, prep, "pobj") if prep > i and p.lower[prep] in ("in", "on", "of", "since", "from") else None
            if what is None or p.ent[what] != "DATE":
                continue
            words = p.lower[p.left[what]:p.right[what]]
            year = next((w for w in words if re.fullmatch(r"(1[0-9]|20)\d\d", w)), "")
            month = next((_MONTHS[w] for w in words if w in _MONTHS), "")
            if year and (year not in _years(reading) or month and f"{year}-{month}" not in _months(reading)):
                return True
    return False


def _months(reading: Reading) -> set[str]:
    """The months of the event, as in 1992-02."""
    return {m for e in reading.codebook["event"] for m in re.findall(r"\d{4}-\d{2}", str(e.more.get("date", "")))}


def _of_every_side(reading: Reading, use: Use) -> bool:
    """Told of all parties to a war: "the crimes of both sides", "nobody on any side was tried for these crimes"."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    clause = standing.clause_of(p, use.head)
    return any(p.lower[k] in ("both", "all", "any", "each", "neither") and p.lemma[k + 1] in w.sides and not any(p.lower[c] == "of" for c in p.children[k + 1]) and standing.clause_of(p, k) == clause
               for k in range(*p.sents[p.sent[use.head]]) if k + 1 < len(p)) and not _case_in(reading, clause)


def _of_that_war(p: Parse, use: Use) -> bool:
    """ "Every crime of that war", "the massacres of this conflict": of a war that is pointed at."""
    return any(p.lower[c] == "of" and (w := grammar.child(p, c, "pobj")) is not None and p.lemma[w] in ("war", "conflict") and p.lower[p.left[w]] in ("that", "this")
               for c in p.children[use.head] if c > use.head) and not any(p.tag[c] == "JJS" for c in p.children[use.head])


def _is_bare(p: Parse, use: Use) -> bool:
    """Without article, possessor or adjective of its own, and followed by no phrase that says whose or where."""
    return not any(p.dep[c] in ("det", "poss", "amod", "nummod", "relcl", "acl") and not use.first <= c < use.last for c in p.children[use.head]) and not any(
        p.dep[c] == "prep" and c >= use.last for c in p.children[use.head])


def _is_listed_word(reading: Reading, use: Use) -> bool:
    """One of a list of words as words: three or more side by side, bare, and at least one a count noun in the singular, which only a
    word named as a word can be ("tragedy, massacre, war crime")."""
    p, near = reading.parse, uses(reading)
    k = near.index(use)
    beside = lambda a, b: all(p.lower[t] in (",", "and", "or", ";", "/", "“", "”", '"', "‘", "’") for t in range(a.last, b.first)) and b.first > a.last  # noqa: E731
    first = last = k
    while first and beside(near[first - 1], near[first]):
        first -= 1
    while last + 1 < len(near) and beside(near[last], near[last + 1]):
        last += 1
    group = near[first:last + 1]
    if len(group) < 3 or p.lower[group[0].first - 1] in ("a", "an", "the", "this", "that", "its", "their", "no") or p.pos[group[0].first - 1] == "ADJ":
        return False
    return any(p.tag[u.head] == "NN" and u.term in ("massacre", "tragedy", "war crime", "crime against humanity", "battle", "attack", "assault") for u in group)


def _is_class_itself(reading: Reading, use: Use, clause: int) -> bool:
    """The class as such in the simple present: bare as the subject ("genocide is the narrowest"), punished by a law, part of what
    has to be shown, or the theme of talk ("lecture them on impunity")."""
    p, i = reading.parse, use.head
    if _is_past(p, clause) or p.tag[clause] not in ("VBZ", "VBP"):
        return False
    up, v = p.head[i], grammar.governing_verb(p, i)
    if p.dep[i] in ("dobj", "conj") and p.lemma[v] in _DEFINES | {"provide", "list"}:
        who = grammar.child(p, v, "nsubj")
        if who is not None and p.lemma[who].lower() in _STATUTE:
            return True
    if p.dep[i] == "nsubj" and up == clause and p.tag[i] == "NN" and _only_adjectives(p, use) and p.lemma[up] not in _GOES_ON:
        return p.lemma[up] != "be" or use.verdict or any(p.dep[c] == "attr" for c in p.children[up])
    if use.term == "impunity" and _is_bare(p, use) and p.dep[i] == "pobj" and p.lower[up] in ("on", "about", "against"):
        return True
    if any(p.lower[c] in ("widespread", "systematic") for c in grammar.subtree(p, i)) and not _definite(p, use):
        return True
    return False


def _only_adjectives(p: Parse, use: Use) -> bool:
    """As a bare noun, though with an adjective: "wilful killing"."""
    return not any(p.dep[c] in ("det", "poss", "nummod", "relcl", "acl", "compound") and not use.first <= c < use.last or p.dep[c] == "prep" and c >= use.last for c in p.children[use.head])


def _proper_name_beside(reading: Reading, use: Use) -> str:
    """The name of an event that no list has, from the proper noun in the word's phrase: "the Bucha massacre", "the killings at My Lai"."""
    p, i = reading.parse, use.head
    known = {k for m in names.mentions(reading) for k in range(m.first, m.last) if m.found_by == "codebook" or m.label in (("DATE",) if use.verdict else ("PERSON", "ORG", "DATE")) and m.first < i}
    before = [c for c in p.children[i] if c < use.first and p.dep[c] in ("compound", "nmod") and p.pos[c] == "PROPN" and p.ent[c] not in ("NORP", "DATE")]
    if before and before[0] not in known and p.dep[i] != "compound":
        return grammar.words(p, p.left[before[0]], use.last)
    for prep in p.children[i]:
        what = grammar.child(p, prep, "pobj") if p.dep[prep] == "prep" and p.lower[prep] in ("in", "at", "near", "on", *(("of",) if use.verdict else ())) else None
        if what is not None and p.pos[what] == "PROPN" and what not in known and what != i and p.ent[what] not in ("DATE", "LAW"):
            first, last = grammar.noun_phrase(p, what)
            return f"{use.term} {p.lower[prep]} {grammar.words(p, first, last)}"
    return ""


@lru_cache(maxsize=8)
def _around(codebook: Codebook) -> frozenset[str]:
    """The places that hold the event, or that it spread to: what happened there may be the event."""
    ids = {place for e in codebook["event"] for place in e.more.get("around", ())}
    return frozenset(e.label for e in codebook["places"] if e.id in ids)


def _is_party(reading: Reading, adjective: str) -> bool:
    return adjective in {e.label for e in reading.codebook["actors"]}


def _is_concept(reading: Reading, use: Use, clause: int) -> bool:
    """The class or the word itself: a heading, a definition, "the term …", a rule, a bare plural in a general statement."""
    p, i = reading.parse, use.head
    if _case_in(reading, clause) or _points_back(p, use) or _is_said_of_known(p, use) or p.dep[i] == "dobj" and p.lemma[p.head[i]] in _INVENTS:
        return False
    if _is_class_itself(reading, use, clause):
        return True
    if p.head[i] != i and p.lemma[p.head[i]] in _AS_WORD and p.dep[i] in ("appos", "compound", "nmod", "pobj") or p.dep[i] == "pobj" and p.lemma[p.head[p.head[i]]] in _AS_WORD:
        return True
    if use.verdict and (p.lemma[p.head[i]] in _FIELDS or p.dep[i] == "pobj" and p.lower[p.head[i]] == "of" and p.lemma[p.head[p.head[i]]] in _FIELDS):
        return True
    before = next((k for k in range(use.first - 1, max(-1, use.first - 4), -1) if p.lower[k] not in "“\"‘'of"), -1)
    if before >= 0 and p.lemma[before] in _AS_WORD:
        return True
    if p.dep[i] == "dobj" and p.lemma[p.head[i]] in _DEFINES and standing.is_defining(reading, p.head[i], i):
        return True
    if _is_past(p, clause) and not standing.words_of(reading.codebook).define.intersection({p.lemma[clause]}):
        return False
    if _definite(p, use) and not (p.tag[i] == "NNS" and p.dep[p.head[i]] in ("csubj", "pcomp")) or _scare_quoted(reading, use):
        return False
    return standing.is_defining(reading, clause, i) or standing.is_general(reading, i, clause) or _in_rule(reading, use, clause)


def _is_said_of_known(p: Parse, use: Use) -> bool:
    """Said of a thing that is pointed at: "deputies call it a massacre", "they describe the raid as a war crime"."""
    thing = _what_is_said_to_be(p, use) if _is_claim(p, use) else None
    return thing is not None and p.lemma[p.head[thing]] in _CALLS and p.lower[p.left[thing]] in ("it", "this", "the", "these", "them")


def _points_back(p: Parse, use: Use) -> bool:
    """Taken up from before: "impunity on such a scale", "crimes of this kind"."""
    first, last = grammar.noun_phrase(p, use.head)
    return any(p.lower[k] in ("such", "this", "these", "that") and p.dep[k] in ("det", "predet", "amod") and k > use.head for k in range(first, last))


def _is_past(p: Parse, v: int) -> bool:
    return p.tag[v] == "VBD" or any(p.dep[c] in ("aux", "auxpass") and p.lower[c] in ("was", "were", "had", "have", "has") for c in p.children[v])


def _in_rule(reading: Reading, use: Use, clause: int) -> bool:
    """In a statement of law or practice: the sentence's own clause is general, and the word stands bare in a phrase of it."""
    p = reading.parse
    root = clause
    while p.dep[root] in ("relcl", "advcl", "ccomp", "acl", "conj") and p.head[root] != root:
        root = standing.clause_of(p, p.head[root])
        if standing.is_general(reading, root, root) or standing.is_defining(reading, root, root):
            return True
        if p.dep[root] == "ROOT":
            break
    a, b = p.sents[p.sent[use.head]]
    return p.lower[a:a + 2] == ["in", "general"]


def _definite(p: Parse, use: Use) -> bool:
    first, _ = grammar.noun_phrase(p, use.head)
    if use.term != "crime" and p.lower[use.head] == "crime" and p.lower[first] == "the":
        return False  # "the crime of genocide" names the class
    return any(p.lower[k] in _BEGINS for k in range(first, use.head) if p.head[k] == use.head)


def _case_in(reading: Reading, clause: int) -> bool:
    p = reading.parse
    return any(p.left[clause] <= m.first < p.right[clause] and m.canonical in _case_names(reading) for m in names.mentions(reading))


@worked_out_once
def _headings(reading: Reading) -> set[int]:
    from diptych.extract.legal import _headings as headings
    return headings(reading.parse)


def _topic(reading: Reading, use: Use, clause: int) -> str:
    """case or other: what the sentence is about, or the one before where only another clause or a comparison names something else."""
    p, k = reading.parse, reading.parse.sent[use.head]
    topics = standing.topics(reading)
    if topics[k] == "case" or k == 0 or p.paragraph[p.sents[k][0]] != p.paragraph[p.sents[k - 1][0]] or _carried(reading)[k - 1] != "case":
        return topics[k]
    return topics[k] if _is_elsewhere(reading, _own(p, clause)) else "case"


@worked_out_once
def _carried(reading: Reading) -> list[str]:
    """What each sentence leaves the reader with: as `standing.topics`, but what only a subordinate clause names does not turn the talk."""
    p, out = reading.parse, []
    for k, topic in enumerate(standing.topics(reading)):
        a, b = p.sents[k]
        if topic == "other" and k and out[-1] == "case" and p.paragraph[a] == p.paragraph[a - 1]:
            root = next((t for t in range(a, b) if p.head[t] == t), a)
            topic = "other" if _is_elsewhere(reading, _own(p, root)) else "case"
        out.append(topic)
    return out


def _own(p: Parse, clause: int) -> list[int]:
    """The tokens of a clause that stand in no other clause and in no comparison."""
    return [t for t in range(*p.sents[p.sent[clause]]) if standing.clause_of(p, t) == clause and not _compared(p, t, clause)]


def _case_is_it(reading: Reading, use: Use, clause: int) -> bool:
    """Whether the word is what the event is said to be, or is called: "Khojaly was the worst massacre of the war"."""
    p = reading.parse
    if not _is_claim(p, use):
        return False
    thing = _what_is_said_to_be(p, use)
    if thing is not None:
        told = next((u for u in uses(reading) if u.head == thing and u.first < use.first), None)
        if told is not None and _referent(reading, told)[0] == "case":
            return True
        if told is None and p.lower[p.left[thing]] in ("the", "this", "these", "that") and p.lemma[thing] in standing.words_of(reading.codebook).event | {"episode", "incident"} and _carried(reading)[p.sent[thing]] == "case":
            return True
    for c in (*p.children[clause], *p.children[use.head]):
        if c < use.head and p.lower[c] == "it" and p.dep[c] in ("nsubj", "dobj", "nsubjpass") and any(p.tag[k] == "JJS" for k in p.children[use.head]) and p.sent[c] and _carried(reading)[p.sent[c] - 1] == "case":
            return True
        if c < use.head and p.dep[c] in ("nsubj", "nsubjpass", "dobj", "ccomp", "oprd") and any(p.left[c] <= m.first < min(p.right[c], use.first) and m.canonical in _case_names(reading) for m in names.mentions(reading)):
            return True
    return False


def _said_of_another(reading: Reading, use: Use) -> str:
    """What the word is said of, where that is a place or event by name and not the case: "Srebrenica was a genocide"."""
    p = reading.parse
    thing = _what_is_said_to_be(p, use) if _is_claim(p, use) else None
    if thing is None or p.pos[thing] != "PROPN":
        return ""
    m = next((m for m in names.mentions(reading) if m.first <= thing < m.last), None)
    if m is None or m.label not in ("EVENT", "GPE", "LOC", "FAC") or m.canonical in _case_names(reading) | _around(reading.codebook) or _is_party(reading, m.canonical):
        return ""
    return m.canonical if m.label == "EVENT" else f"{use.term} in {m.canonical}"


def _what_is_said_to_be(p: Parse, use: Use) -> int | None:
    """The thing that the word is said of: "described the raid as a massacre", "called the raid the worst massacre of the war"."""
    i = grammar.first_conjunct(p, use.head)
    v = p.head[i] if p.dep[i] != "pobj" else p.head[p.head[i]]
    if p.pos[v] in ("NOUN", "PROPN") and p.dep[v] == "dobj":
        return v  # the parser hangs "as a massacre" on the raid
    return grammar.child(p, v, "dobj", "nsubjpass", *(() if p.lemma[v] in _CALLS else ("nsubj",))) if p.pos[v] in ("VERB", "AUX") else None


def _is_elsewhere(reading: Reading, tokens: list[int]) -> bool:
    """Whether one of these tokens names another event or place, the war and what belongs to it, or a year that is not the event's."""
    p, w = reading.parse, standing.words_of(reading.codebook)
    years = _years(reading)
    for t in tokens:
        if standing.situation(reading, t, t + 1) == "other" or p.lemma[t] in w.wider and p.dep[t] != "compound" or p.lower[t] in ("both", "neither"):
            return True
        if re.fullmatch(r"(1[89]|20)\d\d", p.word[t]) and p.word[t] not in years:
            return True
    return False


def _compared(p: Parse, t: int, clause: int) -> bool:
    """Whether a token stands in a comparison: "like that of 1915", "comparable to …", "than in Bosnia"."""
    while t != clause and p.head[t] != t:
        if p.lower[t] in ("like", "unlike", "than", "comparable", "similar", "as") and p.pos[t] in ("ADP", "SCONJ", "ADJ"):
            return True
        t = p.head[t]
    return False


def _of_wider(p: Parse, use: Use) -> bool:
    """Told of the whole war: "the crimes committed in the war", "the massacres of the conflict"."""
    if p.lower[grammar.noun_phrase(p, use.head)[0]] in ("the", "this", "that") and p.tag[use.head] == "NN" and not any(p.tag[c] == "JJS" and p.dep[c] == "amod" for c in p.children[use.head]) and use.term != "violence":
        todo = [c for c in p.children[use.head] if p.lower[c] == "of"]
    else:
        todo = [use.head]
    after = use.last
    if p.lower[after:after + 1] in (["during"], ["throughout"]) and (war := grammar.child(p, after, "pobj")) is not None:
        todo.append(war)
    k = 0
    while k < len(todo) and k < 6:
        todo += [c for c in p.children[todo[k]] if c > use.head and (p.dep[c] in ("acl", "pobj") or p.dep[c] == "prep" and p.lower[c] in ("in", "of", "during", "throughout"))]
        k += 1
    return any(p.lemma[c] in ("war", "conflict") and not any(p.lemma[d] in ("event", "episode", "one") for d in (p.head[use.head], p.head[p.head[use.head]], use.head)) for c in todo)


def _other_name(reading: Reading, use: Use) -> str:
    """The name of the other event: the nearest in the sentence, else the last one named before."""
    p, k = reading.parse, use.head
    events = [m for m in names.mentions(reading) if m.label == "EVENT" and m.canonical not in _case_names(reading)]
    here = [m for m in events if p.sent[m.first] == p.sent[k]]
    if here:
        return min(here, key=lambda m: abs(m.first - k)).canonical
    a, b = p.sents[p.sent[k]]
    places = [m for m in names.mentions(reading) if a <= m.first < b and m.label in ("GPE", "LOC") and standing.situation(reading, m.first, m.last) == "other"]
    if places:
        return f"{use.term} in {min(places, key=lambda m: abs(m.first - k)).canonical}"
    for n in sorted(range(a, b), key=lambda n: abs(n - k)):
        if p.lemma[n] in ("war", "conflict") and p.dep[n] != "compound" and p.pos[n] == "NOUN":
            first, last = grammar.noun_phrase(p, n)
            while first < n and p.lower[first] in ("the", "a", "an", "this", "that"):
                first += 1
            return grammar.words(p, first, last)
    before = [m for m in events if m.first < k and p.sent[k] - p.sent[m.first] <= 2 and not any(p.lower[t] in ("both", "neither") for t in range(a, b))]
    return before[-1].canonical if before else "wider conflict"


# How far the writer stands behind it


def _stance(reading: Reading, use: Use, referent: str) -> str:
    p, i = reading.parse, use.head
    if _scare_quoted(reading, use) and referent != "concept":
        return "distances"
    first, _ = grammar.noun_phrase(p, i)
    before = p.lower[first:use.first]
    if _DISTANT.intersection(before) or "called" in before and "so" in before:
        return "distances"
    if referent == "title":
        return "defines"
    if referent == "concept":
        return "defines"
    claim = _is_claim(p, use)
    if use.verdict or claim or p.lemma[p.head[i]] in _INVENTS:
        sign = _sign(reading, i, first)
        if sign == "denied" and _in_their_words(reading, use) and _quoted_as(reading, use):
            return "reports"
        if sign == "denied" and (claim or not _definite(p, use)):
            return "denies"
        if sign == "unresolved" and not _named(reading, use):
            return "withholds"
        by = voice.at(reading, i)
        theirs = by is not None and by.act in ("says", "shows", "thinks") and by.stance != "doubts" and by.speaker != voice.UNNAMED
        if sign == "alleged" and not _named(reading, use):
            return "reports"
        if use.verdict and (claim or p.dep[i] in ("nsubj", "nsubjpass") and not _definite(p, use) and p.lemma[p.head[i]] in _TAKES_PLACE) and _is_hedged(p, i):
            return "reports" if theirs else "withholds"
    found = voice.at(reading, i)
    if found is not None and found.stance != "vouches" and _in_their_words(reading, use):
        return "reports"
    if found is not None and found.stance != "vouches" and (claim or use.verdict and not _definite(p, use) and not _named(reading, use)) and use.term != "massacre":
        return "reports"
    if found is not None and found.stance != "vouches" and claim:
        return "reports"
    return "asserts"


def _sign(reading: Reading, i: int, first: int) -> str:
    """As `standing.sign`, and besides: "a crime and not a massacre", "still less a genocide", "what is denied is that it was …",
    "stopped short of calling it …"."""
    p = reading.parse
    if p.dep[i] == "conj":
        up = p.head[i]
        if grammar.is_negated(p, i) and not _MERELY.intersection(p.lower[max(0, first - 1):i]) or p.lemma[up] == "be" and grammar.is_negated(p, up) and p.lower[max(0, first - 1)] != "but":
            return "denied"
    if p.dep[i] == "dobj" and p.lemma[p.head[i]] in _INVENTS and not grammar.is_negated(p, p.head[i]):
        return "denied"
    found = standing.sign(reading, i, step=False)
    if found == "denied" and any(p.lower[k] == "not" and p.lower[k + 1] in _MERELY for k in range(max(0, first - 2), i)):
        return ""  # "not only a crime but a disgrace"
    if found == "denied" and p.dep[i] == "conj" and p.lower[max(0, first - 1)] == "but":
        return ""  # "not a battle but a massacre"
    if found == "denied" and p.dep[i] == "pobj" and p.lemma[p.head[p.head[i]]] in ("speak", "talk"):
        return "unresolved"  # "it did not speak of genocide": not said, and not denied
    if found == "unresolved" and p.dep[i] == "pobj" and p.lower[p.head[i]] in ("as", "than") and any(p.lower[t] in ("as", "more", "less") and p.dep[t] == "advmod" for t in range(p.sents[p.sent[i]][0], p.head[i])):
        return ""  # "as bitterly contested as the killings"
    if found == "unresolved" and _beyond_doubt(p, i) or found == "denied" and _is_denied_twice(p, i):
        return ""
    false = standing.words_of(reading.codebook).false
    v = grammar.governing_verb(p, i)
    if p.dep[v] in ("xcomp", "ccomp", "csubj", "advcl") and p.lemma[p.head[v]] == "be" and not grammar.is_negated(p, p.head[v]) and any(
            p.lower[c] in false | _WRONG for c in p.children[p.head[v]] if p.dep[c] in ("acomp", "attr")):
        return "denied"
    if found in ("", "alleged"):
        v = standing.clause_of(p, i)
        what = grammar.child(p, p.head[v], "csubj") if p.dep[v] == "ccomp" else None
        if what is not None and p.lemma[what] in standing.words_of(reading.codebook).deny:
            return "denied"
        v = grammar.governing_verb(p, i)
        if p.dep[v] in ("pcomp", "xcomp"):
            up = p.head[v] if p.dep[v] == "xcomp" else p.head[p.head[v]]
            if p.lemma[up] in _HOLDS_BACK and not grammar.is_negated(p, up):
                return "unresolved"
    return found


def _is_denied_twice(p: Parse, i: int) -> bool:
    """ "None of this means that it was not a crime"."""
    v = standing.clause_of(p, i)
    if p.dep[v] != "ccomp" or not grammar.is_negated(p, v):
        return False
    who = grammar.child(p, p.head[v], *grammar.SUBJECTS)
    return grammar.is_negated(p, p.head[v]) or who is not None and p.lower[who] in ("none", "nothing", "nobody")


def _beyond_doubt(p: Parse, i: int) -> bool:
    """ "There is no doubt that", "no one disputes that", "it cannot be denied that"."""
    k = i
    while p.head[k] != k:
        k = p.head[k]
        if p.lemma[k] in ("doubt", "question", "denying") and p.pos[k] == "NOUN" and any(p.lower[c] in ("no", "little") for c in p.children[k]):
            return True
        if p.lower[k] in ("disputes", "doubts", "denies", "questions") and p.lower[max(0, k - 2):k] == ["no", "one"]:
            return True
        if p.lemma[k] in ("doubt", "dispute", "question", "deny", "contest") and grammar.child(p, k, "ccomp") is not None:
            who = grammar.child(p, k, *grammar.SUBJECTS)
            if grammar.is_negated(p, k) or who is not None and (p.lower[who] in ("nobody", "none") or any(p.lower[c] in ("no", "few") for c in p.children[who])):
                return True
    return False


def _is_hedged(p: Parse, i: int) -> bool:
    """Said to be possible only: "may amount to genocide", "was perhaps a war crime", "could be called a massacre", "if …, it was a crime"."""
    v = grammar.governing_verb(p, i)
    if _MAYBE.intersection(p.lower[c] for c in p.children[i]):
        return True
    if any(p.dep[c] == "advcl" and p.lower[p.left[c]] == "if" for c in p.children[standing.clause_of(p, i)]):
        return True
    a, b = p.sents[p.sent[i]]
    if any(p.word[k] == "?" for k in range(max(a, b - 3), b)) and p.pos[a] == "AUX":
        return True
    while True:
        words = {p.lower[c] for c in p.children[v] if p.dep[c] in ("aux", "advmod")}
        if words & (grammar.MODALS_OF_DOUBT | _MAYBE) or p.dep[v] == "xcomp" and p.lemma[p.head[v]] in ("seem", "appear"):
            return True
        if p.dep[v] not in ("xcomp", "pcomp") or p.head[v] == v:
            return False
        v = grammar.governing_verb(p, p.head[v])


def _in_their_words(reading: Reading, use: Use) -> bool:
    """In a short quotation that is laid at a speaker."""
    return any(q.first < use.head < q.last - 1 for q in _short_quotations(reading))


def _quoted_as(reading: Reading, use: Use) -> bool:
    """In a quotation after "as": the verb before it deals with something else ("dismissed the speech as “…”")."""
    return any(q.first < use.head < q.last - 1 and reading.parse.lower[q.first - 1] == "as" for q in _short_quotations(reading))


def _named(reading: Reading, use: Use) -> bool:
    return any(m.first <= use.head < m.last and m.label == "EVENT" for m in names.mentions(reading))


def _is_claim(p: Parse, use: Use) -> bool:
    """Whether the word is what is said of the event: a predicate, or after "as", "an act of", "amount to", "accused of"."""
    if p.dep[use.head] == "conj" and p.lemma[p.head[use.head]] == "be" or p.dep[use.head] == "ROOT" and grammar.child(p, use.head, "nsubj") is not None:
        return True
    i = grammar.first_conjunct(p, use.head)
    for _ in range(3):
        if p.dep[i] in ("attr", "oprd", "acomp") or p.dep[i] == "ccomp" and p.lemma[p.head[i]] in _CALLS and p.pos[i] == "NOUN":
            return True
        if p.dep[i] == "amod" and p.dep[p.head[i]] in ("attr", "oprd"):
            return True
        if p.dep[i] != "pobj":
            return p.dep[i] == "dobj" and p.lemma[p.head[i]] in _IS and not any(p.lower[c] == "as" and c > i for c in p.children[p.head[i]])
        prep = p.head[i]
        if p.lower[prep] == "as" or p.lower[prep] == "to" and p.lemma[p.head[prep]] in ("amount", "tantamount"):
            return True
        if p.lower[prep] == "of" and p.lemma[p.head[prep]] in ("accuse", "convict", "suspect", "guilty", "acquit", "accusation", "charge", "allegation", "threshold") and not _definite(p, use):
            return True
        if p.lower[prep] == "of" and p.lemma[p.head[prep]] in ("act", "case", "crime", "form", "campaign", "instance", "example", "one"):
            i = grammar.first_conjunct(p, p.head[prep])
            continue
        return False
    return False


@worked_out_once
def _short_quotations(reading: Reading) -> list[quotes.Quotation]:
    return [q for q in quotes.quotations(reading.parse) if q.last - q.first < 14 and not quotes.is_whole(reading.parse, q)]


def _scare_quoted(reading: Reading, use: Use) -> bool:
    """In quotation marks of its own, of at most five words, that quote nobody's sentence."""
    p = reading.parse
    for q in _short_quotations(reading):
        if q.first < use.head < q.last - 1:
            words = [k for k in range(q.first + 1, q.last - 1) if p.word[k][0].isalnum()]
            found = voice.at(reading, use.head)
            quoting = found is not None and (found.act == "says" or found.act == "frames" and p.pos[q.first + 1] == "DET" and len(words) > 3)
            cue_beside = quoting and any(q.first - 4 <= k < q.last + 3 for span in found.cue for k in range(*span))
            court = any(c.first <= k < c.last for c in law.courts(reading) for k in range(*p.sents[p.sent[use.head]]))
            return len(words) <= 5 and not cue_beside and not court
    return False
