"""What a term is a word for: the event, another one, the class or the word itself, or part of a title."""

from __future__ import annotations

import re

from diptych import grammar, law, names
from diptych.extract import standing
from diptych.extract.term_concepts import is_concept, is_left_open, is_listed, names_case
from diptych.extract.term_names import beside, of_another, other_name, placed
from diptych.extract.term_uses import Use, is_claim, is_definite, is_most, said_of, uses
from diptych.grammar import Parse
from diptych.pipeline import Reading, worked_out_once

_NEW = frozenset("new ongoing continuing further future fresh renewed subsequent other another similar comparable earlier previous".split())
_AHEAD = frozenset("new further future fresh renewed".split())
_SERIES = frozenset("policy strategy pattern series history wave chain string cycle".split())
_OCCURS = frozenset("begin start occur happen take commit perpetrate carry launch erupt continue follow".split())
_INSTITUTIONS = frozenset("day museum memorial committee commission office institute association foundation centre center week month".split())
_COMPARES = frozenset("compare equate liken comparison parallel".split())
_MONTHS = {name: f"{k:02}" for k, name in enumerate("january february march april may june july august september october november december".split(), 1)}

#: Terms that are also legal classes of layer 6, so that both layers say alike what they are about.
_CLASSES = {"genocide": "genocide", "war crime": "war_crime", "crime against humanity": "crime_against_humanity", "ethnic cleansing": "ethnic_cleansing"}


def referent(reading: Reading, use: Use) -> tuple[str, str]:
    """(referent, name of the other event) of one use. What stands in the word's own phrase decides first, what its sentence is about last."""
    p = reading.parse
    if p.sent[use.head] in standing.headings(reading):
        return beside(reading, use) or ("concept", "")
    if is_listed(reading, use):
        return "concept", ""
    before = _taken_up(reading, use)
    if before is not None:
        return referent(reading, before)
    named = _in_a_name(reading, use) or beside(reading, use) or placed(reading, use) or _pointed_at(reading, use)
    if named:
        return named
    elsewhere = of_another(reading, use)
    if elsewhere:
        return "other", elsewhere
    clause = standing.clause_of(p, use.head)
    if _is_to_come(reading, use, clause):
        return "concept", ""
    if _is_further(p, use) or _is_of_that_war(p, use) or _is_of_another_time(reading, use) or _is_of_every_side(reading, use):
        return "other", other_name(reading, use)
    if is_concept(reading, use, clause):
        return "concept", ""
    about = _about(reading, use, clause)
    return ("other", other_name(reading, use)) if about == "other" else ("case" if about == "case" else "concept", "")


def _about(reading: Reading, use: Use, clause: int) -> str:
    """case, other or general. A class that does not point is about what the legal layer says that it is about."""
    p = reading.parse
    if use.term not in _CLASSES or is_definite(p, use):
        return "case" if _case_is_it(reading, use, clause) else "other" if _is_of_the_war(p, use) else _topic(reading, use, clause)
    if is_left_open(p, use, clause):
        return _topic(reading, use, clause)
    phrase = grammar.noun_phrase(p, use.head)
    about = standing.applies_to(reading, use.head, clause, _CLASSES[use.term], defined=False, phrase=phrase)
    if about == "other" and use.term != "ethnic cleansing" and standing.situation(reading, *phrase) != "other" and not _is_of_the_war(p, use):
        return _topic(reading, use, clause)
    return about


# By a name, or by the word before


def _in_a_name(reading: Reading, use: Use) -> tuple[str, str] | None:
    """By the name that the word is part of: "the Boston Massacre", "the Genocide Convention"."""
    for m in names.mentions(reading):
        if m.first <= use.head < m.last and m.label in ("EVENT", "LAW", "WORK_OF_ART", "ORG", "FAC"):
            if m.label != "EVENT" or _is_of_an_institution(reading.parse, m.last - 1):
                return "title", ""
            return ("case", "") if m.canonical in standing.case_names(reading.codebook) else ("other", m.canonical)
    return ("title", "") if any(f.first <= use.head < f.last for f in (*law.named(reading), *law.courts(reading))) else None



def _is_of_an_institution(p: Parse, i: int) -> bool:
    """Whether an event's name ends the name of a day or an office: "the Day of the Carthage Genocide"."""
    of = p.head[i]
    up = p.head[of]
    return p.dep[i] == "pobj" and p.lower[of] == "of" and p.lower[up] in _INSTITUTIONS and p.word[up][:1].isupper() and up != p.sents[p.sent[i]][0]


def _taken_up(reading: Reading, use: Use) -> Use | None:
    """The word before that "such" takes up: "nobody was tried for the massacre, and such crimes …"."""
    p = reading.parse
    if not any(p.lower[c] == "such" and c < use.first for c in p.children[use.head]) or p.lower[use.last:use.last + 1] == ["as"]:
        return None
    return next((u for u in reversed(uses(reading)) if u.last <= use.first and p.sent[use.head] - p.sent[u.head] <= 2), None)


def _pointed_at(reading: Reading, use: Use) -> tuple[str, str] | None:
    """(referent, name) of the word of another event that "that" or "these" points back at: "Pogroms followed in Tyre. Those crimes were
    never punished"; None where the case is named since."""
    p = reading.parse
    k = p.sent[use.head]
    if not any(p.dep[c] == "det" and p.lower[c] in ("this", "that", "these", "those") and c < use.first for c in p.children[use.head]) or standing.names_case(reading, k):
        return None
    before = next((u for u in reversed(uses(reading)) if u.last <= use.first and k - p.sent[u.head] <= 1), None)
    if before is None or p.paragraph[before.head] != p.paragraph[use.head] or standing.names_case(reading, p.sent[before.head]):
        return None
    found = referent(reading, before)
    return found if found[0] == "other" else None


# Of another event, though none is named beside


def _is_further(p: Parse, use: Use) -> bool:
    """Said to come besides, or to be more than one event: "new crimes", "ongoing crimes", "their own crimes", "a policy of ethnic cleansing"."""
    i = use.head
    if any(p.lower[c] in _NEW for c in p.children[i] if p.dep[c] in ("amod", "det") and c < i):
        return True
    if any(p.lower[c] == "own" and c < use.first for c in p.children[i]) and any(p.dep[c] == "poss" for c in p.children[i]):
        return True
    up = p.head[i]
    word, over = p.lower[up], p.lemma[p.head[up]]
    return p.dep[i] == "pobj" and (word == "of" and over in _SERIES or word == "to" and over in ("prelude", "precursor")) and not is_definite(p, use)



def _is_to_come(reading: Reading, use: Use, clause: int) -> bool:
    """Of acts that nobody has done yet: "impunity is an invitation to new crimes", "silence leads to further massacres"."""
    p, i = reading.parse, use.head
    ahead = (p.tag[i] == "NNS" or use.term == "violence") and any(p.lower[c] in _AHEAD and p.dep[c] == "amod" for c in p.children[i]) and not is_definite(p, use)
    return ahead and p.tag[clause] in ("VBZ", "VBP", "VB") and not standing.is_past(p, clause) and standing.situation(reading, *standing.span_of(p, clause)) == "" and not _goes_on(p, i, clause)


def _goes_on(p: Parse, i: int, clause: int) -> bool:
    """Whether a clause tells that acts are being done: "new attacks continue", "they commit new crimes"."""
    return p.lemma[clause] in _OCCURS and p.head[i] == clause


def _is_of_that_war(p: Parse, use: Use) -> bool:
    """ "Every crime of that war", "the war's battles", "the massacres of this conflict": of a war that is pointed at."""
    wars = [grammar.child(p, c, "pobj") for c in p.children[use.head] if c > use.head and p.lower[c] == "of"]
    if any(p.dep[c] == "poss" and p.lemma[c] in ("war", "conflict") for c in p.children[use.head]) and not is_most(p, use):
        return True
    return any(w is not None and p.lemma[w] in ("war", "conflict") and p.lower[p.left[w]] in ("that", "this") for w in wars) and not is_most(p, use)


def _is_of_another_time(reading: Reading, use: Use) -> bool:
    """Told to have happened in another month or year than the event: "air attacks, which began in August 1992", "killings took place in
    May 1994". The date has to be the word's own, or that of a verb of happening: others date what was said or done about it."""
    p, i = reading.parse, use.head
    verbs = [k for k in range(i, p.right[i]) if p.dep[k] in ("relcl", "acl") and i <= p.head[k] < k] + ([p.head[i]] if p.dep[i] in ("nsubj", "nsubjpass") else [])
    preps = [c for top in (i, *(v for v in verbs if p.lemma[v] in _OCCURS)) for c in p.children[top] if c > i and p.dep[c] == "prep"]
    return any(_dates_elsewhere(reading, c) if p.lower[c] in ("in", "on", "of", "since", "from") else _spans_years(reading, c) for c in preps)


def _spans_years(reading: Reading, prep: int) -> bool:
    """ "crimes committed between 1948 and 1952": years that go beyond the event's."""
    p, ours = reading.parse, standing.years(reading.codebook)
    found = [w for w in p.word[prep:p.right[prep]] if re.fullmatch(r"(1[0-9]|20)\d\d", w)]
    return p.lower[prep] == "between" and len(found) > 1 and not ours.issuperset(found)


def _dates_elsewhere(reading: Reading, prep: int) -> bool:
    """Whether a preposition brings in a date with a year that is not in the event's month or year."""
    p, book = reading.parse, reading.codebook
    what = grammar.child(p, prep, "pobj")
    if what is None or p.ent[what] != "DATE":
        return False
    words = p.lower[p.left[what]:p.right[what]]
    year = next((w for w in words if re.fullmatch(r"(1[0-9]|20)\d\d", w)), "")
    month = next((_MONTHS[w] for w in words if w in _MONTHS), "")
    ours = {m for e in book["event"] for m in re.findall(r"\d{4}-\d{2}", str(e.more.get("date", "")))}
    return bool(year) and (year not in standing.years(book) or bool(month) and f"{year}-{month}" not in ours)


def _is_of_every_side(reading: Reading, use: Use) -> bool:
    """Told of all parties to a war: "the crimes of both sides", "nobody on any side was tried for these crimes"."""
    p, sides = reading.parse, standing.words_of(reading.codebook).sides
    a, b = p.sents[p.sent[use.head]]
    if standing.law_speaks(reading, standing.clause_of(p, use.head)):
        return False  # "Article 3, binding on all parties, prohibits violence"
    every = [k for k in range(a, min(b, len(p) - 1)) if p.lower[k] in ("both", "all", "any", "each", "neither") and p.lemma[k + 1] in sides and not any(p.lower[c] == "of" for c in p.children[k + 1])]
    if not every:
        return False
    clause = standing.clause_of(p, use.head)
    return any(standing.clause_of(p, k) == clause for k in every) and not names_case(reading, clause)


def _is_of_the_war(p: Parse, use: Use) -> bool:
    """Told of the whole war: "the crimes committed in the war", "the massacres of the conflict"; not of one event of it ("this massacre,
    committed in the war")."""
    i, after = use.head, use.last
    if any(p.lemma[d] in ("event", "episode", "one") for d in (i, p.head[i], p.head[p.head[i]])):
        return False
    one = p.lower[grammar.noun_phrase(p, i)[0]] in ("the", "this", "that") and p.tag[i] == "NN" and use.term != "violence" and not any(p.tag[c] == "JJS" and p.dep[c] == "amod" for c in p.children[i])
    todo = [c for c in p.children[i] if p.lower[c] == "of"] if one else [i]
    if p.lower[after:after + 1] in (["during"], ["throughout"]) and (war := grammar.child(p, after, "pobj")) is not None:
        todo.append(war)
    for k in range(6):
        if k < len(todo):
            todo += [c for c in p.children[todo[k]] if c > i and (p.dep[c] in ("acl", "pobj") or p.dep[c] == "prep" and p.lower[c] in ("in", "of", "during", "throughout"))]
    return any(p.lemma[c] in ("war", "conflict") and p.left[c] < c for c in todo)  # not "a tragedy of war"


# What the talk is about


def _case_is_it(reading: Reading, use: Use, clause: int) -> bool:
    """Whether the word is what the event is said to be, or is called: "Carthage was the worst massacre of the war"."""
    p = reading.parse
    if not is_claim(p, use):
        return False
    thing = said_of(p, use)
    if thing is not None:
        told = next((u for u in uses(reading) if u.head == thing and u.first < use.first), None)
        if referent(reading, told)[0] == "case" if told is not None else _is_the_event(reading, thing):
            return True
    return any(_is_named_or_it(reading, use, c) for c in (*p.children[clause], *p.children[use.head]) if c < use.head)


def _is_the_event(reading: Reading, thing: int) -> bool:
    """Whether a thing is the event by a word that points at it: "the episode", "this tragedy"."""
    p, event = reading.parse, standing.words_of(reading.codebook).event
    return p.lower[p.left[thing]] in ("the", "this", "these", "that") and (p.lemma[thing] in event or p.lemma[thing] in ("episode", "incident")) and _carried(reading)[p.sent[thing]] == "case"


def _is_named_or_it(reading: Reading, use: Use, c: int) -> bool:
    """Whether a part of the clause names the event, or is "it" in "it was the worst massacre", said after the event was told of."""
    p, case = reading.parse, standing.case_names(reading.codebook)
    if p.dep[c] in ("nsubj", "dobj", "nsubjpass") and p.lower[c] == "it" and is_most(p, use) and p.sent[c] and _carried(reading)[p.sent[c] - 1] == "case":
        return True
    return p.dep[c] in ("nsubj", "nsubjpass", "dobj", "ccomp", "oprd") and any(p.left[c] <= m.first < min(p.right[c], use.first) and m.canonical in case for m in names.mentions(reading))


def _topic(reading: Reading, use: Use, clause: int) -> str:
    """case or other: what the sentence is about, or the one before where only another clause or a comparison names something else."""
    p, k = reading.parse, reading.parse.sent[use.head]
    topic = standing.topics(reading)[k]
    if topic == "case" or k == 0 or p.paragraph[p.sents[k][0]] != p.paragraph[p.sents[k - 1][0]] or _carried(reading)[k - 1] != "case":
        return topic
    return topic if _is_elsewhere(reading, clause) else "case"


@worked_out_once
def _carried(reading: Reading) -> list[str]:
    """What each sentence leaves the reader with: as `standing.topics`, but what only a subordinate clause names does not turn the talk."""
    p, out = reading.parse, []
    for k, topic in enumerate(standing.topics(reading)):
        a, b = p.sents[k]
        if topic == "other" and k and out[-1] == "case" and p.paragraph[a] == p.paragraph[a - 1]:
            root = next((t for t in range(a, b) if p.head[t] == t), a)
            topic = "other" if any(_is_elsewhere(reading, t) for t in _main_clauses(p, root, a, b)) else "case"
        out.append(topic)
    return out



def _main_clauses(p: Parse, root: int, a: int, b: int) -> list[int]:
    """The main verb of the sentence from a to b and those joined to it, by the shortest way up: "Tyre fell, and by the autumn they had
    occupied the coast"."""
    return [root, *(t for t in range(a, b) if p.dep[t] == "conj" and p.pos[t] == "VERB" and standing.is_finite(p, t) and standing.clause_of(p, p.head[t]) == root)]


def _is_elsewhere(reading: Reading, clause: int) -> bool:
    """Whether a clause, by a word that stands in no other clause and in no comparison, names another event or place, the war and what
    belongs to it, or a year that is not the event's."""
    p = reading.parse
    return any(_names_another(reading, t) and standing.clause_of(p, t) == clause and not _is_compared(p, t, clause) for t in range(*p.sents[p.sent[clause]]))


def _names_another(reading: Reading, t: int) -> bool:
    p, w = reading.parse, standing.words_of(reading.codebook)
    if p.lemma[t] in w.wider and p.dep[t] != "compound" and not (p.lower[t] == "war" and p.lower[t - 1:t] == ["of"]) or p.lower[t] in ("both", "neither"):
        return True
    return bool(re.fullmatch(r"(1[89]|20)\d\d", p.word[t])) and p.word[t] not in standing.years(reading.codebook) or standing.situation(reading, t, t + 1) == "other"


def _is_compared(p: Parse, t: int, clause: int) -> bool:
    """Whether a token stands in a comparison: "like that of 1915", "comparable to …", "than in Bosnia", "compare it with Bosnia"."""
    while t != clause and p.head[t] != t:
        if p.lower[t] in ("with", "to") and p.dep[t] == "prep" and not _COMPARES.isdisjoint((p.lemma[p.head[t]], p.lemma[p.head[p.head[t]]])):
            return True
        if p.lower[t] in ("like", "unlike", "than", "comparable", "similar", "as") and p.pos[t] in ("ADP", "SCONJ", "ADJ"):
            return True
        t = p.head[t]
    return False
