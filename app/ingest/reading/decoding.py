"""Bytes in, their text out, whatever encoding they are in; an error if they are no text."""

import codecs
import re

from charset_normalizer import from_bytes

from app.errors import SourceError

_SIGNATURES = {
    b"%PDF": "a PDF file; save its text first",
    b"PK\x03\x04": "a ZIP or office file; save its text first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip file; unpack it first",
    b"BZh": "a bzip2 file; unpack it first",
    b"\xfd7zXZ": "an xz file; unpack it first",
    b"\x28\xb5\x2f\xfd": "a zstd file; unpack it first",
    b"7z\xbc\xaf": "a 7-Zip file; unpack it first",
    b"Rar!": "a RAR file; unpack it first",
    b"\xd0\xcf\x11\xe0": "an old office file; save its text first",
    b"{\\rtf": "an RTF file; save it as plain text first",
    b"SQLite format 3": "a database",
}
# The mark of UTF-32 begins with that of UTF-16, so it is looked for first.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# What a page may declare: encodings of text, none that a hostile page could make us work hard with.
_DECLARABLE = re.compile(
    r"utf-?8|(?:windows|cp|ibm)-?\d{3,4}|iso-?8859-?\d{1,2}|koi8-?[rut]|gb\d{4,5}|gbk|big5|shift_?jis"
    r"|euc-?(?:jp|kr)|x?-?mac-?\w{5,10}",
    re.IGNORECASE,
)
_GUESSABLE = [
    *("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "koi8_u"),
    *("cp1256", "iso8859_6", "mac_arabic", "cp1255", "cp1252", "mac_roman", "cp1250", "iso8859_2"),
    *("cp1254", "cp1253", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_SAMPLE = 100_000
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")


def decode(content: bytes, place: str, declared: str | None = None) -> str:
    """The text of some bytes, line ends as LF; an error if they are no text or in no encoding known."""
    _refuse_known_formats(content, place)
    text = _decoded(content, place, declared)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 100:
        raise SourceError(place, "this is binary data, not text")
    return lines_as_lf(text).removeprefix("\ufeff")


def encoding_of(sample: bytes, place: str) -> str:
    """The encoding of a file that is too long to be decoded at once, judged by its beginning."""
    _refuse_known_formats(sample, place)
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return name
    if wide := _wide_name(sample):
        return wide
    if _is_utf8(sample) or _is_utf8(sample[:-3]):
        return "utf-8"
    if _is_binary(sample):
        raise SourceError(place, "this is binary data, not text")
    return _guessed(sample, place)


def _refuse_known_formats(content: bytes, place: str) -> None:
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise SourceError(place, f"this is {what}")


def _is_binary(content: bytes) -> bool:
    return len(_CONTROL_BYTES.findall(content[:4096])) > len(content[:4096]) // 100


def lines_as_lf(text: str) -> str:
    """The text with a line feed wherever a line or a page ends."""
    return _LINE_ENDS.sub("\n", text)


def _decoded(content: bytes, place: str, declared: str | None) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, "replace").rstrip("\ufffd")
    if wide := _wide_name(content):
        return content.decode(wide, "replace").rstrip("\ufffd")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_binary(content):
        raise SourceError(place, "this is binary data, not text")
    if (text := _nearly_utf8(content)) is not None:
        return text
    if declared and _DECLARABLE.fullmatch(declared):
        try:
            return content.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    return _line_by_line(content, place)


def _wide_name(content: bytes) -> str | None:
    """The encoding of two or four bytes a letter, where only the many zeros tell."""
    sample = content[:4096]
    if sample.count(0) < len(sample) // 30:
        return None
    for name in _WIDE:
        read = sample[: len(sample) // 4 * 4].decode(name, "replace")
        plain = sum(letter.isprintable() or letter.isspace() for letter in read)
        near = sum(letter < "\u0800" for letter in read)
        if read and plain >= 0.97 * len(read) and near >= 0.9 * len(read) and " " in read:
            return name
    return None


def _nearly_utf8(content: bytes) -> str | None:
    """UTF-8 with a few strange bytes: a download cut in half a letter, or a pasted quotation mark."""
    strange = 0

    def put_right(error: UnicodeError) -> tuple[str | bytes, int]:
        nonlocal strange
        assert isinstance(error, UnicodeDecodeError)
        strange += 1
        at_an_edge = error.start == 0 or error.end == len(content)
        if at_an_edge:
            return "", error.end
        pasted = content[error.start : error.end].decode("cp1252", "replace")
        return (pasted if not pasted.isalnum() else "\ufffd"), error.end

    codecs.register_error("positions-nearly-utf8", put_right)
    text = content.decode("utf-8", "positions-nearly-utf8")
    whole = sum(letter > "\x7f" for letter in text)
    return text if strange <= 2 + whole // 20 and whole >= 4 * strange else None


def _line_by_line(content: bytes, place: str) -> str:
    """The lines in UTF-8 as they are, all others in the one encoding that suits them best."""
    lines = content.split(b"\n")
    strange = [line for line in lines if not _is_utf8(line)]
    name = _guessed(b"\n".join(strange), place)
    mended: list[str] = []
    for line in lines:
        try:
            mended.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            mended.append(line.decode(name, "replace"))
    return "\n".join(mended)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guessed(content: bytes, place: str) -> str:
    best = from_bytes(content[:_SAMPLE], cp_isolation=_GUESSABLE).best()
    if best is None:
        raise SourceError(place, "the encoding could not be recognised; save the file as UTF-8")
    try:
        content.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            place,
            f"the encoding is not known (byte {error.start} is not {best.encoding}); save the file as UTF-8",
        ) from None
    return best.encoding
