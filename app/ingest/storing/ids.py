"""What identifies a thing in, its id out: the same on every machine, short, and fit for an address.

The recipe, so that anyone can repeat it: join the parts with a line feed, take BLAKE2b with a digest of ten
bytes, write it as sixteen digits of base 32 (`0-9a-v`, five bits a digit, the highest first), and put the
letter of the kind before.

- article `a`: the address without what does not change the page (empty if unknown), the SHA-256 of the clean
  text
- statement `s`: the article's id, the offsets of its first character and behind its last one
- utterance `u`: the smallest of the ids of its statements
"""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|yclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|ref_url|cmpid|ocid|_openstat)",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def article(url_key: str | None, text_sha256: str) -> str:
    """The id of a text at an address."""
    return _id("a", url_key or "", text_sha256)


def statement(article_id: str, start: int, stop: int) -> str:
    """The id of a span of an article."""
    return _id("s", article_id, str(start), str(stop))


def utterance(statement_ids: frozenset[str]) -> str:
    """The id of one act of saying; it changes only when a smaller statement id joins or leaves."""
    return _id("u", min(statement_ids))


def url_key(url: str | None) -> str | None:
    """The address without scheme, `www.`, fragment, tracking and trailing slash; none if it is no address."""
    parts = _split(url)
    if parts is None or not parts.hostname:
        return None
    host = parts.hostname.removeprefix("www.")
    port = "" if parts.port in {None, _PORTS[parts.scheme]} else f":{parts.port}"
    query = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    )
    return f"{host}{port}{parts.path.rstrip('/')}" + (f"?{urlencode(query)}" if query else "")


def _split(url: str | None) -> SplitResult | None:
    try:
        parts = urlsplit((url or "").strip())
        valid = parts.scheme in _PORTS and parts.port != 0
    except ValueError:
        return None
    return parts if valid else None


def _id(kind: str, *parts: str) -> str:
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).digest()
    number = int.from_bytes(digest, "big")
    return kind + "".join(_DIGITS[number >> shift & 31] for shift in range(75, -1, -5))
