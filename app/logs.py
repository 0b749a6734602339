"""Log lines for operators, on stderr: for the eye on a terminal, as JSON elsewhere."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

_PASSWORD = re.compile(r"(?<=://)([^\s:/@]*):[^\s@/]+@")


def configure(level: str = "warning") -> None:
    """Sets the one form of every log line of this process."""
    terminal = sys.stderr.isatty()
    # The pretty traceback prints every local value, and a codebook among them takes minutes.
    shown = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if terminal
        else [_plain_traceback, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_passwords,
            *shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _plain_traceback(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    return structlog.processors.format_exc_info(logger, method, event)


def _without_passwords(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {
        name: _PASSWORD.sub(r"\1:***@", value) if isinstance(value, str) else value
        for name, value in event.items()
    }
