"""Whose word is it: attributions as source, cue and content.

The words that lay something at somebody's door are the codebook's cues; what stands here is the grammar around them. An
attribution begins as a draft at its cue; quotations are then laid at drafts, and speakers named last, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from diptych import grammar, names, quotes, table
from diptych.codebook import Codebook, Entry
from diptych.grammar import Parse
from diptych.pipeline import Reading, worked_out_once

FIELDS = ["speaker", "cue", "stance", "act", "source_start", "source_end", "cue_start", "cue_end"]
UNNAMED = "unnamed"

_SELF = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves", "one", "you", "your", "let"})
#: Verbs that speak for somebody only where it has been done: a recognition still to come, or refused, says nothing.
_GRANTS = frozenset({"recognise", "recognize", "acknowledge"})
_DUMMY = frozenset({"this", "that", "it", "which", "what", "these", "those", "nothing", "everything", "something", "all", "none", "here", "there"})
_PEOPLE = frozenset({"he", "she", "they", "who", "some", "many", "others", "both", "few", "several", "most", "everyone", "someone", "nobody", "him", "her", "them", "whom"})
_AGENTS = ("er", "or", "ist", "ian", "ee", "man", "woman", "people", "folk", "crat", "yst")
_MODALS = frozenset({"should", "must", "can", "could", "may", "might", "need", "ought", "shall"})
_DUTIES = frozenset({"should", "must", "ought", "shall", "need"})
_CONTRAST = frozenset({"whereas", "although", "though", "even", "despite", "notwithstanding"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_VERBS = frozenset({"VERB", "AUX"})
_SPEECH = frozenset({"says", "shows", "thinks"})
#: What a court finds is settled by it, and the writer takes it as so.
_COURTS = frozenset({"court", "tribunal", "chamber", "judge", "jury", "icj", "icty", "ictr", "icc"})


class Attribution(NamedTuple):
    """One attribution. Spans are of tokens (first, token after the last), each list in order; source and cue may be empty.

    speaker  canonical name or noun phrase of the source (see `names.describe`), never empty: `unnamed` where nobody is named
    stance   what the cue does for the content: `vouches`, `neutral` or `doubts`
    act      what the cue does: `says`, `shows`, `thinks`, `aims`, `frames`, `judges`, or `topic`: what somebody speaks of, praises or
             condemns, which is told in the writer's words and so is nobody's but the writer's to `at` and `voice_of`
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    speaker: str
    stance: str
    act: str = "says"


@dataclass
class _Draft:
    """An attribution in the making: cue tokens, the source's head (or None), its content, and what the cue does."""

    cue: tuple[int, int]
    who: int | None
    content: list[tuple[int, int]]
    stance: str
    act: str
    like: _Draft | None = None  # the draft whose speaker this one has, where it names none of its own
    named: str = ""


@worked_out_once
def find(reading: Reading) -> list[Attribution]:
    """All attributions of a text, in the order of their contents."""
    cues = _cues(reading.codebook)
    if not cues:
        return []
    p = reading.parse
    quoted = quotes.quotations(p)
    inside = quotes.by_token(p, quoted)
    at = [i for i, (word, lemma) in enumerate(zip(p.lower, p.lemma)) if word in cues.phrases or (low := lemma.lower()) in cues.verbs or low in cues.nouns]
    drafts = _without_doubles(p, [d for i in at for d in _at_cue(p, i, cues, inside)])
    for d in drafts:
        _end_before_talk_of_it(p, d, cues)
    _keep_in_quotations(p, drafts, quoted, inside)
    _lay_quotations(p, drafts, quoted, inside, cues)
    drafts += _labelled(p, cues, inside, quoted)
    drafts += _after_colon(p, cues, inside, quoted, drafts)
    _lay_words_of_law(reading, drafts, quoted)
    drafts = [d for d in drafts if d.content]
    _name_all(reading, drafts, cues)
    made = [_made(p, d) for d in drafts]
    return sorted(made, key=lambda a: (a.content[0][0], -a.content[-1][1], a.cue))


@worked_out_once
def _owners(reading: Reading) -> list[Attribution | None]:
    """For each token the attribution with the shortest content that has it."""
    owner: list[Attribution | None] = [None] * len(reading.parse)
    size = lambda a: sum(y - x for x, y in a.content)  # noqa: E731
    for found in sorted(find(reading), key=size, reverse=True):
        if found.act == "topic":
            continue
        for first, last in found.content + (found.cue if found.act == "judges" else ()):
            owner[first:last] = [found] * (last - first)
    return owner


def at(reading: Reading, i: int) -> Attribution | None:
    """The attribution that token i is said under, the nearest where they are nested; None where the author speaks."""
    return _owners(reading)[i]


def voice_of(reading: Reading, i: int) -> tuple[str, str]:
    """(voice, source) of token i, as in the coding manual: ("author", "") or ("attributed", the speaker)."""
    found = at(reading, i)
    return ("attributed", found.speaker) if found else ("author", "")


def attributions(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per attribution, in the order of the contents.

    Columns: text_id, sent, start, end, surface (of the content, from its first word to its last); speaker; cue, its words;
    stance: vouches, neutral, doubts; act: says, shows, thinks, aims, frames, judges, topic; source_start, source_end, cue_start,
    cue_end in characters, -1 where there is none. Source, cue and content as in Pareti (2012), A database of attribution
    relations. Errors: a speaker may be a pronoun where it stays unclear whom it stands for.
    """
    return table.make(readings, _rows, FIELDS)


def _rows(reading: Reading) -> list[tuple]:
    p, rows = reading.parse, []
    for a in find(reading):
        edges = [grammar.chars(p, spans[0][0], spans[-1][1]) if spans else (-1, -1) for spans in (a.source, a.cue)]
        cue = " ".join(grammar.words(p, *span) for span in a.cue)
        rows.append((*grammar.chars(p, a.content[0][0], a.content[-1][1]), a.speaker, cue, a.stance, a.act, *edges[0], *edges[1]))
    return rows


# The codebook's cues


class _Cues(NamedTuple):
    verbs: dict[str, list[tuple[str, Entry]]]
    nouns: dict[str, Entry]
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]
    ground: frozenset[str]
    people: frozenset[str]
    party: frozenset[str]
    mute: frozenset[str]


@lru_cache(maxsize=8)
def _cues(codebook: Codebook) -> _Cues | None:
    """The codebook's cues: verbs by first word as (particle or "", entry), nouns by lemma, phrases by their first word."""
    if not codebook["cues"]:
        return None
    verbs, nouns, phrases = {}, {}, {}
    sets: dict[str, set[str]] = {"ground": set(), "people": set(), "party": set(), "own": set()}
    for entry in codebook["cues"]:
        pos, act = entry.more["pos"], entry.more["act"]
        for lemma in entry.more["lemmas"]:
            first, _, rest = lemma.partition(" ")
            if act in sets:
                if pos == "NOUN":
                    sets[act].add(lemma)
            elif pos == "VERB":
                verbs.setdefault(first, []).append((rest, entry))
            elif pos == "NOUN":
                nouns[lemma] = entry
            elif pos == "ADP":
                phrases.setdefault(first, []).append((tuple(lemma.split()), entry))
    for found in verbs.values():
        found.sort(key=lambda pair: not pair[0])
    return _Cues(verbs, nouns, phrases, *(frozenset(sets[k]) for k in ("ground", "people", "party", "own")))


def _at_cue(p: Parse, i: int, cues: _Cues, inside: list[int]) -> Iterator[_Draft]:
    """The draft that begins at token i, if it is a cue and somebody else than the writer says something there."""
    if p.lower[i] in cues.phrases:
        for phrase, entry in cues.phrases[p.lower[i]]:
            if p.lower[i:i + len(phrase)] == list(phrase):
                found = _phrase(p, i, len(phrase), entry, cues)
                if found:
                    yield found
                return
    lemma = p.lemma[i].lower()
    if lemma in cues.verbs and _is_verb(p, i):
        for entry in _entries(p, i, cues):
            found = _verb(p, i, entry, cues)
            if found:
                yield found
                return
    elif lemma in cues.nouns and p.pos[i] in ("NOUN", "PROPN"):
        found = _noun(p, i, cues.nouns[lemma], cues)
        if found:
            yield found


def _without_doubles(p: Parse, drafts: list[_Draft]) -> list[_Draft]:
    """Without the noun in "said in a statement that …": the verb has the clause and its speaker already."""
    held = {d.content[0] for d in drafts if d.who is not None and p.pos[d.cue[0]] in _VERBS}
    return [d for d in drafts if d.named != UNNAMED or d.content[0] not in held]


def _end_before_talk_of_it(p: Parse, d: _Draft, cues: _Cues) -> None:
    """Ends the words said before a clause about their being said: "held that the lease was void, but that ruling …"."""
    if d.act not in _SPEECH or not d.content or d.content[-1][0] < d.cue[0]:
        return
    first, last = d.content[-1]
    for k in range(first + 1, last):
        said = p.dep[k] in grammar.SUBJECTS and (p.lemma[k] in cues.ground or p.lemma[k] in cues.nouns) and p.lower[k - 1] in ("that", "this")
        start = k - 2
        if said and start - 1 > first and p.pos[start] == "CCONJ" and p.word[start - 1] in (",", ";"):
            d.content[-1] = first, _trim(p, start)
            return


def _entries(p: Parse, i: int, cues: _Cues) -> list[Entry]:
    """The entries for a verb, those with a particle only where the verb has it: to call out is not to call."""
    parted = any(p.dep[c] == "prt" for c in p.children[i])
    beside = {p.lower[c] for c in p.children[i] if p.dep[c] in ("prt", "prep", "advmod", "acomp", "ccomp", "oprd", "dobj")}
    return [entry for particle, entry in cues.verbs.get(p.lemma[i].lower(), ()) if particle in beside or not particle and not parted]


def _is_verb(p: Parse, i: int) -> bool:
    """A verb by its tag, or by what hangs on it: a word with a that-clause and a subject is one, whatever its tag."""
    if p.pos[i] in _VERBS:
        return p.dep[i] not in ("aux", "auxpass", "amod", "compound")
    deps = {p.dep[c] for c in p.children[i]}
    return p.dep[i] == "ROOT" and "ccomp" in deps and "nsubj" in deps


# Who speaks


def _speaker(p: Parse, v: int) -> int | None:
    """Who says: the doer of a passive, else the subject, or that of the verb which governs a participle or infinitive."""
    if grammar.is_passive(p, v) or (p.tag[v] == "VBN" and p.dep[v] in ("acl", "advcl") and grammar.child(p, v, "aux") is None):
        by = grammar.by_agent(p, v)
        return by if by is not None else _by_after_as(p, v)
    who, seen = v, set()
    while who not in seen:
        seen.add(who)
        own = grammar.child(p, who, *grammar.SUBJECTS)
        if own is not None:
            return _after_dateline(p, own)
        dep, head = p.dep[who], p.head[who]
        if dep == "xcomp" and p.tag[who] == "VB" and p.lemma[head] != "promise":
            asked = grammar.child(p, head, "dobj")
            if asked is not None and head < asked < who:
                return asked
        if dep in ("acl", "relcl") and p.pos[head] in ("NOUN", "PROPN", "PRON") and p.tag[who] == "VBG":
            return head
        if dep in ("conj", "xcomp") or (dep in ("advcl", "ccomp", "dep") and p.tag[who] in ("VBG", "VB")):
            who = head
        elif dep == "pcomp" and p.dep[head] in ("prep", "advcl"):
            who = p.head[head]
        else:
            break
    return _noun_before(p, v) if p.tag[v] in ("VBD", "VBZ", "VBP") else None


def _by_after_as(p: Parse, v: int) -> int | None:
    """The doer that the parser hung on the description: "is regarded as genocide by the assembly"."""
    for k in range(v + 1, p.right[v]):
        if p.lower[k] == "by" and p.dep[p.head[k]] == "pobj" and (prep := p.head[p.head[k]]) and p.lower[prep] == "as" and p.head[prep] == v:
            return grammar.child(p, k, "pobj")
    return None


def _after_dateline(p: Parse, i: int) -> int:
    """The subject itself, where the parser took the dateline before it ("GAZA CITY — The mayor said …") or the dash for it."""
    a = p.sents[p.sent[i]][0]
    dash = next((k for k in range(a, min(a + 8, len(p))) if p.word[k] in ("—", "–", "--", "―")), None)
    if not p.word[i][0].isalnum() or dash is not None and i < dash and p.word[a].isupper() and (a == 0 or p.paragraph[a] != p.paragraph[a - 1]):
        start = i if not p.word[i][0].isalnum() else dash
        for k in range(start + 1, min(start + 9, p.sents[p.sent[i]][1])):
            if p.pos[k] in ("NOUN", "PROPN", "PRON") and p.dep[k] not in ("compound", "poss", "nmod"):
                return k
    return i


def _antecedent(p: Parse, i: int) -> int:
    """The noun that a relative who, which or that stands for; any other token is itself."""
    if p.tag[i] in ("WP", "WDT"):
        v = p.head[i]
        while p.dep[v] in ("conj", "xcomp", "ccomp") and p.head[v] != v:
            v = p.head[v]
        if p.dep[v] == "relcl" and p.pos[p.head[v]] in ("NOUN", "PROPN", "PRON"):
            return p.head[v]
    return i


def _noun_before(p: Parse, v: int) -> int | None:
    """The head of the noun phrase that ends right before a finite verb which the parser left without a subject."""
    i = v - 1
    while i >= 0 and p.pos[i] == "ADV":
        i -= 1
    if i < 0 or p.sent[i] != p.sent[v] or p.pos[i] not in ("NOUN", "PROPN"):
        return None
    while p.head[i] < i and p.sent[p.head[i]] == p.sent[v] and p.pos[p.head[i]] in ("NOUN", "PROPN", "ADP", "VERB") and "," not in p.word[p.head[i]:i]:
        i = p.head[i]
    return i if p.pos[i] in ("NOUN", "PROPN") else None


def _can_show(p: Parse, who: int | None, cues: _Cues, *, body: bool = False) -> bool:
    """Whether a subject is somebody, or a ground such as a report; with `body`, a ground or an institution and no pronoun."""
    if who is None:
        return False
    who = _antecedent(p, who)
    lemma = p.lemma[who].lower()
    if p.pos[who] in ("PRON", "DET", "NUM"):
        return not body and p.lower[who] in _PEOPLE
    if lemma in cues.mute or p.ent[who] in ("EVENT", "DATE", "LAW", "WORK_OF_ART"):
        return False
    if lemma in cues.ground or p.ent[who] in ("ORG", "GPE"):
        return True
    if lemma in cues.party and any(p.ent[c] in _NAMED for c in p.children[who] if c < who):
        return True
    return lemma in cues.people or lemma.endswith(_AGENTS) or p.ent[who] in _NAMED or p.pos[who] == "PROPN"


def _can_say(p: Parse, who: int, cues: _Cues) -> bool:
    """Whether a subject may be taken as speaking with a verb of speech: any but dummies, events and the writer's own grounds."""
    who = _antecedent(p, who)
    if p.pos[who] in ("PRON", "DET"):
        return p.lower[who] not in _DUMMY or (p.lower[who] == "it" and p.lemma[p.head[who]].lower() in cues.verbs and p.tag[p.head[who]] in ("VBD", "VBZ", "VBN") and not grammar.is_passive(p, p.head[who])) or p.lower[who] == "those"
    return p.lemma[who].lower() not in cues.mute and p.ent[who] not in ("EVENT", "DATE")


# Verbs


def _verb(p: Parse, v: int, entry: Entry, cues: _Cues) -> _Draft | None:
    act, takes = entry.more["act"], entry.more.get("takes", ())
    who = _speaker(p, v)
    above = p.head[p.head[v]]
    if p.dep[v] == "conj" and p.dep[p.head[v]] == "ccomp" and p.tag[v] == p.tag[above] and p.lemma[above].lower() in cues.verbs and not _can_show(p, who, cues):
        who = _speaker(p, above)  # "he denies that the bridge fell and says …": joined to the verb above, whatever the parser says
    passive = grammar.is_passive(p, v)
    if who is None:
        if not _said_by_nobody_named(p, v, act, passive, takes):
            return None
    elif _is_self(p, who) or _is_nobody(p, who) and act != "thinks" or (p.pos[who] == "NOUN" and any(p.lower[c] in ("my", "our") for c in p.children[who])):
        return None
    elif act == "shows":
        if not _can_show(p, who, cues):
            return None
    elif not _can_say(p, who, cues):
        return None
    objects = "object" in takes and who is not None and _can_show(p, who, cues, body=act == "shows") and not _is_yet_to_be(p, v) and (
        act in ("topic", "aims", "judges") or not grammar.is_negated(p, v))
    if "as" in takes and any(p.lower[c] in _DUTIES for c in p.children[v]):
        return None
    if act == "topic" and not objects or p.lemma[v] in _GRANTS and (_is_yet_to_be(p, v) or grammar.is_negated(p, v)):
        return None
    content = _content(p, v, takes, objects=objects, passive=passive, act=act)
    if not content or act == "shows" and grammar.is_negated(p, v) and p.lower[content[0][0]] in ("whether", "if", "what", "how", "who", "why"):
        return None
    stance = entry.more["stance"]
    if p.lemma[v] == "find" and who is not None and p.lemma[_antecedent(p, who)].lower() in _COURTS:
        stance = "vouches"
    if stance == "vouches" and grammar.is_negated(p, v):
        stance = "neutral"
    return _Draft((v, v + 1), who, content, stance, act)


def _is_self(p: Parse, i: int) -> bool:
    """The writer, or the reader: I, we, you, one; not "one of the prisoners"."""
    return p.lower[i] in _SELF and not (p.lower[i] == "one" and p.children[i])


def _is_nobody(p: Parse, i: int) -> bool:
    """Nobody, no one, none: what nobody says is said by no one."""
    return p.lower[i] in ("nobody", "none", "nothing", "neither") or any(p.lower[c] in ("no", "neither") for c in p.children[i])


def _is_yet_to_be(p: Parse, v: int) -> bool:
    """An infinitive of purpose or of what somebody is asked: nothing has been said ("told the guards to report any loss")."""
    if p.tag[v] != "VB" or not any(p.lower[c] == "to" for c in p.children[v]):
        return False
    return p.dep[v] in ("advcl", "acl", "relcl") or p.dep[v] in ("xcomp", "ccomp") and (grammar.is_passive(p, p.head[v]) or any(
        p.dep[c] in ("nsubj", "dobj") and p.head[v] < c < v for c in (*p.children[v], *p.children[p.head[v]])))


def _said_by_nobody_named(p: Parse, v: int, act: str, passive: bool, takes: tuple[str, ...]) -> bool:
    """A passive such as "it was reported that" or "is said to": nobody is named, yet it is not the writer. With should, must or
    can it is ("it should be noted"), and so it is with verbs that show ("it has been proved") or demand; and "was told to leave" is a deed."""
    if not passive or act not in ("says", "thinks") or "as" in takes or p.dep[v] in ("acl", "relcl", "amod"):
        return False
    words = {p.lower[c] for c in p.children[v]}
    if "hearer" in takes and any(p.dep[c] == "xcomp" and p.tag[c] == "VB" for c in p.children[v]):
        return False
    return not words & _MODALS and any(p.dep[c] == "auxpass" for c in p.children[v])


def _content(p: Parse, v: int, takes: tuple[str, ...], *, objects: bool, passive: bool, act: str) -> list[tuple[int, int]]:
    """Where the words said stand, by the first of the cue's constructions that is there."""
    if "clause" in takes:
        found = _clause(p, v, gerund=p.lemma[v] != "continue")
        if found:
            return found
    if "infinitive" in takes or passive and act in ("says", "thinks") and "clause" in takes:
        for c in p.children[v]:
            if c > v and p.dep[c] in ("xcomp", "ccomp", "advcl") and _is_infinitive(p, c) and any(p.lower[k] == "to" for k in p.children[c]):
                subject = grammar.child(p, v, "nsubjpass") if passive else None
                raised = [(p.left[subject], p.right[subject])] if subject is not None and p.lower[subject] != "it" else []
                first = grammar.child(p, v, "dobj") if act == "aims" and not passive else None
                return raised + [(p.left[c] if first is None or first > c else p.left[first], _tail(p, v, c))]
    if objects:
        c = grammar.child(p, v, "dobj", "nsubjpass" if passive else "dobj")
        if c is not None and p.pos[c] != "PRON":
            return [(p.left[c], _tail(p, v, c) if c > v else p.right[c])]
    for c in p.children[v]:
        if p.dep[c] in ("prep", "agent", "dative", "advmod", "mark") and c > v and p.lower[c] in takes and (p.children[c] or p.dep[c] != "prep"):
            return [(c, _tail(p, v, c))]
    if "of" in takes:
        for k in range(v + 1, min(v + 6, p.right[v])):
            if p.lower[k] == "of" and p.dep[k] == "prep" and p.dep[p.head[k]] == "pobj" and (p.ent[p.head[k]] in ("DATE", "GPE") or p.pos[p.head[k]] == "NUM"):  # "spoke in 1990 of crimes"
                return [(k, _tail(p, v, k))]
    if act == "frames" and p.lower[p.left[v]] == "as" and (it := grammar.child(p, v, "dobj")) is not None and p.lower[it] in ("it", "them", "these", "him", "her"):
        return _named_by_the_way(p, v)
    if "as" in takes:
        for k in range(v + 1, min(p.right[v], p.sents[p.sent[v]][1])):
            if p.lower[k] == "as" and p.dep[k] == "prep" and p.pos[p.head[k]] in ("NOUN", "PROPN", "PRON"):
                return [(k, _tail(p, v, k))]
    if "complement" in takes and not passive:
        c = grammar.child(p, v, "oprd", "ccomp", "attr")
        if c is not None and c > v and p.pos[c] != "NUM" and p.lower[p.left[c]] not in ("whether", "if"):
            subject = grammar.child(p, c, "nsubj")
            return [(p.right[subject] if subject is not None and p.lower[p.left[c]] != "that" else p.left[c], _tail(p, v, c))]
    return []


def _named_by_the_way(p: Parse, v: int) -> list[tuple[int, int]]:
    """The name before "as X calls it", between commas: "the pacification, as the general called it, …"."""
    comma = p.left[v] - 1
    if comma < 1 or p.word[comma] != ",":
        return []
    noun = next((k for k in range(comma - 1, max(comma - 4, -1), -1) if p.pos[k] in ("NOUN", "PROPN")), None)
    return [(grammar.noun_phrase(p, noun)[0], comma)] if noun is not None else []


def _is_infinitive(p: Parse, v: int) -> bool:
    """"to say" or "to have said"."""
    return p.tag[v] == "VB" or any(p.dep[c] in ("aux", "auxpass") and p.tag[c] == "VB" for c in p.children[v])


def _clause(p: Parse, v: int, *, gerund: bool = True) -> list[tuple[int, int]]:
    """The clause said: after the cue, before it, or around it."""
    a, b = p.sents[p.sent[v]]
    while b - 1 > a and p.pos[b - 1] == "SPACE":
        b -= 1
    marked_as = any(p.lower[c] == "as" and c < v and p.dep[c] in ("mark", "advmod", "prep") for c in p.children[v])
    after = _after_aside(p, v, b) if marked_as and p.dep[v] in ("advcl", "relcl", "conj", "ccomp") else []
    if after:
        return after
    if p.dep[v] == "parataxis" or (p.dep[v] == "advcl" and marked_as):
        if marked_as and any(c > v and (p.dep[c] in ("dobj", "ccomp", "xcomp") and p.lower[c] not in ("it", "so") or p.dep[c] == "prep" and p.lower[c] in ("about", "of")) for c in p.children[v]):
            return []
        return _around(p, v, p.head[v], (a, b))
    for c in p.children[v]:
        if p.dep[c] == "ccomp" and c > v:
            return [(p.left[c], _tail(p, v, c))]
    for c in p.children[v]:
        if p.dep[c] == "ccomp" and c < v and ";" not in p.word[c:v]:
            return _before(p, v, c, (a, b))
    for c in p.children[v]:
        if gerund and c > v and p.dep[c] in ("xcomp", "advcl") and p.tag[c] == "VBG" and c - v <= 3 and not any(p.word[k] == "," for k in range(v, c)):
            return [(p.left[c], _tail(p, v, c))]
    if v + 1 < b and p.lower[v + 1] == "that" and p.tag[v + 1] == "IN":
        return [(v + 1, _tail(p, v, v + 1))]
    said = _that_further_on(p, v, b)
    if said is not None:
        return [(said, _tail(p, v, said))]
    between = _between_commas(p, v, (a, b))
    if between:
        return between
    colon = next((i for i in range(v + 1, min(b, v + 12)) if p.word[i] == ":"), None)
    if colon is not None and colon + 1 < b and p.head[colon] in (v, p.head[v]):
        return [(colon + 1, _trim(p, b))]
    return _reporting_tag(p, v, (a, b))


def _after_aside(p: Parse, v: int, end: int) -> list[tuple[int, int]]:
    """What follows an as-clause put in behind a joining word: "but, as the mayor said, …", "where, as two drivers testified, …"."""
    before = next(c for c in p.children[v] if p.lower[c] == "as" and c < v) - 1
    before -= before > 0 and p.word[before] == ","
    if before < 0 or p.pos[before] != "CCONJ" and p.lower[before] not in ("where", "which", "that", "because", "while", "when"):
        return []
    comma = next((k for k in range(v + 1, min(v + 8, end)) if p.word[k] == ","), None)
    if comma is None or any(p.pos[k] in _VERBS for k in range(v + 1, comma)):
        return []
    stop = next((k for k in range(comma + 1, end) if p.word[k] == ";"), end)
    return _pieces(p, [(comma + 1, stop)])


def _that_further_on(p: Parse, v: int, end: int) -> int | None:
    """The "that" of a clause which the parser hung on an adjunct of the verb: "noted in passing in 2010 that …", "observed in a
    judgment that the acts …", where it takes the clause for a relative one though nothing in it is left open."""
    for k in range(v + 1, min(v + 10, end)):
        if p.lower[k] == "that" and p.tag[k] == "WDT" and p.dep[p.head[k]] == "relcl" and p.dep[k] != "nsubj" and p.dep[k] != "nsubjpass":
            on = p.head[p.head[k]]
            return k if p.dep[on] == "pobj" and p.head[p.head[on]] == v and grammar.child(p, v, "dobj", "ccomp") is None and _has_all(p, p.head[k]) else None
        if p.lower[k] == "that" and p.tag[k] == "IN" and p.dep[k] == "mark":
            return k if p.dep[p.head[k]] in ("ccomp", "acl") and not any(p.pos[t] in _VERBS and p.tag[t] != "VBG" and p.dep[t] != "amod" for t in range(v + 1, k)) else None
        if p.word[k] in (",", ";", ":") or p.pos[k] in ("PRON", "SCONJ"):
            return None
    return None


def _has_all(p: Parse, v: int) -> bool:
    """Whether a verb has what it asks for without the word that opens its clause: an object of its own or a phrase in its place."""
    return any(c > v and p.dep[c] in ("dobj", "attr", "acomp", "prep", "agent", "ccomp", "xcomp") for c in p.children[v])


def _between_commas(p: Parse, v: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """A reporting clause between two commas in the middle of another, which the parser took for a member of it: "the plan, the
    ministry warned in a note, costs lives", "they burned barns and, a witness testified, shot the cattle".

    Before it stands a noun phrase or an "and" and no end of a clause; behind it a finite verb that has no subject of its own.
    """
    subject = grammar.child(p, v, "nsubj")
    finite = p.tag[v] in ("VBD", "VBZ", "VBP") or p.tag[v] == "VBN" and grammar.child(p, v, "aux", "auxpass") is None
    if subject is None or not subject < v or not finite or any(p.dep[c] in ("dobj", "ccomp", "xcomp") and c > v for c in p.children[v]):
        return []
    first = p.left[subject]
    if first - 1 <= sent[0] or p.word[first - 1] != ",":
        return []
    last = next((k for k in range(v + 1, min(v + 16, sent[1])) if p.word[k] in (",", ";")), None)
    if last is None or p.word[last] != "," or any(p.pos[k] in _VERBS and p.tag[k] != "VBN" for k in range(v + 1, last)):
        return []
    after = last + 1
    while after < sent[1] and (p.pos[after] == "ADV" or p.lower[after] in ("not", "n't")):
        after += 1
    if after >= sent[1] or p.tag[after] not in ("VBD", "VBZ", "VBP", "MD"):
        return []
    start = sent[0]
    for k in range(first - 2, sent[0] - 1, -1):
        if p.word[k] in (";", ":"):
            start = k + 1
            break
    joined = p.pos[first - 2] == "CCONJ"
    if not joined and any(p.tag[k] in ("VBD", "VBZ", "VBP", "MD") and p.dep[k] not in ("relcl", "acl") and _stands_out(p, k, start, first) for k in range(start, first - 1)):
        return []
    end = next((k for k in range(last + 1, sent[1]) if p.word[k] == ";"), sent[1])
    return _pieces(p, [(last + 1, end)] if joined else [(start, first - 1), (last + 1, end)])


def _stands_out(p: Parse, k: int, start: int, end: int) -> bool:
    """Whether a finite verb between two tokens stands in no clause that hangs on a noun there."""
    while p.head[k] != k and start <= p.head[k] < end:
        if p.dep[k] in ("relcl", "acl"):
            return False
        k = p.head[k]
    return p.dep[k] not in ("relcl", "acl")


def _around(p: Parse, v: int, host: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """The clause that a reporting clause is put into: all of it but the reporting clause, on to the end of the sentence."""
    hole = p.left[v], p.right[v]
    end = sent[1] if _is_main(p, host) else p.right[host]
    return _pieces(p, [(p.left[host] if p.left[host] < hole[0] else hole[1], hole[0]), (hole[1], end)])


def _before(p: Parse, v: int, c: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """Content before its reporting clause, from the start of the sentence, and what goes on after it without a joining word."""
    first = sent[0]
    if p.head[v] != v and p.dep[v] != "conj":
        first = p.left[c]
    elif p.dep[v] == "conj" and not any(p.pos[k] == "CCONJ" for k in range(p.right[p.head[v]] if p.right[p.head[v]] < v else p.left[c], p.left[c])):
        first = min(p.left[c], sent[0])
    last = min([p.left[k] for k in p.children[v] if k > c and p.dep[k] in grammar.SUBJECTS and k < v] + [v])
    if p.pos[last - 1] not in ("PUNCT", "CCONJ", "ADV"):
        return []
    also = next((k for k in p.children[v] if k > v and p.dep[k] == "conj" and p.pos[k] in ("NOUN", "PROPN", "ADJ")), None)
    more = [(p.left[also] - 1 if p.pos[p.left[also] - 1] == "CCONJ" else p.left[also], p.right[also])] if also is not None else []
    return _pieces(p, [(first, last), *more])  # "There was a tragedy, he conceded, but no massacre"


def _reporting_tag(p: Parse, v: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """", X said." or ", said X." at the end of a sentence that the parser did not see as such."""
    subject = grammar.child(p, v, "nsubj")
    if subject is None or any(p.dep[c] in ("dobj", "xcomp", "ccomp") and c > v for c in p.children[v]):
        return []
    first = min(p.left[subject], v)
    if first <= sent[0] + 1 or p.word[first - 1] not in (",", "—", "–"):
        return []
    last = max(v, subject) + 1
    if p.word[last:last + 1] in ([","], ["—"], ["–"]) and p.dep[v] in ("ROOT", "ccomp") and not any(p.dep[c] == "advcl" for c in p.children[v]):
        return _pieces(p, [(sent[0], first), (last, sent[1])])
    if any(p.pos[k] in _VERBS for k in range(last, sent[1])):
        return []
    return _pieces(p, [(sent[0], first)])


def _is_main(p: Parse, v: int) -> bool:
    """Whether a verb's clause runs on to the end of the sentence: the root, joined to it, or cut from it by a semicolon or colon."""
    while p.head[v] != v:
        head = p.head[v]
        if p.dep[v] == "conj" and head < v and p.pos[head] in _VERBS:
            v = head
        elif p.dep[v] in ("ccomp", "parataxis", "advcl", "dep") and head > v and any(p.word[k] in (";", ":") for k in range(v, head)):
            v = head
        else:
            return False
    return True


def _tail(p: Parse, v: int, c: int) -> int:
    """Where content that begins with c ends: with the sentence, or where the cue's clause ends or goes on to something else.

    Something else is a verb joined to the cue itself, or to what is said though it cannot be (a finite verb after a modal or an
    infinitive), and a clause on the cue that opens with whereas, although, even if.
    """
    sent_end = p.sents[p.sent[v]][1]
    end = sent_end if _is_main(p, v) else p.right[v]
    if p.dep[v] in ("advcl", "xcomp", "conj") and p.right[v] >= sent_end - 2:
        end = sent_end
    for k in p.children[v]:
        if p.left[k] > c and k > v:
            if p.dep[k] == "cc" and any(p.dep[j] == "conj" and j > k for j in p.children[v]):
                end = min(end, k)
            elif p.dep[k] == "conj" and p.pos[k] in _VERBS:
                end = min(end, p.left[k])
            elif p.dep[k] == "advcl" and p.lower[p.left[k]] in _CONTRAST:
                end = min(end, p.left[k])
    if p.tag[c] == "VB":
        for k in p.children[c]:
            if p.dep[k] == "conj" and p.tag[k] in ("VBD", "VBZ") and p.tag[v] in ("VBD", "VBZ") and grammar.child(p, k, "nsubj", "nsubjpass", "aux") is None:
                joint = [j for j in p.children[c] if p.dep[j] == "cc" and j < k]
                end = min(end, joint[-1] if joint else p.left[k])
    if p.dep[c] in ("prep", "dobj", "agent", "dative", "oprd", "attr", "prt"):
        end = next((k for k in range(c + 1, end) if _opens_clause(p, k, end)), end)
    return max(_trim(p, end), c + 1)


def _opens_clause(p: Parse, k: int, end: int) -> bool:
    """Whether a new main clause begins at token k, a semicolon or a comma before "and", "but": with a subject and a verb of its own. What is
    said in a phrase ("spoke of 40 dead; the toll is now 60", "demanded the withdrawal, and it never came") ends there."""
    if p.word[k] == ";":
        first = k + 1
    elif p.word[k] == "," and k + 1 < end and p.lower[k + 1] in ("and", "but", "yet", "while", "whereas"):
        first = k + 2
    else:
        return False
    if first < end and p.lower[first] in ("that", "what", "whatever", "how", "who", "where", "when", "why", "whether"):
        return False
    for f in range(first, end):
        if p.word[f] == ";":
            return False
        if p.tag[f] in ("VBD", "VBZ", "VBP", "MD"):
            v = p.head[f] if p.dep[f] in ("aux", "auxpass") else f
            who = grammar.child(p, v, *grammar.SUBJECTS)
            return p.dep[v] != "relcl" and who is not None and first <= who
    return False


def _trim(p: Parse, last: int) -> int:
    """Content does not end in a mark or in "and", unless the mark closes a quotation or a bracket."""
    while last > 0 and (p.pos[last - 1] in ("SPACE", "CCONJ") or (p.pos[last - 1] == "PUNCT" and p.word[last - 1] not in "”\"'’)»")):
        last -= 1
    return last


def _pieces(p: Parse, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with marks at their edges and empty ones left out."""
    out = []
    for first, last in spans:
        last = max(first, _trim(p, last))
        while first < last and (p.word[first] in (",", ";", ":", "—", "–", "-", ".") or p.pos[first] == "SPACE"):
            first += 1
        if any(p.pos[k] not in ("PUNCT", "SPACE", "CCONJ") for k in range(first, last)):
            out.append((first, last))
    return out


# Phrases and nouns


def _phrase(p: Parse, i: int, length: int, entry: Entry, cues: _Cues) -> _Draft | None:
    """"According to X", "in the words of X": the clause it stands in. Law, custom and plans are grounds and no speakers."""
    last = i + length - 1
    who = next((c for c in p.children[last] if p.dep[c] == "pobj"), None)
    if who is None:
        who = next((k for k in range(last + 1, min(p.sents[p.sent[i]][1], last + 8)) if p.pos[k] in ("NOUN", "PROPN", "PRON") and p.dep[k] not in ("compound", "poss", "nmod")), None)
    if who is None or p.lemma[who].lower() in cues.mute or p.ent[who] == "LAW" or p.lower[who] in _SELF:
        return None
    if "predicate" in entry.more.get("takes", ()):
        content = _from_their_point(p, i, who, cues)
        return _Draft((i, i + length), who, content, entry.more["stance"], entry.more["act"]) if content else None
    a, b = p.sents[p.sent[i]]
    end = next((k for k in range(who + 1, p.right[who]) if p.word[k] in ",:" and k + 1 < len(p) and p.word[k + 1] in "\"“«"), p.right[who])
    hole = i, max(end, last + 1)
    host = i
    while p.head[host] != host and (p.pos[host] not in _VERBS or host == i):
        host = p.head[host]
    whole = (a, b) if _is_main(p, host) or p.head[host] == host else (p.left[host], p.right[host])
    if not whole[0] <= i < whole[1]:
        whole = a, b
    cut = max((k + 1 for k in range(whole[0], i) if p.word[k] == ";"), default=whole[0])
    if cut < i:
        whole = cut, whole[1]
    if any(p.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(whole[0], i)):  # said at the end of a clause, of that clause
        whole = whole[0], next((k for k in range(hole[1], whole[1]) if p.word[k] == ";"), whole[1])
    content = _pieces(p, [(whole[0], hole[0]), (hole[1], whole[1])])
    return _Draft((i, i + length), who, content, entry.more["stance"], entry.more["act"]) if content else None


def _from_their_point(p: Parse, i: int, who: int, cues: _Cues) -> list[tuple[int, int]]:
    """What something is to a party: "for the islanders it was an invasion", "to the miners this was a massacre". With "for" only of
    "it", "this", a name, since "for the islanders the war was a ruin" tells how they fared."""
    be = p.head[i]
    it, what = grammar.child(p, be, "nsubj"), grammar.child(p, be, "attr", "acomp")
    if p.lemma[be] not in ("be", "remain") or it is None or what is None or not who < it < be < what or not _can_show(p, who, cues) or p.ent[who] == "DATE":
        return []
    if p.lower[i] == "for" and p.lower[it] not in _DUMMY and not (p.ent[who] in _NAMED and p.pos[it] == "PROPN") or any(c > be and p.dep[c] in ("xcomp", "ccomp") for c in p.children[be]) or grammar.child(p, what, "xcomp", "ccomp", "acl") is not None or p.lemma[what] in ("time", "turn"):
        return []
    return _pieces(p, [(p.right[who], p.sents[p.sent[i]][1] if _is_main(p, be) else p.right[be])])


_CARRIES = frozenset({"make", "have", "put", "give", "offer", "express", "issue", "hold", "voice", "raise", "repeat", "present", "advance", "share", "state", "level",
                      "file", "lodge", "air", "submit", "publish", "release", "deliver", "send", "place", "lay", "organise", "organize", "run", "lead", "launch", "wage", "conduct", "stage"})


def _noun(p: Parse, n: int, entry: Entry, cues: _Cues) -> _Draft | None:
    """A noun as a cue: "the claim that", "allegations of", "his view is that", "the argument goes", "its position is clear: …"."""
    takes, act = entry.more.get("takes", ()), entry.more["act"]
    if any(p.lower[c] in ("no", "any", "my", "our", "your") for c in p.children[n] if c < n):
        return None
    if act == "frames":
        return _framing(p, n, entry, cues)
    who, like_last = _owner(p, n, cues, takes), False
    if who is not None and p.lower[who] in _SELF:
        return None
    content, cue, head = [], (n, n + 1), p.head[n]
    within = [k for c in p.children[n] if c > n and p.dep[c] == "prep" and p.lower[c] in ("by", "from", "of", "among") and p.lower[c] not in takes
              for o in p.children[c] if p.dep[o] == "pobj" for k in p.children[o] if p.dep[k] in ("acl", "ccomp")]
    for c in (*p.children[n], *within):
        if c < n:
            continue
        opener = p.lower[p.left[c]]
        if "clause" in takes and p.dep[c] in ("acl", "ccomp", "relcl", "appos") and opener in ("that", "whether") and p.tag[p.left[c]] == "IN":
            content = [(p.left[c], _noun_tail(p, n, c))]
        elif "infinitive" in takes and p.dep[c] == "acl" and p.tag[c] == "VB":
            content = [(p.left[c], p.right[c])]
        elif p.dep[c] in ("prep", "acl") and p.lower[c] in takes and p.children[c] and act != "frames":
            content = [(c, _noun_tail(p, n, c))]
        if content:
            break
    if not content and p.dep[n] in ("nsubj", "nsubjpass") and "clause" in takes:
        after = [c for c in p.children[head] if c > head and p.dep[c] == "ccomp"]
        ahead = [c for c in p.children[head] if c < n and p.dep[c] == "ccomp"]
        a, b = p.sents[p.sent[n]]
        if p.lemma[head] in ("go", "run") and p.dep[head] in ("parataxis", "ccomp"):
            content, cue = _around(p, head, p.head[head], (a, b)), (n, head + 1)
            like_last = who is None
        elif p.lemma[head] in ("go", "run") and ahead:
            content, cue, like_last = _before(p, head, ahead[0], (a, b)), (n, head + 1), who is None
        elif p.lemma[head] in ("go", "run") and after:
            content, cue, like_last = [(p.left[after[0]], _trim(p, b))], (n, head + 1), who is None
        elif p.lemma[head] == "be" and after and who is not None:
            content = [(p.left[after[0]], _tail(p, head, after[0]))]
        elif p.dep[head] == "ccomp" and who is not None:
            colon = next((k for k in range(head, b) if p.word[k] == ":"), None)
            content = [(colon + 1, _trim(p, b))] if colon is not None and p.head[head] > colon else []
    if not content and act == "aims" and "purpose" in takes:
        content = _purpose(p, n, cues)
        who = who if who is not None else _runner(p, n, cues)
    if not content and "clause" in takes and p.dep[n] == "pobj" and p.lower[head] in ("in", "by", "on") and who is not None and p.pos[who] != "DET":
        content = _as_they_see_it(p, n, head)
    if not content:
        return None
    if who is None and not like_last:
        if act == "aims" or (entry.more["stance"] == "vouches" and p.lemma[n] not in cues.ground):
            return None
        if p.dep[n] in ("nsubj", "nsubjpass", "conj") and act != "aims" and entry.more["stance"] != "doubts" and not any(p.lower[p.left[c]] == "that" for c in p.children[n] if c > n):
            return None
    draft = _Draft(cue, who, content, entry.more["stance"], act)
    if who is None:
        draft.named = "\0last" if like_last else UNNAMED
    return draft


_COUNTS = frozenset("count tally reckoning estimate account figure".split())


def _as_they_see_it(p: Parse, n: int, prep: int) -> list[tuple[int, int]]:
    """What is said in somebody's view: "in their view, …", "the raid was, in his telling, …", "forty died by the army's count"."""
    v = p.head[prep]
    if p.pos[v] not in _VERBS or grammar.child(p, n, "poss") is None:
        return []
    a, b = p.sents[p.sent[n]]
    if prep == a:
        return _pieces(p, [(p.right[n], b)])
    before, after = p.word[prep - 1], p.word[p.right[n]:p.right[n] + 1]
    if not (before == "," and after == [","] or p.lower[prep] in ("by", "on") and p.lemma[n] in _COUNTS):
        return []
    first, last = (a, b) if p.dep[v] == "ROOT" else (p.left[v], p.right[v])
    first = max([first, *(k + 1 for k in range(first, prep) if p.word[k] == ";")])
    return _pieces(p, [(first, prep), (p.right[n], last)])


def _framing(p: Parse, n: int, entry: Entry, cues: _Cues) -> _Draft | None:
    """A noun that presents a thing as something, where it is said whose it is: "Moscow's description of the raid as an accident",
    "the portrayal of the dead as rebels, which the army has put forward"."""
    of = next((w for c in p.children[n] if p.lower[c] == "of" and (w := grammar.child(p, c, "pobj")) is not None), n)
    at = next((k for k in range(n + 1, min(n + 20, len(p))) if p.lower[k] == "as" and p.dep[k] == "prep" and p.head[k] in (n, of)), None)
    if at is None:
        return None
    what = grammar.child(p, at, "pobj")
    what = what if what is not None else next((k for k in range(at + 1, at + 5) if p.pos[k] == "NOUN"), at + 1)
    who = _owner(p, n, cues, ())
    for k in range(what + 1, p.right[n]):
        if who is None and p.dep[k] in ("relcl", "acl") and p.lemma[k] in _CARRIES:
            who = grammar.by_agent(p, k) if p.dep[k] == "acl" else grammar.child(p, k, "nsubj")
    if who is None or _is_self(p, who):
        return None
    return _Draft((n, n + 1), who, [(at, grammar.noun_phrase(p, what)[1])], entry.more["stance"], "frames")


def _noun_tail(p: Parse, n: int, c: int) -> int:
    """Content on a noun ends with what hangs on the noun; a by-phrase with its speaker stays out."""
    end = p.right[c]
    if p.dep[n] in ("dobj", "attr", "pobj", "conj") and p.dep[c] in ("acl", "ccomp", "relcl"):
        v = grammar.governing_verb(p, n)
        if _is_main(p, v) and p.right[n] >= p.right[v] - 2:
            end = p.sents[p.sent[n]][1]
    for k in range(c + 1, end):
        if p.lower[k] == "by" and p.dep[p.head[k]] in ("pobj", "pcomp") and p.pos[p.head[k]] != "VERB" and p.dep[c] == "prep":
            return max(_trim(p, k), c + 1)
    return max(_trim(p, end), c + 1)


def _owner(p: Parse, n: int, cues: _Cues, takes: tuple[str, ...]) -> int | None:
    """Whose claim or demand a noun is: its possessor, by, from or of whom, an adjective of people, or who makes or raises it."""
    for c in p.children[n]:
        if p.dep[c] == "poss":
            return c
    for c in p.children[n]:
        if p.dep[c] in ("prep", "agent") and c > n and p.lower[c] in ("by", "from", "of", "on", "among", "in") and p.lower[c] not in takes:
            who = grammar.child(p, c, "pobj")
            if who is not None and (_can_show(p, who, cues) if p.lower[c] != "in" else p.ent[who] == "GPE" and p.dep[n] == "nsubj"):
                return who
    for k in range(n + 1, p.right[n]):
        if p.lower[k] == "by" and p.dep[k] == "prep" and p.dep[p.head[k]] == "pobj":
            who = grammar.child(p, k, "pobj")
            if who is not None and _can_show(p, who, cues):
                return who
    for c in p.children[n]:
        if c < n and p.dep[c] in ("amod", "compound", "nmod") and (p.ent[c] in ("NORP", "ORG", "GPE", "PERSON") or p.lemma[c].lower() in cues.people):
            return c
    v = p.head[n]
    if p.dep[n] == "dobj" and p.lemma[v] in _CARRIES:
        who = _speaker(p, v)
        if who is not None and (p.lower[who] in _SELF or _can_show(p, who, cues)):
            return who
    return None


def _purpose(p: Parse, n: int, cues: _Cues) -> list[tuple[int, int]]:
    """The aim of a campaign: "the aim of its campaign is to …", "among the aims of the campaign is to …". Of an operation the writer says it, so it has no content here."""
    if not any(p.lemma[k].lower() in cues.party for k in range(p.left[n], p.right[n])):
        return []
    top = n
    while p.dep[top] in ("pobj", "prep") and p.lemma[p.head[top]] != "be":
        top = p.head[top]
    be = p.head[top]
    if p.dep[top] != "nsubj" and p.lower[top] != "among" or p.lemma[be] != "be":
        return []
    to = next((c for c in p.children[be] if c > be and p.dep[c] in ("xcomp", "ccomp", "attr", "advcl") and p.tag[c] == "VB"), None)
    return [(p.left[to], _tail(p, be, to))] if to is not None else []


def _runner(p: Parse, n: int, cues: _Cues) -> int | None:
    """Who runs the campaign in the phrase of token n: its owner, or the campaign itself."""
    for k in range(p.left[n], p.right[n]):
        if p.lemma[k].lower() in cues.party:
            who = _owner(p, k, cues, ())
            return who if who is not None else k
    return None


# Quotations


def _keep_in_quotations(p: Parse, drafts: list[_Draft], quoted: list[quotes.Quotation], inside: list[int]) -> None:
    """What is said inside a quotation ends with it; what is said outside takes in whole any quotation that it reaches."""
    for d in drafts:
        home = inside[d.cue[0]]
        content = []
        for first, last in d.content:
            if home >= 0:
                first, last = max(first, quoted[home].first), min(last, quoted[home].last)
            elif last > first and inside[last - 1] >= 0 and inside[first] != inside[last - 1]:
                last = max(last, quoted[inside[last - 1]].last)
            if last > first:
                content.append((first, last))
        d.content = content


def _lay_quotations(p: Parse, drafts: list[_Draft], quoted: list[quotes.Quotation], inside: list[int], cues: _Cues) -> None:
    """Lays each whole quotation at a cue: the one after it, before it, or that of the quotation it goes on from."""
    by_cue = {d.cue[0]: d for d in drafts if inside[d.cue[0]] < 0}
    laid: list[_Draft | None] = [None] * len(quoted)
    for k, q in enumerate(quoted):
        whole = quotes.is_whole(p, q)
        before = quoted[k - 1] if k else None
        v = _tag_after(p, q, inside, cues)
        if v is None:
            v = _tag_before(p, q, inside, cues, whole)
        draft = None
        if v is not None:
            draft = by_cue.get(v)
            if draft is None:
                draft = _quoting(p, v, cues)
                if draft is not None:
                    by_cue[v] = draft
                    drafts.append(draft)
            if draft is not None and draft.who is not None and (inside[draft.who] >= 0 or draft.who == v):
                draft.who = _beside(p, q, v)
        elif (covering := _covering(p, q, by_cue)) is not None:
            laid[k] = covering
            continue
        elif whole and before is not None and laid[k - 1] is not None:
            apart = p.paragraph[q.first] - p.paragraph[before.last - 1]
            if q.goes_on or (apart == 0 and _nothing_between(p, before, q, laid[k - 1])) or (apart == 1 and _alone(p, q) and laid[k - 1].cue[0] < q.first):
                draft = laid[k - 1]
        if draft is None and whole and q.first and p.word[q.first - 1] == ":":
            draft = _announced(p, q, cues)
            drafts += [draft] if draft is not None else []
        if draft is None and not whole:
            draft = _fragment(p, q, inside, cues)
            if draft is not None:  # what is quoted says more than that it was spoken of
                drafts[:] = [*(d for d in drafts if d.act != "topic" or d.cue != draft.cue), draft]
        if draft is None and whole and q.first and not q.goes_on:
            draft = _just_speaking(p, q, by_cue)
        if draft is not None:
            laid[k] = draft
            _add_quotation(draft, q)


def _announced(p: Parse, q: quotes.Quotation, cues: _Cues) -> _Draft | None:
    """A quotation after a colon, at the subject of the clause before it: "The letter is blunt: “…”", "Her answer was short: “…”"."""
    a = p.sents[p.sent[q.first]][0]
    v = next((k for k in range(q.first - 2, max(a, q.first - 25) - 1, -1) if p.tag[k] in ("VBD", "VBZ", "VBP") and grammar.child(p, k, "nsubj") is not None), None)
    who = grammar.child(p, v, "nsubj") if v is not None else None
    if who is None or not a <= who < v or _is_self(p, who) or not (_can_show(p, who, cues) or p.lemma[who] in cues.nouns or p.lemma[who] in _REPLIES):
        return None
    owner = grammar.child(p, who, "poss")
    who = owner if owner is not None and p.lemma[who] not in cues.people else who
    return None if _is_self(p, who) else _Draft((v, v + 1), who, [], "neutral", "says")


_REPLIES = frozenset("answer reply response verdict message line motto slogan word wording phrase".split())


def _fragment(p: Parse, q: quotes.Quotation, inside: list[int], cues: _Cues) -> _Draft | None:
    """A quotation of three words or more within a clause whose verb somebody speaks with, whatever it says of it: "condemned the
    “cowardly raid on the market”", "remarked on acts which “may amount to” a crime"."""
    words = [k for k in range(q.first, q.last) if p.word[k][0].isalnum()]
    if len(words) < 3 or all(p.word[k][:1].isupper() or p.pos[k] in ("ADP", "DET") for k in words):
        return None
    k = next((k for k in words if not q.first <= p.head[k] < q.last), words[0])
    while p.head[k] != k and not (p.pos[k] in _VERBS and inside[k] < 0 and (p.dep[k] not in ("relcl", "acl", "pcomp") or p.lemma[k].lower() in cues.verbs)):
        k = p.head[k]
    if inside[k] >= 0 or k > q.first or p.lemma[k].lower() not in cues.verbs or p.sent[k] != p.sent[q.first]:
        return None
    draft = _quoting(p, k, cues) if any(entry.more["act"] != "aims" for entry in _entries(p, k, cues)) else None
    return _Draft(draft.cue, draft.who, [], draft.stance, "says") if draft is not None else None


def _covering(p: Parse, q: quotes.Quotation, by_cue: dict[int, _Draft]) -> _Draft | None:
    """The draft of the same sentence whose words a quotation is part of."""
    a, b = p.sents[p.sent[q.first]]
    for i in range(a, b):
        d = by_cue.get(i)
        if d is not None and d.act != "topic" and any(x <= q.first + 1 < y for x, y in d.content):
            return d
    return None


def _beside(p: Parse, q: quotes.Quotation, v: int) -> int | None:
    """The speaker beside a quoting verb, by order alone: the first noun between the quotation and the verb, else the first after it."""
    between = range(q.last, v) if q.last <= v else range(max(p.sents[p.sent[v]][0], v - 12), v)
    for zone in (between, range(v + 1, min(len(p), v + 8))):
        for k in zone:
            if p.pos[k] in ("NOUN", "PROPN", "PRON") and p.dep[k] not in ("compound", "poss", "nmod", "npadvmod") and p.word[k][0].isalnum():
                return k
    return None


def _just_speaking(p: Parse, q: quotes.Quotation, by_cue: dict[int, _Draft]) -> _Draft | None:
    """Whose words the sentence before a quotation reports, in the same paragraph, or before a quotation that is a paragraph."""
    k = p.sent[q.first] - 1 if p.sents[p.sent[q.first]][0] == q.first else p.sent[q.first]
    if k < 0 or (p.paragraph[p.sents[k][0]] != p.paragraph[q.first] and not _alone(p, q)):
        return None
    a, b = p.sents[k]
    before = [d for i in range(a, min(b, q.first)) if (d := by_cue.get(i)) is not None and d.act in ("says", "shows") and d.who is not None and d.content]
    return before[-1] if before and p.head[before[-1].cue[0]] == before[-1].cue[0] else None


def _nothing_between(p: Parse, before: quotes.Quotation, q: quotes.Quotation, draft: _Draft) -> bool:
    """Whether between two quotations of a paragraph there is at most the reporting clause of the first."""
    return q.first - before.last <= 1 or (before.last <= draft.cue[0] < q.first and q.first - before.last <= 40) or draft.cue[0] < before.first and q.first - before.last <= 1


def _alone(p: Parse, q: quotes.Quotation) -> bool:
    """Whether a quotation is a paragraph of its own."""
    return (q.first == 0 or p.paragraph[q.first - 1] != p.paragraph[q.first] or p.pos[q.first - 1] == "SPACE") and (
        q.last >= len(p) or p.paragraph[q.last] != p.paragraph[q.first] or p.pos[q.last] == "SPACE")


def _tag_after(p: Parse, q: quotes.Quotation, inside: list[int], cues: _Cues) -> int | None:
    """The cue of "…," X said or "…," said X: its subject, adverbs and itself are the first words after the quotation."""
    zone = quotes.zone_after(p, q, inside)
    last = p.word[q.last - 2] if q.last - 2 > q.first else ""
    if p.word[q.last - 1][-1] not in "”\"»’'" or (last not in (",", "?", "!", "—", "–", "-", "…", "...") and (q.last >= len(p) or p.word[q.last] not in (",", "—", "–"))):
        return None
    for v in zone[:30]:
        if p.pos[v] not in _VERBS or p.dep[v] in ("aux", "auxpass", "amod", "compound", "acl", "relcl") or not _entries(p, v, cues):
            continue
        subject = grammar.child(p, v, "nsubj")
        if (subject is None or inside[subject] >= 0) and v > q.last:
            return v if not any(p.pos[k] in _VERBS for k in range(q.last, v)) and p.pos[v - 1] in ("PROPN", "NOUN", "PRON", "ADV", "PUNCT") else None
        if subject is not None and subject < q.first:
            return None  # the subject stands before the quotation, as of a title: "in a book called “Ashes”, she wrote that …"
        first = min([v] + ([p.left[subject]] if subject is not None else []))
        lead = [k for k in range(q.last, first) if p.pos[k] not in ("PUNCT", "ADV", "SPACE", "CCONJ")]
        return v if not lead else None
    return None


def _tag_before(p: Parse, q: quotes.Quotation, inside: list[int], cues: _Cues, whole: bool) -> int | None:
    """The cue of X said: "…": the nearest before the quotation, across a comma, a colon, or nothing at all."""
    zone = quotes.zone_before(p, q, inside)
    if not zone:
        return None
    last = zone[-1]
    near = 40 if p.word[last] == ":" else 25 if p.word[last] == "," else 1
    if p.word[last][-1] in ".?!":
        return None
    for v in reversed(zone[-near:]):
        if p.lemma[v].lower() in cues.verbs and p.pos[v] in _VERBS and p.dep[v] not in ("aux", "auxpass", "amod", "compound"):
            if any(entry.more["act"] in _SPEECH or p.word[last] == ":" for entry in _entries(p, v, cues)):
                return v
    return None


def _quoting(p: Parse, v: int, cues: _Cues) -> _Draft | None:
    """A draft at a verb that quotes, whatever it may take besides."""
    entry = next(iter(sorted(_entries(p, v, cues), key=lambda e: e.more["act"] not in _SPEECH)), None)
    if entry is None:
        return None
    who = _speaker(p, v)
    if who is None and v and p.pos[v - 1] in ("PROPN", "NOUN", "PRON") and p.sent[v - 1] == p.sent[v]:
        who = v - 1
    if who is None and not grammar.is_passive(p, v):
        after = v + 1
        while after < len(p) and p.dep[after] in ("compound", "det", "amod") and after - v < 6:
            after += 1
        who = after if after < len(p) and p.pos[after] in ("PROPN", "NOUN") else None
    act = entry.more["act"]
    if who is None or p.lower[who] in _SELF or not (_can_show(p, who, cues) if act not in ("says", "thinks") else _can_say(p, who, cues)):
        return None
    return _Draft((v, v + 1), who, [], entry.more["stance"], entry.more["act"])


def _add_quotation(draft: _Draft, q: quotes.Quotation) -> None:
    """Adds a quotation to a draft's content, joined with what it touches; a tail after the quotation goes."""
    spans = [(a, b) for a, b in draft.content if b <= q.first or a >= q.last or a < q.first]
    spans = [(a, min(b, q.last)) if a < q.first < b else (a, b) for a, b in spans]
    merged: list[tuple[int, int]] = []
    for a, b in sorted([*spans, (q.first, q.last)]):
        if merged and a <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(b, merged[-1][1])
        else:
            merged.append((a, b))
    draft.content = merged


def _labelled(p: Parse, cues: _Cues, inside: list[int], quoted: list[quotes.Quotation]) -> list[_Draft]:
    """Speakers set off by marks: "NAME: …" at the head of a paragraph, as in an interview, and a name after a quotation and a dash."""
    out = []
    for a, b in _paragraphs(p):
        a += p.word[a] in ('"', "“", "«")
        colon = next((k for k in range(a + 1, min(a + 7, b)) if p.word[k] == ":"), None)
        if colon is not None and colon + 1 < b and all(p.pos[k] in ("PROPN", "NOUN", "ADJ", "PUNCT") for k in range(a, colon)):
            who = colon - 1
            if p.ent[who] == "PERSON" or all(p.word[k].isupper() for k in range(a, colon)) or p.lemma[who].lower() in cues.ground & {"poll", "report", "study", "survey"}:
                out.append(_Draft((colon, colon + 1), who, [(colon + 1, _trim(p, b))], "neutral", "says"))
        for q in quoted:
            if a <= q.first and q.last + 1 < b and b - q.last <= 9 and p.word[q.last][0] in "―—–-" and p.pos[q.last + 1] == "PROPN":
                names_end = q.last + 1
                while names_end + 1 < b and p.pos[names_end + 1] == "PROPN":
                    names_end += 1
                out.append(_Draft((q.last, q.last + 1), names_end, [(q.first, q.last)], "neutral", "says"))
    return out


def _after_colon(p: Parse, cues: _Cues, inside: list[int], quoted: list[quotes.Quotation], drafts: list[_Draft]) -> list[_Draft]:
    """A paragraph set out without marks after "X said:"."""
    out, at_cue, paragraphs = [], {d.cue[0]: d for d in drafts}, _paragraphs(p)
    for (a, b), (first, last) in zip(paragraphs, paragraphs[1:]):
        if p.word[b - 1] != ":" or inside[first] >= 0:
            continue
        v = next((v for v in range(b - 2, max(a, b - 12) - 1, -1) if p.pos[v] in _VERBS and p.lemma[v].lower() in cues.verbs), None)
        draft = None if v is None or inside[v] >= 0 else at_cue.get(v) or _quoting(p, v, cues)
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


def _lay_words_of_law(reading: Reading, drafts: list[_Draft], quoted: list[quotes.Quotation]) -> None:
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
        if opener is None or p.dep[opener] != "prep" or p.pos[p.head[opener]] not in _VERBS:
            continue
        named = [m for m in names.mentions(reading) if a < m.first < min(p.right[opener], q.first) and m.label in ("ORG", "LAW")]
        if named:
            drafts.append(_Draft((q.first, q.first), None, [(q.first, q.last)], "neutral", "says", named=named[-1].canonical if named[0].label != "LAW" else named[0].canonical))


# Names


def _name_all(reading: Reading, drafts: list[_Draft], cues: _Cues) -> None:
    """Names every draft's speaker in the order of the text, so that "the same sources" and "they" find who spoke before."""
    p = reading.parse
    last: _Draft | None = None
    for d in sorted(drafts, key=lambda d: d.cue):
        if d.who is not None:
            outside = last
            if last is not None and any(x <= last.cue[0] < y for x, y in d.content):  # the one before is among the words of this one
                outside = max((o for o in drafts if o.named and o.cue < d.cue and not any(x <= o.cue[0] < y for x, y in d.content)), key=lambda o: o.cue, default=None)
            d.named = _name(reading, d, drafts, outside, cues)
        elif d.named == "\0last":
            d.named = last.named if last is not None else UNNAMED
        elif d.named == UNNAMED:
            inner = next((o for o in drafts if o.who is not None and p.left[o.who] <= d.cue[0] < p.right[o.who] and o is not d), None)
            d.named = (inner.named or names.describe(reading, inner.who)) if inner else UNNAMED
        elif not d.named:
            d.named = UNNAMED
        d.named = d.named.removesuffix("'s").removesuffix("’s").rstrip("'’")
        if d.named != UNNAMED:
            last = d


def _name(reading: Reading, d: _Draft, drafts: list[_Draft], last: _Draft | None, cues: _Cues) -> str:
    p, who = reading.parse, _antecedent(reading.parse, d.who)
    found = _by_name(reading, who) or names.describe(reading, who)
    if p.pos[who] == "PRON" and found.lower() == p.lower[who] and p.lower[who] in ("he", "she", "they", "it", "his", "her", "their", "its"):
        meant = _just_told_of(reading, who, drafts, last, cues)
        if meant is not None:
            return names.describe(reading, meant)
        many = last is not None and last.who is not None and p.tag[_antecedent(p, last.who)] in ("NNS", "NNPS")
        if last is not None and last.who is not None and p.sent[who] - p.sent[last.cue[0]] <= 3 and not (many and p.lower[who] not in ("they", "their")):
            return last.named
        if p.lower[who] in ("he", "she", "his", "her"):
            person = next((m for m in reversed(names.mentions(reading)) if m.label == "PERSON" and m.last <= who and p.paragraph[m.first] == p.paragraph[who] and p.sent[who] - p.sent[m.first] <= 2), None)
            return person.canonical if person else found
    first = p.lower[p.left[who]]
    if p.pos[who] == "NOUN" and first in ("these", "this", "those", "that", "such") or p.lower[p.left[who]:who].count("same"):
        before = next((k for k in range(p.left[who] - 1, -1, -1) if p.lemma[k] == p.lemma[who] and p.pos[k] == "NOUN"), None)
        if before is not None and p.paragraph[who] - p.paragraph[before] <= 1:
            return _made_by(reading, before, cues)
        if last is not None and p.lemma[who] in cues.ground:
            return last.named
    maker = _maker(p, who, cues)
    return names.describe(reading, maker) if maker is not None else found


_ISSUES = frozenset("adopt pass approve endorse issue publish release vote submit draft compile prepare write produce".split())


def _maker(p: Parse, n: int, cues: _Cues) -> int | None:
    """Who adopted or published a document that speaks, where the sentence says it of the document: "the figures compiled by the
    ministry", "the deputies adopted an appeal that …"; not of a testimony, which is its witness's whoever collected it."""
    if p.pos[n] != "NOUN" or p.lemma[n] not in cues.ground | {"appeal", "petition"} or p.lemma[n] in ("testimony", "account"):
        return None
    for c in p.children[n]:
        if c > n and p.dep[c] == "acl" and p.lemma[c] in _ISSUES and p.tag[c] == "VBN" and (by := grammar.by_agent(p, c)) is not None and _can_show(p, by, cues):
            return by
    up = p.head[p.head[n]] if p.dep[n] == "pobj" and p.lower[p.head[n]] == "for" else p.head[n]
    if p.dep[n] in ("dobj", "pobj") and p.lemma[up] in _ISSUES:
        who = _speaker(p, up)
        return who if who is not None and _can_show(p, who, cues) and not _is_self(p, who) else None
    return None


def _just_told_of(reading: Reading, pronoun: int, drafts: list[_Draft], last: _Draft | None, cues: _Cues) -> int | None:
    """Whom a pronoun takes up from the sentence before, in the same paragraph, rather than the last speaker: its subject, outside of
    all that is said there, and for "they" also its object: "The team met forty survivors. They said …"."""
    p, k = reading.parse, reading.parse.sent[pronoun] - 1
    if k < 0 or p.paragraph[p.sents[k][0]] != p.paragraph[pronoun] or last is not None and p.sent[last.cue[0]] > k:
        return None
    a, b = p.sents[k]
    root = next((t for t in range(a, b) if p.head[t] == t), a)
    kind = {"he": "one", "she": "one", "his": "one", "her": "one", "it": "body", "its": "body"}.get(p.lower[pronoun], "many")
    for c in sorted((c for c in p.children[root] if p.dep[c] in ("nsubj", "nsubjpass", "dobj")), key=lambda c: p.dep[c] != ("dobj" if kind == "many" else "nsubj")):
        if p.pos[c] == "PRON" or p.dep[c] == "dobj" and kind != "many" or any(x <= c < y for d in drafts for x, y in d.content):
            continue
        several = p.tag[c] in ("NNS", "NNPS")
        named = next((m for m in names.mentions(reading) if m.first <= c < m.last), None)
        person = p.ent[c] == "PERSON" or (named.label == "PERSON" or kind == "one" and named.found_by == "model" if named else p.pos[c] == "PROPN")
        fits = person if kind == "one" else several and _can_show(p, c, cues) and p.lemma[c] not in cues.ground - cues.people if kind == "many" else (
            not several and not person and p.dep[c] == "nsubj" and (p.ent[c] in ("ORG", "GPE") or p.lemma[c].lower() in cues.people and not p.lemma[c].lower().endswith(_AGENTS)))
        if fits:
            return c
    return None


def _by_name(reading: Reading, n: int) -> str:
    """The name that stands beside a common noun: "the chamber's speaker, Ana Ruiz", "the parliament, the Sejm"."""
    p = reading.parse
    if p.pos[n] != "NOUN":
        return ""
    for c in p.children[n]:
        if c > n and p.dep[c] == "appos":
            beside = next((m for m in names.mentions(reading) if m.first <= c < m.last and (m.label in ("PERSON", "ORG") or m.found_by == "model" and m.label != "DATE")), None)
            if beside is not None:
                return beside.canonical
    return ""


def _made_by(reading: Reading, n: int, cues: _Cues) -> str:
    """A document or a campaign by the one who made it, where that is said; else as it is called."""
    p = reading.parse
    for c in p.children[n]:
        if c > n and p.dep[c] == "acl" and p.tag[c] == "VBN":
            by = grammar.by_agent(p, c)
            if by is not None:
                return names.describe(reading, by)
    owner = _owner(p, n, cues, ())
    if owner is not None and p.lower[owner] not in _SELF:
        return names.describe(reading, owner)
    if p.dep[n] == "dobj":
        who = grammar.subject(p, p.head[n])
        if who is not None:
            return names.describe(reading, who)
    return names.describe(reading, n)


def _made(p: Parse, d: _Draft) -> Attribution:
    source = (grammar.noun_phrase(p, d.who),) if d.who is not None else ()
    if d.act == "judges" and source and d.who > d.cue[0]:  # "accused by the government of burning crops": of what belongs to the charge
        of = next((c for c in p.children[d.who] if c > d.who and p.lower[c] == "of" and p.tag[c + 1] == "VBG"), None)
        if of is not None:
            d.content.append((of, source[0][1]))
            source = ((source[0][0], of),)
            d.named = grammar.words(p, *source[0]).removeprefix("the ") if d.named.endswith(grammar.words(p, of, d.content[-1][1])) else d.named
    cue = (d.cue,) if d.cue[1] > d.cue[0] else ()
    return Attribution(source, cue, tuple(d.content), d.named, d.stance, d.act)
