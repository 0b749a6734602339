"""A codebook in, its codes as files that other programs for coding read out."""

from app.web.codes.refi import qdc
from app.web.codes.table import codebook_table
from app.web.codes.tree import Code, codes

__all__ = ["Code", "codebook_table", "codes", "qdc"]
