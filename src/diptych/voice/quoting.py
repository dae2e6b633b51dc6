"""Quotations, each laid at a cue: the one after it, before it, or that of the words it goes on from."""

from __future__ import annotations

from diptych.reading import grammar, quotations
from diptych.reading.grammar import Parse
from diptych.voice.cues import SPEECH, VERBS, Cues, Draft, entries_at
from diptych.voice.speaker import SELF, can_say, can_show, is_self, speaker_of
from diptych.wordlists import word_lists

_REPLIES = word_lists("diptych.voice", "words.toml")["replies"]


def keep_in_quotations(drafts: list[Draft], quoted: list[quotations.Quotation], inside: list[int]) -> None:
    """What is said inside a quotation ends with it; what is said outside takes in whole any quotation that it
    reaches."""
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


def lay_quotations(
    p: Parse, drafts: list[Draft], quoted: list[quotations.Quotation], inside: list[int], cues: Cues
) -> None:
    """Lays each quotation at a cue and adds it to what is said there: at the one after it, before it, or that
    of the words it is part of or goes on from, or that go on from it."""
    by_cue = {d.cue[0]: d for d in drafts if inside[d.cue[0]] < 0}
    laid: list[Draft | None] = [None] * len(quoted)
    for k, q in enumerate(quoted):
        v = _tag_after(p, q, inside, cues)
        v = _tag_before(p, q, inside, cues) if v is None else v
        if v is None and (covering := _covering(p, q, by_cue)) is not None:
            laid[k] = covering
            _end_with(p, covering, q)
            continue
        draft = _going_on(p, k, quoted, laid) if v is None else _at_tag(p, q, v, drafts, by_cue, inside, cues)
        draft = draft or _without_tag(p, q, drafts, by_cue, inside, cues)
        if draft is not None:
            laid[k] = draft
            _add_quotation(draft, q)
    for k in range(len(quoted) - 1, 0, -1):
        if quoted[k].goes_on and laid[k] is not None and laid[k - 1] is None:
            laid[k - 1] = laid[k]
            _add_quotation(laid[k], quoted[k - 1])


def _at_tag(
    p: Parse,
    q: quotations.Quotation,
    v: int,
    drafts: list[Draft],
    by_cue: dict[int, Draft],
    inside: list[int],
    cues: Cues,
) -> Draft | None:
    """The draft at the verb beside a quotation, made where there is none yet; its speaker stands outside of
    the quotation."""
    draft = by_cue.get(v)
    if draft is None and (draft := quoting(p, v, cues)) is not None:
        by_cue[v] = draft
        drafts.append(draft)
    if draft is not None and draft.who is not None and (inside[draft.who] >= 0 or draft.who == v):
        draft.who = _beside(p, q, v)
    return draft


def _going_on(p: Parse, k: int, quoted: list[quotations.Quotation], laid: list[Draft | None]) -> Draft | None:
    """The draft of the quotation before, which a whole one goes on from: in the same paragraph, or as a
    paragraph of its own."""
    if not k or laid[k - 1] is None or not quotations.is_whole(p, quoted[k]):
        return None
    before, q, draft = quoted[k - 1], quoted[k], laid[k - 1]
    apart = p.paragraph[q.first] - p.paragraph[before.last - 1]
    goes_on = (
        q.goes_on
        or apart == 0
        and _nothing_between(before, q, draft)
        or apart == 1
        and _alone(p, q)
        and draft.cue[0] < q.first
    )
    return draft if goes_on else None


def _without_tag(
    p: Parse,
    q: quotations.Quotation,
    drafts: list[Draft],
    by_cue: dict[int, Draft],
    inside: list[int],
    cues: Cues,
) -> Draft | None:
    """Where no verb beside a quotation reports it: the clause it is a part of, one that announces it, or the
    sentence before."""
    if not quotations.is_whole(p, q):
        draft = _fragment(p, q, inside, cues)
        if draft is not None:  # what is quoted says more than that it was spoken of
            drafts[:] = [*(d for d in drafts if d.act != "topic" or d.cue != draft.cue), draft]
        return draft
    draft = _announced(p, q, cues) if q.first and p.word[q.first - 1] == ":" else None
    if draft is not None:
        drafts.append(draft)
        return draft
    return _just_speaking(p, q, by_cue) if q.first and not q.goes_on else None


def _tag_after(p: Parse, q: quotations.Quotation, inside: list[int], cues: Cues) -> int | None:
    """The cue of "…," X said or "…," said X: its subject, adverbs and itself are the first words after the
    quotation."""
    zone = quotations.zone_after(p, q, inside)
    last = p.word[q.last - 2] if q.last - 2 > q.first else ""
    if p.word[q.last - 1][-1] not in "\"'" or (
        last not in (",", "?", "!", "—", "–", "-", "…", "...")
        and (q.last >= len(p) or p.word[q.last] not in (",", "—", "–"))
    ):
        return None
    for v in zone[:30]:
        if p.pos[v] not in VERBS or p.dep[v] in ("aux", "auxpass", "amod", "compound", "acl", "relcl"):
            continue
        if not entries_at(p, v, cues) and not _speaks(p, v, q, cues):
            continue
        subject = grammar.child(p, v, "nsubj")
        if (subject is None or inside[subject] >= 0) and v > q.last:
            return (
                v
                if not any(p.pos[k] in VERBS for k in range(q.last, v))
                and p.pos[v - 1] in ("PROPN", "NOUN", "PRON", "ADV", "PUNCT")
                else None
            )
        if subject is not None and subject < q.first:
            # the subject stands before the quotation, as of a title: "in a book called “Ashes”, she wrote"
            return None
        first = min([v] + ([p.left[subject]] if subject is not None else []))
        lead = [k for k in range(q.last, first) if p.pos[k] not in ("PUNCT", "ADV", "SPACE", "CCONJ")]
        return v if not lead else None
    return None


def _speaks(p: Parse, v: int, q: quotations.Quotation, cues: Cues) -> bool:
    """Whether a verb that is no cue tells how somebody spoke: the quotation is its clause, by the parse, and
    its subject a person."""
    who = grammar.child(p, v, "nsubj")
    quoted = any(p.dep[c] == "ccomp" and q.first <= c < q.last for c in p.children[v])
    return quoted and who is not None and p.pos[who] != "PRON" and can_show(p, who, cues, body=False)


def _tag_before(p: Parse, q: quotations.Quotation, inside: list[int], cues: Cues) -> int | None:
    """The cue of X said: "…": the nearest before the quotation, across a comma, a colon, or nothing at
    all."""
    zone = quotations.zone_before(p, q, inside)
    if not zone or p.word[zone[-1]][-1] in ".?!":
        return None
    mark = p.word[zone[-1]]
    for v in reversed(zone[-{":": 40, ",": 25}.get(mark, 1):]):
        if (
            p.lemma[v].lower() in cues.verbs
            and p.pos[v] in VERBS
            and p.dep[v] not in ("aux", "auxpass", "amod", "compound")
        ) and any(entry.more["act"] in SPEECH or mark == ":" for entry in entries_at(p, v, cues)):
            return v
    return None


def quoting(p: Parse, v: int, cues: Cues) -> Draft | None:
    """A draft at a verb that quotes, whatever it may take besides, with nothing said yet."""
    entry = min(entries_at(p, v, cues), key=lambda e: e.more["act"] not in SPEECH, default=None)
    if entry is None and not any(p.dep[c] == "ccomp" and c < v for c in p.children[v]):
        return None
    act, stance = (entry.more["act"], entry.more["stance"]) if entry else ("says", "neutral")
    act = "says" if act in ("topic", "own") else act
    who = speaker_of(p, v)
    who = _next_to(p, v) if who is None else who
    if (
        who is None
        or p.lower[who] in SELF
        or not (can_say(p, who, cues) if act in ("says", "thinks") else can_show(p, who, cues))
    ):
        return None
    return Draft((v, v + 1), who, [], stance, act)


def _next_to(p: Parse, v: int) -> int | None:
    """The noun right before a verb that the parser left without a subject, or the name or noun right after
    it."""
    if v and p.pos[v - 1] in ("PROPN", "NOUN", "PRON") and p.sent[v - 1] == p.sent[v]:
        return v - 1
    if grammar.is_passive(p, v):
        return None
    after = v + 1
    while after < len(p) and p.dep[after] in ("compound", "det", "amod") and after - v < 6:
        after += 1
    return after if after < len(p) and p.pos[after] in ("PROPN", "NOUN") else None


def _add_quotation(draft: Draft, q: quotations.Quotation) -> None:
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


def _announced(p: Parse, q: quotations.Quotation, cues: Cues) -> Draft | None:
    """A quotation after a colon, at the subject of the clause before it: "The letter is blunt: “…”", "Her
    answer was short: “…”"."""
    a = p.sents[p.sent[q.first]][0]
    v = next(
        (
            k
            for k in range(q.first - 2, max(a, q.first - 25) - 1, -1)
            if p.tag[k] in ("VBD", "VBZ", "VBP") and grammar.child(p, k, "nsubj") is not None
        ),
        None,
    )
    who = grammar.child(p, v, "nsubj") if v is not None else None
    if (
        who is None
        or not a <= who < v
        or is_self(p, who)
        or not (can_show(p, who, cues) or p.lemma[who] in cues.nouns or p.lemma[who] in _REPLIES)
    ):
        return None
    owner = grammar.child(p, who, "poss")
    who = owner if owner is not None and p.lemma[who] not in cues.people else who
    return None if is_self(p, who) else Draft((v, v + 1), who, [], "neutral", "says")


def _fragment(p: Parse, q: quotations.Quotation, inside: list[int], cues: Cues) -> Draft | None:
    """A quotation of three words or more, of any length after a verb of naming, within a clause whose verb
    somebody speaks with, whatever it says of it: "condemned the “cowardly raid on the market”", "remarked on
    acts which “may amount to” a crime"."""
    words = [k for k in range(q.first, q.last) if p.word[k][0].isalnum()]
    if not words or all(p.word[k][:1].isupper() or p.pos[k] in ("ADP", "DET") for k in words):
        return None
    k = next((k for k in words if not q.first <= p.head[k] < q.last), words[0])
    while p.head[k] != k and not (
        p.pos[k] in VERBS
        and inside[k] < 0
        and (p.dep[k] not in ("relcl", "acl", "pcomp") or p.lemma[k].lower() in cues.verbs)
    ):
        k = p.head[k]
    if inside[k] >= 0 or k > q.first or p.lemma[k].lower() not in cues.verbs or p.sent[k] != p.sent[q.first]:
        return None
    if len(words) < 3 and not any(entry.more["act"] == "frames" for entry in entries_at(p, k, cues)):
        return None  # "called the raid “cowardly”"
    draft = (
        quoting(p, k, cues) if any(entry.more["act"] != "aims" for entry in entries_at(p, k, cues)) else None
    )
    return Draft(draft.cue, draft.who, [], draft.stance, "says") if draft is not None else None


def _covering(p: Parse, q: quotations.Quotation, by_cue: dict[int, Draft]) -> Draft | None:
    """The draft of the same sentence whose words a quotation is part of."""
    a, b = p.sents[p.sent[q.first]]
    for i in range(a, b):
        d = by_cue.get(i)
        if d is not None and d.act != "topic" and any(x <= q.first + 1 < y for x, y in d.content):
            return d
    return None


def _end_with(p: Parse, draft: Draft, q: quotations.Quotation) -> None:
    """Ends words said with the quotation that they begin with, where a deed follows: "told us “it was a
    massacre” and burned the flag"."""
    deed = p.lower[q.last : q.last + 1] in (["and"], ["but"], ["then"]) and p.tag[
        q.last + 1 : q.last + 2
    ] in (["VBD"], ["VBZ"], ["VBP"])
    if deed:
        draft.content = [
            (a, q.last) if a in (q.first, q.first + 1) and b > q.last else (a, b) for a, b in draft.content
        ]


def _beside(p: Parse, q: quotations.Quotation, v: int) -> int | None:
    """The speaker beside a quoting verb, by order alone: the first noun between the quotation and the verb,
    else the first after it."""
    between = range(q.last, v) if q.last <= v else range(max(p.sents[p.sent[v]][0], v - 12), v)
    for zone in (between, range(v + 1, min(len(p), v + 8))):
        for k in zone:
            if (
                p.pos[k] in ("NOUN", "PROPN", "PRON")
                and p.dep[k] not in ("compound", "poss", "nmod", "npadvmod")
                and p.word[k][0].isalnum()
            ):
                return k
    return None


def _just_speaking(p: Parse, q: quotations.Quotation, by_cue: dict[int, Draft]) -> Draft | None:
    """Whose words the sentence before a quotation reports, in the same paragraph, or before a quotation that
    is a paragraph."""
    k = p.sent[q.first] - 1 if p.sents[p.sent[q.first]][0] == q.first else p.sent[q.first]
    if k < 0 or (p.paragraph[p.sents[k][0]] != p.paragraph[q.first] and not _alone(p, q)):
        return None
    a, b = p.sents[k]
    before = [
        d
        for i in range(a, min(b, q.first))
        if (d := by_cue.get(i)) is not None and d.act in ("says", "shows") and d.who is not None and d.content
    ]
    return before[-1] if before and p.head[before[-1].cue[0]] == before[-1].cue[0] else None


def _nothing_between(before: quotations.Quotation, q: quotations.Quotation, draft: Draft) -> bool:
    """Whether between two quotations of a paragraph there is at most the reporting clause of the first."""
    return q.first - before.last <= 1 or before.last <= draft.cue[0] < q.first and q.first - before.last <= 40


def _alone(p: Parse, q: quotations.Quotation) -> bool:
    """Whether a quotation is a paragraph of its own."""
    return (
        q.first == 0 or p.paragraph[q.first - 1] != p.paragraph[q.first] or p.pos[q.first - 1] == "SPACE"
    ) and (q.last >= len(p) or p.paragraph[q.last] != p.paragraph[q.first] or p.pos[q.last] == "SPACE")
