"""References in, entries for BibLaTeX out."""

from app.web.citing.references import PRODUCT, Creator, Kind, Reference

_TYPES = {Kind.SPEECH: "online", Kind.NEWS: "article", Kind.PAGE: "online", Kind.DATASET: "dataset"}
_LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fr": "french",
    "he": "hebrew",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
    "uk": "ukrainian",
}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# An address is printed as it is, so nothing in it is escaped; what would end the field early is encoded.
_IN_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}


def bibtex(reference: Reference) -> str:
    """One entry and the empty line that parts it from the next."""
    is_news = reference.kind is Kind.NEWS
    fields = {
        "author": " and ".join(_name(creator) for creator in reference.creators),
        "title": _kept(reference.title),
        "journaltitle": _escaped(reference.container) if is_news else "",
        "entrysubtype": "newspaper" if is_news else "",
        "organization": _escaped(reference.container) if reference.kind in (Kind.SPEECH, Kind.PAGE) else "",
        "publisher": PRODUCT if reference.kind is Kind.DATASET else "",
        "date": str(reference.issued or ""),
        "eventdate": str(reference.said or ""),
        "eventtitle": _escaped(reference.event),
        "url": _address(reference.url or reference.permalink),
        "urldate": str(reference.accessed or ""),
        "langid": _LANGUAGES.get(reference.language, ""),
        "keywords": _escaped(", ".join(word.replace(",", ";") for word in reference.keywords)),
        "abstract": _escaped(reference.abstract),
        "note": _escaped(reference.note),
        "addendum": rf"{PRODUCT}: \url{{{_address(reference.permalink)}}}" if reference.url else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_TYPES[reference.kind]}{{{reference.key},", *lines, "}", "", ""])


def _name(creator: Creator) -> str:
    if creator.given:
        return f"{_escaped(creator.family)}, {_escaped(creator.given)}"
    # A second pair of braces keeps the name of a body from being taken apart.
    return _kept(creator.family)


def _kept(words: str) -> str:
    return f"{{{_escaped(words)}}}"


def _escaped(words: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(words.split()))


def _address(url: str) -> str:
    return "".join(_IN_ADDRESS.get(letter, letter) for letter in url)
