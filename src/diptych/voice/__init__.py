"""Whose word is it: attributions as source, cue and content.

The words that attribute something to somebody are the codebook's cues; what stands here is the grammar around
them. An attribution begins as a draft at its cue; quotations are then laid at drafts, and speakers named
last, in the order of the text.

    cues       the codebook's cues, and the draft of an attribution
    verbs      a verb as a cue: "said that …", "was accused of …", "is said to …"
    said       where the clause said stands: after its verb, before it, around it
    nouns      a noun as a cue: "the claim that …", "his view is that …"
    phrases    a phrase as a cue: "according to X", "for the islanders it was …", "in their view"
    quoting    which cue a quotation is laid at
    marked     speakers set off by a colon, a dash or a paragraph; words of law
    speaker    who speaks, by grammar, and who can
    reach      how far the words said go
    naming     what a speaker is called
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from diptych.reading import grammar, quotations, table
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading, worked_out_once
from diptych.voice.cues import UNNAMED, VERBS, Cues, Draft, cues_of, entries_at, is_verb
from diptych.voice.marked import after_colon, labelled, lay_words_of_law
from diptych.voice.naming import name_all
from diptych.voice.nouns import at_noun
from diptych.voice.phrases import at_phrase
from diptych.voice.quoting import keep_in_quotations, lay_quotations
from diptych.voice.reach import end_before_talk_of_it
from diptych.voice.verbs import at_verb

__all__ = ["FIELDS", "UNNAMED", "Attribution", "at", "attributions", "find", "voice_of"]
FIELDS = ["speaker", "cue", "stance", "act", "source_start", "source_end", "cue_start", "cue_end"]


class Attribution(NamedTuple):
    """One attribution. Spans are of tokens (first, token after the last), each list in order; source and cue
    may be empty.

    speaker  canonical name or noun phrase of the source (see `names.describe`), never empty: `unnamed` where
             nobody is named
    stance   what the cue does for the content: `vouches`, `neutral` or `doubts`
    act      what the cue does: `says`, `shows`, `thinks`, `aims`, `frames`, `judges`, or `topic`: what
             somebody speaks of, praises or
             condemns, which is told in the writer's words and so is nobody's but the writer's to `at` and
             `voice_of`
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    speaker: str
    stance: str
    act: str = "says"


@worked_out_once
def find(reading: Reading) -> list[Attribution]:
    """All attributions of a text, in the order of their contents."""
    cues = cues_of(reading.codebook)
    if not cues or not reading.is_english:
        return []
    p = reading.parse
    quoted = quotations.quotations(p)
    inside = quotations.by_token(p, quoted)
    drafts = _without_doubles(p, [d for i in _places(p, cues) if (d := _at_cue(p, i, cues)) is not None])
    for d in drafts:
        end_before_talk_of_it(p, d, cues)
    keep_in_quotations(drafts, quoted, inside)
    lay_quotations(p, drafts, quoted, inside, cues)
    drafts += labelled(p, cues, quoted)
    drafts += after_colon(p, cues, inside, drafts)
    lay_words_of_law(reading, drafts, quoted)
    for d in drafts:
        d.content = [(first, last) for first, last in d.content if first < last]
    drafts = [d for d in drafts if d.content]
    name_all(reading, drafts, cues)
    drafts = [
        d for d in drafts if d.named.lower() != "it" or d.act != "shows"
    ]  # whoever finds is known, else it is the text itself
    made = [_made(p, d) for d in drafts]
    return sorted(made, key=lambda a: (a.content[0][0], -a.content[-1][1], a.cue))


def _places(p: Parse, cues: Cues) -> list[int]:
    """The tokens that a cue may begin at."""
    lemmas = {lemma for lemma in set(p.lemma) if (low := lemma.lower()) in cues.verbs or low in cues.nouns}
    return [
        i for i, (word, lemma) in enumerate(zip(p.lower, p.lemma)) if word in cues.phrases or lemma in lemmas
    ]


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
    """The attribution that token i is said under, the nearest where they are nested; None where the author
    speaks."""
    return _owners(reading)[i]


def voice_of(reading: Reading, i: int) -> tuple[str, str]:
    """(voice, source) of token i, as in the coding manual: ("author", "") or ("attributed", the speaker)."""
    found = at(reading, i)
    return ("attributed", found.speaker) if found else ("author", "")


def attributions(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per attribution, in the order of the contents.

    Columns: text_id, sent, start, end, surface (of the content, from its first word to its last); speaker;
    cue, its words; stance: vouches, neutral, doubts; act: says, shows, thinks, aims, frames, judges, topic;
    source_start, source_end, cue_start, cue_end in characters, -1 where there is none. Source, cue and
    content as in Pareti (2012), A database of attribution relations. Errors: a speaker may be a pronoun where
    it stays unclear whom it stands for.
    """
    return table.make(readings, _rows, FIELDS)


def _rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every attribution."""
    p, rows = reading.parse, []
    for a in find(reading):
        edges = [
            grammar.chars(p, spans[0][0], spans[-1][1]) if spans else (-1, -1) for spans in (a.source, a.cue)
        ]
        cue = " ".join(grammar.words(p, *span) for span in a.cue)
        rows.append(
            (
                *grammar.chars(p, a.content[0][0], a.content[-1][1]),
                a.speaker,
                cue,
                a.stance,
                a.act,
                *edges[0],
                *edges[1],
            )
        )
    return rows


def _at_cue(p: Parse, i: int, cues: Cues) -> Draft | None:
    """The draft that begins at token i, if it is a cue and somebody else than the writer says something
    there."""
    for phrase, entry in cues.phrases.get(p.lower[i], ()):
        if p.lower[i:i + len(phrase)] == list(phrase):
            return at_phrase(p, i, len(phrase), entry, cues)
    lemma = p.lemma[i].lower()
    if lemma in cues.verbs and is_verb(p, i):
        drafts = (at_verb(p, i, entry, cues) for entry in entries_at(p, i, cues))
        return next((d for d in drafts if d is not None), None)
    if lemma in cues.nouns and p.pos[i] in ("NOUN", "PROPN"):
        return at_noun(p, i, cues.nouns[lemma], cues)
    return None


def _without_doubles(p: Parse, drafts: list[Draft]) -> list[Draft]:
    """Without the noun in "said in a statement that …": the verb has the clause and its speaker already."""
    held = {d.content[0] for d in drafts if d.who is not None and p.pos[d.cue[0]] in VERBS}
    return [d for d in drafts if d.named != UNNAMED or d.content[0] not in held]


def _made(p: Parse, d: Draft) -> Attribution:
    """The attribution of a finished draft. In "accused by the government of burning crops" the crops are
    charged, and no part of the government."""
    source = (grammar.noun_phrase(p, d.who),) if d.who is not None else ()
    if d.act == "judges" and source and d.who > d.cue[0]:
        of = next(
            (c for c in p.children[d.who] if c > d.who and p.lower[c] == "of" and p.tag[c + 1] == "VBG"), None
        )
        if of is not None:
            d.content.append((of, source[0][1]))
            source = ((source[0][0], of),)
            d.named = (
                grammar.words(p, *source[0]).removeprefix("the ")
                if d.named.endswith(grammar.words(p, of, d.content[-1][1]))
                else d.named
            )
    cue = (d.cue,) if d.cue[1] > d.cue[0] else ()
    return Attribution(source, cue, tuple(d.content), d.named, d.stance, d.act)
