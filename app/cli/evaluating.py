"""The command `evaluate`: how well what is found agrees with what people found."""

import os
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Annotated

import typer
from rich.table import Table

from app import settings
from app.cli import accuracy, options, showing
from app.ingest import inputs, processing, scoring
from app.ingest.processing import Spoiled
from app.ingest.records import Harvest
from app.ingest.scoring import Report


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotations by hand, one article a line.")],
    articles: options.Paths,
    codebook: options.CodebookFolder = None,
    workers: options.Workers = None,
    errors: Annotated[
        bool,
        typer.Option(
            "--errors",
            "--details",
            help="List every disagreement, how stances were confused, and the causes.",
        ),
    ] = False,
    unread: Annotated[
        bool,
        typer.Option("--unread", help="Only the third that nobody read while the rules were written."),
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a section of Markdown.")] = False,
    kept: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", help="Keep the figures for the page on method, as a set of FILE."
        ),
    ] = None,
) -> None:
    """Measure what is found in articles against annotations made by hand.

    Prints precision, recall and F1 with 95 % intervals for detection, speakers, dates, topics, stances and
    the repeats of one remark; --errors adds every disagreement and what caused it.
    The annotations are either of the statements of an article with their spans, or of what one speaker says
    in the whole article; of the latter a spokesperson counts as the institution that is named.

    Example: positions evaluate seeds/gold.jsonl seeds/articles --errors
    """
    chosen = settings.load()
    rules = options.codebook(chosen, codebook)
    inputs.expand([gold])
    expected = scoring.unread(scoring.read(gold)) if unread else scoring.read(gold)
    files = inputs.expand(articles).files
    harvests: dict[str, Harvest] = {}
    failed = False
    for found in processing.harvests(files, rules, workers or chosen.workers or os.cpu_count() or 1):
        if isinstance(found, Spoiled):
            failed = True
            showing.complain(f"{found.place}: {found.complaint}")
        else:
            harvests[PurePath(found.source.id).name] = found
    report = scoring.evaluate(expected, harvests, rules)
    command = " ".join(["positions evaluate", str(gold), *map(str, articles), *(["--unread"] * unread)])
    today = datetime.now(UTC).date()
    if kept:
        name = ", ".join([*(str(path) for path in articles), *(["unread third"] * unread)])
        accuracy.keep(kept, report, name, command, rules.version, today)
    if markdown:
        typer.echo(accuracy.section(report, command, rules.version, today))
    else:
        _print(report)
    if errors:
        _print_errors(report)
    for missing in report.missing:
        showing.complain(f"{missing}: annotated, but not among the articles")
    if failed or report.missing:
        raise typer.Exit(1)


def _print(report: Report) -> None:
    table = Table(
        "", "precision", "recall", "F1", "95 % interval", "right/found/there", box=None, pad_edge=False
    )
    for measure in report.measures:
        ratio, interval = measure.ratio, measure.interval
        table.add_row(
            measure.name,
            accuracy.figure(ratio.precision),
            accuracy.figure(ratio.recall),
            accuracy.figure(ratio.f1),
            f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else "too few",
            f"{ratio.right}/{ratio.found}/{ratio.there}",
        )
    showing.out.print(f"{report.articles} articles annotated")
    showing.out.print(table)


def _print_errors(report: Report) -> None:
    """Every disagreement on a line of its own, its fields apart by tabs so that nothing is cut; then sums."""
    typer.echo()
    for one in report.disagreements:
        fields = (one.article, one.statement, one.kind, one.expected or "—", one.found or "—", one.cause)
        typer.echo("\t".join(fields).rstrip())
    confused = Table("position", "annotated", "found", "times", box=None, pad_edge=False)
    for position, counts in report.confusion.items():
        for (right, found), times in sorted(counts.items(), key=str):
            if right != found:
                confused.add_row(position, right or "—", found or "—", str(times))
    why = Table("what", "cause", "times", box=None, pad_edge=False)
    for what, cause, number in accuracy.causes(report.disagreements):
        why.add_row(what, cause, number)
    showing.out.print("", confused, "", why)
