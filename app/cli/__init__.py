"""The command `positions`."""

from app.cli.main import main

__all__ = ["main"]
