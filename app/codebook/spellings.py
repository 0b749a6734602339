"""How a thing is written in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """How something is written, by language of the text: the first of each is the usual one."""

    en: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every spelling, in the order en, ru, ar."""
        return self.en + self.ru + self.ar
