"""A text in, its words out in the one spelling under which names are compared.

Folding removes what never tells two names apart: case, accents, е/ё, Arabic letter forms and vowel signs.
Transliterations are not folded but written out (`transliteration.py`): no stranger becomes a known person.
"""

import re
import unicodedata
from functools import lru_cache

# A word is a run of letters and digits with its combining marks: Arabic vowel signs stand inside words.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]+[^\W_]*)*")

_LETTERS = str.maketrans(
    {
        "ё": "е", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
        "ı": "i", "ə": "e",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي",
        "ڤ": "ف", "گ": "غ", "چ": "تش", "پ": "ب", "ژ": "ج", "ـ": "",
    }
)  # fmt: skip
# й is и with a combining breve: the one letter that must survive the removal of accents.
_BREVE = str.maketrans({"й": "\ue000"})
_UNBREVE = str.maketrans({"\ue000": "й"})


def fold(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [fold_word(word) for word in WORD.findall(text)]


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word without case, accents and letter variants."""
    low = word.casefold()
    if low.isascii():
        return low
    low = unicodedata.normalize("NFC", low).translate(_LETTERS).translate(_BREVE)
    bare = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return bare.translate(_UNBREVE)
