"""A verb as a cue: who says, whether anything is said, and by which of the verb's constructions it stands
where."""

from __future__ import annotations

from diptych.corpus.codebook import Entry
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.voice.cues import Cues, Draft
from diptych.voice.reach import reach_of
from diptych.voice.said import clause_said
from diptych.voice.speaker import (
    AGENTS,
    antecedent,
    can_say,
    can_show,
    is_nobody,
    is_self,
    speaker_of,
)

#: Verbs that speak for somebody only where it has been done: a recognition still to come, or refused, says
#: nothing.
_GRANTS = frozenset({"recognise", "recognize", "acknowledge"})
_MODALS = frozenset({"should", "must", "can", "could", "may", "might", "need", "ought", "shall"})
#: What "it" does as a court or an inquiry, and no thing does.
_FINDS = frozenset({"find", "conclude", "rule", "determine", "decide"})
_DUTIES = frozenset({"should", "must", "ought", "shall", "need"})
#: What a court finds is settled by it, and the writer takes it as so.
_COURTS = frozenset({"court", "tribunal", "chamber", "judge", "jury", "icj", "icty", "ictr", "icc"})


def at_verb(p: Parse, v: int, entry: Entry, cues: Cues) -> Draft | None:
    """The draft at a verb: "the mayor said that the bridge fell", "was accused of arson"; None where nobody
    but the writer says anything."""
    act, takes = entry.more["act"], entry.more.get("takes", ())
    who, passive = _who_says(p, v, cues), grammar.is_passive(p, v)
    if not (
        _said_by_nobody_named(p, v, act, passive, takes) if who is None else _is_source(p, who, act, cues)
    ):
        return None
    if act == "judges" and p.dep[v] == "xcomp" and p.lemma[p.head[v]] == "be":
        return None  # who is to blame says nothing
    if who is not None and is_nobody(p, who) and entry.more["stance"] == "doubts":
        return None  # "nobody doubts that the army shelled the market": the writer says it
    objects = (
        "object" in takes
        and who is not None
        and can_show(p, who, cues, body=act == "shows")
        and not _is_yet_to_be(p, v)
        and (act in ("topic", "aims", "judges") or not grammar.is_negated(p, v))
    )
    if act == "topic" and not objects or _is_only_called_for(p, v, takes):
        return None
    content = _content(p, v, takes, objects=objects, passive=passive, act=act)
    if not content or act == "shows" and grammar.is_negated(p, v) and p.lower[content[0][0]] in _OPEN:
        return None
    return Draft((v, v + 1), who, content, _stance(p, v, who, entry), act)


def _who_says(p: Parse, v: int, cues: Cues) -> int | None:
    """Who says; of a verb joined to what is said by another, whoever says that: "he denies that the bridge
    fell and says …"."""
    who, above = speaker_of(p, v), p.head[p.head[v]]
    if (
        p.dep[v] == "conj"
        and p.dep[p.head[v]] == "ccomp"
        and p.tag[v] == p.tag[above]
        and p.lemma[above].lower() in cues.verbs
        and not can_show(p, who, cues)
    ):
        return speaker_of(p, above)
    return who


def _is_source(p: Parse, who: int, act: str, cues: Cues) -> bool:
    """Whether a subject is somebody else than the writer who can say, or show, what such a verb reports."""
    if (
        is_self(p, who)
        or is_nobody(p, who)
        and act != "thinks"
        or p.pos[who] == "NOUN"
        and p.lemma[who] not in cues.people
        and not p.lemma[who].endswith(AGENTS)
        and any(p.lower[c] in ("my", "our") for c in p.children[who])
    ):
        return False
    if p.lower[who] == "it" and act == "shows" and p.lemma[p.head[who]] in _FINDS:
        return can_say(p, who, cues)
    return can_show(p, who, cues) if act == "shows" else can_say(p, who, cues)


def _is_only_called_for(p: Parse, v: int, takes: tuple[str, ...]) -> bool:
    """Whether something is yet to be called so, or is not granted: "the raid must be described as a crime",
    "cannot present itself as a victim", "refused to recognise it"."""
    if "as" in takes and any(
        p.lower[c] in _DUTIES or p.lower[c] in ("can", "could") and grammar.is_negated(p, v)
        for c in p.children[v]
    ):
        return True
    return p.lemma[v] in _GRANTS and (_is_yet_to_be(p, v) or grammar.is_negated(p, v))


def _stance(p: Parse, v: int, who: int | None, entry: Entry) -> str:
    """The stance of a verb: what a court finds is vouched for, and nothing is that somebody does not say."""
    found_by_court = (
        p.lemma[v] == "find" and who is not None and p.lemma[antecedent(p, who)].lower() in _COURTS
    )
    stance = "vouches" if found_by_court else entry.more["stance"]
    return "neutral" if stance == "vouches" and grammar.is_negated(p, v) else stance


def _is_yet_to_be(p: Parse, v: int) -> bool:
    """An infinitive of purpose or of what somebody is asked: nothing has been said ("told the guards to
    report any loss")."""
    if p.tag[v] != "VB" or not any(p.lower[c] == "to" for c in p.children[v]):
        return False
    return (
        p.dep[v] in ("advcl", "acl", "relcl")
        or p.dep[v] in ("xcomp", "ccomp")
        and (
            grammar.is_passive(p, p.head[v])
            or any(
                p.dep[c] in ("nsubj", "dobj") and p.head[v] < c < v
                for c in (*p.children[v], *p.children[p.head[v]])
            )
        )
    )


def _said_by_nobody_named(p: Parse, v: int, act: str, passive: bool, takes: tuple[str, ...]) -> bool:
    """A passive such as "it was reported that" or "is said to": nobody is named, yet it is not the writer.
    With should, must or can it is ("it should be noted"), and so it is with verbs that show ("it has been
    proved") or demand; and "was told to leave" is a deed."""
    if not passive or act not in ("says", "thinks") or "as" in takes or p.dep[v] in ("acl", "relcl", "amod"):
        return False
    words = {p.lower[c] for c in p.children[v]}
    if "hearer" in takes and any(p.dep[c] == "xcomp" and p.tag[c] == "VB" for c in p.children[v]):
        return False
    return not words & _MODALS and any(p.dep[c] == "auxpass" for c in p.children[v])


def _content(
    p: Parse, v: int, takes: tuple[str, ...], *, objects: bool, passive: bool, act: str
) -> list[tuple[int, int]]:
    """Where the words said stand, by the first of the cue's constructions that is there."""
    if p.lemma[v] == "qualify" and not passive and grammar.child(p, v, "dobj") is None:
        return []  # "the raid qualifies as a crime": its subject says nothing
    infinitive = "infinitive" in takes or passive and act in ("says", "thinks") and "clause" in takes
    found = (
        "clause" in takes
        and clause_said(p, v, gerund=p.lemma[v] != "continue")
        or infinitive
        and _infinitive(p, v, passive=passive, first=act == "aims" and not passive)
        or objects
        and _object(p, v, passive=passive)
        or _after_preposition(p, v, takes)
        or "of" in takes
        and _of_further_on(p, v)
    )
    if found:
        return found
    if (
        act == "frames"
        and p.lower[p.left[v]] == "as"
        and (it := grammar.child(p, v, "dobj")) is not None
        and p.lower[it] in ("it", "them", "these", "him", "her")
    ):
        return _named_by_the_way(p, v)
    return (
        "as" in takes
        and _as_further_on(p, v)
        or "complement" in takes
        and not passive
        and _complement(p, v)
        or []
    )


def _infinitive(p: Parse, v: int, *, passive: bool, first: bool) -> list[tuple[int, int]]:
    """An infinitive with its subject: "the bridge is said to have fallen"; with `first`, from the object that
    it is asked of on: "urged the guards to leave"."""
    for c in p.children[v]:
        if (
            c > v
            and p.dep[c] in ("xcomp", "ccomp", "advcl")
            and _is_infinitive(p, c)
            and any(p.lower[k] == "to" for k in p.children[c])
        ):
            subject = grammar.child(p, v, "nsubjpass") if passive else None
            raised = (
                [(p.left[subject], p.right[subject])]
                if subject is not None and p.lower[subject] != "it"
                else []
            )
            asked = (
                next(
                    (
                        k
                        for k in p.children[v]
                        if p.dep[k] == "dobj" or p.dep[k] == "prep" and p.lower[k] in ("on", "upon")
                    ),
                    None,
                )
                if first
                else None
            )
            return raised + [(p.left[c] if asked is None or asked > c else p.left[asked], reach_of(p, v, c))]
    return []


def _object(p: Parse, v: int, *, passive: bool) -> list[tuple[int, int]]:
    """An object that is no pronoun, or the subject of a passive: "condemned the raid", "the raid was
    condemned"."""
    c = grammar.child(p, v, "dobj", *(["nsubjpass"] if passive else []))
    if c is None or p.pos[c] == "PRON":
        return []
    return [(p.left[c], reach_of(p, v, c) if c > v else p.right[c])]


def _after_preposition(p: Parse, v: int, takes: tuple[str, ...]) -> list[tuple[int, int]]:
    """A phrase with a preposition that the cue takes: "warned of a flood", "accused them of arson"."""
    for c in p.children[v]:
        if (
            p.dep[c] in ("prep", "agent", "dative", "advmod", "mark")
            and c > v
            and p.lower[c] in takes
            and (p.children[c] or p.dep[c] != "prep")
        ):
            return [(c, reach_of(p, v, c))]
    return []


def _of_further_on(p: Parse, v: int) -> list[tuple[int, int]]:
    """An of-phrase that the parser hung on a date or a place in between: "spoke in 1990 of crimes"."""
    for k in range(v + 1, min(v + 6, p.right[v])):
        if (
            p.lower[k] == "of"
            and p.dep[k] == "prep"
            and p.dep[p.head[k]] == "pobj"
            and (p.ent[p.head[k]] in ("DATE", "GPE") or p.pos[p.head[k]] == "NUM")
        ):
            return [(k, reach_of(p, v, k))]
    return []


def _as_further_on(p: Parse, v: int) -> list[tuple[int, int]]:
    """An as-phrase that the parser hung on the object: "described the raid as a crime"."""
    for k in range(v + 1, min(p.right[v], p.sents[p.sent[v]][1])):
        if p.lower[k] == "as" and p.dep[k] == "prep" and p.pos[p.head[k]] in ("NOUN", "PROPN", "PRON"):
            return [(k, reach_of(p, v, k))]
    return []


def _complement(p: Parse, v: int) -> list[tuple[int, int]]:
    """What a thing is called or found to be, without the thing: "called the raid a crime"."""
    c = grammar.child(p, v, "oprd", "ccomp", "attr") or _called_otherwise(p, v)
    if c is None or c <= v or p.pos[c] == "NUM" or p.lower[p.left[c]] in ("whether", "if"):
        return []
    subject = grammar.child(p, c, "nsubj")
    return [
        (
            p.right[subject] if subject is not None and p.lower[p.left[c]] != "that" else p.left[c],
            reach_of(p, v, c),
        )
    ]


def _called_otherwise(p: Parse, v: int) -> int | None:
    """What a thing is called that stands before the verb ("which the mayor called a rout"), or is taken for
    one noun with its name: "Court Calls Killings Genocide"."""
    noun = next((c for c in p.children[v] if c > v and p.dep[c] == "dobj"), None)
    if noun is None:
        return None
    opened = any(
        c < v and p.lower[c] in ("which", "whom", "that") and p.dep[c] != "nsubj" for c in p.children[v]
    )
    behind = (
        noun == v + 2
        and p.head[v + 1] == noun
        and p.dep[v + 1] == "compound"
        and p.lower[v + 1].endswith("s")
    )
    return noun if opened or behind else None


_OPEN = frozenset({"whether", "if", "what", "how", "who", "why"})


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
