"""The list of faults that the tests must catch (`make mutants` tries them) fits the program as it is."""

import sys

from conftest import ROOT

sys.path.insert(0, str(ROOT / "tests" / "bench"))
import mutants  # noqa: E402


def test_every_fault_can_be_put_where_it_belongs_and_names_a_test_file():
    known = mutants.known()
    assert mutants.misplaced(known) == [] and len(known) >= 30
    assert [
        name for name, m in known.items() if not (ROOT / "tests" / m["test"].split(" ")[0]).is_file()
    ] == []
    assert [name for name, m in known.items() if m["old"] == m["new"]] == []
