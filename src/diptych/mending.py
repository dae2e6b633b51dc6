"""What the parser is known to read wrongly, mended in the arrays of a parse before anything reads them.

Each mend knows one construction by its words and tags, whatever the verb: a subject that was joined to an object before it, a
participle that looks like a noun, words in brackets, a sentence without a verb.
"""

from __future__ import annotations

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
#: How many tokens away the words of one clause are looked for.
_REACH = 80


def mend(word: list[str], lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Mends, in place, what the parser is known to read wrongly."""
    _according_to(word, lower, pos, dep, head)
    for i in range(1, len(lower)):
        if tag[head[i]] == "NN" and (dep[i] == "auxpass" or dep[i] == "aux" and lower[i] == "to" and head[i] == i + 1 and lower[i - 1] != lower[i + 1]):
            pos[head[i]], tag[head[i]] = "VERB", "VBN" if dep[i] == "auxpass" else "VB"  # "was overrun", "to fire on the port"
        if lower[i - 1] in (",", '"') and tag[i] in ("VBD", "VBZ", "VBP", "VBN"):
            _speaker_after(lower, pos, tag, dep, head, i)
        if dep[i] == "agent" or dep[i] == "prep" and lower[i] == "by":
            _judged_by(lower, pos, tag, dep, head, i)
        if dep[i] == "auxpass" and dep[head[i]] == "conj" and pos[head[i]] == "VERB":
            _joined_subject(lower, pos, dep, head, i)
        elif dep[i] == "agent" and dep[head[i]] == "attr" and tag[head[i]] == "NN" and head[i] == i - 1:
            _participle(lower, pos, tag, dep, head, i - 1)
        elif dep[i] == "xcomp" and tag[i] == "VBN" and lower[i - 1] == "," and dep[head[i]] == "conj" and head[i] < i:
            _bracket(lower, tag, dep, head, i)
        elif dep[i] == "acl" and lower[i - 1] == "," and pos[head[i]] in ("NOUN", "PROPN"):
            if dep[head[i]] == "ROOT":
                _root(lower, pos, tag, dep, head, i)
            elif dep[head[i]] == "pobj" and tag[i] == "VBN":
                _list_of_passives(lower, tag, dep, head, i)
        elif lower[i - 1] == "those" and tag[i] == "NN" and dep[i - 1] == "det" and head[i - 1] == i:  # "among those shot"
            dep[i - 1], head[i - 1] = dep[i], (head[i] if head[i] != i else i - 1)
            dep[i], head[i], pos[i], tag[i] = "acl", i - 1, "VERB", "VBN"


def _speaker_after(lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], verb: int) -> None:
    """Makes a subject of whoever stands behind a verb that follows what is said: "“They shot him,” warned his sister", "Forty
    killed, says mayor"."""
    quoted = lower[verb - 1] == '"' and verb > 1 and lower[verb - 2] in (",", "?", "!", "-", "—", "–")
    if not quoted and lower[verb - 1] != ",":
        return
    behind = [k for k in range(verb + 1, min(len(head), verb + 16)) if head[k] == verb and dep[k] in ("dobj", "nsubj", "oprd", "attr")]
    before = [k for k in range(max(0, verb - _REACH), verb - 1) if head[k] == verb and dep[k] in ("ccomp", "nsubj")]
    if len(behind) != 1 or not before or dep[behind[0]] != "nsubj" and not quoted:
        return
    own = _within(head, behind[0], min(len(head), behind[0] + 12))
    if own[0] != verb + 1 or any(dep[k] == "nsubj" for k in before) and dep[behind[0]] != "nsubj":
        return
    dep[behind[0]], pos[verb] = "nsubj", "VERB"
    tag[verb] = "VBD" if tag[verb] == "VBN" else tag[verb]
    for k in before:
        dep[k] = "ccomp"


_JUDGED = frozenset("blamed condemned criticised criticized accused denounced faulted rebuked censured indicted charged convicted "
                    "sentenced prosecuted sanctioned punished jailed".split())


def _judged_by(lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], by: int) -> None:
    """Gives "by" to the verb that judges, not to the act: "was blamed for the massacre by the mayor"."""
    act = head[by]
    over = head[act]
    if act >= by or pos[act] not in ("NOUN", "PROPN") or dep[over] != "prep" or lower[over] not in ("for", "over", "of"):
        return
    verb = head[over]
    if lower[verb] in _JUDGED and any(head[k] == verb and dep[k] == "auxpass" for k in range(max(0, verb - 6), verb)):
        if not any(head[k] == verb and dep[k] == "agent" for k in range(verb, by)):
            head[by], dep[by] = verb, "agent"


def _joined_subject(lower: list[str], pos: list[str], dep: list[str], head: list[int], aux: int) -> None:
    """Gives a passive the subject that the parser joined to an object before it: "the army took the port, and forty men who hid
    there were shot"."""
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


def _participle(lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], verb: int) -> None:
    """Makes a passive of a participle that looks like a noun: "the port was overrun by rebels"."""
    be = head[verb]
    if be >= verb or pos[be] != "AUX":
        return
    for k in (k for k in range(max(0, be - _REACH), min(len(head), be + _REACH)) if head[k] == be and k not in (verb, be)):
        head[k] = verb
        dep[k] = "nsubjpass" if dep[k] == "nsubj" else dep[k]
    head[verb], dep[verb] = (verb if head[be] == be else head[be]), dep[be]
    head[be], dep[be], pos[verb], tag[verb] = verb, "auxpass", "VERB", "VBN"


def _bracket(lower: list[str], tag: list[str], dep: list[str], head: list[int], verb: int) -> None:
    """Joins a verb to the one before "and", past a "she says" between commas: "they came and, she says, killed the guard"."""
    said = head[verb]
    who = next((k for k in range(said - 1, head[said], -1) if head[k] == said and dep[k] == "nsubj"), None)
    first = _within(head, who, said)[0] if who is not None else 0
    if first > 1 and said == verb - 2 and lower[first - 1] == "," and dep[first - 2] == "cc":
        head[verb], dep[verb], tag[verb] = head[said], "conj", "VBD"
        head[said], dep[said] = verb, "parataxis"


def _root(lower: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], verb: int) -> None:
    """Makes the verb of a sentence of one that the parser hung on its subject like a participle: "Rebels, helped by others, attacked
    from the east and burned the port"."""
    noun = head[verb]
    own = [k for k in range(noun + 1, min(len(head), verb + _REACH)) if head[k] == verb]
    earlier = any(head[k] == noun and dep[k] in ("acl", "appos", "relcl") for k in range(noun + 1, verb))
    joined = any(dep[k] == "conj" and tag[k] == "VBD" for k in own) and any(dep[k] == "cc" for k in own)
    if tag[verb] not in ("VBN", "VBD") or not earlier or not joined or any(dep[k] in ("agent", "aux", "auxpass", "nsubj") for k in own):
        return
    head[verb], dep[verb], tag[verb] = verb, "ROOT", "VBD"
    head[noun], dep[noun] = verb, "nsubj"
    for k in (k for k in range(verb + 1, min(len(head), noun + _REACH)) if head[k] == noun):
        head[k] = verb


def _list_of_passives(lower: list[str], tag: list[str], dep: list[str], head: list[int], verb: int) -> None:
    """Joins a participle to the passive before it, past the noun that the parser hung it on: "they were taken to camps, starved and shot"."""
    noun = head[verb]
    over = head[head[noun]]
    while dep[over] == "prep" or dep[over] == "pobj":
        over = head[over]
    passive = any(dep[k] == "auxpass" and head[k] == over for k in range(max(0, over - 5), over))
    after = range(verb + 1, min(len(head), verb + _REACH))
    closed = any(dep[k] == "conj" and (head[k] == over or head[k] == verb and tag[k] in ("VBN", "VBD")) for k in after)
    if passive and closed and tag[over] == "VBN" and not any(dep[k] == "agent" and head[k] == verb for k in after):
        head[verb], dep[verb] = over, "conj"


def _within(head: list[int], top: int, end: int) -> list[int]:
    """The tokens before `end` that hang on `top`, itself included, in order."""
    found = {top}
    for k in [*range(top - 1, max(-1, top - 12), -1), *range(top + 1, end), *range(top + 1, end)]:
        if head[k] in found:
            found.add(k)
    return sorted(found)


def _according_to(word: list[str], lower: list[str], pos: list[str], dep: list[str], head: list[int]) -> None:
    """Gives a verb the subject that the parser joined to a name with commas in it: "according to the Board for Roads, Rivers and
    Ports, 40 bridges were lost"."""
    for i in (i for i, w in enumerate(lower) if w == "according" and dep[i] == "prep" and i + 1 < len(lower) and lower[i + 1] == "to"):
        verb = head[i]
        own = [k for k in range(i, verb) if head[k] == verb]
        if verb <= i or any(dep[k] in _SUBJECTS for k in own):
            continue
        joined = [k for k in range(i + 2, verb) if dep[k] == "conj" and pos[k] == "NOUN" and pos[head[k]] == "PROPN" and head[k] > i]
        for c in joined[-1:]:
            first = min([c, *(k for k in range(i, c) if head[k] == c)])
            if word[first - 1] == ",":
                head[c], dep[c] = verb, "nsubjpass" if any(dep[k] == "auxpass" for k in own) else "nsubj"
