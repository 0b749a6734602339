"""How it is shown: pages, JSON, CSV, charts."""
