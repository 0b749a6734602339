"""Who speaks for which part of a state."""

from collections.abc import Callable
from pathlib import Path

from app.codebook import loading
from app.codebook.model import Codebook

Complaints = Callable[[str, str, str], list[str]]
BRANCHES = """\
- id: ministry
  name: Ministry
  offices: [foreign-minister-of-norway]
  speakers: [norwegian-foreign-ministry]
- id: state
  name: State
  speakers: [norway]
"""


def test_offices_and_speakers_are_grouped_by_branch(folder: Path) -> None:
    (folder / "codebook/branches.yaml").write_text(BRANCHES, "utf-8")
    branches = loading.load(folder).branches
    assert list(branches) == ["ministry", "state"]
    assert branches["ministry"].offices == ("foreign-minister-of-norway",)
    assert branches["state"].speakers == ("norway",)


def test_nobody_speaks_for_two_branches(folder: Path, complaints: Complaints) -> None:
    (folder / "codebook/branches.yaml").write_text(BRANCHES, "utf-8")
    found = complaints("codebook/branches.yaml", "[norway]", "[norwegian-foreign-ministry]")
    complaint = "the speaker 'norwegian-foreign-ministry' is in the branch 'ministry' already"
    assert found == [f"codebook/branches.yaml:7: {complaint}"]


def test_a_branch_of_nobody_known_is_refused(folder: Path, complaints: Complaints) -> None:
    (folder / "codebook/branches.yaml").write_text(BRANCHES, "utf-8")
    found = complaints("codebook/branches.yaml", "[norway]", "[denmark]")
    assert found == ["codebook/branches.yaml:7: there is no speaker 'denmark'"]


def test_every_office_of_the_country_has_a_branch(shipped: Codebook) -> None:
    grouped = {office for branch in shipped.branches.values() for office in branch.offices}
    own = {office.id for office in shipped.offices.values() if office.country == shipped.country}
    assert own <= grouped
