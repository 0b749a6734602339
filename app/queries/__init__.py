"""How it is asked: the Filter, rows, counts."""
