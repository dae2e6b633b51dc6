"""How a statement of law stands: asserted, attributed, defined, unresolved, denied, called for, or a step under way; and whether it
is about the case, another situation, or law in general. Terms and legal claims ask it alike.

    words         the words of standing.toml by their part, and short lists of grammar
    clauses       where a clause ends; its tense, its negation, what it says that something is
    hedges        what may be so, what is hard to settle; who vouches for it
    path          one step on the way up from a word to the root of its sentence
    signs         the nearest sign on that way, and the list of all constructions that are one
    unsettled, denials, demands    those constructions: left open, denied, called for
    laws          a law that speaks, a court that finds
    rules         what is said of law or practice as such
    definitions   what says what the law or a word is
    scenes        names of the event, of other events and of where they were
    topics        what each sentence is about
    applies       case, other or general, for one statement

The words by which a statement is settled, asked for or denied are the codebook's (standing.toml); how they must stand to it is here.
"""

from diptych.extract.standing.applies import applies_to
from diptych.extract.standing.clauses import clause_of, has_aux, is_finite, is_of_nobody, is_past, span_of
from diptych.extract.standing.definitions import is_defining
from diptych.extract.standing.hedges import by_voice, is_hedged, is_open_question
from diptych.extract.standing.laws import is_court, law_speaks
from diptych.extract.standing.rules import is_general
from diptych.extract.standing.scenes import case_names, names_case, situation, years
from diptych.extract.standing.signs import sign
from diptych.extract.standing.topics import headings, points_to_case, topics
from diptych.extract.standing.words import words_of

STATUSES = ("asserted", "attributed", "defined", "unresolved", "denied", "called_for", "proceeding")
APPLIES = ("case", "other", "general")

__all__ = ["APPLIES", "STATUSES", "applies_to", "by_voice", "case_names", "clause_of", "has_aux", "headings", "is_court", "is_defining", "is_finite", "is_general", "is_hedged", "is_of_nobody", "is_open_question",
           "is_past", "law_speaks", "names_case", "points_to_case", "sign", "situation", "span_of", "topics", "words_of", "years"]
