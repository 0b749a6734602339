"""Files of every kind in; articles, or reasons why not, out."""

import json
import os
from itertools import pairwise
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


def test_fields_go_by_many_names_in_any_spelling(tmp_path: Path) -> None:
    path = tmp_path / "database.csv"
    path.write_text(
        "Headline,Publication Date,Source Name,Full Text,Web-URL\n"
        'Corridor,16 October 2023,The Wire,"Words, of a kind.",https://example.org/7\n',
        "utf-8",
    )
    source = the_source(path)
    assert source.text == "Words, of a kind."
    assert (source.given.title, source.given.published) == ("Corridor", "16 October 2023")
    assert (source.given.outlet, source.given.url) == ("The Wire", "https://example.org/7")
    assert not source.issues


def test_an_object_in_place_of_a_name_gives_its_name(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    record = {"publishedAt": "2023-10-16", "source": {"id": None, "name": "The Wire"}, "content": REMARK}
    path.write_text(json.dumps(record), "utf-8")
    given = the_source(path).given
    assert (given.outlet, given.published) == ("The Wire", "2023-10-16")


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


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-32", "cp866", "iso-8859-5", "mac-cyrillic"]
)
def test_russian_text_is_decoded_without_a_mark_too(tmp_path: Path, encoding: str) -> None:
    words = "Постоянный представитель сообщил журналистам, что переговоры продолжатся в понедельник. " * 6
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode(encoding))
    assert the_source(path).text == words


def test_lines_in_two_encodings_are_each_decoded_from_their_own(tmp_path: Path) -> None:
    first, second = "Посланник попросил открыть северные ворота.", "Представительница назвала три деревни."
    path = tmp_path / "a.txt"
    path.write_bytes(first.encode() + b"\n" + second.encode("cp1251"))
    assert the_source(path).text == f"{first}\n{second}"


def test_a_pasted_quotation_mark_does_not_spoil_the_letters_around_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Ворота открыты. ".encode() * 9 + b"\x93Too late,\x94 he said.")
    assert the_source(path).text.endswith("Ворота открыты. “Too late,” he said.")


def test_letters_that_were_lost_elsewhere_become_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The envoy\ufffds words.", "utf-8")
    assert [issue.complaint[:20] for issue in the_source(path).issues] == ["1 letters were lost "]


def test_front_matter_keeps_words_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nid: 007\nlanguage: no\npublished: 2023-13-45\noutlet: ~\n---\nWords.", "utf-8")
    source = the_source(path)
    assert (source.id, source.given.language, source.given.outlet) == ("007", "no", None)
    assert source.given.published == "2023-13-45"


def test_a_bomb_of_aliases_is_no_id(tmp_path: Path) -> None:
    names = "abcdefghij"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )
    path = tmp_path / "bomb.md"
    path.write_text(f"---\n{bomb}id: *j\n---\nWords.", "utf-8")
    source = the_source(path)
    assert source.id == "bomb"
    assert any("no words" in issue.complaint for issue in source.issues)


@pytest.mark.parametrize("front", ["id: x\ntitle: y\n\nWords.", "id: [" + "[" * 3000 + "\n---\nWords."])
def test_front_matter_that_never_ends_is_an_error(tmp_path: Path, front: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{front}", "utf-8")
    assert "front matter" in the_error(path).complaint


def test_a_text_file_may_have_front_matter_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\noutlet: TASS\n---\n{REMARK}", "utf-8")
    source = the_source(path)
    assert source.given.outlet == "TASS" and source.text[source.body_start :] == REMARK


def test_json_under_the_other_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    pretty, lines = tmp_path / "pretty.jsonl", tmp_path / "lines.json"
    pretty.write_text(json.dumps([{"id": "a", "text": REMARK}, {"id": "b", "text": REMARK}], indent=2))
    lines.write_text("\n".join(json.dumps({"id": name, "text": REMARK}) for name in "ab"))
    for path in (pretty, lines):
        assert [read.id for read in read_all(path) if isinstance(read, Source)] == ["a", "b"]


def test_a_file_without_any_json_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "prose.jsonl"
    path.write_text("no json\n" * 5000)
    assert "first 20 lines" in the_error(path).complaint


def test_what_postgres_cannot_keep_is_replaced_letter_by_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a\\ud800", "title": "T\\u0000t", "text": "One \\ud83d two \\ud83d\\ude00."}')
    source = the_source(path)
    assert (source.id, source.given.title, source.text) == ("a\ufffd", "T t", "One \ufffd two 😀.")


def test_a_number_too_long_for_a_number_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": ' + "9" * 6000 + ', "text": "x"}\n{"id": "ok", "text": "Words."}')
    error, source = read_all(path)
    assert isinstance(error, SourceError) and isinstance(source, Source)


def test_html_in_a_text_field_is_read_as_html(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"<p>{REMARK}</p>", "Title": "Corridor"}))
    source = the_source(path)
    assert source.is_html and source.given.title == "Corridor"


def test_a_row_with_unquoted_separators_is_an_error_not_half_an_article(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('id,text\nr1,He said, on Sunday, no.\nr2,"He said, on Sunday, no."\n')
    error, source = read_all(path)
    assert isinstance(error, SourceError) and error.place == f"{path}:2" and "4 cells" in error.complaint
    assert isinstance(source, Source) and source.text == "He said, on Sunday, no."


def test_tabs_and_the_first_line_of_a_spreadsheet_are_understood(tmp_path: Path) -> None:
    tabs, sheet = tmp_path / "rows.tsv", tmp_path / "sheet.csv"
    tabs.write_text("id\ttext\nr1\tWords, and more.\n")
    sheet.write_text("sep=;\nid;text\nr1;Words, and more.\n")
    assert the_source(tabs).text == the_source(sheet).text == "Words, and more."


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "pipe" in the_error(path).complaint


def test_a_name_in_no_known_encoding_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(REMARK)
    source = the_source(path)
    assert source.place.endswith("caf\ufffd.txt") and source.id == "caf\ufffd"


def described(tmp_path: Path, data: object) -> str | None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>Envoy asks for a corridor</title>"
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
        "</head><body><h1>Envoy asks for a corridor</h1><p>Words.</p></body></html>",
        "utf-8",
    )
    return the_source(path).given.published


def test_of_several_described_articles_the_one_with_the_headline_dates_the_page(tmp_path: Path) -> None:
    own = {"@type": ["NewsArticle"], "headline": "Envoy asks for a corridor", "datePublished": "2024-03-04"}
    other = {"@type": "NewsArticle", "headline": "Ten recipes", "datePublished": "2023-01-01"}
    site = {"@type": "WebSite", "name": "Example", "datePublished": "2001-01-01"}
    assert described(tmp_path, [other, own]) == "2024-03-04"
    assert described(tmp_path, {"@graph": [site, own]}) == "2024-03-04"
    assert described(tmp_path, [site, {**own, "headline": "Corridor"}]) == "2024-03-04"
    assert described(tmp_path, [other, {**other, "datePublished": "2022-01-01"}]) is None
    assert described(tmp_path, site) is None
