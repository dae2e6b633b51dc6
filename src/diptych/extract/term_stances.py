"""How far the writer stands behind a term: asserts, reports, distances, denies, withholds, defines."""

from __future__ import annotations

from diptych import grammar, law, quotes, voice
from diptych.extract import standing
from diptych.extract.term_uses import CALLS, INVENTS, Use, is_claim, is_definite, is_named
from diptych.grammar import Parse
from diptych.pipeline import Reading, worked_out_once

_DISTANT = frozenset("alleged supposed purported putative claimed self-styled so-called".split())
_TAKES_PLACE = frozenset("commit perpetrate occur happen take".split())
_HOLDS_BACK = frozenset("short refrain avoid shrink decline refuse hesitate reluctant wary".split())
_WRONG = frozenset("wrong false untrue inaccurate incorrect misleading absurd mistaken mistake lie error myth fabrication distortion nonsense".split())
_MAYBE = frozenset("perhaps possibly arguably probably maybe conceivably".split())
_PLAIN = frozenset({"killing", "attack", "assault"})  # words for the act that either side would use
_MERELY = frozenset("only merely just simply solely".split())


def stance(reading: Reading, use: Use, referent: str) -> str:
    """The stance of one use, given what it is a word for."""
    p, i = reading.parse, use.head
    if is_scare_quoted(reading, use) and referent != "concept" or _is_at_a_distance(p, use):
        return "distances"
    if referent in ("title", "concept"):
        return "defines"
    claim, found = is_claim(p, use), voice.at(reading, i)
    if use.verdict or claim or p.lemma[p.head[i]] in INVENTS or _is_named_in_vain(p, use):
        by_sign = _by_sign(reading, use, claim)
        if by_sign:
            return by_sign
        if use.verdict and (claim or _is_told_to_take_place(p, use)) and _is_hedged(p, i):
            theirs = found is not None and found.act in ("says", "shows", "thinks") and found.stance != "doubts" and found.speaker != voice.UNNAMED
            return "reports" if theirs else "withholds"
    if found is None or found.stance == "vouches" and not _is_asked_to_vouch(p, found):
        return "asserts"
    refers = is_definite(p, use)
    quoted = _is_in_their_words(reading, use) and (use.verdict or not refers or use.term not in _PLAIN)
    own = quoted or claim or use.verdict and use.term != "massacre" and not is_named(reading, use) and (not refers or _is_doers_own(p, use))
    return "reports" if own else "asserts"



def _is_asked_to_vouch(p: Parse, found: voice.Attribution) -> bool:
    """ "they want him to concede that it was genocide": the verb vouches for nothing as long as nobody has said it."""
    return any(p.tag[k] == "VB" and any(p.lower[c] == "to" for c in p.children[k]) for first, last in found.cue for k in range(first, last))


def _is_doers_own(p: Parse, use: Use) -> bool:
    """Laid at the possessor's door: "its own genocide", "their war crimes"; not "their genocide", which they suffered."""
    first, _ = grammar.noun_phrase(p, use.head)
    own = "own" in p.lower[first:use.first]
    return any(p.dep[c] == "poss" and c < use.first for c in p.children[use.head]) and (own or use.term in ("war crime", "crime against humanity"))



def _is_dissuaded(p: Parse, v: int) -> bool:
    """ "let us not speak of a tragedy", "do not call it a tragedy" """
    up = p.head[v]
    asked = p.dep[v] in ("ccomp", "xcomp") and p.lemma[up] == "let" or p.tag[v] == "VB" and grammar.child(p, v, *grammar.SUBJECTS) is None and p.dep[v] in ("ROOT", "conj")
    return asked and (grammar.is_negated(p, v) or grammar.is_negated(p, up)) and not any(p.dep[c] == "aux" and p.lower[c] not in ("do", "let") for c in p.children[v])


def _is_named_in_vain(p: Parse, use: Use) -> bool:
    """A word that readers are asked not to use: "let us not speak of a tragedy"."""
    v = p.head[p.head[use.head]] if p.dep[use.head] == "pobj" else p.head[use.head]
    return p.lemma[v] in CALLS | {"speak", "talk"} and not is_definite(p, use) and _is_dissuaded(p, v)


def _is_at_a_distance(p: Parse, use: Use) -> bool:
    """ "the alleged massacre", "the so-called genocide" """
    before = p.lower[grammar.noun_phrase(p, use.head)[0]:use.first]
    return not _DISTANT.isdisjoint(before) or "called" in before and "so" in before


def _is_told_to_take_place(p: Parse, use: Use) -> bool:
    """ "war crimes were committed" """
    i = use.head
    return p.dep[i] in ("nsubj", "nsubjpass") and not is_definite(p, use) and p.lemma[p.head[i]] in _TAKES_PLACE


def _by_sign(reading: Reading, use: Use, claim: bool) -> str:
    """The stance that the sign over a verdict or a claim gives, or ""."""
    sign = _sign(reading, use)
    if sign == "denied":
        if any(q.first < use.head < q.last - 1 and reading.parse.lower[q.first - 1] == "as" for q in _short_quotations(reading)):
            return "reports"  # "dismissed the speech as “a massacre of truth”": the verb deals with something else
        return "denies" if claim or _is_named_in_vain(reading.parse, use) or not is_definite(reading.parse, use) else ""
    if sign == "called_for" and claim and _is_asked_for_as(reading.parse, use.head):
        return "reports"
    if sign in ("unresolved", "alleged") and not is_named(reading, use):
        return "withholds" if sign == "unresolved" else "reports"
    return ""


def _is_asked_for_as(p: Parse, i: int) -> bool:
    """ "demand recognition of the raid as a crime" """
    return p.dep[i] == "pobj" and p.lower[p.head[i]] == "as"


# The sign over a word


def _sign(reading: Reading, use: Use) -> str:
    """As `standing.sign`, and besides what is denied in a list, and without what only looks like a denial or a doubt."""
    p, i = reading.parse, use.head
    if _is_denied_in_list(p, i) or p.dep[i] == "dobj" and p.lemma[p.head[i]] in INVENTS and not grammar.is_negated(p, p.head[i]):
        return "denied"
    found = standing.sign(reading, i, step=False)
    if found == "denied":
        if _is_not_only(p, i) or _is_if_not(p, i):
            return ""
        if _is_uncharged(p, i):
            return "unresolved"
        if p.dep[i] == "pobj" and p.lemma[p.head[p.head[i]]] in ("speak", "talk") and not _is_dissuaded(p, p.head[p.head[i]]):
            return "" if is_definite(p, use) else "unresolved"  # "it did not speak of genocide": not said, and not denied
        if _is_denied_twice(p, i):
            return ""
    if found == "unresolved" and (_is_as_open_as(p, i) or _is_beyond_doubt(p, i)):
        return ""
    if _is_called_wrong(reading, i):
        return "denied"
    if found in ("", "alleged"):
        kept_back = _is_no_talk_of(p, i)
        if kept_back:
            return kept_back
        return "denied" if _is_what_is_denied(reading, i) else "unresolved" if _is_held_back(p, i) else found
    return found


def _before(p: Parse, i: int) -> int:
    """The token before the phrase of a noun."""
    return max(0, grammar.noun_phrase(p, i)[0] - 1)


def _is_denied_in_list(p: Parse, i: int) -> bool:
    """ "a crime and not a massacre", "was not a battle or a massacre"; "a massacre, not a battle"; not "not a battle but a massacre" """
    if p.dep[i] == "appos" and p.lower[_before(p, i)] == "not":
        return True
    if p.dep[i] != "conj":
        return False
    up, before = p.head[i], _before(p, i)
    return grammar.is_negated(p, i) and _MERELY.isdisjoint(p.lower[before:i]) or p.lemma[up] == "be" and grammar.is_negated(p, up) and p.lower[before] != "but"


def _is_not_only(p: Parse, i: int) -> bool:
    """ "not only a crime but a disgrace", "not a battle but a massacre" """
    before = _before(p, i)
    return any(p.lower[k] == "not" and p.lower[k + 1] in _MERELY for k in range(max(0, before - 1), i)) or p.dep[i] == "conj" and p.lower[before] == "but"



def _is_if_not(p: Parse, i: int) -> bool:
    """ "If this is not a massacre, nothing is", "if that was no crime, what is?" """
    v = standing.clause_of(p, i)
    who = grammar.child(p, p.head[v], "nsubj", "attr") if p.dep[v] == "advcl" and any(p.lower[c] == "if" for c in p.children[v]) else None
    return who is not None and p.lower[who] in ("nothing", "what")


def _is_uncharged(p: Parse, i: int) -> bool:
    """ "The prosecution has not charged genocide", "no state has brought charges of genocide": not said to be none."""
    if p.dep[i] == "pobj" and p.lemma[p.head[p.head[i]]] in ("charge", "indictment", "case") and p.dep[p.head[p.head[i]]] == "dobj":
        return True
    return p.dep[i] in ("dobj", "pobj") and p.lemma[grammar.governing_verb(p, i)] in ("charge", "allege", "plead", "invoke")


def _is_no_talk_of(p: Parse, i: int) -> str:
    """denied in "there can be no talk of genocide", unresolved in "we take no position on genocide", "there is little evidence of genocide"."""
    i = p.head[i] if p.dep[i] == "amod" else i  # "evidence of genocidal intent"
    up = p.head[p.head[i]]
    if p.dep[i] == "pobj" and p.lemma[up] in ("evidence", "proof", "indication") and any(p.lower[c] in ("little", "scant", "insufficient") for c in p.children[up]):
        return "unresolved"
    if p.dep[i] != "pobj" or not any(p.lower[c] == "no" for c in p.children[up]):
        return ""
    return "denied" if p.lemma[up] == "talk" else "unresolved" if p.lemma[up] in ("position", "view", "opinion", "stand") else ""


def _is_as_open_as(p: Parse, i: int) -> bool:
    """ "as bitterly contested as the killings" """
    up = p.head[i]
    return p.dep[i] == "pobj" and p.lower[up] in ("as", "than") and any(p.lower[t] in ("as", "more", "less") and p.dep[t] == "advmod" for t in range(p.sents[p.sent[i]][0], up))


def _is_denied_twice(p: Parse, i: int) -> bool:
    """ "None of this means that it was not a crime"."""
    v = standing.clause_of(p, i)
    if p.dep[v] != "ccomp" or not grammar.is_negated(p, v):
        return False
    who = grammar.child(p, p.head[v], *grammar.SUBJECTS)
    return grammar.is_negated(p, p.head[v]) or who is not None and p.lower[who] in ("none", "nothing", "nobody")


def _is_beyond_doubt(p: Parse, i: int) -> bool:
    """ "There is no doubt that", "no one disputes that", "it cannot be denied that"."""
    k = i
    while p.head[k] != k:
        k = p.head[k]
        if p.lemma[k] in ("doubt", "question", "denying") and p.pos[k] == "NOUN" and any(p.lower[c] in ("no", "little") for c in p.children[k]):
            return True
        if p.lower[k] in ("disputes", "doubts", "denies", "questions") and p.lower[max(0, k - 2):k] == ["no", "one"]:
            return True
        if p.lemma[k] in ("doubt", "dispute", "question", "deny", "contest") and grammar.child(p, k, "ccomp") is not None:
            who = grammar.child(p, k, *grammar.SUBJECTS)
            if grammar.is_negated(p, k) or who is not None and (p.lower[who] in ("nobody", "none") or any(p.lower[c] in ("no", "few") for c in p.children[who])):
                return True
    return False


def _is_called_wrong(reading: Reading, i: int) -> bool:
    """ "to call it a massacre is absurd", "it is wrong to speak of genocide" """
    p, false = reading.parse, standing.words_of(reading.codebook).false
    v = grammar.governing_verb(p, i)
    up = p.head[v]
    return p.dep[v] in ("xcomp", "ccomp", "csubj", "advcl") and p.lemma[up] == "be" and not grammar.is_negated(p, up) and any(
        p.dep[c] in ("acomp", "attr") and (p.lower[c] in false or p.lower[c] in _WRONG) for c in p.children[up])


def _is_what_is_denied(reading: Reading, i: int) -> bool:
    """ "what is denied is that it was a massacre" """
    p, v = reading.parse, standing.clause_of(reading.parse, i)
    what = grammar.child(p, p.head[v], "csubj") if p.dep[v] == "ccomp" else None
    return what is not None and p.lemma[what] in standing.words_of(reading.codebook).deny


def _is_held_back(p: Parse, i: int) -> bool:
    """ "stopped short of calling it a massacre", "refused to call it one" """
    v = grammar.governing_verb(p, i)
    if p.dep[v] not in ("pcomp", "xcomp"):
        return False
    up = p.head[v] if p.dep[v] == "xcomp" else p.head[p.head[v]]
    return p.lemma[up] in _HOLDS_BACK and not grammar.is_negated(p, up)


def _is_hedged(p: Parse, i: int) -> bool:
    """Said to be possible only: "may amount to genocide", "was perhaps a war crime", "could be called a massacre", "if …, it was a crime"."""
    if not _MAYBE.isdisjoint(p.lower[c] for c in p.children[i]) or any(p.dep[c] == "advcl" and p.lower[p.left[c]] == "if" for c in p.children[standing.clause_of(p, i)]):
        return True
    a, b = p.sents[p.sent[i]]
    if any(p.word[k] == "?" for k in range(max(a, b - 3), b)) and p.pos[a] == "AUX":
        return True
    v = grammar.governing_verb(p, i)
    while True:
        words = {p.lower[c] for c in p.children[v] if p.dep[c] in ("aux", "advmod")}
        if words & (grammar.MODALS_OF_DOUBT | _MAYBE) or p.dep[v] == "xcomp" and p.lemma[p.head[v]] in ("seem", "appear"):
            return True
        if p.dep[v] not in ("xcomp", "pcomp") or p.head[v] == v:
            return False
        v = grammar.governing_verb(p, p.head[v])


# Quotation marks


@worked_out_once
def _short_quotations(reading: Reading) -> list[quotes.Quotation]:
    return [q for q in quotes.quotations(reading.parse) if q.last - q.first < 14 and not quotes.is_whole(reading.parse, q)]


def _is_in_their_words(reading: Reading, use: Use) -> bool:
    """In a short quotation that is laid at a speaker."""
    return any(q.first < use.head < q.last - 1 for q in _short_quotations(reading))


def is_scare_quoted(reading: Reading, use: Use) -> bool:
    """In quotation marks of its own, of at most five words, that quote nobody's sentence: "the “massacre”"."""
    p = reading.parse
    q = next((q for q in _short_quotations(reading) if q.first < use.head < q.last - 1), None)
    if q is None:
        return False
    if _is_in_a_motto(p, use.head, q):
        return False
    words = [k for k in range(q.first + 1, q.last - 1) if p.word[k][0].isalnum()]
    if len(words) > 5 or any(c.first <= k < c.last for c in law.courts(reading) for k in range(*p.sents[p.sent[use.head]])):
        return False
    found = voice.at(reading, use.head)
    if found is not None and use.term in _PLAIN and len(words) > 1:
        return False
    if found is None or found.act != "says" and not (found.act == "frames" and p.pos[q.first + 1] == "DET" and len(words) > 3):
        return True
    return not any(q.first - 4 <= k < q.last + 3 for span in found.cue for k in range(*span))


def _is_in_a_motto(p: Parse, i: int, q: quotes.Quotation) -> bool:
    """Whether a word stands in a quotation under another word of it, and not by "of": "“Justice for the massacre”"; not "“victims of the massacre”"."""
    up = p.head[i]
    return p.dep[i] == "pobj" and p.lower[up] in ("for", "after", "against", "about") and up > q.first + 1 and p.pos[up - 1] == "NOUN"
