import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app import resources
from app.codebook import loading
from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import Basis, Stance, Voice
from app.errors import SourceError
from app.ingest import scoring
from app.ingest.records import (
    Attribution,
    Dated,
    Harvest,
    Judgment,
    Offsets,
    Source,
    Span,
    StanceFound,
    Text,
    TopicFound,
    When,
)
from app.ingest.scoring import causes

SHARED = Path(__file__).parents[2].parent / "shared"

Statement = tuple[str, tuple[int, int], str | None, tuple[str, ...], tuple[tuple[str, str], ...]]


def harvest(name: str, statements: list[Statement], published: str | None = None) -> Harvest:
    """A harvest made by hand: speaker, span, day, topics and stances of each statement."""
    text = Text("x" * 1000, "", Offsets((0,), (0,)), "en")
    return Harvest(
        source=Source(name, name, text.text, ""),
        text=text,
        dated=Dated(when(published)),
        attributions=tuple(
            Attribution(Span(*span), Voice.DIRECT, speaker, None, speaker, "test", 1.0)
            for speaker, span, *_ in statements
        ),
        times=tuple(when(day) for _, _, day, *_ in statements),
        judgments=tuple(
            Judgment(
                tuple(TopicFound(topic, "test", Span(*span)) for topic in topics),
                tuple(
                    StanceFound(position, Stance(stance), "test", Span(*span)) for position, stance in stances
                ),
            )
            for _, span, _, topics, stances in statements
        ),
        links=(),
    )


def when(day: str | None) -> When:
    return When(PartialDate.parse(day), Basis.STATED) if day else When()


def gold_file(folder: Path, *records: dict[str, object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def statement(speaker: str, anchor: list[int], **more: object) -> dict[str, object]:
    return {
        "sid": "s",
        "speaker": speaker,
        "anchor": anchor,
        "wide": anchor,
        "topics": [],
        "stances": [],
        **more,
    }


def spans(*statements: dict[str, object], **more: object) -> dict[str, object]:
    return {"id": "one", "published": "2024-05-06", "statements": list(statements), **more}


TRUCE = ("immediate-ceasefire", "support")
AID = ("humanitarian-access", "support")


def pairs(*stances: tuple[str, str]) -> list[dict[str, str]]:
    return [{"position": position, "stance": stance} for position, stance in stances]


def test_what_is_found_exactly_scores_one(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(
        gold_file(
            tmp_path,
            spans(
                statement(
                    "Sergey Lavrov",
                    [0, 100],
                    date="2024-05-06",
                    topics=["ceasefire"],
                    stances=pairs(TRUCE),
                    direct=True,
                )
            ),
        )
    )
    found = harvest(
        "one", [("Sergey Lavrov", (0, 100), "2024-05-06", ("ceasefire",), (TRUCE,))], "2024-05-06"
    )
    report = scoring.evaluate(gold, {"one": found}, codebook)
    # Of spans nobody says which articles tell the same remark.
    expected = {name: None if name == "utterance" else 1.0 for name in scoring.NAMES}
    assert {measure.name: measure.ratio.f1 for measure in report.measures} == expected
    assert report.disagreements == ()
    assert report.confusion == {"immediate-ceasefire": {("support", "support"): 1}}


def test_spans_pair_when_they_share_half_of_their_characters(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(statement("Hamas", [0, 100]))))
    near = harvest("one", [("Hamas", (0, 50), None, (), ())])
    far = harvest("one", [("Hamas", (0, 49), None, (), ())])
    assert scoring.evaluate(gold, {"one": near}, codebook).measure("detection").ratio == scoring.Ratio(
        1, 1, 1
    )
    assert scoring.evaluate(gold, {"one": far}, codebook).measure("detection").ratio == scoring.Ratio(0, 1, 1)


def test_an_optional_statement_is_neither_required_nor_punished(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(statement("Hamas", [0, 100], optional=True))))
    found = harvest("one", [("Hamas", (0, 100), None, (), (TRUCE,))])
    for harvests in ({"one": found}, {}):
        report = scoring.evaluate(gold, harvests, codebook)
        assert report.measure("detection").ratio == scoring.Ratio(0, 0, 0)
        assert report.measure("stances").ratio == scoring.Ratio(0, 0, 0)


def test_a_stance_of_a_statement_that_nobody_made_is_wrong(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(statement("Hamas", [0, 100], stances=pairs(AID)))))
    found = harvest("one", [("Hamas", (500, 600), None, ("ceasefire",), (TRUCE,))])
    report = scoring.evaluate(gold, {"one": found}, codebook)
    assert report.measure("stances").ratio == scoring.Ratio(0, 1, 1)
    assert report.measure("topics").ratio == scoring.Ratio(0, 0, 0)
    assert report.confusion == {
        "humanitarian-access": {("support", None): 1},
        "immediate-ceasefire": {(None, "support"): 1},
    }


def test_borderline_codes_count_for_nothing(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(
        gold_file(
            tmp_path,
            spans(
                statement("Hamas", [0, 100], topics=["iran"], topics_ok=["syria"], stances_ok=pairs(TRUCE))
            ),
        )
    )
    found = harvest("one", [("Hamas", (0, 100), None, ("iran", "syria"), (TRUCE,))])
    report = scoring.evaluate(gold, {"one": found}, codebook)
    assert report.measure("topics").ratio == scoring.Ratio(1, 1, 1)
    assert report.measure("stances").ratio == scoring.Ratio(0, 0, 0)


def test_polarity_is_scored_where_both_take_the_position(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(statement("Hamas", [0, 100], stances=pairs(TRUCE, AID)))))
    found = harvest("one", [("Hamas", (0, 100), None, (), (("immediate-ceasefire", "oppose"), AID))])
    assert scoring.evaluate(gold, {"one": found}, codebook).measure("polarity").ratio == scoring.Ratio(
        1, 2, 2
    )


@pytest.mark.parametrize(
    ("printed", "is_same"),
    [
        ("Lavrov", True),
        ("Sergei Lavrov", True),
        ("Сергей Лавров", True),
        ("Yuri Lavrov", False),
        ("Peskov", False),
    ],
)
def test_a_speaker_is_known_by_any_of_his_names(
    tmp_path: Path, codebook: Codebook, printed: str, is_same: bool
) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(statement("Sergey Lavrov", [0, 100]))))
    found = harvest("one", [(printed, (0, 100), None, (), ())])
    assert scoring.evaluate(gold, {"one": found}, codebook).measure("attributed").ratio.right == is_same


@pytest.mark.parametrize(
    ("found_on", "right", "is_right"),
    [
        ("2024-05-06", "2024-05-06", True),
        ("2024-05-06", "2024-05", True),
        ("2024-05", "2024-05-06", False),
        ("2024-06-01", "2024-05", False),
        (None, "2024-05", False),
    ],
)
def test_a_finer_date_inside_a_coarse_one_is_right(
    tmp_path: Path, codebook: Codebook, found_on: str | None, right: str, is_right: bool
) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(statement("Hamas", [0, 100], date=right), published=right)))
    report = scoring.evaluate(
        gold, {"one": harvest("one", [("Hamas", (0, 100), found_on, (), ())], found_on)}, codebook
    )
    assert report.measure("statement date").ratio.right == is_right
    assert report.measure("published").ratio.right == is_right


def test_no_date_is_right_where_the_gold_says_so(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(published=None)))
    report = scoring.evaluate(gold, {"one": harvest("one", [])}, codebook)
    assert report.measure("published").ratio == scoring.Ratio(1, 1, 1)


def test_a_gold_of_whole_articles_is_held_against_all_that_the_speaker_says(
    tmp_path: Path, codebook: Codebook
) -> None:
    gold = scoring.read(
        gold_file(
            tmp_path,
            {
                "id": "one",
                "speaker": "Sergey Lavrov",
                "date": "2024-05-06",
                "topics": ["ceasefire", "iran"],
                "stances": pairs(TRUCE, AID),
            },
        )
    )
    found = harvest(
        "one",
        [
            ("Sergey Lavrov", (0, 10), "2024-05-01", ("ceasefire",), (TRUCE,)),
            ("Lavrov", (20, 30), "2024-05-06", ("iran",), ()),
            ("Hamas", (40, 50), None, ("syria",), (AID,)),
        ],
    )
    report = scoring.evaluate(gold, {"one": found}, codebook)
    assert report.measure("attributed").ratio == scoring.Ratio(1, 1, 1)
    assert report.measure("statement date").ratio == scoring.Ratio(1, 1, 1)
    assert report.measure("topics").ratio == scoring.Ratio(2, 2, 2)
    assert report.measure("stances").ratio == scoring.Ratio(1, 1, 2)


def test_a_spokesperson_counts_as_the_institution_of_a_whole_article(tmp_path: Path) -> None:
    codebook = loading.loaded(resources.folder("seeds"))
    gold = scoring.read(
        gold_file(
            tmp_path,
            {"id": "one", "speaker": "Russian Foreign Ministry", "date": None, "topics": [], "stances": []},
        )
    )
    for name, right in (("Maria Zakharova", 1), ("Alexey Fadeyev", 1), ("Dmitry Peskov", 0)):
        found = harvest("one", [(name, (0, 10), None, (), ())])
        assert scoring.evaluate(gold, {"one": found}, codebook).measure("attributed").ratio.right == right


def test_the_unread_part_is_a_third_with_all_tellings_of_a_record(tmp_path: Path) -> None:
    records = [
        {"id": f"{number}{outlet}", "speaker": "Hamas", "date": None, "topics": [], "stances": []}
        for number in range(300)
        for outlet in ("", "--one", "--two")
    ]
    articles = scoring.read(gold_file(tmp_path, *records))
    unread = {article.id for article in scoring.unread(articles)}
    assert 240 < len(unread) < 360
    assert all(f"{name.split('--')[0]}--two" in unread for name in unread)


def test_an_article_without_harvest_is_listed_and_counts_as_empty(tmp_path: Path, codebook: Codebook) -> None:
    gold = scoring.read(gold_file(tmp_path, spans(statement("Hamas", [0, 100], stances=pairs(TRUCE)))))
    report = scoring.evaluate(gold, {}, codebook)
    assert report.missing == ("one",)
    assert report.measure("stances").ratio == scoring.Ratio(0, 0, 1)


def test_the_interval_is_the_same_every_time_and_holds_the_figure(tmp_path: Path, codebook: Codebook) -> None:
    records = [{**spans(statement("Hamas", [0, 100])), "id": str(number)} for number in range(20)]
    gold = scoring.read(gold_file(tmp_path, *records))
    found = {str(number): harvest(str(number), [("Hamas", (0, 100), None, (), ())]) for number in range(15)}
    once = scoring.evaluate(gold, found, codebook).measure("detection")
    again = scoring.evaluate(gold, found, codebook).measure("detection")
    assert once == again
    assert once.interval is not None
    assert once.ratio.f1 is not None
    assert once.interval[0] < once.ratio.f1 < once.interval[1]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "gold.jsonl:1"),
        ('{"id": "a"}', "KeyError"),
        ('{"id": "a", "statements": [{}]}', "is no gold"),
        ("", "holds"),
    ],
)
def test_a_gold_file_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=complaint):
        scoring.read(path)


@pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="the shared scorer is not beside this checkout")
def test_the_figures_are_those_of_the_shared_scorer(
    tmp_path: Path, codebook: Codebook, printed: Callable[[Harvest], str]
) -> None:
    records = [
        spans(
            statement(
                "Sergey Lavrov", [0, 100], direct=True, topics=["ceasefire", "iran"], stances=pairs(TRUCE)
            ),
            statement("Hamas", [200, 300], direct=True, topics=["syria"], stances=pairs(AID)),
            statement("Israel", [400, 500], direct=True, optional=True),
        ),
        {
            **spans(statement("Vladimir Putin", [10, 90], direct=False, stances=pairs(TRUCE, AID))),
            "id": "two",
        },
    ]
    path = gold_file(tmp_path, *({**record, "published_alt": []} for record in records))
    found = {
        "one": harvest(
            "one",
            [
                ("Sergey Lavrov", (0, 90), None, ("ceasefire", "syria"), (TRUCE, AID)),
                ("Fatah", (210, 300), None, ("syria",), ()),
                ("Israel", (400, 500), None, ("iran",), (TRUCE,)),
                ("Hamas", (700, 800), None, (), (AID,)),
            ],
            "2024-05-06",
        ),
        "two": harvest("two", [("Vladimir Putin", (0, 100), None, (), (("immediate-ceasefire", "oppose"),))]),
    }
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(printed(one) + "\n" for one in found.values()), encoding="utf-8")
    out = tmp_path / "out.json"
    script = SHARED / "bench" / "statements" / "score.py"
    subprocess.run(
        [sys.executable, script, predicted, "--gold", path, "--boot", "0", "--json", out],
        check=True,
        capture_output=True,
    )
    theirs = json.loads(out.read_text(encoding="utf-8"))["metrics"]
    ours = scoring.evaluate(scoring.read(path), found, codebook)
    for name, key in (
        ("detection", "detection"),
        ("attributed", "attributed"),
        ("topics", "topic"),
        ("stances", "stance"),
    ):
        assert ours.measure(name).ratio.f1 == pytest.approx(theirs[f"{key}_F1"])
    assert ours.measure("voice").ratio.precision == pytest.approx(theirs["direct_accuracy_strict"])
    assert ours.measure("polarity").ratio.precision == pytest.approx(theirs["stance_polarity_accuracy"])
    assert ours.measure("published").ratio.precision == pytest.approx(theirs["published_accuracy"])


@pytest.fixture
def printed(codebook: Codebook) -> Callable[[Harvest], str]:
    """A harvest as `positions code` prints it."""

    def line(one: Harvest) -> str:
        statements = [
            {
                "speaker": attribution.name,
                "span": [attribution.span.start, attribution.span.stop],
                "direct": True,
                "date": None,
                "topics": [found.topic for found in judgment.topics],
                "stances": [{"position": s.position, "stance": s.stance.value} for s in judgment.stances],
            }
            for attribution, judgment in zip(one.attributions, one.judgments, strict=True)
        ]
        on = one.dated.published.on
        return json.dumps({"id": one.source.id, "published": on and on.isoformat(), "statements": statements})

    return line


def test_reports_of_one_record_should_share_an_utterance(tmp_path: Path, codebook: Codebook) -> None:
    told = "An independent state with its capital in the east of the city is the only way to a lasting peace."
    other = "The bridge over the river will be closed to heavy lorries until the end of the month."

    def reported(name: str, words: str, day: str) -> Harvest:
        made = harvest(name, [("Vladimir Putin", (0, len(words)), day, (), ())])
        return replace(made, text=replace(made.text, text=words))

    names = {"st-1": told, "st-1--wire": told, "st-1--paper": other, "st-2": told}
    days = dict.fromkeys(names, "2024-05-06") | {"st-2": "2024-05-09"}
    record = {"speaker": "Vladimir Putin", "topics": [], "stances": []}
    records = ({"id": name, **record, "date": days[name]} for name in names)
    gold = scoring.read(gold_file(tmp_path, *records))
    harvests = {name: reported(name, words, days[name]) for name, words in names.items()}
    report = scoring.evaluate(gold, harvests, codebook)
    ratio = report.measure("utterance").ratio
    assert (ratio.right, ratio.found, ratio.there) == (1, 1, 3)
    missed = {(one.article, one.expected) for one in report.disagreements if one.kind == "utterance"}
    assert missed == {("st-1", "st-1--paper"), ("st-1--paper", "st-1--wire")}
    harvests["st-2"] = reported("st-2", told, "2024-05-06")
    wrong = scoring.evaluate(gold, harvests, codebook).measure("utterance").ratio
    assert (wrong.right, wrong.found, wrong.there) == (1, 3, 3)


SPEECH = "Putin spoke. We demand an immediate ceasefire in Gaza. The harbour lay in the sun all day long."
DEMAND, SUN = (13, 54), (55, len(SPEECH))


def caused(
    folder: Path, codebook: Codebook, statements: list[Statement], **gold: object
) -> dict[tuple[str, str], str]:
    """The causes of what disagrees with a gold of the whole article, by kind and what was expected."""
    record = {"id": "one", "speaker": "Vladimir Putin", "date": "2024-05-06", "topics": [], "stances": []}
    made = harvest("one", statements)
    report = scoring.evaluate(
        scoring.read(gold_file(folder, record | gold)),
        {"one": replace(made, text=replace(made.text, text=SPEECH))},
        codebook,
    )
    return {(each.kind, each.expected or each.found): each.cause for each in report.disagreements}


def test_what_is_missed_is_told_by_the_step_that_let_it_go(tmp_path: Path, codebook: Codebook) -> None:
    truce, said = {"topics": ["ceasefire"], "stances": pairs(TRUCE)}, "immediate-ceasefire: support"
    outside = caused(tmp_path, codebook, [("Vladimir Putin", SUN, "2024-05-06", (), ())], **truce)
    assert outside == {("stance", said): causes.OUTSIDE, ("topic", "ceasefire"): causes.OUTSIDE}
    by_another = [
        ("Vladimir Putin", SUN, "2024-05-06", (), ()),
        ("Sergey Lavrov", DEMAND, "2024-05-06", ("ceasefire",), (TRUCE,)),
    ]
    credited = caused(tmp_path, codebook, by_another, **truce)
    assert credited == {("stance", said): causes.OTHER_SPEAKER, ("topic", "ceasefire"): causes.OTHER_SPEAKER}
    unknown = caused(
        tmp_path,
        codebook,
        [("Vladimir Putin", SUN, "2024-05-06", (), ())],
        topics=["settlements-annexation"],
        stances=pairs(("israeli-settlements", "oppose")),
    )
    assert unknown == {
        ("stance", "israeli-settlements: oppose"): causes.UNNAMED,
        ("topic", "settlements-annexation"): causes.WITH_ITS_STANCE,
    }
    other = caused(
        tmp_path,
        codebook,
        [("Vladimir Putin", DEMAND, "2024-05-06", (), (("immediate-ceasefire", "oppose"),))],
        stances=pairs(TRUCE),
    )
    assert other == {("stance", said): causes.OTHER_STANCE}


def test_a_speaker_and_a_date_that_are_wrong_are_told_apart(tmp_path: Path, codebook: Codebook) -> None:
    def speaker(*names: str) -> str:
        statements: list[Statement] = [(name, SUN, "2024-05-06", (), ()) for name in names]
        return caused(tmp_path, codebook, statements)["speaker", "Vladimir Putin"]

    assert speaker() == causes.NOBODY
    assert speaker("Russia") == causes.A_BODY
    assert speaker("Sergey Lavrov") == causes.ANOTHER_PERSON
    assert speaker("the guest") == causes.UNRESOLVED
    late = caused(tmp_path, codebook, [("Vladimir Putin", SUN, "2024-05-07", (), ())])
    assert late == {("statement date", "2024-05-06"): causes.ANOTHER_DAY}
    undated = caused(tmp_path, codebook, [("Vladimir Putin", SUN, None, (), ())])
    assert undated == {("statement date", "2024-05-06"): causes.NO_DATE}


def test_every_disagreement_of_whole_articles_has_a_cause(tmp_path: Path, codebook: Codebook) -> None:
    false = [("Vladimir Putin", DEMAND, "2024-05-06", ("iran",), (AID,))]
    found = caused(tmp_path, codebook, false)
    assert found == {
        ("topic", "iran"): causes.BROUGHT_BY_WRONG,
        ("stance", "humanitarian-access: support"): causes.BY_A_RULE,
    }
