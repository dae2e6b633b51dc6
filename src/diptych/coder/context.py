"""The features of a word that terms, responsibility and legal share: its clause, its quotation marks, the
voice it stands in, the signs around it, and what its sentence and the one before are about. No feature
holds a name."""

from __future__ import annotations

from diptych import voice
from diptych.coder import frame, signs
from diptych.coder.models import Features
from diptych.coder.scene import scenes
from diptych.reading import quotations
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading, worked_out_once
from diptych.voice.cues import cues_of

SCARE = 6
NEGATIVE = frozenset({"no", "never", "nor", "neither", "nobody", "none", "nothing"})


@worked_out_once
def _kept(reading: Reading) -> dict[int, Features]:
    return {}


def context(reading: Reading, i: int) -> Features:
    """The features that describe token i where it stands."""
    kept = _kept(reading)
    if i not in kept:
        parts = (_grammar, _clause, _above, _quoted, _voice, _speech, _signs, _scene)
        kept[i] = Features(f for part in parts for f in part(reading, i))
    return kept[i]


def word(p: Parse, i: int) -> str:
    """A word as a feature: its dictionary form, or its kind where it may be a name."""
    return (
        f"<{p.tag[i]}>"
        if p.pos[i] in ("PROPN", "NUM") or p.ent[i] in ("PERSON", "GPE", "NORP", "ORG", "LOC", "FAC")
        else p.lemma[i].lower()
    )


def is_inside_name(p: Parse, i: int) -> bool:
    """Whether a token is part of a name of several words and not its last: names count as one word, whoever
    bears them."""
    if p.dep[i] not in ("compound", "punct") or p.pos[i] not in ("PROPN", "PUNCT"):
        return False
    last = p.head[i]
    return i < last and p.word[last][:1].isupper() and p.tag[last].startswith("N")


def next_word(p: Parse, i: int) -> int:
    """Token i, or the last word of the name that it begins."""
    while i < len(p) and is_inside_name(p, i):
        i += 1
    return i


def _grammar(reading: Reading, i: int) -> list[str]:
    p = reading.parse
    over = p.head[i]
    out = [
        f"dep={p.dep[i]}",
        f"tag={p.tag[i]}",
        f"dep={p.dep[i]} over={word(p, over)}",
        f"over={word(p, over)}",
        f"overpos={p.pos[over]}",
    ]
    if p.dep[over] != "ROOT" and p.pos[over] == "ADP":
        out.append(f"prep={p.lower[over]} of={word(p, p.head[over])}")
    for c in p.children[i]:
        dep = p.dep[c]
        if dep in (
            "det",
            "poss",
            "amod",
            "compound",
            "nmod",
            "nummod",
            "neg",
            "predet",
            "prep",
            "agent",
            "acl",
            "relcl",
            "appos",
            "conj",
            "cc",
        ):
            out.append(f"has={dep}")
            if dep in ("det", "prep", "predet", "amod", "compound"):
                out.append(f"{dep}={word(p, c)}")
    if i:
        out.append(f"-1={word(p, i - 1)}")
    after = next_word(p, i + 1)
    if after < len(p):
        out.append(f"+1={word(p, after)}")
    return out


def _clause(reading: Reading, i: int) -> list[str]:
    """The clause of a token and the two above it: verb, relation, tense, modal, negation."""
    p = reading.parse
    clauses, number = frame.clauses(reading)
    k, out = number[i], []
    for level in ("c", "cc", "ccc"):
        clause = clauses[k]
        out += [
            f"{level}:verb={word(p, clause.verb)}",
            f"{level}:dep={clause.dep}",
            f"{level}:tense={clause.tense}",
        ]
        if clause.modal:
            out.append(f"{level}:modal={clause.modal}")
        if clause.negated:
            out.append(f"{level}:not")
        if clause.passive:
            out.append(f"{level}:passive")
        if clause.subject >= 0:
            out.append(f"{level}:subject={word(p, clause.subject)}")
        k = clause.above
        if k < 0:
            break
    return out


def _above(reading: Reading, i: int) -> list[str]:
    """The words that a token hangs on, the nearest eight, what is negated among them, and how the sentence
    opens."""
    p, out = reading.parse, []
    for k in frame.ancestors(p, i)[:8]:
        over = word(p, k)
        out.append(f"above={over}")
        for c in p.children[k]:
            if p.dep[c] == "neg" or p.lower[c] in NEGATIVE:
                out += ["above-not", f"above-not={over}"]
            elif p.dep[c] in ("advmod", "aux", "mark", "nsubj", "nsubjpass", "det", "expl"):
                out.append(f"beside={word(p, c)}")
    a, b = p.sents[p.sent[i]]
    first = next_word(p, a)
    second = next_word(p, first + 1)
    opening = word(p, first) if first < b else ""
    return [*out, f"opens={opening}", f"opens={opening} {word(p, second) if second < b else ''}"]


@worked_out_once
def _quotations(reading: Reading) -> tuple[list[quotations.Quotation], list[int]]:
    found = quotations.quotations(reading.parse)
    return found, quotations.by_token(reading.parse, found)


def _quoted(reading: Reading, i: int) -> list[str]:
    """Whether a token stands in quotation marks, and in how many words."""
    found, inside = _quotations(reading)
    if inside[i] < 0:
        return ["unquoted"]
    q = found[inside[i]]
    return ["quoted", "scare" if q.last - q.first <= SCARE else "long-quote"]


def _voice(reading: Reading, i: int) -> list[str]:
    """The attribution of a token: its stance, its act, its verb; and how much of the sentence before and of
    the text is attributed."""
    p, at = reading.parse, voice.at(reading, i)
    so_far, of_sent = _attributed(reading)
    sent = p.sent[i]
    said = "author" if at is None else "attributed"
    out = [f"said={said}", f"text-said={so_far[sent]} {said}"]
    if sent:
        same = p.paragraph[p.sents[sent - 1][0]] == p.paragraph[i]
        out += [
            f"before-said={of_sent[sent - 1]} {same} {said}",
            f"quoted-before={max(_quotations(reading)[1][:i], default=-1) >= 0} {said}",
        ]
    if at is None:
        return out
    out += [f"said={at.stance}", f"act={at.act}", f"stance={at.stance} act={at.act}"]
    if at.cue:
        cue = at.cue[0][0]
        out += [
            f"cue={word(p, cue)}",
            f"cue-side={'before' if cue < i else 'after'}",
            f"cue-sent={'same' if p.sent[cue] == sent else 'other'}",
        ]
    else:
        out.append("cue=none")
    return out


@worked_out_once
def _attributed(reading: Reading) -> tuple[list[int], list[int]]:
    """For each sentence how many of the sentences before it are attributed, in sixths, and how many of its
    own clauses, in quarters."""
    p, (clauses, _) = reading.parse, frame.clauses(reading)
    own: list[list[bool]] = [[] for _ in p.sents]
    for clause in clauses:
        own[p.sent[clause.verb]].append(voice.at(reading, clause.verb) is not None)
    of_each = [4 * sum(said) // max(1, len(said)) for said in own]
    so_far, many = [], 0
    for k, share in enumerate(of_each):
        so_far.append(6 * many // max(1, k))
        many += share >= 2
    return so_far, of_each


def _speech(reading: Reading, i: int) -> list[str]:
    """The verb of saying that the clause of a token hangs on, by the clauses between; else a noun of saying
    above it, else those near."""
    p, verbs = reading.parse, speech(reading)
    clauses, number = frame.clauses(reading)
    said = "author" if voice.at(reading, i) is None else "attributed"
    k, chain = number[i], []
    while k >= 0 and len(chain) < 6:
        clause = clauses[k]
        if clause.verb in verbs and clause.verb != i:
            return _under(reading, i, clause, chain or list(frame.path(reading, i, clause.verb)), said)
        chain.append(clause.dep)
        k = clause.above
    noun = next((k for k in frame.ancestors(p, i)[:6] if k in verbs), None)
    if noun is not None:
        return [f"speech-noun={p.lemma[noun]}", f"speech-noun {said}"]
    a, b = p.sents[p.sent[i]]
    near = [k for k in range(a, b) if k in verbs][:2]
    return [
        f"speech=none {said}",
        *(f"speech-near={p.lemma[k]} {said}" for k in near),
        *(f"speech-near {k < i} {said}" for k in near),
    ]


def _under(reading: Reading, i: int, clause: frame.Clause, chain: list[str], said: str) -> list[str]:
    """How a token stands under a verb of saying: by which clauses, whose, and on which side of it."""
    p, v, who = reading.parse, clause.verb, clause.subject
    way, stance, lemma = "<".join(chain), speech(reading)[v], p.lemma[v]
    whose = "nobody" if who < 0 else "I" if p.lower[who] in ("i", "we") else p.ent[who] or p.pos[who]
    return [
        f"speech={way}",
        f"speech={way} {stance}",
        f"speech={way} {lemma}",
        f"speech={way} {said}",
        f"speech={way} {v < i}",
        f"speech={way} {whose}",
        f"speaks={whose} {said}",
        f"speaks={lemma} {said}",
        f"speaks-not={clause.negated}",
        f"speaks-modal={clause.modal}",
        f"speaks-tense={clause.tense}",
    ]


@worked_out_once
def speech(reading: Reading) -> dict[int, str]:
    """The tokens that are verbs or nouns of saying, with their stance."""
    cues, p = cues_of(reading.codebook), reading.parse
    if cues is None:
        return {}
    stances = {lemma: str(found[-1][1].more["stance"]) for lemma, found in cues.verbs.items()}
    nouns = {lemma: str(entry.more["stance"]) for lemma, entry in cues.nouns.items()}
    return {
        i: s
        for i, lemma in enumerate(p.lemma)
        if (s := (stances if p.pos[i] == "VERB" else nouns if p.pos[i] == "NOUN" else {}).get(lemma.lower()))
    }


def _signs(reading: Reading, i: int) -> list[str]:
    clauses, number = frame.clauses(reading)
    negated = clauses[number[i]].negated
    out = []
    for signals, where in signs.at(reading, i):
        out += [f"sign={signals} {where}", f"sign={signals}"]
        if negated:
            out.append(f"sign={signals} not")
    return out


def _scene(reading: Reading, i: int) -> list[str]:
    scene = scenes(reading)[reading.parse.sent[i]]
    out = [f"names={n}" for n in sorted(scene.names)] + [f"before={n}" for n in sorted(scene.before)]
    near = (
        "case"
        if "case" in scene.names
        else "place"
        if "place" in scene.names
        else "other"
        if "other" in scene.names
        else f"last-{scene.last}"
    )
    return [
        *out,
        f"last={scene.last}",
        f"last={scene.last} {min(scene.since, 4)}",
        f"about={near}",
        f"at={scene.place}",
    ]
