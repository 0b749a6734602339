"""Nothing in, a Chromium for the browser tests out: one that is there, else one is installed, and said so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> Path | None:
    """The Chromium that the tests will drive: POSITIONS_CHROMIUM, one on the path, or Playwright's own."""
    if named := os.environ.get("POSITIONS_CHROMIUM"):
        return Path(named)
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _install() -> None:
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium found: installing Debian's package for the browser tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
        install = [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-dejavu-core",
        ]
        subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL)
    else:
        print("No Chromium found: Playwright fetches its own for the browser tests …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """0 if a Chromium is there in the end, 2 if none could be had."""
    named = os.environ.get("POSITIONS_CHROMIUM")
    if named and not Path(named).is_file():
        print(f"POSITIONS_CHROMIUM names {named}, and there is no such file.")
        return 2
    if found():
        return 0
    _install()
    if found():
        return 0
    print("No Chromium could be installed. Install one, then: POSITIONS_CHROMIUM=/path/to/chromium make test")
    return 2


if __name__ == "__main__":
    sys.exit(main())
