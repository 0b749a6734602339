"""A folder of YAML files in, a codebook out, or the file, the line and the complaint."""

import hashlib
from functools import lru_cache
from pathlib import Path

from app.codebook import boilerplate, branches, coding, nodes, occasions, outlets, people, speech
from app.codebook.calendar_words import calendar_words
from app.codebook.model import Codebook, Naming
from app.codebook.nodes import Node
from app.errors import CodebookError

_HEAD = ("title", "description", "country", "languages", "licence")
_NAMING = ("titles", "given", "common", "particles", "locatives", "others")
_HEAD_MAY = ("subtitle", "authors")


def load(folder: Path) -> Codebook:
    """The codebook kept in a seeds folder; CodebookError with file and line for the first thing wrong."""
    codebook, problems = attempt(folder)
    if problems:
        raise problems[0]
    return codebook


def loaded(folder: Path) -> Codebook:
    """The same, read once per process for the same contents."""
    return _loaded(folder.resolve(), version(folder))


def version(folder: Path) -> str:
    """The short hash of all files, the same on every machine."""
    digest = hashlib.sha256()
    for path in files(folder):
        content = path.read_bytes().replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def files(folder: Path) -> list[Path]:
    """The files that make up the codebook of a folder, in order."""
    found = sorted((folder / "codebook").glob("*.yaml"), key=lambda path: path.name)
    return [*found, *(path for path in [folder / "events.yaml"] if path.exists())]


def attempt(folder: Path) -> tuple[Codebook, list[CodebookError]]:
    """As much of the codebook as can be read, and everything that is wrong with it."""
    problems: list[CodebookError] = []

    read: set[str] = set()

    def root(name: str, *, needed: bool = True) -> Node:
        read.add(f"{name}.yaml")
        path = folder / ("" if name == "events" else "codebook") / f"{name}.yaml"
        if not path.exists() and not needed:
            return nodes.nothing(path, problems)
        return nodes.read(path, problems)

    head = root("codebook").fields(_HEAD, _HEAD_MAY)
    posts, bodies, persons = root("offices"), root("institutions"), root("speakers")
    offices = people.offices(posts)
    institutions = people.institutions(bodies)
    speakers = people.persons(persons, offices, institutions)
    people.refuse_shared_names((bodies, persons), posts)
    everyone = {**speakers, **institutions}
    lexicon = coding.lexicon(root("lexicon", needed=False))
    topics = coding.topics(root("topics"), lexicon)
    positions = coding.positions(root("positions"), topics, lexicon)
    codebook = Codebook(
        version=version(folder),
        title=head.text("title"),
        topics=topics,
        positions=positions,
        speakers=everyone,
        offices=offices,
        outlets=outlets.outlets(root("outlets", needed=False)),
        events=occasions.events(root("events", needed=False), everyone, positions),
        formulas=coding.formulas(root("formulas", needed=False), lexicon),
        branches=branches.branches(root("branches", needed=False), offices, everyone),
        naming=_naming(root("naming", needed=False)),
        lexicon=lexicon,
        boilerplate=boilerplate.parse(root("boilerplate")),
        calendar=calendar_words(root("dates", needed=False)),
        speech=speech.parse(root("speech", needed=False)),
        subtitle=head.text("subtitle"),
        description=head.text("description"),
        country=head.text("country"),
        languages=head.texts("languages"),
        licence=head.text("licence"),
        authors=head.texts("authors"),
    )
    for path in [*files(folder), *sorted((folder / "codebook").glob("*.yml"))]:
        if path.name not in read:
            nodes.nothing(path, problems).complain(f"unknown file; known are {', '.join(sorted(read))}")
    return codebook, problems


@lru_cache(maxsize=4)
def _loaded(folder: Path, _version: str) -> Codebook:
    return load(folder)


def _naming(root: Node) -> Naming:
    entry = root.fields((), _NAMING)
    return Naming(**{key: entry.names(key) for key in _NAMING})
