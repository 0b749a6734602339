"""Where it is kept: tables, sessions, and the embedded server."""
