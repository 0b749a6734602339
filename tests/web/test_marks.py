"""A marked text is the same text."""

from hypothesis import given
from hypothesis import strategies as st

from app.web import marks
from app.web.marks import Mark

TEXTS = st.text(alphabet="ab \n<&", min_size=1, max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    text = draw(TEXTS)
    edges = st.integers(0, len(text))
    spans = st.tuples(edges, edges).filter(lambda span: span[0] < span[1])
    statements = [
        Mark(*span, f"s{n}") for n, span in enumerate(draw(st.lists(spans, max_size=5, unique=True)))
    ]
    return text, statements, draw(st.lists(spans, max_size=5))


@given(marked())
def test_pieces_put_together_are_the_text(case: tuple[str, list[Mark], list[tuple[int, int]]]) -> None:
    text, statements, evidence = case
    assert "".join(piece.text for piece in marks.pieces(text, statements, evidence)) == text


@given(marked())
def test_each_statement_covers_exactly_its_span(
    case: tuple[str, list[Mark], list[tuple[int, int]]],
) -> None:
    text, statements, evidence = case
    for mark in statements:
        covered = [p.text for p in marks.pieces(text, statements, evidence) if mark.statement in p.statements]
        assert "".join(covered) == text[mark.start : mark.stop]


@given(marked())
def test_each_letter_is_evidence_if_some_evidence_holds_it(
    case: tuple[str, list[Mark], list[tuple[int, int]]],
) -> None:
    text, statements, evidence = case
    at = 0
    for piece in marks.pieces(text, statements, evidence):
        for offset in range(at, at + len(piece.text)):
            assert piece.is_evidence == any(start <= offset < stop for start, stop in evidence)
        at += len(piece.text)


@given(marked())
def test_each_statement_with_a_letter_opens_once(
    case: tuple[str, list[Mark], list[tuple[int, int]]],
) -> None:
    text, statements, evidence = case
    lines = marks.paragraphs(text, statements, evidence)
    opened = [key for line in lines for key in line.opens]
    assert len(opened) == len(set(opened))
    visible = {mark.statement for mark in statements if text[mark.start : mark.stop].strip()}
    assert visible <= set(opened)


def test_the_longer_of_two_that_begin_together_stands_outside() -> None:
    first, second = marks.pieces("one two", [Mark(0, 3, "inner"), Mark(0, 7, "outer")])
    assert first.statements == ("outer", "inner")
    assert second.statements == ("outer",)


def test_evidence_given_by_the_article_is_found_in_the_quote() -> None:
    before, words, after = marks.around("stop the fire now", 100, [(105, 113)])
    assert (before.text, words.text, after.text) == ("stop ", "the fire", " now")
    assert words.is_evidence
    assert not before.is_evidence


def test_evidence_outside_the_quote_marks_nothing() -> None:
    assert [piece.is_evidence for piece in marks.around("stop", 100, [(50, 90)])] == [False]


def test_ten_thousand_statements_are_cut_in_no_time() -> None:
    text = "“a” " * 10_000
    statements = [Mark(n * 4, n * 4 + 3, str(n)) for n in range(10_000)]
    (line,) = marks.paragraphs(text, statements)
    assert len(line.opens) == 10_000
