"""The machine's memory in, the settings of the embedded server out."""

import os
from pathlib import Path

_MB = 1024 * 1024
_CONTAINER_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def memory() -> int:
    """Bytes that this process may use: the machine's, or the container's where that is less."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limits = [int(text) for text in map(_read, _CONTAINER_LIMITS) if text.isdecimal()]
    return min([pages, *limits])


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def settings(bytes_of_memory: int, *, durable: bool = True) -> str:
    """A configuration file for a server that shares the machine with everything else its user does.

    Not `durable` is for throw-away databases only: faster, and lost when the machine crashes.
    """
    megabytes = bytes_of_memory // _MB
    chosen: dict[str, str] = {
        "listen_addresses": "''",
        "shared_buffers": f"{_between(128, megabytes // 16, 1024)}MB",
        "effective_cache_size": f"{max(256, megabytes // 2)}MB",
        "work_mem": f"{_between(8, megabytes // 512, 32)}MB",
        "maintenance_work_mem": f"{_between(64, megabytes // 32, 512)}MB",
        # Pages of a research corpus sit in memory or on an SSD, where a random read costs hardly more.
        "random_page_cost": "1.1",
        # Queries are many and short; workers for one of them take the cores from the others.
        "max_parallel_workers_per_gather": "0",
        "jit": "off",
        # Nobody replicates from an embedded server, so the log need not say enough for it.
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "wal_compression": "on",
        "max_wal_size": "2GB",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "datestyle": "'ISO, YMD'",
        "log_min_messages": "warning",
    }
    if not durable:
        chosen |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    return "".join(f"{name} = {value}\n" for name, value in chosen.items())


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))
