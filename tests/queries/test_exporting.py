"""The same choice as a file."""

import csv
import json
import re
from datetime import UTC, datetime
from io import StringIO

from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import sessions
from app.queries import exporting, statements
from app.queries.filter import Counting, Filter
from app.queries.paging import Place
from app.queries.periods import Period
from tests.queries import invented
from tests.queries.drawing import FILTERS

BASE = "https://example.org/statements/"
CONTRACT = (
    "statement_id permalink said_on said_on_precision said_on_basis said_on_evidence published_on "
    "published_on_precision seen_at speaker_id speaker speaker_as_printed office country voice quote "
    "language start stop article_id article_title outlet url text_sha256 utterance_id utterance_size "
    "is_first_report topics positions events review_state attribution_score coder codebook_version"
)
CODINGS = (
    "statement_id said_on speaker_id position_id position stance condition evidence evidence_start "
    "evidence_stop rule_id codebook_version coder_kind coder coded_at review_state event_id vote"
)


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


@settings(max_examples=30, deadline=None)
@given(chosen=FILTERS)
def test_page_csv_json_and_lines_hold_the_same_statements(corpus: Engine, chosen: Filter) -> None:
    with sessions.reading(corpus) as session:
        page = statements.page(session, chosen, limit=1000)
        rows = table(b"".join(exporting.statements_csv(session, chosen, BASE)))
        envelope = exporting.statements_json(session, chosen, BASE, limit=1000)
        lines = b"".join(exporting.statements_jsonl(session, chosen, BASE)).splitlines()
    shown = [row.id for row in page.rows]
    exported = [row["statement_id"] for row in rows]
    assert sorted(exported) == sorted(shown)
    assert [row["statement_id"] for row in envelope["rows"]] == shown
    assert [json.loads(line)["statement_id"] for line in lines] == exported
    assert envelope["count"] == len(shown)


@settings(max_examples=20, deadline=None)
@given(chosen=FILTERS)
def test_the_codings_file_holds_what_the_rows_of_the_page_show(
    corpus: Engine, book: Codebook, chosen: Filter
) -> None:
    everything = chosen.without("position").without("stance")
    with sessions.reading(corpus) as session:
        page = statements.page(session, everything, limit=1000)
        rows = table(b"".join(exporting.codings_csv(session, everything, book)))
    shown = [(row.id, each.position, each.stance, each.coder) for row in page.rows for each in row.codings]
    exported = [(row["statement_id"], row["position_id"], row["stance"], row["coder"]) for row in rows]
    assert sorted(exported) == sorted(shown)


def test_a_codings_file_holds_only_codings_that_the_filter_means(read: Session, book: Codebook) -> None:
    chosen = Filter(position=("free-fishing",), stance=("oppose", "neutral"))
    rows = table(b"".join(exporting.codings_csv(read, chosen, book)))
    assert rows
    assert {(row["position_id"], row["position"]) for row in rows} == {
        ("free-fishing", "Fishing should be free.")
    }
    assert {row["stance"] for row in rows} == {"oppose", "neutral"}


def test_columns_stand_as_the_contract_says_with_new_ones_at_the_end(read: Session, book: Codebook) -> None:
    header = next(exporting.statements_csv(read, Filter(), BASE)).split(b"\r\n")[0].decode()
    assert header.split(",")[: len(CONTRACT.split())] == CONTRACT.split()
    header = next(exporting.codings_csv(read, Filter(), book)).split(b"\r\n")[0].decode()
    assert header.split(",") == CODINGS.split()


def test_every_cell_is_written_as_the_contract_says(read: Session) -> None:
    rows = table(b"".join(exporting.statements_csv(read, Filter(counting=Counting.STATEMENT), BASE)))
    lengths = {"day": 10, "month": 7, "year": 4, "none": 0}
    for row in rows:
        assert len(row["said_on"]) == lengths[row["said_on_precision"]]
        assert row["is_first_report"] in ("true", "false")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["seen_at"])
        assert row["permalink"] == BASE + row["statement_id"]
        assert row["topics"].split("|") == sorted(row["topics"].split("|"))
        assert all(re.fullmatch(r"[a-z-]+:[a-z]+", each) for each in row["positions"].split("|") if each)
    dates = [row["said_on"] or "9999" for row in rows]
    assert [date[:4] for date in dates] == sorted(date[:4] for date in dates)


def test_a_file_is_ended_and_quoted_as_rfc_4180_says_and_never_altered(session: Session) -> None:
    hostile = '=1+1;"quoted", two\nlines\r\nand |'
    article = invented.article_row("x1", title=None)
    invented.add(session, article, invented.statement_row("x1s0", article, quote=hostile, office="-minister"))
    plain = b"".join(exporting.statements_csv(session, Filter(), BASE))
    assert plain.endswith(b"\r\n")
    assert plain.count(b"\r\n") == 3
    (row,) = table(plain)
    assert (row["quote"], row["office"], row["article_title"]) == (hostile, "-minister", "")
    safe = b"".join(exporting.statements_csv(session, Filter(), BASE, safe=True, bom=True))
    assert safe.startswith(b"\xef\xbb\xbfstatement_id,")
    (row,) = csv.DictReader(StringIO(safe.decode("utf-8-sig"), newline=""))
    assert (row["quote"], row["office"], row["start"]) == ("'" + hostile, "'-minister", "0")


def test_a_word_from_the_address_stays_a_value_in_the_copy_command(session: Session) -> None:
    for words in ("'; DROP TABLE statements; --", "100% %(x)s %s", '"bridge" -toll', "\\"):
        content = b"".join(exporting.statements_csv(session, Filter(q=words + " a"), BASE))
        assert table(content) == []


def test_shares_stand_beside_their_count_and_denominator(read: Session) -> None:
    rows = table(b"".join(exporting.stances_csv(read, Filter(), Period.YEAR)))
    assert rows
    for row in rows:
        n, total = int(row["n"]), int(row["n_total_on_topic"])
        assert n <= total <= int(row["n_total_of_speaker"])
        assert float(row["share_low"]) <= n / total <= float(row["share_high"])
        assert row["counting"] == "utterance"


def test_a_json_page_continues_where_it_ended(read: Session) -> None:
    first = exporting.statements_json(read, Filter(), BASE, limit=30)
    rest = exporting.statements_json(read, Filter(), BASE, Place.parse(first["next"]), limit=1000)
    assert first["snapshot_id"] == "run1"
    assert len(first["rows"]) == 30
    assert len(first["rows"]) + len(rest["rows"]) == first["count"]
    assert rest["next"] is None


def test_the_name_of_a_file_says_snapshot_filter_and_moment(book: Codebook) -> None:
    chosen = Filter(speaker=("petrov",))
    name = exporting.file_name("statements", "run7", chosen, "csv", datetime(2024, 5, 1, 9, 30, tzinfo=UTC))
    assert re.fullmatch(r"statements_run7_[0-9a-f]{8}_20240501T093000Z\.csv", name)
    told = exporting.about(chosen, book, "run7", "https://example.org/timeline?speaker=petrov")
    assert told["X-Query-Words"].startswith("statements by Oleg Petrov")
    assert all(value.isascii() for value in told.values())
