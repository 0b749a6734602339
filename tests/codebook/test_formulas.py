import pytest

from app.codebook.model import Codebook
from app.codebook.patterns.formulas import formulas_in


def used(codebook: Codebook, words: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {found.formula: (found.present, found.dropped) for found in formulas_in(words, codebook)}


def test_a_full_wording_drops_nothing(codebook: Codebook) -> None:
    words = "We want the two peoples to live in peace and security side by side with Israel."
    assert used(codebook, words)["side-by-side"] == (("peace", "security", "side-by-side", "israel"), ())


def test_a_dropped_element_is_named(codebook: Codebook) -> None:
    present, dropped = used(codebook, "A Palestinian state within the 1967 borders is our aim.")[
        "borders-1967"
    ]
    assert present == ("state", "lines")
    assert dropped == ("independent", "viable", "swaps")


def test_an_added_element_is_named(codebook: Codebook) -> None:
    present, _ = used(codebook, "The 1967 borders may be changed by agreed land swaps.")["borders-1967"]
    assert "swaps" in present


def test_an_element_without_the_core_is_no_formula(codebook: Codebook) -> None:
    assert used(codebook, "They spoke of peace and of land swaps with Israel.") == {}


def test_elements_of_another_sentence_do_not_count(codebook: Codebook) -> None:
    present, _ = used(codebook, "The 1967 borders stand. An independent judge agreed.")["borders-1967"]
    assert present == ("lines",)


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("The Quartet of mediators has to meet again.", "quartet"),
        ("На базе Арабской мирной инициативы.", "arab-peace-initiative"),
        (
            "Only on the basis of UN Security Council and General Assembly resolutions.",
            "un-resolutions-basis",
        ),
        ("حل الدولتين هو الطريق.", "two-state-solution"),
        ("With East Jerusalem as its capital.", "east-jerusalem-capital"),
        ("Восточный Иерусалим должен стать столицей.", "east-jerusalem-capital"),
    ],
)
def test_a_formula_is_found_in_three_languages(codebook: Codebook, words: str, formula: str) -> None:
    assert formula in used(codebook, words)


def test_the_span_reaches_from_the_first_to_the_last_element(codebook: Codebook) -> None:
    words = "He wants an independent Palestinian state within the 1967 borders, he said."
    [found] = [use for use in formulas_in(words, codebook) if use.formula == "borders-1967"]
    assert found.span.of(words) == "independent Palestinian state within the 1967 borders"
