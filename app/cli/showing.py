"""A run's progress and summary in, lines and tables for the reader out."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from app.ingest.running import Progress, Summary

_EVERY_S = 5.0
_MOST_FAILURES = 20
_MOST_KINDS = 8

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """Shows how far a run has come: a bar on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        columns: list[ProgressColumn] = [
            TextColumn("{task.fields[articles]:,} articles"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]:.0f}/s"),
            TimeRemainingColumn(),
        ]
        with Bar(*columns, console=err, transient=True) as bar:
            yield _on_bar(bar)
    else:
        yield _in_lines()


def _on_bar(bar: Bar) -> Callable[[Progress], None]:
    started = time.monotonic()
    task = bar.add_task("", total=None, articles=0, rate=0.0)

    def report(done: Progress) -> None:
        rate = done.articles / max(time.monotonic() - started, 0.001)
        completed = min(done.bytes_done, done.bytes)
        bar.update(task, total=done.bytes, completed=completed, articles=done.articles, rate=rate)

    return report


def _in_lines() -> Callable[[Progress], None]:
    started = time.monotonic()
    last = started

    def report(done: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY_S:
            return
        last = now
        share = min(done.bytes_done / done.bytes, 1.0) if done.bytes else 1.0
        left = (now - started) * (1 - share) / share if share else 0.0
        rate = done.articles / (now - started)
        err.print(
            f"{done.articles:,} articles, {done.files_done:,} of {done.files:,} files, "
            f"{rate:.0f} articles/s, about {left:.0f} s left"
        )

    return report


def summary(done: Summary) -> None:
    """What a run came to, and what it could not use."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(justify="right")
    for name in ("new", "changed", "unchanged", "failed"):
        table.add_row(f"articles {name}", f"{done.counts[name]:,}")
    for name in ("statements", "utterances", "codings", "issues"):
        table.add_row(f"{name} in the database", f"{done.totals[name]:,}")
    out.print(table)
    out.print(f"Run {done.run}, {done.seconds:.1f} s.", style="dim")
    if done.ignored:
        err.print(_left_aside(done.ignored), style="dim", markup=False)
    for failure in done.failures[:_MOST_FAILURES]:
        complain(f"{failure.place}: {failure.complaint}")
    if len(done.failures) > _MOST_FAILURES:
        err.print(f"… and {len(done.failures) - _MOST_FAILURES} more; all of them are on the page Sources.")


def _left_aside(files: Sequence[Path]) -> str:
    kinds = Counter(path.suffix.lower() or "no ending" for path in files)
    told = ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common(_MOST_KINDS))
    more = ", …" if len(kinds) > _MOST_KINDS else ""
    return (
        f"Left aside, of a kind that is not read or about the folder itself: {len(files):,} "
        f"({told}{more}). Save articles as .txt or .html to have them read."
    )


def complain(words: str) -> None:
    """One line on stderr, printed as it is."""
    err.print(Text.assemble(("✗ ", "red"), words.replace("\n", " ")))
