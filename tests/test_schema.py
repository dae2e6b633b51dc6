"""What a coding may say: every code has words."""

import pytest

from diptych import schema
from diptych.people import coding


@pytest.mark.parametrize("layer, field", schema.CLOSED)
def test_every_code_has_words_of_its_own(layer, field):
    told = [schema.words(field, value) for value in schema.CLOSED[layer, field]]
    assert len(set(told)) == len(told)
    assert [w for w in told if not w.strip() or "_" in w or w.isupper()] == []


def test_what_has_no_words_of_its_own_is_shown_as_it_is():
    assert schema.words("term", "blood_bath") == "blood bath"
    assert schema.words("actor", "Ruritania") == "Ruritania"


def test_the_codings_use_the_schema():
    assert coding.FIELDS is schema.FIELDS and coding.CLOSED is schema.CLOSED
    assert tuple(schema.KEYS) == (*schema.LAYERS, schema.OWN)
