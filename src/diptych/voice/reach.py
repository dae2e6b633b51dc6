"""How far the words said go: where content ends, and its pieces where something stands in between."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.voice.cues import FINITE, SPEECH, VERBS, Cues, Draft

_CONTRAST = frozenset({"whereas", "although", "though", "even", "despite", "notwithstanding"})


def trimmed(p: Parse, last: int) -> int:
    """Content does not end in a mark or in "and", unless the mark closes a quotation or a bracket."""
    while last > 0 and (
        p.pos[last - 1] in ("SPACE", "CCONJ")
        or (p.pos[last - 1] == "PUNCT" and p.word[last - 1] not in "\"')")
    ):
        last -= 1
    return last


def pieces(p: Parse, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with marks at their edges and empty ones left out."""
    out = []
    for first, last in spans:
        last = max(first, trimmed(p, last))
        while first < last and (
            p.word[first] in (",", ";", ":", "—", "–", "-", ".") or p.pos[first] == "SPACE"
        ):
            first += 1
        if any(p.pos[k] not in ("PUNCT", "SPACE", "CCONJ") for k in range(first, last)):
            out.append((first, last))
    return out


def runs_on(p: Parse, v: int) -> bool:
    """Whether a verb's clause runs on to the end of the sentence: the root, joined to it, or cut from it by a
    semicolon or colon."""
    while p.head[v] != v:
        head = p.head[v]
        if p.dep[v] == "conj" and head < v and p.pos[head] in VERBS or (
            p.dep[v] in ("ccomp", "parataxis", "advcl", "dep")
            and head > v
            and any(p.word[k] in (";", ":") for k in range(v, head))
        ):
            v = head
        else:
            return False
    return True


def reach_of(p: Parse, v: int, c: int) -> int:
    """Where content that begins with c ends: with the sentence, or where the cue's clause ends or goes on to
    something else: "said the bridge had fallen and left"; "spoke of 40 dead; the toll is now 60"."""
    sent_end = p.sents[p.sent[v]][1]
    end = (
        sent_end
        if runs_on(p, v) or p.dep[v] in ("advcl", "xcomp", "conj") and p.right[v] >= sent_end - 2
        else p.right[v]
    )
    end = min([end, *_goes_on(p, v, c)])
    if p.tag[c] == "VB":
        end = min([end, *_out_of_infinitive(p, v, c)])
    if p.dep[c] in ("prep", "dobj", "agent", "dative", "oprd", "attr", "prt"):
        end = next((k for k in range(c + 1, end) if _opens_clause(p, k, end)), end)
    return max(trimmed(p, end), c + 1)


def _goes_on(p: Parse, v: int, c: int) -> list[int]:
    """Where, behind content that begins with c, its cue goes on: a verb joined to the cue, a clause on it
    with whereas, although, even if."""
    return [
        k if p.dep[k] == "cc" else p.left[k]
        for k in p.children[v]
        if p.left[k] > c
        and k > v
        and (
            p.dep[k] == "cc"
            and any(p.dep[j] == "conj" and j > k for j in p.children[v])
            or p.dep[k] == "conj"
            and p.pos[k] in VERBS
            or p.dep[k] == "advcl"
            and p.lower[p.left[k]] in _CONTRAST
        )
    ]


def _out_of_infinitive(p: Parse, v: int, c: int) -> list[int]:
    """Where a finite verb is joined to an infinitive and so must belong to the cue: "asked them to wait and
    left"."""
    out = []
    for k in p.children[c]:
        if (
            p.dep[k] == "conj"
            and p.tag[k] in ("VBD", "VBZ")
            and p.tag[v] in ("VBD", "VBZ")
            and grammar.child(p, k, "nsubj", "nsubjpass", "aux") is None
        ):
            joint = [j for j in p.children[c] if p.dep[j] == "cc" and j < k]
            out.append(joint[-1] if joint else p.left[k])
    return out


def _opens_clause(p: Parse, k: int, end: int) -> bool:
    """Whether a new main clause begins at token k, a semicolon or a comma before "and", "but": with a subject
    and a verb of its own. What is said in a phrase ("spoke of 40 dead; the toll is now 60", "demanded the
    withdrawal, and it never came") ends there."""
    if p.word[k] == ";":
        first = k + 1
    elif p.word[k] == "," and k + 1 < end and p.lower[k + 1] in ("and", "but", "yet", "while", "whereas"):
        first = k + 2
    else:
        return False
    if first < end and p.lower[first] in (
        "that",
        "what",
        "whatever",
        "how",
        "who",
        "where",
        "when",
        "why",
        "whether",
    ):
        return False
    for f in range(first, end):
        if p.word[f] == ";":
            return False
        if p.tag[f] in FINITE:
            v = p.head[f] if p.dep[f] in ("aux", "auxpass") else f
            who = grammar.child(p, v, *grammar.SUBJECTS)
            return p.dep[v] != "relcl" and who is not None and first <= who
    return False


def reach_on_noun(p: Parse, n: int, c: int) -> int:
    """Content on a noun ends with what hangs on the noun; a by-phrase with its speaker stays out."""
    end = p.right[c]
    if p.dep[n] in ("dobj", "attr", "pobj", "conj") and p.dep[c] in ("acl", "ccomp", "relcl"):
        v = grammar.governing_verb(p, n)
        if runs_on(p, v) and p.right[n] >= p.right[v] - 2:
            end = p.sents[p.sent[n]][1]
    for k in range(c + 1, end):
        if (
            p.lower[k] == "by"
            and p.dep[p.head[k]] in ("pobj", "pcomp")
            and p.pos[p.head[k]] != "VERB"
            and p.dep[c] == "prep"
        ):
            return max(trimmed(p, k), c + 1)
    return max(trimmed(p, end), c + 1)


def end_before_talk_of_it(p: Parse, d: Draft, cues: Cues) -> None:
    """Ends the words said before a clause about their being said: "held that the lease was void, but that
    ruling …"."""
    if d.act not in SPEECH or not d.content or d.content[-1][0] < d.cue[0]:
        return
    first, last = d.content[-1]
    for k in range(first + 1, last):
        said = (
            p.dep[k] in grammar.SUBJECTS
            and (p.lemma[k] in cues.ground or p.lemma[k] in cues.nouns)
            and p.lower[k - 1] in ("that", "this")
        )
        start = k - 2
        if said and start - 1 > first and p.pos[start] == "CCONJ" and p.word[start - 1] in (",", ";"):
            d.content[-1] = first, trimmed(p, start)
            return
