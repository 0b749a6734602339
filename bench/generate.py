"""A number of statements in, an invented corpus of that size in the tables out.

The same number and seed give the same rows. The shape is that of news: few speakers say most of it, many
remarks are carried by several outlets, dates cluster, words follow a power law. The words mean nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

import psycopg

from app.codebook.model import Codebook
from app.codebook.terms import Stance, Voice

FIRST = date(2005, 1, 1)
DAYS = 365 * 21
PER_ARTICLE = 8
_BATCH = 5_000
_SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "ku",
    "la",
    "mi",
    "no",
    "pe",
    "ra",
    "si",
    "tu",
    "ve",
    "wo",
    "xa",
    "yo",
    "ze",
    "bra",
    "dre",
    "gri",
    "kro",
    "plu",
    "sta",
    "tri",
]
_LANGUAGES = ("en", "en", "en", "en", "en", "ru", "ru", "ar")
# Set phrases of the codebook that the project ships, so that its formulas have uses to find.
_PHRASES = {
    "en": (
        "a two-state solution",
        "within the 1967 borders",
        "with East Jerusalem as its capital",
        "living side by side with Israel in peace and security",
        "the Middle East Quartet",
        "the Arab Peace Initiative",
        "the root causes of the conflict",
        "no unilateral steps",
        "on the basis of UN Security Council resolutions",
    ),
    "ru": ("ближневосточный квартет", "первопричины конфликта", "односторонние шаги"),
    "ar": ("المبادرة العربية", "حل الدولتين"),
}
_CONDITIONS = [f"once condition {number} is met" for number in range(1, 200)]
_VERSION = "0" * 64
OUTLETS = [f"~outlet-{number:02}" for number in range(1, 41)]

_COLUMNS = {
    "articles": "id kind outlet_id outlet_name url title language text source_name raw_sha256 text_sha256 "
    "published_on published_precision published_basis published_evidence harvest_sha256 made_from "
    "codebook_version",
    "utterances": "id speaker_id said_on size first_statement_id",
    "statements": "id article_id utterance_id is_first_report speaker_id speaker_name printed office "
    "country voice start stop quote language outlet_id said_on said_precision said_basis said_evidence rule "
    "cue score",
    "statement_topics": "statement_id topic_id rule evidence_start evidence_stop codebook_version",
    "codings": "statement_id position_id stance condition evidence evidence_start evidence_stop rule_id "
    "coder_kind coder codebook_version",
    "event_links": "event_id article_id statement_id kind evidence",
}

_RUN = "INSERT INTO runs (finished_at, codebook_version, inputs, counts) VALUES (now(), %s, '[]', '{}')"

Rows = dict[str, list[tuple[object, ...]]]


class _Remark(NamedTuple):
    utterance: str
    speaker: str
    quote: str
    said_on: date


class _Few:
    """Values of which the first are drawn far more often than the last."""

    def __init__(self, values: Sequence[str], steepness: float) -> None:
        self._values = values
        self._weights = list(accumulate((rank + 2.7) ** -steepness for rank in range(len(values))))

    def draw(self, random: Random, k: int = 1) -> list[str]:
        return random.choices(self._values, cum_weights=self._weights, k=k)


class _Press:
    """Writes articles that partly report what others reported before."""

    def __init__(self, codebook: Codebook, seed: int) -> None:
        self.random = Random(seed)
        invented = ["".join(self.random.choices(_SYLLABLES, k=2 + n % 4)) for n in range(8_000)]
        self.words = _Few([*invented[:20], "common", *invented[20:], "rare"], 1.05)
        strangers = [f"~stranger-{number}" for number in range(1, 300)]
        self.speakers = _Few([*codebook.speakers, *strangers], 0.9)
        self.countries = {speaker.id: speaker.country for speaker in codebook.speakers.values()}
        self.outlets = _Few(OUTLETS, 0.8)
        self.topics = _Few(list(codebook.topics), 0.6)
        self.positions = _Few(list(codebook.positions), 0.5)
        self.stances = _Few([str(stance) for stance in Stance], 1.0)
        self.conditions = _Few(_CONDITIONS, 1.0)
        self.events = list(codebook.events)
        self.bursts = [self.random.randrange(DAYS) for _ in range(60)]
        self.recent: list[_Remark] = []
        self.articles = self.statements = 0

    def article(self, rows: Rows) -> None:
        """Adds one article and what is in it."""
        draw = self.random
        self.articles += 1
        id_ = f"a{self.articles:015}"
        burst = draw.choice(self.bursts) + int(draw.expovariate(0.05))
        on = FIRST + timedelta(days=burst % DAYS if draw.random() < 0.4 else draw.randrange(DAYS))
        (outlet,) = self.outlets.draw(draw)
        language = draw.choice(_LANGUAGES)
        quotes = []
        for place in range(draw.randint(1, 2 * PER_ARTICLE - 1)):
            quotes.append(self._statement(rows, id_, outlet, language, on, place))
        title, text = " ".join(self.words.draw(draw, 7)), "\n".join(quotes)
        known = (
            id_,
            "article",
            outlet,
            outlet.removeprefix("~").title(),
            f"https://example.org/{id_}",
            title,
            language,
            text,
        )
        dated = (on, "day", "dateline", "")
        rows["articles"].append((*known, f"{id_}.txt", id_, id_, *dated, id_, id_, _VERSION))

    def _statement(self, rows: Rows, article: str, outlet: str, language: str, on: date, place: int) -> str:
        draw = self.random
        self.statements += 1
        id_ = f"s{self.statements:015}"
        again = draw.choice(self.recent) if self.recent and draw.random() < 0.3 else None
        remark = again or self._remark(rows, id_, on, language)
        name = remark.speaker.removeprefix("~").replace("-", " ").title()
        who = (remark.speaker, name, name, "minister", self.countries.get(remark.speaker))
        spoken = (*who, draw.choice(list(Voice)).value)
        said = self._said(remark.said_on)
        start = place * 400
        words = (start, start + len(remark.quote), remark.quote, language, outlet)
        rule = ("said", "said", round(draw.uniform(0.5, 1), 3))
        rows["statements"].append(
            (id_, article, remark.utterance, again is None, *spoken, *words, *said, *rule)
        )
        for topic in {*self.topics.draw(draw, draw.choice((0, 1, 1, 2, 2, 3)))}:
            rows["statement_topics"].append((id_, topic, topic, start, start + 5, _VERSION))
        for position in {*self.positions.draw(draw, draw.choice((0, 1, 1, 1, 2)))}:
            (stance,) = self.stances.draw(draw)
            condition = self.conditions.draw(draw)[0] if stance == Stance.CONDITIONAL else None
            coded = (id_, position, stance, condition, remark.quote[:20], start, start + 20)
            rows["codings"].append((*coded, f"{position}-1", "machine", "rules", _VERSION))
        if draw.random() < 0.1:
            rows["event_links"].append((draw.choice(self.events), article, id_, "mentions", ""))
        return remark.quote

    def _said(self, on: date) -> tuple[date | None, str, str, str]:
        """The day of a remark as its report knows it: to the day, sometimes less, sometimes not at all."""
        known = self.random.random()
        if known < 0.03:
            return None, "none", "none", ""
        if known < 0.04:
            return on.replace(day=1), "month", "dateline", ""
        if known < 0.045:
            return on.replace(month=1, day=1), "year", "dateline", ""
        return on, "day", "dateline", ""

    def _remark(self, rows: Rows, first: str, on: date, language: str) -> _Remark:
        draw = self.random
        (speaker,) = self.speakers.draw(draw)
        words = self.words.draw(draw, draw.randint(12, 45))
        if draw.random() < 0.06:
            words.insert(len(words) // 2, draw.choice(_PHRASES[language]))
        quote = " ".join(words).capitalize() + "."
        remark = _Remark("u" + first[1:], speaker, quote, on)
        rows["utterances"].append((remark.utterance, speaker, on, 1, first))
        self.recent = [*self.recent[-200:], remark]
        return remark


def fill(connection: psycopg.Connection, codebook: Codebook, statements: int, seed: int = 1) -> None:
    """Loads the corpus; the events of the codebook must be stored already."""
    # Neither keys nor triggers are checked row by row: the facts are built once, at the end.
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET synchronous_commit = off")
    for rows in _batches(_Press(codebook, seed), statements):
        for table, values in rows.items():
            columns = ", ".join(f'"{name}"' for name in _COLUMNS[table].split())
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        connection.commit()
    connection.execute("SET session_replication_role = origin")
    connection.execute(_RUN, [_VERSION])
    connection.execute("SELECT rebuild_statement_facts()")
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM (ANALYZE)")


def _batches(press: _Press, statements: int) -> Iterator[Rows]:
    while press.statements < statements:
        rows: Rows = {table: [] for table in _COLUMNS}
        while press.statements < statements and len(rows["statements"]) < _BATCH:
            press.article(rows)
        yield rows
