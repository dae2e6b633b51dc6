"""Who speaks: the source of a verb or a noun of saying, by grammar, and whether it is somebody who can."""

from __future__ import annotations

from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.voice.cues import Cues

SELF = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves", "one", "you", "your", "let"})
DUMMY = frozenset(
    {
        "this",
        "that",
        "it",
        "which",
        "what",
        "these",
        "those",
        "nothing",
        "everything",
        "something",
        "all",
        "none",
        "here",
        "there",
    }
)
_PEOPLE = frozenset(
    {
        "he",
        "she",
        "they",
        "who",
        "some",
        "many",
        "others",
        "both",
        "few",
        "several",
        "most",
        "everyone",
        "someone",
        "nobody",
        "him",
        "her",
        "them",
        "whom",
    }
)
AGENTS = ("er", "or", "ist", "ian", "ee", "man", "woman", "people", "folk", "crat", "yst")
NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def speaker_of(p: Parse, v: int) -> int | None:
    """Who says: the doer of a passive, else the subject, or that of the verb which governs a participle or
    infinitive."""
    if (
        grammar.is_passive(p, v)
        or p.tag[v] == "VBN"
        and p.dep[v] in ("acl", "advcl")
        and grammar.child(p, v, "aux") is None
    ):
        by = grammar.by_agent(p, v)
        return by if by is not None else _by_after_as(p, v)
    verb, seen = v, set()
    while verb is not None and verb not in seen:
        seen.add(verb)
        own = grammar.child(p, verb, *grammar.SUBJECTS)
        if own is not None and p.tag[own] in (
            "WDT",
            "WP",
        ):  # "a raid that the mayor says was lawful": two subjects by the parse
            own = next((c for c in p.children[verb] if own < c < verb and p.dep[c] == "nsubj"), own)
        if own is not None:
            return _after_dateline(p, own)
        noun = _noun_in_place(p, verb)
        if noun is not None:
            return noun
        verb = _verb_above(p, verb)
    return _noun_before(p, v) if p.tag[v] in ("VBD", "VBZ", "VBP") else None


def _noun_in_place(p: Parse, v: int) -> int | None:
    """The noun that stands where the subject would: "asked the mayor to say", "an engineer saying that …"."""
    dep, head = p.dep[v], p.head[v]
    if dep == "xcomp" and p.tag[v] == "VB" and p.lemma[head] != "promise":
        asked = grammar.child(p, head, "dobj")
        return asked if asked is not None and head < asked < v else None
    return (
        head
        if dep in ("acl", "relcl") and p.pos[head] in ("NOUN", "PROPN", "PRON") and p.tag[v] == "VBG"
        else None
    )


def _verb_above(p: Parse, v: int) -> int | None:
    """The verb that one without a subject shares it with: "came and said", "left, saying", "by saying"."""
    dep, head = p.dep[v], p.head[v]
    if dep in ("conj", "xcomp") or dep in ("advcl", "ccomp", "dep") and p.tag[v] in ("VBG", "VB"):
        return head
    return p.head[head] if dep == "pcomp" and p.dep[head] in ("prep", "advcl") else None


def _by_after_as(p: Parse, v: int) -> int | None:
    """The doer that the parser hung on the description: "is regarded as genocide by the assembly"."""
    for k in range(v + 1, p.right[v]):
        if (
            p.lower[k] == "by"
            and p.dep[p.head[k]] == "pobj"
            and (prep := p.head[p.head[k]])
            and p.lower[prep] == "as"
            and p.head[prep] == v
        ):
            return grammar.child(p, k, "pobj")
    return None


def _after_dateline(p: Parse, i: int) -> int:
    """The subject itself, where the parser took the dateline before it ("GAZA CITY — The mayor said …") or
    the dash for it."""
    a = p.sents[p.sent[i]][0]
    dash = next((k for k in range(a, min(a + 8, len(p))) if p.word[k] in ("—", "–", "--", "―")), None)
    if (
        not p.word[i][0].isalnum()
        or dash is not None
        and i < dash
        and p.word[a].isupper()
        and (a == 0 or p.paragraph[a] != p.paragraph[a - 1])
    ):
        start = i if not p.word[i][0].isalnum() else dash
        for k in range(start + 1, min(start + 9, p.sents[p.sent[i]][1])):
            if p.pos[k] in ("NOUN", "PROPN", "PRON") and p.dep[k] not in ("compound", "poss", "nmod"):
                return k
    return i


def antecedent(p: Parse, i: int) -> int:
    """The noun that a relative who, which or that stands for; any other token is itself."""
    if p.tag[i] in ("WP", "WDT"):
        v = p.head[i]
        while p.dep[v] in ("conj", "xcomp", "ccomp") and p.head[v] != v:
            v = p.head[v]
        if p.dep[v] == "relcl" and p.pos[p.head[v]] in ("NOUN", "PROPN", "PRON"):
            return p.head[v]
    return i


def _noun_before(p: Parse, v: int) -> int | None:
    """The head of the noun phrase that ends right before a finite verb which the parser left without a
    subject."""
    i = v - 1
    while i >= 0 and p.pos[i] == "ADV":
        i -= 1
    if i < 0 or p.sent[i] != p.sent[v] or p.pos[i] not in ("NOUN", "PROPN"):
        return None
    while (
        p.head[i] < i
        and p.sent[p.head[i]] == p.sent[v]
        and p.pos[p.head[i]] in ("NOUN", "PROPN", "ADP", "VERB")
        and "," not in p.word[p.head[i] : i]
    ):
        i = p.head[i]
    return i if p.pos[i] in ("NOUN", "PROPN") else None


def can_show(p: Parse, who: int | None, cues: Cues, *, body: bool = False) -> bool:
    """Whether a subject is somebody, or a ground such as a report; with `body`, a ground or an institution
    and no pronoun."""
    if who is None:
        return False
    who = antecedent(p, who)
    lemma = p.lemma[who].lower()
    if p.pos[who] in ("PRON", "DET", "NUM"):
        return not body and p.lower[who] in _PEOPLE
    if (
        lemma in cues.mute
        or p.ent[who] in ("EVENT", "DATE", "LAW", "WORK_OF_ART")
        and not (p.ent[who] == "LAW" and lemma == "resolution")
    ):
        return False
    if lemma in cues.ground or p.ent[who] in ("ORG", "GPE"):
        return True
    if lemma in cues.party and any(p.ent[c] in NAMED for c in p.children[who] if c < who):
        return True
    return lemma in cues.people or lemma.endswith(AGENTS) or p.ent[who] in NAMED or p.pos[who] == "PROPN"


def can_say(p: Parse, who: int, cues: Cues) -> bool:
    """Whether a subject may be taken as speaking with a verb of speech: any but dummies, events and the
    writer's own grounds. "It" may where the verb is in the past or the third person and active: "it said that
    …"."""
    who = antecedent(p, who)
    if p.pos[who] not in ("PRON", "DET"):
        return p.lemma[who].lower() not in cues.mute and p.ent[who] not in ("EVENT", "DATE")
    if p.lower[who] == "it":
        v = p.head[who]
        return (
            p.lemma[v].lower() in cues.verbs
            and p.tag[v] in ("VBD", "VBZ", "VBN")
            and not grammar.is_passive(p, v)
        )
    return p.lower[who] not in DUMMY or p.lower[who] == "those"


def is_self(p: Parse, i: int) -> bool:
    """The writer, or the reader: I, we, you, one; not "one of the prisoners"."""
    return p.lower[i] in SELF and not (p.lower[i] == "one" and p.children[i])


def is_nobody(p: Parse, i: int) -> bool:
    """Nobody, no one, none: what nobody says is said by no one."""
    return p.lower[i] in ("nobody", "none", "nothing", "neither") or any(
        p.lower[c] in ("no", "neither") for c in p.children[i]
    )


CARRIES = frozenset(
    {
        "make",
        "have",
        "put",
        "give",
        "offer",
        "express",
        "issue",
        "hold",
        "voice",
        "raise",
        "repeat",
        "present",
        "advance",
        "share",
        "state",
        "level",
        "file",
        "lodge",
        "air",
        "submit",
        "publish",
        "release",
        "deliver",
        "send",
        "place",
        "lay",
        "organise",
        "organize",
        "run",
        "lead",
        "launch",
        "wage",
        "conduct",
        "stage",
    }
)


def owner_of(p: Parse, n: int, cues: Cues, takes: tuple[str, ...]) -> int | None:
    """Whose claim or demand a noun is: its possessor, by, from or of whom, an adjective of people, or who
    makes or raises it."""
    poss = grammar.child(p, n, "poss")
    if poss is not None:
        return poss
    who = _in_its_phrase(p, n, cues, takes)
    if who is not None:
        return who
    for c in p.children[n]:
        if (
            c < n
            and p.dep[c] in ("amod", "compound", "nmod")
            and (p.ent[c] in NAMED or p.lemma[c].lower() in cues.people)
        ):
            return c
    if p.dep[n] == "dobj" and p.lemma[p.head[n]] in CARRIES:
        who = speaker_of(p, p.head[n])
        return who if who is not None and (p.lower[who] in SELF or can_show(p, who, cues)) else None
    return None


def _in_its_phrase(p: Parse, n: int, cues: Cues, takes: tuple[str, ...]) -> int | None:
    """By, from or of whom a claim is, or in which country: "claims by the rebels", "allegations in Sweden";
    also a by-phrase that hangs on its own object."""
    for c in p.children[n]:
        if (
            p.dep[c] in ("prep", "agent")
            and c > n
            and p.lower[c] in ("by", "from", "of", "on", "among", "in")
            and p.lower[c] not in takes
        ):
            who = grammar.child(p, c, "pobj")
            if who is not None and (
                can_show(p, who, cues) if p.lower[c] != "in" else p.ent[who] == "GPE" and p.dep[n] == "nsubj"
            ):
                return who
    for k in range(n + 1, p.right[n]):
        if p.lower[k] == "by" and p.dep[k] == "prep" and p.dep[p.head[k]] == "pobj":
            who = grammar.child(p, k, "pobj")
            if who is not None and can_show(p, who, cues):
                return who
    return None
