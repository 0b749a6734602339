"""Counts in, shares with what they leave uncertain out."""

from math import sqrt

from app.queries.rows import Share

# The normal quantile of a two-sided 95 % interval.
Z = 1.959963984540054


def share(n: int, total: int) -> Share:
    """n of total with its 95 % Wilson score interval."""
    if total == 0:
        return Share(n, total, None, None, None)
    p = n / total
    centre = p + Z * Z / (2 * total)
    margin = Z * sqrt(p * (1 - p) / total + Z * Z / (4 * total * total))
    scale = 1 + Z * Z / total
    low, high = (centre - margin) / scale, (centre + margin) / scale
    return Share(n, total, p, 0.0 if n == 0 else low, 1.0 if n == total else high)
