"""A text in, the ISO 639-1 code of its language out, with a doubt where what was given disagrees."""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from app.ingest.records import Issue

UNKNOWN = "und"
# Fewer letters than this fit several languages; then what came beside the text is the better witness.
_ENOUGH_LETTERS = 60
_SAMPLE = 4000


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, given: str | None) -> tuple[str, Issue | None]:
    """The language that the words speak; the given one only where the text is too short to tell."""
    declared = given.strip().lower().split("-")[0].split("_")[0] if given else None
    if declared and (len(declared) not in (2, 3) or not declared.isalpha()):
        declared = None
    letters = sum(letter.isalpha() for letter in text[:_SAMPLE])
    if letters < _ENOUGH_LETTERS:
        return declared or UNKNOWN, None
    found, certainty = _identifier().classify(text[:_SAMPLE])
    if declared in (None, found):
        return str(found), None
    if certainty < 0.9:
        return str(declared), None
    return str(found), Issue("cleaning", f"given as language {declared!r}, but the words are {found!r}")
