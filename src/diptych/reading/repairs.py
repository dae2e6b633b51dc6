"""What the parser is known to read wrongly, mended in the arrays of a parse before anything reads them.

Each mend knows one construction by its words and tags, whatever the verb: a subject that was joined to an
object before it, a participle that looks like a noun, words in brackets, a sentence without a verb.
"""

from __future__ import annotations

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
#: How many tokens away the words of one clause are looked for.
_REACH = 80


def mend(
    word: list[str], lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int]
) -> None:
    """Mends, in place, what the parser is known to read wrongly."""
    _according_to(word, lower, pos, dep, head)
    for i in range(1, len(lower)):
        _misread_verb(lower, pos, tag, dep, head, i)
        if lower[i - 1] in (",", '"') and tag[i] in ("VBD", "VBZ", "VBP", "VBN"):
            _speaker_after(lower, pos, tag, dep, head, i)
        elif lower[i] == "by" and dep[i] in ("agent", "prep"):
            _judged_by(lower, pos, tag, dep, head, i)
            _done_by(lower, pos, tag, dep, head, i)
        elif dep[i] == "det" and dep[i - 1] == "det" and head[i] == head[i - 1]:
            _told_of_those(pos, tag, dep, head, i - 1)
        elif lower[i] == "whom" and dep[i] == "pobj":
            _told_of_whom(pos, tag, dep, head, i)
        _joined_wrongly(lower, pos, tag, dep, head, i)


def _misread_verb(
    lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], i: int
) -> None:
    """Makes a verb of what looks like a noun behind its auxiliary: "was overrun", "to fire on the port"."""
    infinitive = dep[i] == "aux" and lower[i] == "to" and head[i] == i + 1 and lower[i - 1] != lower[i + 1]
    if tag[head[i]] == "NN" and (dep[i] == "auxpass" or infinitive):
        pos[head[i]], tag[head[i]] = "VERB", "VBN" if dep[i] == "auxpass" else "VB"


def _joined_wrongly(
    lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], i: int
) -> None:
    """The mends of a token that hangs on the wrong word of its clause."""
    if dep[i] == "auxpass" and dep[head[i]] == "conj" and pos[head[i]] == "VERB":
        _joined_subject(lower, pos, dep, head, i)
    elif dep[i] == "agent" and dep[head[i]] == "attr" and tag[head[i]] == "NN" and head[i] == i - 1:
        _participle(lower, pos, tag, dep, head, i - 1)
    elif (
        dep[i] == "xcomp"
        and tag[i] == "VBN"
        and lower[i - 1] == ","
        and dep[head[i]] == "conj"
        and head[i] < i
    ):
        _bracket(lower, tag, dep, head, i)
    elif dep[i] == "acl" and lower[i - 1] == "," and pos[head[i]] in ("NOUN", "PROPN"):
        if dep[head[i]] == "ROOT":
            _root(lower, pos, tag, dep, head, i)
        elif dep[head[i]] == "pobj" and tag[i] == "VBN":
            _list_of_passives(lower, tag, dep, head, i)
    elif (
        lower[i - 1] == "those" and tag[i] == "NN" and dep[i - 1] == "det" and head[i - 1] == i
    ):  # "among those shot"
        dep[i - 1], head[i - 1] = dep[i], (head[i] if head[i] != i else i - 1)
        dep[i], head[i], pos[i], tag[i] = "acl", i - 1, "VERB", "VBN"


_WHEN = frozenset(
    "dawn dusk daybreak noon midday midnight nightfall sunrise sunset morning evening night then now "
    "monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august september "
    "october "
    "november december".split()
)
_MANY = frozenset("dozens scores hundreds thousands millions number group groups handful majority".split())


def _done_by(
    lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], by: int
) -> None:
    """A time behind "by" is no doer: "killed by dawn"; a doer behind the object of a noun is the noun's:
    "shelling of the market by the army"."""
    behind = next(
        (k for k in range(by + 1, min(len(head), by + 8)) if head[k] == by and dep[k] == "pobj"), None
    )
    if behind is not None and (lower[behind] in _WHEN or lower[behind].isdigit() and len(lower[behind]) == 4):
        dep[by] = "prep"
        return
    noun = head[by]
    if dep[by] != "prep" or noun >= by or pos[noun] not in ("NOUN", "PROPN"):
        return
    act = _over_of(lower, dep, head, noun)
    while act is not None and lower[act] in _MANY:
        act = _over_of(lower, dep, head, act)
    if act is not None and (lower[act].endswith(_ACTS) or tag[act] == "VBG"):
        head[by] = act


#: Ends of nouns for what is done.
_ACTS = (
    "ing",
    "ings",
    "tion",
    "tions",
    "sion",
    "sions",
    "ment",
    "ments",
    "al",
    "acre",
    "acres",
    "cide",
    "age",
    "ture",
    "ure",
    "der",
    "ders",
    "ade",
    "ault",
    "ack",
    "acks",
)


def _over_of(lower: list[str], dep: list[str], head: list[int], noun: int) -> int | None:
    """The noun whose of-phrase a noun stands in."""
    of = head[noun]
    return head[of] if dep[noun] == "pobj" and lower[of] == "of" and head[of] < of else None


def _told_of_those(pos: list[str], tag: list[str], dep: list[str], head: list[int], those: int) -> None:
    """Makes two clauses of one: "Those the army killed were teachers"."""
    doer = head[those]
    verb = head[doer]
    over = head[verb]
    if dep[doer] == "nsubj" and dep[verb] == "csubj" and doer < verb < over and tag[verb] in ("VBD", "VBN"):
        head[those], dep[those], pos[those] = over, "nsubj", "PRON"
        head[verb], dep[verb], tag[verb] = those, "relcl", "VBD"


def _told_of_whom(pos: list[str], tag: list[str], dep: list[str], head: list[int], whom: int) -> None:
    """Gives a relative clause its verb, which looks like a noun: "the men whom the army shot were
    teachers"."""
    over, men = head[whom], head[head[whom]]
    verb = over - 1
    if (
        not whom < verb < over
        or pos[over] != "AUX"
        or dep[over] != "relcl"
        or tag[verb] != "NN"
        or head[verb] != over
    ):
        return
    doer = next((k for k in range(verb - 1, whom, -1) if head[k] == verb and dep[k] == "compound"), None)
    if doer is None:
        return
    for k in range(whom + 1, doer):
        head[k] = doer if head[k] == verb else head[k]
    head[over], dep[over] = (over if head[men] == men else head[men]), dep[men]
    head[men], dep[men] = over, "nsubj"
    head[verb], dep[verb], pos[verb], tag[verb] = men, "relcl", "VERB", "VBD"
    head[doer], dep[doer], head[whom], dep[whom] = verb, "nsubj", verb, "dobj"
    for k in range(men + 1, len(head)):
        head[k] = over if head[k] == men and k > over else head[k]


def _speaker_after(
    lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], verb: int
) -> None:
    """Makes a subject of whoever stands behind a verb that follows what is said: "“They shot him,” warned his
    sister", "Forty killed, says mayor"."""
    quoted = lower[verb - 1] == '"' and verb > 1 and lower[verb - 2] in (",", "?", "!", "-", "—", "–")
    if not quoted and lower[verb - 1] != ",":
        return
    behind = [
        k
        for k in range(verb + 1, min(len(head), verb + 16))
        if head[k] == verb and dep[k] in ("dobj", "nsubj", "oprd", "attr")
    ]
    before = [
        k for k in range(max(0, verb - _REACH), verb - 1) if head[k] == verb and dep[k] in ("ccomp", "nsubj")
    ]
    if len(behind) != 1 or not before or dep[behind[0]] != "nsubj" and not quoted:
        return
    own = _within(head, behind[0], min(len(head), behind[0] + 12))
    if own[0] != verb + 1 or any(dep[k] == "nsubj" for k in before) and dep[behind[0]] != "nsubj":
        return
    dep[behind[0]], pos[verb] = "nsubj", "VERB"
    tag[verb] = "VBD" if tag[verb] == "VBN" else tag[verb]
    for k in before:
        dep[k] = "ccomp"


_JUDGED = frozenset(
    "blamed condemned criticised criticized accused denounced faulted rebuked censured indicted charged "
    "convicted "
    "sentenced prosecuted sanctioned punished jailed".split()
)


def _judged_by(
    lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], by: int
) -> None:
    """Gives "by" to the verb that judges, not to the act: "was blamed for the massacre by the mayor"."""
    act = head[by]
    over = head[act]
    if (
        act >= by
        or pos[act] not in ("NOUN", "PROPN")
        or dep[over] != "prep"
        or lower[over] not in ("for", "over", "of")
    ):
        return
    verb = head[over]
    if lower[verb] in _JUDGED and any(
        head[k] == verb and dep[k] == "auxpass" for k in range(max(0, verb - 6), verb)
    ):
        if not any(head[k] == verb and dep[k] == "agent" for k in range(verb, by)):
            head[by], dep[by] = verb, "agent"


def _joined_subject(lower: list[str], pos: list[str], dep: list[str], head: list[int], aux: int) -> None:
    """Gives a passive the subject that the parser joined to an object before it: "the army took the port, and
    forty men who hid there were shot"."""
    verb = head[aux]
    if any(head[k] == verb and dep[k] in _SUBJECTS for k in range(aux)):
        return
    for noun in range(aux - 1, max(head[verb], aux - 16), -1):
        if dep[noun] == "conj" and pos[noun] in ("NOUN", "PROPN", "NUM") and head[noun] > head[verb]:
            own = _within(head, noun, aux)
            first, last = own[0], own[-1]
            if last == aux - 1 and first > 1 and lower[first - 1] == "and" and lower[first - 2] == ",":
                head[noun], dep[noun] = verb, "nsubjpass"
                return


def _participle(
    lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], verb: int
) -> None:
    """Makes a passive of a participle that looks like a noun: "the port was overrun by rebels"."""
    be = head[verb]
    if be >= verb or pos[be] != "AUX":
        return
    for k in (
        k
        for k in range(max(0, be - _REACH), min(len(head), be + _REACH))
        if head[k] == be and k not in (verb, be)
    ):
        head[k] = verb
        dep[k] = "nsubjpass" if dep[k] == "nsubj" else dep[k]
    head[verb], dep[verb] = (verb if head[be] == be else head[be]), dep[be]
    head[be], dep[be], pos[verb], tag[verb] = verb, "auxpass", "VERB", "VBN"


def _bracket(lower: list[str], tag: list[str], dep: list[str], head: list[int], verb: int) -> None:
    """Joins a verb to the one before "and", past a "she says" between commas: "they came and, she says,
    killed the guard"."""
    said = head[verb]
    who = next((k for k in range(said - 1, head[said], -1) if head[k] == said and dep[k] == "nsubj"), None)
    first = _within(head, who, said)[0] if who is not None else 0
    if first > 1 and said == verb - 2 and lower[first - 1] == "," and dep[first - 2] == "cc":
        head[verb], dep[verb], tag[verb] = head[said], "conj", "VBD"
        head[said], dep[said] = verb, "parataxis"


def _root(
    lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], verb: int
) -> None:
    """Makes the verb of a sentence of one that the parser hung on its subject like a participle: "Rebels,
    helped by others, attacked from the east and burned the port"."""
    noun = head[verb]
    own = [k for k in range(noun + 1, min(len(head), verb + _REACH)) if head[k] == verb]
    earlier = any(head[k] == noun and dep[k] in ("acl", "appos", "relcl") for k in range(noun + 1, verb))
    joined = any(dep[k] == "conj" and tag[k] == "VBD" for k in own) and any(dep[k] == "cc" for k in own)
    if (
        tag[verb] not in ("VBN", "VBD")
        or not earlier
        or not joined
        or any(dep[k] in ("agent", "aux", "auxpass", "nsubj") for k in own)
    ):
        return
    head[verb], dep[verb], tag[verb] = verb, "ROOT", "VBD"
    head[noun], dep[noun] = verb, "nsubj"
    for k in (k for k in range(verb + 1, min(len(head), noun + _REACH)) if head[k] == noun):
        head[k] = verb


def _list_of_passives(lower: list[str], tag: list[str], dep: list[str], head: list[int], verb: int) -> None:
    """Joins a participle to the passive before it, past the noun that the parser hung it on: "they were taken
    to camps, starved and shot"."""
    noun = head[verb]
    over = head[head[noun]]
    while dep[over] == "prep" or dep[over] == "pobj":
        over = head[over]
    passive = any(dep[k] == "auxpass" and head[k] == over for k in range(max(0, over - 5), over))
    after = range(verb + 1, min(len(head), verb + _REACH))
    closed = any(
        dep[k] == "conj" and (head[k] == over or head[k] == verb and tag[k] in ("VBN", "VBD")) for k in after
    )
    if (
        passive
        and closed
        and tag[over] == "VBN"
        and not any(dep[k] == "agent" and head[k] == verb for k in after)
    ):
        head[verb], dep[verb] = over, "conj"


def _within(head: list[int], top: int, end: int) -> list[int]:
    """The tokens before `end` that hang on `top`, itself included, in order."""
    found = {top}
    for k in [*range(top - 1, max(-1, top - 12), -1), *range(top + 1, end), *range(top + 1, end)]:
        if head[k] in found:
            found.add(k)
    return sorted(found)


def _according_to(word: list[str], lower: list[str], pos: list[str], dep: list[str], head: list[int]) -> None:
    """Gives a verb the subject that the parser joined to a name with commas in it: "according to the Board
    for Roads, Rivers and Ports, 40 bridges were lost"."""
    for i in (
        i
        for i, w in enumerate(lower)
        if w == "according" and dep[i] == "prep" and i + 1 < len(lower) and lower[i + 1] == "to"
    ):
        verb = head[i]
        own = [k for k in range(i, verb) if head[k] == verb]
        if verb <= i or any(dep[k] in _SUBJECTS for k in own):
            continue
        joined = [
            k
            for k in range(i + 2, verb)
            if dep[k] == "conj" and pos[k] == "NOUN" and pos[head[k]] == "PROPN" and head[k] > i
        ]
        for c in joined[-1:]:
            first = min([c, *(k for k in range(i, c) if head[k] == c)])
            if word[first - 1] == ",":
                head[c], dep[c] = verb, "nsubjpass" if any(dep[k] == "auxpass" for k in own) else "nsubj"
