"""A field and one of its values in, the words a reader sees out."""

from app.codebook.model import Codebook
from app.codebook.terms import ArticleKind, Stance, Voice

NONE = "none"

_NONE = {
    "speaker": "no speaker",
    "country": "an unknown country",
    "topic": "no topic",
    "position": "no position",
    "stance": "no stance",
    "outlet": "an unknown outlet",
    "event": "no event",
}
_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}
_VOICES: dict[str, str] = {
    Voice.DIRECT: "direct quotation",
    Voice.MIXED: "reported with quoted words",
    Voice.INDIRECT: "reported speech",
    Voice.TRANSCRIPT: "transcript",
}
_KINDS: dict[str, str] = {ArticleKind.ARTICLE: "articles", ArticleKind.DIGEST: "digests"}
_TERMS: dict[str, str] = {**_VOICES, **_KINDS, **{stance: stance.value for stance in Stance}}


def label(field: str, value: str, codebook: Codebook) -> str:
    """The name of a filter value; a speaker or outlet that the codebook lacks is named by its slug."""
    if value == NONE:
        return _NONE.get(field, "unknown")
    match field:
        case "speaker" if value in codebook.speakers:
            return codebook.speakers[value].name
        case "topic" if value in codebook.topics:
            return codebook.topics[value].name
        case "position" if value in codebook.positions:
            return codebook.positions[value].sentence
        case "outlet" if value in codebook.outlets:
            return codebook.outlets[value].name
        case "event" if value in codebook.events:
            return codebook.events[value].title
        case "language":
            return _LANGUAGES.get(value, value)
        case "voice" | "stance" | "kind":
            return _TERMS.get(value, value)
        case _:
            return value.removeprefix("~").replace("-", " ").title() if value.startswith("~") else value
