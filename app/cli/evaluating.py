"""The command `evaluate`: how well what is found agrees with what people found."""

import os
from pathlib import Path, PurePath
from typing import Annotated

import typer
from rich.table import Table

from app import settings
from app.cli import options, showing
from app.ingest import inputs, processing, scoring
from app.ingest.processing import Spoiled
from app.ingest.records import Harvest
from app.ingest.scoring import Report


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotations by hand, one article a line.")],
    articles: options.Paths,
    codebook: options.CodebookFolder = None,
    workers: options.Workers = None,
    details: Annotated[
        bool, typer.Option("--details", help="List every disagreement, and how stances were confused.")
    ] = False,
) -> None:
    """Measure what is found in articles against annotations made by hand.

    Prints precision, recall and F1 with 95 % intervals for detection, speakers, dates, topics and stances.

    Example: positions evaluate seeds/gold.jsonl seeds/articles
    """
    chosen = settings.load()
    rules = options.codebook(chosen, codebook)
    inputs.expand([gold])
    expected = scoring.read(gold)
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
    _print(report)
    if details:
        _print_details(report)
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
            _figure(ratio.precision),
            _figure(ratio.recall),
            _figure(ratio.f1),
            f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else "too few",
            f"{ratio.right}/{ratio.found}/{ratio.there}",
        )
    showing.out.print(f"{report.articles} articles annotated")
    showing.out.print(table)


def _print_details(report: Report) -> None:
    confused = Table("position", "annotated", "found", "times", box=None, pad_edge=False)
    for position, counts in report.confusion.items():
        for (right, found), times in sorted(counts.items(), key=str):
            if right != found:
                confused.add_row(position, right or "—", found or "—", str(times))
    disagreements = Table("article", "statement", "what", "annotated", "found", box=None, pad_edge=False)
    for one in report.disagreements:
        disagreements.add_row(one.article, one.statement, one.kind, one.expected or "—", one.found or "—")
    showing.out.print("", confused, "", disagreements)


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
