"""Random filters over the invented corpus."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from app.queries.filter import LISTS, MAY_BE_NONE, NOT, Counting, Filter, Undated
from tests.queries.invented import EVENTS, LANGUAGES, POSITIONS, SPEAKERS, STANCES, TOPICS, VOICES

VALUES: dict[str, tuple[str, ...]] = {
    "speaker": SPEAKERS,
    "country": ("ru",),
    "topic": TOPICS,
    "position": POSITIONS,
    "stance": STANCES,
    "outlet": ("gazette", "herald", "~elsewhere"),
    "language": LANGUAGES,
    "voice": VOICES,
    "event": EVENTS,
    "kind": ("article", "digest"),
}
DATES = ("2023", "2023-08", "2023-10", "2023-11", "2023-11-14", "2023-12-05", "2024")


def _values(field: str) -> SearchStrategy[tuple[str, ...]]:
    known = VALUES[field] + (("none",) if field in MAY_BE_NONE else ())
    some = st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True).map(tuple)
    return st.one_of(*[st.just(())] * 5, some)


def _in_order(values: dict[str, object]) -> bool:
    since, until = values["since"], values["until"]
    return since is None or until is None or (str(since)[:4] <= str(until)[:4] and str(since) <= str(until))


FILTERS: SearchStrategy[Filter] = (
    st.fixed_dictionaries(
        {
            **{name: _values(field) for field in LISTS for name in (field, field + NOT)},
            "since": st.none() | st.none() | st.sampled_from(DATES),
            "until": st.none() | st.none() | st.sampled_from(DATES),
            "undated": st.none() | st.none() | st.sampled_from(Undated),
            "counting": st.sampled_from(Counting),
        }
    )
    .filter(_in_order)
    .map(Filter.checked)
)

# A word, a phrase, one word without another, either of two, a stem in another script, and nothing at all.
WORDS = (None, None, None, "bridge", '"old bridge"', "bridge -tolls", "road or мост", "сборы", "nowhere")

WORDED: SearchStrategy[Filter] = st.tuples(FILTERS, st.sampled_from(WORDS)).map(
    lambda drawn: drawn[0].with_("q", drawn[1]) if drawn[1] else drawn[0]
)
