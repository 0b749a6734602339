"""Texts in, the tokens that the network reads out."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.ingest.attribution.tagging import features
from app.ingest.attribution.tagging.tokens import tokenise


def test_words_marks_and_clitics_are_tokens() -> None:
    tokens = tokenise("Mr. Ober said: \"It's shut, isn't it?\"")
    assert tokens.words == [
        "Mr.",
        "Ober",
        "said",
        ":",
        '"',
        "It",
        "'s",
        "shut",
        ",",
        "is",
        "n't",
        "it",
        "?",
        '"',
    ]


def test_a_quotation_is_known_from_its_first_to_its_last_mark() -> None:
    tokens = tokenise("He said “the gate is shut” twice.")
    inside = [word for word, quote in zip(tokens.words, tokens.quote, strict=True) if quote == 0]
    assert inside == ["“", "the", "gate", "is", "shut", "”"]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    tokens = tokenise('"The gate is shut.\nNobody went home.')
    assert tokens.quotes == [(0, 5)]


def test_a_sentence_does_not_end_after_an_initial() -> None:
    assert tokenise("J. Ober left. He ran.").sentence == [0, 0, 0, 0, 0, 1, 1, 1]


@given(st.text(alphabet="aB \"“”.,\n’'1é?", max_size=300))
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenise(text)
    places = list(zip(tokens.starts, tokens.stops, strict=True))
    assert [text[start:stop] for start, stop in places] == tokens.words
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert not any(letter.isalnum() for letter in _between(text, places))
    assert tokens.sentence == sorted(tokens.sentence) and tokens.paragraph == sorted(tokens.paragraph)


def _between(text: str, places: list[tuple[int, int]]) -> str:
    stops = [0, *(stop for _, stop in places)]
    starts = [*(start for start, _ in places), len(text)]
    return "".join(text[stop:start] for stop, start in zip(stops, starts, strict=True))


@given(st.lists(st.integers(1, 1500), min_size=1, max_size=8))
def test_windows_hold_every_token_once(lengths: list[int]) -> None:
    tokens = tokenise("\n".join("word " * length for length in lengths))
    windows = list(features.windows(tokens))
    assert [at for start, stop in windows for at in range(start, stop)] == list(range(len(tokens)))
    assert max(stop - start for start, stop in windows) <= 4 * features.LONGEST_WINDOW


def test_every_feature_has_its_row() -> None:
    rows = features.encode(tokenise('“Now,” said Mr. Ober, 44. "No one," he said.\nمن 7 Ёж'))
    sizes = [2**32] * features.HASHES + [features.AFFIX_ROWS] * features.AFFIXES + list(features.SMALL_ROWS)
    assert all(
        rows[:, column].min() >= 0 and rows[:, column].max() < size for column, size in enumerate(sizes)
    )


def test_the_forms_of_a_verb_share_a_stem() -> None:
    for forms in (
        ["deny", "denies", "denied", "denying"],
        ["urge", "urges", "urged", "urging"],
        ["stop", "stops", "stopped", "stopping"],
        ["criticise", "criticises", "criticised"],
    ):
        stems = features.encode(tokenise(" ".join(forms)))[:, 1]
        assert len(set(stems.tolist())) == 1, forms


def test_short_words_keep_their_endings() -> None:
    stems = features.encode(tokenise("bed red used us use the those"))[:, 1].tolist()
    assert len(set(stems)) == 7


def test_a_paragraph_knows_the_quotations_of_the_one_before() -> None:
    tokens = tokenise('Plain.\nHe said "so" twice.\nHe said "so."\n"It goes on.\nPlain.')
    before = features.encode(tokens)[:, features.FIRST_SMALL + 6]
    firsts = [tokens.paragraph.index(number) for number in range(5)]
    assert before[firsts].tolist() == [0, 0, 1, 2, 3]


def test_a_quotation_stays_with_the_paragraph_that_announces_it() -> None:
    before, quoted = "The envoy rose. " * 45 + "\n", '"Gates stay shut." ' * 12 + "\n"
    tokens = tokenise(before + "He said:\n" + quoted + before)
    announced = tokens.words.index(":")
    (window,) = (window for window in features.windows(tokens) if window[0] <= announced < window[1])
    assert window[1] > announced + 12
    cut = features.windows(tokens, anywhere=True)
    assert (0, announced + 1) in cut
