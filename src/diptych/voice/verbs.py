"""A verb as a cue: who says, whether anything is said, and by which of the verb's constructions it stands where."""

from __future__ import annotations

from diptych import grammar
from diptych.codebook import Entry
from diptych.grammar import Parse
from diptych.voice.cues import Cues, Draft
from diptych.voice.reach import reach_of
from diptych.voice.said import clause_said
from diptych.voice.speaker import antecedent, can_say, can_show, is_nobody, is_self, speaker_of

#: Verbs that speak for somebody only where it has been done: a recognition still to come, or refused, says nothing.
_GRANTS = frozenset({"recognise", "recognize", "acknowledge"})
_MODALS = frozenset({"should", "must", "can", "could", "may", "might", "need", "ought", "shall"})
_DUTIES = frozenset({"should", "must", "ought", "shall", "need"})
#: What a court finds is settled by it, and the writer takes it as so.
_COURTS = frozenset({"court", "tribunal", "chamber", "judge", "jury", "icj", "icty", "ictr", "icc"})


def at_verb(p: Parse, v: int, entry: Entry, cues: Cues) -> Draft | None:
    act, takes = entry.more["act"], entry.more.get("takes", ())
    who = speaker_of(p, v)
    above = p.head[p.head[v]]
    if p.dep[v] == "conj" and p.dep[p.head[v]] == "ccomp" and p.tag[v] == p.tag[above] and p.lemma[above].lower() in cues.verbs and not can_show(p, who, cues):
        who = speaker_of(p, above)  # "he denies that the bridge fell and says …": joined to the verb above, whatever the parser says
    passive = grammar.is_passive(p, v)
    if who is None:
        if not _said_by_nobody_named(p, v, act, passive, takes):
            return None
    elif is_self(p, who) or is_nobody(p, who) and act != "thinks" or (p.pos[who] == "NOUN" and any(p.lower[c] in ("my", "our") for c in p.children[who])):
        return None
    elif act == "shows":
        if not can_show(p, who, cues):
            return None
    elif not can_say(p, who, cues):
        return None
    objects = "object" in takes and who is not None and can_show(p, who, cues, body=act == "shows") and not _is_yet_to_be(p, v) and (
        act in ("topic", "aims", "judges") or not grammar.is_negated(p, v))
    if "as" in takes and any(p.lower[c] in _DUTIES for c in p.children[v]):
        return None
    if act == "topic" and not objects or p.lemma[v] in _GRANTS and (_is_yet_to_be(p, v) or grammar.is_negated(p, v)):
        return None
    content = _content(p, v, takes, objects=objects, passive=passive, act=act)
    if not content or act == "shows" and grammar.is_negated(p, v) and p.lower[content[0][0]] in ("whether", "if", "what", "how", "who", "why"):
        return None
    stance = entry.more["stance"]
    if p.lemma[v] == "find" and who is not None and p.lemma[antecedent(p, who)].lower() in _COURTS:
        stance = "vouches"
    if stance == "vouches" and grammar.is_negated(p, v):
        stance = "neutral"
    return Draft((v, v + 1), who, content, stance, act)


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
        found = clause_said(p, v, gerund=p.lemma[v] != "continue")
        if found:
            return found
    if "infinitive" in takes or passive and act in ("says", "thinks") and "clause" in takes:
        for c in p.children[v]:
            if c > v and p.dep[c] in ("xcomp", "ccomp", "advcl") and _is_infinitive(p, c) and any(p.lower[k] == "to" for k in p.children[c]):
                subject = grammar.child(p, v, "nsubjpass") if passive else None
                raised = [(p.left[subject], p.right[subject])] if subject is not None and p.lower[subject] != "it" else []
                first = grammar.child(p, v, "dobj") if act == "aims" and not passive else None
                return raised + [(p.left[c] if first is None or first > c else p.left[first], reach_of(p, v, c))]
    if objects:
        c = grammar.child(p, v, "dobj", "nsubjpass" if passive else "dobj")
        if c is not None and p.pos[c] != "PRON":
            return [(p.left[c], reach_of(p, v, c) if c > v else p.right[c])]
    for c in p.children[v]:
        if p.dep[c] in ("prep", "agent", "dative", "advmod", "mark") and c > v and p.lower[c] in takes and (p.children[c] or p.dep[c] != "prep"):
            return [(c, reach_of(p, v, c))]
    if "of" in takes:
        for k in range(v + 1, min(v + 6, p.right[v])):
            if p.lower[k] == "of" and p.dep[k] == "prep" and p.dep[p.head[k]] == "pobj" and (p.ent[p.head[k]] in ("DATE", "GPE") or p.pos[p.head[k]] == "NUM"):  # "spoke in 1990 of crimes"
                return [(k, reach_of(p, v, k))]
    if act == "frames" and p.lower[p.left[v]] == "as" and (it := grammar.child(p, v, "dobj")) is not None and p.lower[it] in ("it", "them", "these", "him", "her"):
        return _named_by_the_way(p, v)
    if "as" in takes:
        for k in range(v + 1, min(p.right[v], p.sents[p.sent[v]][1])):
            if p.lower[k] == "as" and p.dep[k] == "prep" and p.pos[p.head[k]] in ("NOUN", "PROPN", "PRON"):
                return [(k, reach_of(p, v, k))]
    if "complement" in takes and not passive:
        c = grammar.child(p, v, "oprd", "ccomp", "attr")
        if c is not None and c > v and p.pos[c] != "NUM" and p.lower[p.left[c]] not in ("whether", "if"):
            subject = grammar.child(p, c, "nsubj")
            return [(p.right[subject] if subject is not None and p.lower[p.left[c]] != "that" else p.left[c], reach_of(p, v, c))]
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
