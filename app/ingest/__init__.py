"""How articles get in: read, clean, date, attribute, time, code, link, store."""
