"""A YAML file in, its values with their lines out; every complaint is kept and none stops the reading."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import yaml

from app.codebook.alternatives import expand
from app.codebook.dates import PartialDate
from app.codebook.spellings import Names
from app.errors import CodebookError

LARGEST = 16 * 1024 * 1024
DEEPEST = 20
LANGUAGES = ("en", "ru", "ar")

Choice = TypeVar("Choice", bound=StrEnum)
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_INTEGER, _TIME = "tag:yaml.org,2002:int", "tag:yaml.org,2002:timestamp"
_BOOL = "tag:yaml.org,2002:bool"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(slots=True)
class Sheet:
    """One file being read, with what was found wrong in it so far."""

    path: Path
    problems: list[CodebookError] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value of a YAML file and the line it starts on.

    Its readers (`text`, `texts`, `date` …) give an empty value and a complaint where the type is another.
    """

    sheet: Sheet
    line: int
    tag: str
    value: "str | list[Node] | dict[str, Node]"

    def complain(self, complaint: str) -> None:
        """Keep what is wrong here; the codebook will not load."""
        self.sheet.problems.append(CodebookError(self.sheet.path, self.line, complaint))

    @property
    def is_null(self) -> bool:
        """Whether nothing stands here."""
        return self.tag == _NULL

    def entries(self) -> "list[Node]":
        """The members of a list."""
        if isinstance(self.value, list):
            return self.value
        if not self.is_null:
            self.complain("expected a list (lines that begin with '- ')")
        return []

    def items(self) -> "dict[str, Node]":
        """The keys and values of a mapping, whatever the keys are."""
        if isinstance(self.value, dict):
            return self.value
        if not self.is_null:
            self.complain("expected keys and values ('key: value')")
        return {}

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> "Fields":
        """A mapping with these keys and no others."""
        items = self.items()
        allowed = [*required, *optional]
        for key, value in items.items():
            if key not in allowed:
                value.complain(f"unknown key '{key}'; known keys are {', '.join(allowed)}")
        for key in required:
            if key not in items:
                self.complain(f"missing key '{key}'")
        return Fields(self, items)

    def text(self) -> str:
        """A text that is not empty."""
        if isinstance(self.value, str) and self.tag == _STRING and self.value.strip():
            return " ".join(self.value.split())
        if isinstance(self.value, str) and self.value.strip() and not self.is_null:
            self.complain(f"'{self.value}' is read as a number, date or yes/no; put it in quotes")
        else:
            self.complain("expected a text")
        return ""

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        found = [entry.text() for entry in self.entries()]
        return tuple(text for text in found if text)

    def number(self) -> int:
        """A whole number."""
        if isinstance(self.value, str) and self.tag == _INTEGER and self.value.lstrip("-").isdecimal():
            return int(self.value)
        self.complain("expected a whole number")
        return 0

    def flag(self) -> bool:
        """True or false."""
        if isinstance(self.value, str) and self.tag == _BOOL:
            return self.value.lower() in {"true", "yes", "on"}
        self.complain("expected true or false")
        return False

    def date(self) -> PartialDate | None:
        """A day, a month or a year; none where the file says null."""
        if self.is_null:
            return None
        if isinstance(self.value, str) and self.tag in {_STRING, _TIME, _INTEGER}:
            try:
                return PartialDate.parse(self.value)
            except ValueError:
                self.complain(f"'{self.value}' is not a date like 2023, 2023-10 or 2023-10-07")
                return None
        self.complain("expected a date like 2023, 2023-10 or 2023-10-07")
        return None

    def url(self) -> str:
        """A web address."""
        text = self.text()
        parts = urlsplit(text)
        if text and (parts.scheme not in {"http", "https"} or "." not in parts.netloc or " " in text):
            self.complain(f"'{text}' is not a web address that begins with http:// or https://")
        return text

    def choice(self, kind: type[Choice]) -> Choice | None:
        """One value of a closed list."""
        try:
            return kind(self.value) if isinstance(self.value, str) else kind("")
        except ValueError:
            allowed = ", ".join(member.value for member in kind)
            self.complain(f"'{self.value if isinstance(self.value, str) else '…'}' is not one of {allowed}")
            return None

    def slug(self) -> str:
        """An id: small letters, digits and hyphens."""
        text = self.text()
        if text and not _SLUG.fullmatch(text):
            self.complain(f"'{text}' is not an id; use small letters, digits and single hyphens")
        return text

    def reference(self, known: Collection[str], what: str) -> str:
        """An id that is defined elsewhere."""
        text = self.text()
        if text and text not in known:
            self.complain(f"there is no {what} '{text}'")
        return text

    def names(self) -> Names:
        """Spellings by language of the text."""
        entry = self.fields((), LANGUAGES)
        return Names(*(entry.phrases(language) for language in LANGUAGES))

    def phrases(self) -> tuple[str, ...]:
        """A list of texts in which groups like (one|other) are written out."""
        found: list[str] = []
        for entry in self.entries():
            text = entry.text()
            try:
                found += expand(text) if text else ()
            except ValueError as error:
                entry.complain(str(error))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """The keys of one entry; a missing one reads as empty."""

    node: Node
    items: Mapping[str, Node]

    def get(self, key: str) -> Node | None:
        """The value, none where it is missing or null."""
        found = self.items.get(key)
        return None if found is None or found.is_null else found

    def text(self, key: str) -> str:
        """A text; empty where the key is missing."""
        return self.items[key].text() if key in self.items else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is missing."""
        return self.items[key].texts() if key in self.items else ()

    def phrases(self, key: str) -> tuple[str, ...]:
        """A list of texts with their groups written out; empty where the key is missing."""
        return self.items[key].phrases() if key in self.items else ()

    def names(self, key: str) -> Names:
        """Spellings by language; none where the key is missing."""
        found = self.get(key)
        return found.names() if found else Names()

    def entries(self, key: str) -> list[Node]:
        """The members of a list; none where the key is missing."""
        return self.items[key].entries() if key in self.items else []


def read(path: Path, problems: list[CodebookError]) -> Node:
    """The file as nodes; an unreadable one is an empty list with a complaint."""
    sheet = Sheet(path, problems)
    empty = Node(sheet, 1, _NULL, "")
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            empty.complain(f"the file has {len(content):,} bytes; at most {LARGEST:,} are read")
            return empty
        return _compose(content.decode("utf-8-sig"), sheet)
    except OSError as error:
        empty.complain(f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        empty.complain(f"is not UTF-8 (byte {error.start}); save it as UTF-8")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        Node(sheet, line, _NULL, "").complain(f"is not YAML: {error.problem or error.context}")
    except yaml.YAMLError as error:
        empty.complain(f"is not YAML: {' '.join(str(error).split())}")
    except CodebookError as error:
        problems.append(error)
    return empty


def _compose(content: str, sheet: Sheet) -> Node:
    loader = _Loader(content)
    try:
        return _build(iter(loader.get_event, None), loader, sheet)
    finally:
        loader.dispose()


def _build(events: Iterator[yaml.Event], loader: yaml.SafeLoader, sheet: Sheet) -> Node:
    """The node tree, built without recursion so that depth and aliases are in our hands."""
    root = Node(sheet, 1, _NULL, "")
    open_nodes: list[tuple[Node, list[Node]]] = []
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CodebookError(sheet.path, line, "anchors and aliases (&, *) are not allowed")
        if isinstance(event, yaml.CollectionStartEvent):
            if len(open_nodes) >= DEEPEST:
                raise CodebookError(sheet.path, line, f"nested more than {DEEPEST} levels deep")
            is_list = isinstance(event, yaml.SequenceStartEvent)
            node = Node(sheet, line, "list" if is_list else "map", [] if is_list else {})
            open_nodes.append((node, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            node, members = open_nodes.pop()
            _fill(node, members)
            if open_nodes:
                open_nodes[-1][1].append(node)
            else:
                root = node
        elif isinstance(event, yaml.ScalarEvent):
            resolve: Callable[..., str] = loader.resolve
            tag = event.tag or resolve(yaml.ScalarNode, event.value, event.implicit)
            node = Node(sheet, line, tag, event.value)
            if open_nodes:
                open_nodes[-1][1].append(node)
            else:
                root = node
    return root


def _fill(node: Node, members: list[Node]) -> None:
    if isinstance(node.value, list):
        node.value.extend(members)
        return
    assert isinstance(node.value, dict)
    for key, value in zip(members[::2], members[1::2], strict=True):
        if not isinstance(key.value, str):
            key.complain("a key must be a plain word")
        elif key.value in node.value:
            key.complain(f"key '{key.value}' stands twice in this entry")
        else:
            node.value[key.value] = value


def nothing(path: Path, problems: list[CodebookError]) -> Node:
    """An empty node for a file that need not be there."""
    return Node(Sheet(path, problems), 1, _NULL, "")
