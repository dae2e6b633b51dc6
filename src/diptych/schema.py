"""What a coding may say: the layers, the fields of each, their closed sets, and the words that charts and
pages show for a code.

Said once, for people's codings and the program's.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The layer of a case's own codes (`codebook/codes.toml`): people answer their questions, the program none.
OWN = "code"
#: The fields of each layer in the manual's order, after layer, sent, surface, nth, start, end.
FIELDS = {
    "entity": ["label", "canonical"],
    "date": ["type", "edtf", "what"],
    "number": ["kind", "low", "high", "counted", "measure", "voice", "source"],
    "term": ["term", "referent", "referent_name", "stance", "voice", "source"],
    "responsibility": ["actor", "affected", "form", "certainty", "voice", "source"],
    "legal": ["concept", "instrument", "status", "applies_to", "voice", "source"],
    OWN: ["code", "answer"],
}
#: The six layers of the manual, which the program codes too.
LAYERS = tuple(layer for layer in FIELDS if layer != OWN)
#: What the words of a text are set against where there are more than two texts.
OTHERS = "the others"

#: The values of each closed field, in the manual's order, and the words for each. A field means the same in
#: every layer.
WORDS = {
    "label": {
        "PERSON": "person",
        "NORP": "nation or group",
        "GPE": "state or town",
        "LOC": "region",
        "FAC": "building or site",
        "ORG": "organisation",
        "EVENT": "event",
        "LAW": "law or treaty",
        "WORK_OF_ART": "titled work or campaign",
    },
    "type": {"DATE": "date", "TIME": "time of day", "DURATION": "length of time", "SET": "recurring time"},
    "kind": {
        "count": "count",
        "ordinal": "ordinal",
        "percent": "per cent",
        "money": "sum of money",
        "measure": "measurement",
    },
    "measure": {
        "killed": "killed",
        "wounded": "wounded",
        "hostage": "taken hostage",
        "missing": "missing",
        "orphaned": "orphaned",
        "displaced": "displaced",
        "population": "population",
        "families_destroyed": "families destroyed",
        "anniversary": "anniversary",
        "other": "something else",
    },
    "voice": {"author": "the author’s own voice", "attributed": "a reported voice"},
    "term": {
        "massacre": "massacre",
        "genocide": "genocide",
        "tragedy": "tragedy",
        "killing": "killing",
        "war crime": "war crime",
        "crime against humanity": "crime against humanity",
        "crime": "crime",
        "ethnic cleansing": "ethnic cleansing",
        "assault": "assault",
        "attack": "attack",
        "violence": "violence",
        "battle": "battle",
        "impunity": "impunity",
    },
    "referent": {
        "case": "this event",
        "other": "another event",
        "concept": "the concept or the word itself",
        "title": "part of a title",
    },
    "stance": {
        "asserts": "asserted",
        "reports": "reported",
        "distances": "kept at a distance",
        "denies": "denied",
        "withholds": "left open",
        "defines": "defined or spoken of",
    },
    "form": {
        "active": "active verb",
        "passive_by": "passive, agent named",
        "passive_bare": "passive, no agent",
        "nominal_by": "noun, agent named",
        "nominal_bare": "noun, no agent",
        "intransitive": "intransitive, no agent",
        "blame": "words of blame",
    },
    "certainty": {"plain": "stated plainly", "hedged": "hedged", "denied": "denied"},
    "concept": {
        "genocide": "genocide",
        "war_crime": "war crime",
        "crime_against_humanity": "crime against humanity",
        "ihl_violation": "breach of the law of war",
        "command_responsibility": "responsibility of commanders",
        "individual_responsibility": "responsibility of individuals",
        "ethnic_cleansing": "ethnic cleansing",
        "hostage_taking": "hostage-taking",
        "territorial_integrity": "occupation or territorial integrity",
        "impunity": "impunity",
        "prosecution": "prosecution",
        "transitional_justice": "transitional justice",
        "sanction": "sanctions",
        "recognition": "recognition of the crime",
        "other": "other law",
    },
    "status": {
        "asserted": "asserted",
        "attributed": "reported",
        "defined": "defined, not applied",
        "unresolved": "left open",
        "denied": "denied",
        "called_for": "called for",
        "proceeding": "legal step taken",
    },
    "applies_to": {"case": "this event", "other": "another situation", "general": "law in general"},
}

#: The rungs of the agency ladder, from a doer in plain sight to one out of sight, as charts call them.
RUNGS = {
    "1": "1 named doer, active",
    "2": "2 named doer, in a by-phrase or as owner of a noun",
    "3": "3 doer as a side or a description",
    "4": "4 doer elsewhere in the sentence",
    "5": "5 passive with no doer",
    "6": "6 noun or infinitive with no doer",
    "blame": "blame, beside the ladder",
}

#: The closed sets of the manual: layer and field, and the values it may have.
CLOSED = {
    (layer, field): tuple(WORDS[field])
    for layer, fields in FIELDS.items()
    for field in fields
    if field in WORDS
}

#: The fields on which two rows must agree to count as joint, and those only reported beside them.
KEYS = {
    "entity": ["label", "canonical"],
    "date": ["type", "edtf"],
    "number": ["low", "high", "measure", "voice"],
    "term": ["term", "referent", "stance", "voice"],
    "responsibility": ["form", "actor", "certainty", "voice"],
    "legal": ["concept", "status", "applies_to", "voice"],
    OWN: ["answer"],
}
EXTRA = {
    "term": ["source"],
    "responsibility": ["affected", "source"],
    "legal": ["instrument", "source"],
    "number": ["kind", "source"],
}
#: The fields whose values are names and phrases: two of them agree when they share half of the shorter one's
#: words.
LOOSE = {"actor", "affected", "source", "canonical", "instrument"}

#: The codes by which a text denies a thing, leaves it open, or keeps its word at a distance: what it does not
#: say is so.
STRUCK = {
    "stance": ("denies", "withholds", "distances"),
    "certainty": ("denied",),
    "status": ("denied", "unresolved"),
}


def is_struck(row: Mapping[str, object]) -> bool:
    """Whether a row is denied, left open or kept at a distance. Such rows never count as doings, or as harm
    done."""
    return any(row.get(field) in codes for field, codes in STRUCK.items())


def words(field: str, value: object) -> str:
    """The words that a chart or a page shows for the value of a field: `form`, `nominal_by` gives "noun,
    agent named".

    A value outside the closed sets, such as a name or a term that a codebook adds, is shown as it is,
    underscores as spaces.
    """
    return WORDS.get(field, {}).get(value) or str(value).replace("_", " ")
