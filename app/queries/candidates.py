"""Formulas in, a full-text condition out that every statement with one of them fulfils.

The index knows stems, the patterns know beginnings of words: each word is asked for by its stem, a word with
`*` by its first letters, and order and distance are left open. The finder reads again what the index finds.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, and_, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import REGCONFIG

from app.codebook.model import Formula
from app.codebook.rules import THE_US, Pattern, Piece, WordList
from app.db.tables import Statement, StatementFact

_SCRIPTS = {"en": ("english", "a", "ɏ"), "ru": ("russian", "Ѐ", "ӿ"), "ar": ("arabic", "؀", "ۿ")}
_OTHER = "simple"
_LETTERS = 5


def holding(formulas: Iterable[Formula], lexicon: Mapping[str, WordList]) -> ColumnElement[bool]:
    """That a statement may hold a core element of one of the formulas, in the words of its language."""
    cores = [
        pattern for formula in formulas for name in formula.core for pattern in formula.patterns.get(name, ())
    ]
    ways = []
    for language, (configuration, first, last) in _SCRIPTS.items():
        asked = _any(cores, lexicon, (first, last))
        if asked:
            ways.append(and_(Statement.language == language, _matches(configuration, asked)))
    everything = _any(cores, lexicon, ("", "\U0010ffff"))
    if everything:
        ways.append(and_(Statement.language.not_in(list(_SCRIPTS)), _matches(_OTHER, everything)))
    return StatementFact.id.in_(select(Statement.id).where(or_(*ways))) if ways else false()


def _matches(configuration: str, asked: str) -> ColumnElement[bool]:
    query = func.to_tsquery(cast(literal(configuration), REGCONFIG), asked)
    return Statement.search.bool_op("@@")(query)


def _any(patterns: Collection[Pattern], lexicon: Mapping[str, WordList], script: tuple[str, str]) -> str:
    ways = dict.fromkeys(_all(pattern, lexicon, script) for pattern in patterns)
    return " | ".join(f"({way})" for way in ways if way)


def _all(pattern: Pattern, lexicon: Mapping[str, WordList], script: tuple[str, str]) -> str:
    """Every word of the pattern; empty where it is of another script."""
    parts: dict[str, None] = {}
    for piece in (piece for chain in pattern.chains for piece in chain):
        if piece.is_list:
            part = _any(lexicon[piece.term].entries, lexicon, script)
            part = f"({part})" if part else ""
        else:
            part = _word(piece, script)
        if not part and piece.term != THE_US:
            return ""
        if part:
            parts[part] = None
    return " & ".join(parts)


def _word(piece: Piece, script: tuple[str, str]) -> str:
    word = piece.term.removesuffix("*")
    if piece.term == THE_US or not (word.isdigit() or script[0] <= word[0] <= script[1]):
        return ""
    # A stem may be shorter than the beginning that the pattern gives (initiativ* of initi).
    return f"{word[:_LETTERS]}:*" if piece.term.endswith("*") else word
