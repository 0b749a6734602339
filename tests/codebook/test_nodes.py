"""YAML files with what is wrong in them."""

from pathlib import Path

import pytest

from app.codebook import nodes
from app.errors import CodebookError


def read(path: Path, content: bytes | str) -> tuple[nodes.Node, list[str]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    problems: list[CodebookError] = []
    node = nodes.read(path, problems)
    return node, [f"{problem.line}: {problem.complaint}" for problem in problems]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("a: &x [1]\nb: *x\n", "1: anchors and aliases (&, *) are not allowed"),
        ("a: *x\n", "1: anchors and aliases (&, *) are not allowed"),
        ("a:\n- 'open\n", "3: is not YAML: found unexpected end of stream"),
        (b"a: \xff\n", "1: is not UTF-8 (byte 3); save it as UTF-8"),
        ("a: b\na: c\n", "2: key 'a' stands twice in this entry"),
        ("[" * 30 + "]" * 30, "1: nested more than 20 levels deep"),
        ("? [a, b]\n: c\n", "1: a key must be a plain word"),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_refused(
    tmp_path: Path, content: bytes | str, complaint: str
) -> None:
    assert read(tmp_path / "x.yaml", content)[1] == [complaint]


def test_a_bomb_of_aliases_is_refused_before_it_grows(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    assert read(tmp_path / "x.yaml", "\n".join(lines))[1] == ["1: anchors and aliases (&, *) are not allowed"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    _, found = read(tmp_path / "x.yaml", b"a" * (nodes.LARGEST + 1))
    assert found == ["1: the file has 16,777,217 bytes; at most 16,777,216 are read"]


def test_values_keep_the_line_they_stand_on(tmp_path: Path) -> None:
    node, found = read(tmp_path / "x.yaml", "- one\n-\n  - two\n- three: 3\n")
    assert [entry.line for entry in node.entries()] == [1, 3, 4]
    assert found == []


def test_yes_and_no_are_keys_like_any_other(tmp_path: Path) -> None:
    node, _ = read(tmp_path / "x.yaml", "yes: 14\nno: 0\n")
    assert {key: value.number() for key, value in node.items().items()} == {"yes": 14, "no": 0}


def test_an_empty_value_reads_as_nothing_given(tmp_path: Path) -> None:
    node, _ = read(tmp_path / "x.yaml", "names:\nother: null\n")
    fields = node.fields(("names", "other"))
    assert (fields.get("names"), fields.get("other"), fields.entries("names")) == (None, None, [])


def test_a_long_text_over_several_lines_is_one_line(tmp_path: Path) -> None:
    node, _ = read(tmp_path / "x.yaml", "a: >-\n  first\n  second\n")
    assert node.items()["a"].text() == "first second"
