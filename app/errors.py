"""Every error the project raises on purpose, without a word about HTTP."""

from pathlib import Path


class ProjectError(Exception):
    """What went wrong, where, and what to do, in words fit for a reader."""


class SetupError(ProjectError):
    """A setting, a folder or a database that cannot be used."""


class UsageError(ProjectError):
    """A request that makes no sense as it was put."""


class CodebookError(ProjectError):
    """A codebook file that cannot be used."""

    def __init__(self, path: Path, line: int, complaint: str) -> None:
        super().__init__(f"{path}:{line}: {complaint}")
        self.path = path
        self.line = line
        self.complaint = complaint


class SourceError(ProjectError):
    """An input file, or one record in it, that cannot be read as an article."""

    def __init__(self, place: str, complaint: str) -> None:
        super().__init__(f"{place}: {complaint}")
        self.place = place
        self.complaint = complaint


class FilterError(ProjectError):
    """A filter value that names nothing, or a date that is none."""

    def __init__(self, parameter: str, value: str, complaint: str) -> None:
        super().__init__(f"{parameter}={value}: {complaint}")
        self.parameter = parameter
        self.value = value
        self.complaint = complaint


class NotFoundError(ProjectError):
    """Nothing is kept under that id."""
