"""Positions: articles in, statements and stances with their evidence out."""

import os

# Articles are read side by side by processes: in each, numpy's own threads would only wait for one another.
# Set before numpy is loaded, or it does nothing.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
