"""Courts and instruments: what a court rules, what is taken before one, and the treaty, article, court or resolution of each row."""

from __future__ import annotations

from collections import defaultdict

from diptych import grammar, law, names, phrases, voice
from diptych.extract import standing
from diptych.extract.legal_senses import is_trial
from diptych.extract.legal_words import Hit, Lexicon
from diptych.grammar import Parse, child
from diptych.pipeline import Reading, worked_out_once

_BRINGS = frozenset("bring take appear refer surrender transfer send submit appeal apply stand hand go file lodge case suit referral complaint answer settle".split())
_NEEDS_OBJECT = frozenset("find establish reject condemn hear declare".split())
_OF_PRISONERS = frozenset("release arrest detention retrial extradition surrender acquittal".split())
_NOT_CRIMINAL = ("constitutional", "human rights", "arbitration", "justice")


# Rulings


def ruled(reading: Reading, lex: Lexicon, courts: list[law.Instrument]) -> list[Hit]:
    """Rulings of a court, and what is taken before one: "the court ordered", "a ruling of the court", "brought before the court"."""
    p, found = reading.parse, []
    at = {k: f for f in courts for k in range(f.first, f.last)}
    for i in range(len(p)):
        if p.pos[i] == "VERB":
            hit = _verb_of_court(reading, lex, courts, at, i)
        elif p.pos[i] in ("NOUN", "PROPN"):
            hit = _noun_of_court(p, lex, at, i)
        else:
            hit = _before_court(p, at, i)
        found += [hit] if hit is not None else []
    return found


def _verb_of_court(reading: Reading, lex: Lexicon, courts: list[law.Instrument], at: dict[int, law.Instrument], i: int) -> Hit | None:
    """ "the court ordered them to pay", "was convicted by the tribunal"; not "as the court ruled" """
    p, word = reading.parse, reading.parse.lemma[i].lower()
    if ("verbs", word) not in lex.rulings or word == "try" and not is_trial(reading, i):
        return None
    who = _who_rules(p, courts, i)
    court = None if who is None else at.get(who)
    if who is None or court is None and p.lemma[who].lower() not in ("court", "tribunal", "judge", "chamber", "jury"):
        return None
    if p.dep[i] == "advcl" and any(p.lower[c] == "as" for c in p.children[i]):
        return None
    if word in ("order", "grant") and any(p.dep[c] == "dobj" and p.lemma[c] in _OF_PRISONERS for c in p.children[i]):
        return Hit(i, i + 1, i, "prosecution", lex.rulings["verbs", word], True)
    if word in _NEEDS_OBJECT and not any(p.dep[c] in ("ccomp", "dobj", "xcomp", "oprd") for c in p.children[i]):
        return None
    return Hit(i, i + 1, i, _concept_of(court), lex.rulings["verbs", word], True)


def _who_rules(p: Parse, courts: list[law.Instrument], i: int) -> int | None:
    """Who does what a verb of ruling says: its subject or agent, whom somebody asks to do it ("asked the court to order"), what "which"
    stands for, and the last court named for "it"."""
    who = grammar.by_agent(p, i) if grammar.is_passive(p, i) else child(p, i, "nsubj")
    if who is None and p.dep[i] in ("conj", "xcomp", "ccomp"):
        asked = child(p, p.head[i], "dobj") if p.dep[i] != "conj" else None
        who = asked if asked is not None else grammar.subject(p, i)
    if who is not None and p.dep[i] == "relcl" and p.lower[who] in ("which", "who", "that"):
        who = p.head[i]
    if who is not None and p.lower[who] == "it":
        named = next((f.last - 1 for f in reversed(courts) if f.last <= who and p.sent[who] - p.sent[f.first] <= 1), None)
        return next((k for k in range(who, p.sents[max(0, p.sent[who] - 1)][0], -1) if p.lemma[k].lower() in ("court", "tribunal") and p.dep[k] == "nsubj"), who) if named is None else named
    return who


def _noun_of_court(p: Parse, lex: Lexicon, at: dict[int, law.Instrument], i: int) -> Hit | None:
    """ "the ruling of the court" """
    entry = lex.rulings.get(("nouns", p.lemma[i].lower()))
    if entry is None:
        return None
    inside = grammar.subtree(p, i)
    near = next((at[k] for k in inside if k in at), None)
    if near is None and not any(p.lemma[k].lower() in ("court", "tribunal") for k in inside):
        return None
    return Hit(i, i + 1, i, _concept_of(near), entry, True)


def _before_court(p: Parse, at: dict[int, law.Instrument], i: int) -> Hit | None:
    """ "brought the case before the court", "was transferred to the tribunal" """
    if p.dep[i] != "prep" or p.lower[i] not in ("before", "to", "in", "at") or p.lemma[p.head[i]] not in _BRINGS:
        return None
    where, over = child(p, i, "pobj"), p.head[i]
    if where is None or where not in at:
        return None
    return Hit(at[where].first, at[where].last, over if p.pos[over] == "VERB" else where, _concept_of(at[where]), None, True)


def _concept_of(court: law.Instrument | None) -> str:
    """The legal class of what a court does: prosecution, or other for a court that tries nobody."""
    if court is not None and court.entry is not None:
        return str(court.entry.more["concept"])
    return "other" if court is None or any(w in court.canonical.lower() for w in _NOT_CRIMINAL) else "prosecution"


# The instrument of a row


def instruments_of(reading: Reading, kept: list[tuple[tuple, Hit]]) -> dict[tuple, str]:
    """The instrument of each row: the one it hangs on or that hangs on it; else one in its clause that hangs on no other row; else the
    one that its relative clause tells of; else the court of its clause."""
    p = reading.parse
    instruments = law.named(reading)
    courts = [f for f in law.courts(reading) if not any(f.first >= g.first and f.last <= g.last for g in instruments)]
    by_clause: dict[int, dict[tuple, Hit]] = defaultdict(dict)
    for key, hit in kept:
        by_clause[key[0]][key] = hit
    out: dict[tuple, str] = {}
    for f in (*instruments, *courts):
        head = phrases.head(p, range(f.first, f.last))
        told_of = [key for c in p.children[head] if p.dep[c] == "relcl" for key in by_clause.get(c, ())]
        for key in (*_rows_of(p, f, head, by_clause.get(standing.clause_of(p, head), {})), *told_of):
            out.setdefault(key, f.canonical)
    for key, hit in kept:
        named = (_court_speaking(reading, hit) or _resolutions(reading, key[0])) if key not in out else ""
        if named:
            out[key] = named
    return out


def _rows_of(p: Parse, f: law.Instrument, head: int, group: dict[tuple, Hit]) -> list[tuple]:
    """The rows of its clause that an instrument is of: the one that it is in or hangs on; all, where that is its own, or there is none."""
    own = [key for key, hit in group.items() if hit.first <= f.first and f.last <= hit.last or hit.head != head and p.left[hit.head] <= head < p.right[hit.head] and p.pos[hit.head] not in ("VERB", "AUX")]
    return own[-1:] if own and group[own[-1]].entry is not None else list(group)


def _court_speaking(reading: Reading, hit: Hit) -> str:
    """The court whose words the hit stands in, or ""."""
    found = voice.at(reading, hit.head)
    spans = found.source if found is not None else ()
    return next((f.canonical for f in law.courts(reading) for first, last in spans if first <= f.first < last), "")


def _resolutions(reading: Reading, clause: int) -> str:
    """ "resolutions of the Security Council" in the clause, by the body that adopted them."""
    p = reading.parse
    up = p.head[clause] if p.dep[clause] == "ccomp" else clause
    return next((body for at, body in adopted(reading) if p.left[clause] <= at < p.right[clause] or p.head[at] == up or p.dep[clause] == "relcl" and p.head[clause] == at), "")


@worked_out_once
def adopted(reading: Reading) -> list[tuple[int, str]]:
    """Resolutions without a number, by the body beside them: (token, "Security Council resolutions")."""
    p, found = reading.parse, []
    for m in names.mentions(reading):
        if m.label == "ORG":
            near = range(max(0, m.first - 4), min(len(p), m.last + 4))
            at = next((k for k in near if p.lemma[k] == "resolution" and p.pos[k] == "NOUN" and p.sent[k] == p.sent[m.first]), None)
            if at is not None and not any(p.lower[c] == "of" and any(p.lemma[d] in ("conflict", "dispute", "crisis", "issue", "problem") for d in p.children[c]) for c in p.children[at]):
                found.append((at, f"{m.canonical} resolution{'s' if p.tag[at] == 'NNS' else ''}"))
    return found
