from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.codebook import coding, nodes
from app.codebook.model import Position, Topic
from app.codebook.rules import FAR, NEAR, Piece, parse
from app.codebook.terms import Stance
from app.errors import CodebookError

LEXICON = """
- id: demand
  act: true
  en: [call* for, urge*]
  ru: [призыва*]
- id: truce
  en: [ceasefire*, <stop> ..3 fighting]
- id: stop
  en: [stop, end]
"""


def test_words_side_by_side_have_no_gap() -> None:
    assert parse("call* for").chains == ((Piece("call*"), Piece("for")),)


def test_two_dots_reach_six_words_and_stay_in_the_clause() -> None:
    assert parse("<demand> .. <truce>").chains[0][1] == Piece("truce", is_list=True, gap=NEAR)


def test_three_dots_reach_twenty_words_across_clauses() -> None:
    assert parse("<demand> ... truce").chains[0][1] == Piece("truce", gap=FAR, leaps=True)


def test_a_number_says_how_far_apart_two_words_may_be() -> None:
    assert parse("stop ..3 fighting").chains[0][1] == Piece("fighting", gap=3)


def test_an_ampersand_makes_two_chains() -> None:
    assert parse("veto* & <truce>").chains == ((Piece("veto*"),), (Piece("truce", is_list=True),))


def test_articles_case_hyphens_and_the_possessive_do_not_matter() -> None:
    assert parse("the Two-State Israel's plan").chains == parse("two state israel plan").chains


def test_us_in_capitals_is_the_country() -> None:
    assert parse("US").chains != parse("us").chains


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "ends with a word"),
        ("truce ..", "ends with a word"),
        (".. truce", "stands between two words"),
        ("& truce", "stands between two patterns"),
        ("<truce", "is not a word"),
        ("truce *", "has no letter or digit"),
    ],
)
def test_a_pattern_that_means_nothing_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(text)


@given(st.text(max_size=60))
def test_any_line_is_parsed_or_refused_with_words(text: str) -> None:
    try:
        assert parse(text).chains
    except ValueError as error:
        assert str(error)


def loaded(
    folder: Path, positions: str = "", topics: str = "", lexicon: str = LEXICON
) -> tuple[dict[str, Position], dict[str, Topic], list[CodebookError]]:
    problems: list[CodebookError] = []
    for name, content in (("lexicon", lexicon), ("topics", topics), ("positions", positions)):
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    lists = coding.lexicon(nodes.read(folder / "lexicon.yaml", problems))
    found = coding.topics(nodes.read(folder / "topics.yaml", problems), lists)
    return coding.positions(nodes.read(folder / "positions.yaml", problems), found, lists), found, problems


def position(rule: str) -> str:
    return f"- id: truce-now\n  sentence: Stop.\n  definition: Stop now.\n  rules:\n    - {rule}\n"


def test_a_stance_rule_is_read_with_the_position_in_its_id(tmp_path: Path) -> None:
    found, _, problems = loaded(
        tmp_path,
        position("{id: asked, stance: support, when: [<demand> .. <truce>], weight: 3, conditional: true}"),
    )
    assert problems == []
    [rule] = found["truce-now"].rules
    assert (rule.id, rule.stance, rule.weight, rule.conditional) == (
        "truce-now/asked",
        Stance.SUPPORT,
        3,
        True,
    )


def test_the_cues_of_a_topic_are_a_rule_of_their_own(tmp_path: Path) -> None:
    _, found, problems = loaded(
        tmp_path,
        topics="- {id: truce, name: Truce, definition: A truce., cues: {en: [<truce>], ru: [перемири*]}}\n",
    )
    assert problems == []
    assert [rule.id for rule in found["truce"].rules] == ["truce/cue"]
    assert found["truce"].cues.ru == ("перемири*",)


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("{id: asked, stance: support, when: [<demnad> .. <truce>]}", "there is no word list 'demnad'"),
        ("{id: asked, stance: backs, when: [truce]}", "'backs' is not one of support"),
        ("{id: asked, stance: support, when: [truce ..]}", "ends with a word"),
        ("{id: asked, stance: support}", "missing key 'when'"),
        ("{id: asked, stance: support, when: [truce], colour: red}", "unknown key 'colour'"),
    ],
)
def test_a_broken_rule_is_named_with_file_and_line(tmp_path: Path, rule: str, complaint: str) -> None:
    _, _, problems = loaded(tmp_path, position(rule))
    assert complaint in str(problems[0])
    assert str(problems[0]).startswith(f"{tmp_path / 'positions.yaml'}:5")


def test_word_lists_that_refer_to_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    lexicon = "- {id: one, en: [<two>]}\n- {id: two, en: [<one>]}\n"
    _, _, problems = loaded(tmp_path, lexicon=lexicon)
    assert "refer to each other in a circle" in str(problems[0])


def test_a_rule_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    twice = (
        position("{id: asked, stance: support, when: [truce]}")
        + "    - {id: asked, stance: oppose, when: [war]}\n"
    )
    _, _, problems = loaded(tmp_path, twice)
    assert "the rule 'asked' is there twice" in str(problems[0])


def test_words_that_refer_to_a_list_that_is_not_there_are_refused(tmp_path: Path) -> None:
    lexicon = "- {id: plan-again, refers_to: plan, en: [document]}\n"
    _, _, problems = loaded(tmp_path, lexicon=lexicon)
    assert [problem.complaint for problem in problems] == ["there is no word list 'plan' in lexicon.yaml"]
