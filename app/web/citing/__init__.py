"""Statements, articles and searches in, references for the tools that keep references out."""

from app.web.citing.bibtex import bibtex
from app.web.citing.csl import Item, csl
from app.web.citing.meta import Meta, meta
from app.web.citing.references import Creator, Kind, Reference, of_article, of_search, of_statement
from app.web.citing.ris import ris
from app.web.citing.words import long, short

__all__ = [
    "Creator",
    "Item",
    "Kind",
    "Meta",
    "Reference",
    "bibtex",
    "csl",
    "long",
    "meta",
    "of_article",
    "of_search",
    "of_statement",
    "ris",
    "short",
]
