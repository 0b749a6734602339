"""Files of every kind in; articles, or reasons why not, out."""

import json
from pathlib import Path

import pytest

from app.codebook.terms import ArticleKind
from app.errors import SourceError
from app.ingest.reading import MAX_BYTES, read_all
from app.ingest.records import Source

REMARK = "The envoy said on Sunday that the corridor must be opened at once.\nHe named no date.\n"


def the_source(path: Path) -> Source:
    (found,) = read_all(path)
    assert isinstance(found, Source), found
    return found


def the_error(path: Path) -> SourceError:
    (found,) = read_all(path)
    assert isinstance(found, SourceError), found
    return found


def test_a_text_file_is_one_article_named_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "remark.txt"
    path.write_text(REMARK, "utf-8")
    source = the_source(path)
    assert (source.id, source.text, source.place) == ("remark", REMARK, str(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_russian_text_is_decoded_from_its_encoding(tmp_path: Path, encoding: str) -> None:
    words = "Постоянный представитель сообщил журналистам, что переговоры продолжатся в понедельник. " * 6
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode(encoding))
    assert the_source(path).text == words


def test_arabic_text_in_the_windows_encoding_is_decoded(tmp_path: Path) -> None:
    words = "قال المبعوث إن المحادثات ستستمر يوم الاثنين في العاصمة وإن الممر سيفتح قريبا. " * 6
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode("cp1256"))
    assert the_source(path).text == words


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One line.\r\nAnother.\rA third.")
    assert the_source(path).text == "One line.\nAnother.\nA third."


def test_front_matter_goes_beside_the_text_and_stays_in_the_source(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f"---\nid: d-1\nkind: digest\noutlet: TASS\npublished: 2023-10-16\n---\n{REMARK}", "utf-8"
    )
    source = the_source(path)
    assert source.id == "d-1"
    assert source.given.kind is ArticleKind.DIGEST
    assert (source.given.outlet, source.given.published) == ("TASS", "2023-10-16")
    assert source.text.startswith("---\n") and source.text.endswith(REMARK)


def test_front_matter_that_is_no_yaml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nid: ok\ntitle: 'unclosed\n---\nWords.", "utf-8")
    error = the_error(path)
    assert error.place.startswith(f"{path}:")
    assert "front matter" in error.complaint


def test_json_lines_give_one_article_a_line_and_one_error_a_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"id": "a", "body": REMARK, "headline": "Corridor", "author": "N. N."}),
        '{"id": "b", "text": "cut off in the mid',
        json.dumps({"text": "   "}),
        json.dumps(["no", "object"]),
        json.dumps({"text": "Fine too.", "date": "2024-05-01"}),
    ]
    path.write_text("\n".join(lines), "utf-8")
    a, b, c, d, e = read_all(path)
    assert isinstance(a, Source) and (a.id, a.given.title) == ("a", "Corridor")
    assert [issue.complaint for issue in a.issues] == ["fields not used: author"]
    assert isinstance(b, SourceError) and b.place == f"{path}:2"
    assert isinstance(c, SourceError) and "no text" in c.complaint
    assert isinstance(d, SourceError) and "JSON object" in d.complaint
    assert isinstance(e, Source) and (e.id, e.given.published) == ("many:5", "2024-05-01")


def test_one_endless_line_is_an_error_and_the_next_line_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "' + b"x" * (MAX_BYTES + 100) + b'"}\n')
        out.write(b'{"id": "small", "text": "Short words."}\n')
    error, source = read_all(path)
    assert isinstance(error, SourceError) and error.place == f"{path}:1"
    assert isinstance(source, Source) and source.id == "small"


def test_csv_rows_are_articles_whatever_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('ID;Text;URL\nr1;"He said: ""no""; twice.";https://example.org/1\nr2;;x\n', "utf-8")
    first, second = read_all(path)
    assert isinstance(first, Source)
    assert (first.id, first.text, first.given.url) == ("r1", 'He said: "no"; twice.', "https://example.org/1")
    assert isinstance(second, SourceError) and second.place == f"{path}:3"


def test_an_html_page_brings_what_its_head_declares(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<html lang="en-GB"><head><title>Corridor | Example</title>'
        '<meta property="og:site_name" content="Example">'
        '<script type="application/ld+json">'
        '{"@type":"NewsArticle","datePublished":"2023-10-16T08:00:00Z"}</script>'
        "</head><body><h1>Envoy asks for a corridor</h1><p>Words.</p></body></html>",
        "utf-8",
    )
    given = the_source(path).given
    assert (given.title, given.outlet, given.language) == ("Envoy asks for a corridor", "Example", "en")
    assert given.published == "2023-10-16T08:00:00Z"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b"  \n\t\n", "empty"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (bytes(range(256)) * 40, "binary"),
        (b"text " * 10 + b"\x00" * 500, "binary"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    assert complaint in the_error(path).complaint


def test_a_file_too_large_for_an_article_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.seek(50_000_000)
        out.write(b"x")
    assert "too much for one article" in the_error(path).complaint


def test_a_download_cut_in_the_middle_of_a_letter_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(("Слово и ещё слово. " * 5).encode() + "ж".encode()[:1])
    assert the_source(path).text == "Слово и ещё слово. " * 5


def test_a_file_that_is_not_there_is_an_error_not_an_exception(tmp_path: Path) -> None:
    assert "cannot be opened" in the_error(tmp_path / "none.txt").complaint
