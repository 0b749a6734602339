"""A Russian name in, its usual Latin spellings out.

Whole schemes, never single letters mixed at will: Lavrov, Lawrow, Lavroff; Zakharova, Zaharova, Sacharowa;
Nebenzya, Nebenzia, Nebenzja, Nebensja. A spelling outside the schemes has to be listed with the speaker.
"""

from functools import lru_cache

from app.codebook.folding import fold_word

# Letters in the order of _CYRILLIC; a blank-separated list per scheme, "-" for nothing.
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_SCHEMES = {
    "english": "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
    "passport": "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia",
    "h": "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh shch - y - e yu ya",
    "french": "a b v g d e j z i i k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia",
    "german": "a b w g d e sch s i j k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja",
    "german z": "a b w g d e sh z i j k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja",
    "scholarly": "a b v g d e z z i j k l m n o p r s t u f ch c c s sc - y - e ju ja",
    "scandinavian": "a b v g d e zj z i j k l m n o p r s t u f kh ts tj sj sjtj - y - e ju ja",
    "dutch": "a b v g d e zj z i j k l m n o p r s t oe f ch ts tsj sj sjtsj - y - e joe ja",
    "spanish": "a b v g d e zh z i i k l m n o p r s t u f j ts ch sh shch - i - e iu ia",
}
_TABLES = {name: dict(zip(_CYRILLIC, row.split(), strict=True)) for name, row in _SCHEMES.items()}
_VOWELS = frozenset("аеиоуыэюяьъ")
# The ending -ий/-ый, the sequence кс and the letters after и are spelt by habit rather than by scheme.
_ENDINGS = {"ий": ("y", "iy", "ii", "ij", "i", "yi"), "ый": ("y", "yy", "yi", "yj", "i")}
_GLIDES = ("e", "ye", "je", "ie")


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """Every folded Latin spelling of one Russian word; none for a word in another script."""
    low = fold_word(word)
    if not low or any(letter not in _TABLES["english"] for letter in low):
        return frozenset()
    found: set[str] = set()
    for table in _TABLES.values():
        stem, endings = _ending(low, table)
        for body in _bodies(stem, table):
            found.update(body + ending for ending in endings)
    found |= {spelling.replace("ks", "x") for spelling in found}
    found |= {spelling[:-1] + "ff" for spelling in found if spelling.endswith(("ov", "ev"))}
    return frozenset(found)


def _ending(low: str, table: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    tail = low[-2:]
    return (low[:-2], _ENDINGS[tail]) if tail in _ENDINGS else (low, ("",))


def _bodies(stem: str, table: dict[str, str]) -> list[str]:
    """The spellings of a stem: е first or after a vowel may carry a glide, in all such places alike."""
    found = []
    for glide in _GLIDES:
        letters = []
        for index, letter in enumerate(stem):
            glides = letter == "е" and (index == 0 or stem[index - 1] in _VOWELS)
            latin = glide if glides else table[letter]
            letters.append("" if latin == "-" else latin)
        found.append("".join(letters))
    return found
