"""Where the clause said stands: after its verb of saying, before it, around it."""

from __future__ import annotations

from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.voice.cues import FINITE, VERBS
from diptych.voice.reach import pieces, reach_of, runs_on, trimmed


def clause_said(p: Parse, v: int, *, gerund: bool = True) -> list[tuple[int, int]]:
    """The clause said: after its verb ("said that the bridge fell"), before it ("The bridge fell, he said"),
    or around it."""
    a, b = p.sents[p.sent[v]]
    while b - 1 > a and p.pos[b - 1] == "SPACE":
        b -= 1
    marked_as = any(
        p.lower[c] == "as" and c < v and p.dep[c] in ("mark", "advmod", "prep") for c in p.children[v]
    )
    after = _after_aside(p, v, b) if marked_as and p.dep[v] in ("advcl", "relcl", "conj", "ccomp") else []
    if after:
        return after
    if p.dep[v] == "parataxis" or p.dep[v] == "advcl" and marked_as:
        return [] if marked_as and _says_more(p, v) else around(p, v, p.head[v], (a, b))
    clauses = [c for c in p.children[v] if p.dep[c] == "ccomp"]
    after = next((c for c in clauses if c > v), None)
    if after is not None:
        subject = grammar.child(p, v, "nsubj")
        split = (
            v > a
            and p.word[v - 1] == ","
            and subject is not None
            and v < subject < after
            and p.lower[p.left[after]] != "that"
        )
        said = [(p.left[after], reach_of(p, v, after))]
        return (
            pieces(p, [(a, v - 1), *said]) if split else said
        )  # "As long as it lasts, say the survivors, there is no peace"
    before = next((c for c in clauses if ";" not in p.word[c:v]), None)
    if before is not None:
        return ahead_of(p, v, before, (a, b))
    return (
        gerund
        and _gerund(p, v)
        or _opened_by_that(p, v, b)
        or _between_commas(p, v, (a, b))
        or _after_colon(p, v, b)
        or _in_relative(p, v, b)
        or _reporting_tag(p, v, (a, b))
    )


def _in_relative(p: Parse, v: int, end: int) -> list[tuple[int, int]]:
    """The rest of a relative clause that says of its noun what somebody says of it: "a raid that the mayor
    says amounted to murder"."""
    subject = grammar.child(p, v, "nsubj")
    opener = p.left[subject] - 1 if subject is not None else -1
    opener = (
        next((k for k in range(v - 1, max(v - 7, -1), -1) if p.tag[k] in ("WDT", "WP")), None)
        if opener < 0 or p.tag[opener] not in ("WDT", "WP")
        else opener
    )
    if (
        opener is None
        or v + 1 >= end
        or p.tag[v + 1] not in FINITE
        or any(p.word[k] == "," or p.tag[k] in FINITE for k in range(opener, v))
    ):
        return []
    verb = p.head[v + 1] if p.dep[v + 1] in ("aux", "auxpass") else v + 1
    stop = next(
        (
            k
            for k in range(verb, p.right[verb])
            if p.pos[k] == "CCONJ" and k + 1 < end and p.lower[k + 1] in ("that", "which", "who")
        ),
        p.right[verb],
    )
    return pieces(p, [(v + 1, min(stop, end))])


def _says_more(p: Parse, v: int) -> bool:
    """Whether an as-clause has something of its own to say: "as the mayor said of the bridge", not "as the
    mayor said"."""
    return any(
        c > v
        and (
            p.dep[c] in ("dobj", "ccomp", "xcomp")
            and p.lower[c] not in ("it", "so")
            and not (p.dep[c] == "dobj" and p.lemma[v] in ("tell", "inform", "remind", "assure", "warn"))
            or p.dep[c] == "prep"
            and p.lower[c] in ("about", "of")
        )
        for c in p.children[v]
    )


def _gerund(p: Parse, v: int) -> list[tuple[int, int]]:
    """A gerund right after the verb: "denied burning the barns"."""
    for c in p.children[v]:
        if (
            c > v
            and p.dep[c] in ("xcomp", "advcl")
            and p.tag[c] == "VBG"
            and c - v <= 3
            and not any(p.word[k] == "," for k in range(v, c))
        ):
            return [(p.left[c], reach_of(p, v, c))]
    return []


def _opened_by_that(p: Parse, v: int, end: int) -> list[tuple[int, int]]:
    """A clause with "that", right after the verb or further on, which the parser hung on something else."""
    said = (
        v + 1
        if v + 1 < end and p.lower[v + 1] == "that" and p.tag[v + 1] == "IN"
        else _that_further_on(p, v, end)
    )
    return [(said, reach_of(p, v, said))] if said is not None else []


def _after_colon(p: Parse, v: int, end: int) -> list[tuple[int, int]]:
    """The rest of the sentence after a colon: "His message was repeated: the bridge must close"."""
    colon = next((i for i in range(v + 1, min(end, v + 12)) if p.word[i] == ":"), None)
    return (
        [(colon + 1, trimmed(p, end))]
        if colon is not None and colon + 1 < end and p.head[colon] in (v, p.head[v])
        else []
    )


def _after_aside(p: Parse, v: int, end: int) -> list[tuple[int, int]]:
    """What follows an as-clause put in behind a joining word: "but, as the mayor said, …", "where, as two
    drivers testified, …"."""
    before = next(c for c in p.children[v] if p.lower[c] == "as" and c < v) - 1
    before -= before > 0 and p.word[before] == ","
    if (
        before < 0
        or p.pos[before] != "CCONJ"
        and p.lower[before] not in ("where", "which", "that", "because", "while", "when")
    ):
        return []
    comma = next((k for k in range(v + 1, min(v + 8, end)) if p.word[k] == ","), None)
    if comma is None or any(p.pos[k] in VERBS for k in range(v + 1, comma)):
        return []
    stop = next((k for k in range(comma + 1, end) if p.word[k] == ";"), end)
    return pieces(p, [(comma + 1, stop)])


def _that_further_on(p: Parse, v: int, end: int) -> int | None:
    """The "that" of a clause which the parser hung on an adjunct of the verb: "noted in passing in 2010 that
    …", "observed in a judgment that the acts …", where it takes the clause for a relative one though nothing
    in it is left open."""
    for k in range(v + 1, min(v + 10, end)):
        if (
            p.lower[k] == "that"
            and p.tag[k] == "WDT"
            and p.dep[p.head[k]] == "relcl"
            and p.dep[k] != "nsubj"
            and p.dep[k] != "nsubjpass"
        ):
            on = p.head[p.head[k]]
            return (
                k
                if p.dep[on] == "pobj"
                and p.head[p.head[on]] == v
                and grammar.child(p, v, "dobj", "ccomp") is None
                and _has_all(p, p.head[k])
                else None
            )
        if p.lower[k] == "that" and p.tag[k] == "IN" and p.dep[k] == "mark":
            return (
                k
                if p.dep[p.head[k]] in ("ccomp", "acl")
                and not any(
                    p.pos[t] in VERBS and p.tag[t] != "VBG" and p.dep[t] != "amod" for t in range(v + 1, k)
                )
                else None
            )
        if p.word[k] in (",", ";", ":") or p.pos[k] in ("PRON", "SCONJ"):
            return None
    return None


def _has_all(p: Parse, v: int) -> bool:
    """Whether a verb has what it asks for without the word that opens its clause: an object of its own or a
    phrase in its place."""
    return any(
        c > v and p.dep[c] in ("dobj", "attr", "acomp", "prep", "agent", "ccomp", "xcomp")
        for c in p.children[v]
    )


def _between_commas(p: Parse, v: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """A reporting clause between two commas in the middle of another, which the parser took for a member of
    it: "the plan, the ministry warned in a note, costs lives", "they burned barns and, a witness testified,
    shot the cattle".

    Before it stands a noun phrase or an "and" and no end of a clause; behind it a finite verb that has no
    subject of its own.
    """
    hole = _commas(p, v, sent)
    if hole is None:
        return []
    first, last = hole
    start = next((k + 1 for k in range(first - 2, sent[0] - 1, -1) if p.word[k] in (";", ":")), sent[0])
    joined = p.pos[first - 2] == "CCONJ"
    if not joined and any(
        p.tag[k] in FINITE and p.dep[k] not in ("relcl", "acl") and _stands_out(p, k, start, first)
        for k in range(start, first - 1)
    ):
        return []
    end = next((k for k in range(last + 1, sent[1]) if p.word[k] == ";"), sent[1])
    return pieces(p, [(last + 1, end)] if joined else [(start, first - 1), (last + 1, end)])


def _commas(p: Parse, v: int, sent: tuple[int, int]) -> tuple[int, int] | None:
    """The first word of a reporting clause that stands between commas, and the comma after it; None where it
    does not, or says something itself."""
    subject = grammar.child(p, v, "nsubj")
    finite = (
        p.tag[v] in ("VBD", "VBZ", "VBP")
        or p.tag[v] == "VBN"
        and grammar.child(p, v, "aux", "auxpass") is None
    )
    if (
        subject is None
        or not subject < v
        or not finite
        or any(p.dep[c] in ("dobj", "ccomp", "xcomp") and c > v for c in p.children[v])
    ):
        return None
    first = p.left[subject]
    last = next((k for k in range(v + 1, min(v + 16, sent[1])) if p.word[k] in (",", ";")), None)
    if (
        first - 1 <= sent[0]
        or p.word[first - 1] != ","
        or last is None
        or p.word[last] != ","
        or any(p.pos[k] in VERBS and p.tag[k] != "VBN" for k in range(v + 1, last))
    ):
        return None
    after = last + 1
    while after < sent[1] and (p.pos[after] == "ADV" or p.lower[after] in ("not", "n't")):
        after += 1
    return (first, last) if after < sent[1] and p.tag[after] in FINITE else None


def _stands_out(p: Parse, k: int, start: int, end: int) -> bool:
    """Whether a finite verb between two tokens stands in no clause that hangs on a noun there."""
    while p.head[k] != k and start <= p.head[k] < end:
        if p.dep[k] in ("relcl", "acl"):
            return False
        k = p.head[k]
    return p.dep[k] not in ("relcl", "acl")


def around(p: Parse, v: int, host: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """The clause that a reporting clause is put into: all of it but the reporting clause, on to the end of
    the sentence."""
    hole = p.left[v], p.right[v]
    if v < host < hole[1]:  # the parser hung the full stop on the reporting clause
        hole = hole[0], next((k for k in range(v + 1, host) if p.word[k] == ","), host)
    end = sent[1] if runs_on(p, host) else p.right[host]
    first = p.left[host] if p.left[host] < hole[0] else hole[1]
    if (
        p.right[v] <= host
    ):  # put into the last of several clauses: "they fled; two days later, as the mayor said, …"
        first = max([first, *(k + 1 for k in range(first, hole[0]) if p.word[k] in (";", ":"))])
    return pieces(p, [(first, hole[0]), (hole[1], end)])


def ahead_of(p: Parse, v: int, c: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """Content before its reporting clause, from the start of the sentence, and what goes on after it without
    a joining word."""
    first = sent[0]
    if p.head[v] != v and p.dep[v] != "conj":
        first = p.left[c]
    elif p.dep[v] == "conj" and not any(
        p.pos[k] == "CCONJ"
        for k in range(p.right[p.head[v]] if p.right[p.head[v]] < v else p.left[c], p.left[c])
    ):
        first = min(p.left[c], sent[0])
    last = min([p.left[k] for k in p.children[v] if k > c and p.dep[k] in grammar.SUBJECTS and k < v] + [v])
    if p.pos[last - 1] not in ("PUNCT", "CCONJ", "ADV"):
        return []
    also = next(
        (k for k in p.children[v] if k > v and p.dep[k] == "conj" and p.pos[k] in ("NOUN", "PROPN", "ADJ")),
        None,
    )
    more = (
        [(p.left[also] - 1 if p.pos[p.left[also] - 1] == "CCONJ" else p.left[also], p.right[also])]
        if also is not None
        else []
    )
    return pieces(p, [(first, last), *more])  # "There was a tragedy, he conceded, but no massacre"


def _reporting_tag(p: Parse, v: int, sent: tuple[int, int]) -> list[tuple[int, int]]:
    """", X said." or ", said X." at the end of a sentence that the parser did not see as such."""
    subject = grammar.child(p, v, "nsubj")
    if subject is None or any(p.dep[c] in ("dobj", "xcomp", "ccomp") and c > v for c in p.children[v]):
        return []
    first = min(p.left[subject], v)
    if first <= sent[0] + 1 or p.word[first - 1] not in (",", "—", "–"):
        return []
    last = max(v, subject) + 1
    if (
        p.word[last : last + 1] in ([","], ["—"], ["–"])
        and p.dep[v] in ("ROOT", "ccomp")
        and not any(p.dep[c] == "advcl" for c in p.children[v])
    ):
        return pieces(p, [(sent[0], first), (last, sent[1])])
    if any(p.pos[k] in VERBS for k in range(last, sent[1])):
        return []
    return pieces(p, [(sent[0], first)])
