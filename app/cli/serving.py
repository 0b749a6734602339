"""The command `serve`: an engine and a codebook in, a dashboard that answers out."""

import socket

import uvicorn
from sqlalchemy import Engine

from app import settings
from app.cli import options, showing
from app.codebook.model import Codebook
from app.errors import SetupError
from app.web.app import create_app

_TRIES = 50


def serve(
    data: options.Data = None,
    codebook: options.CodebookFolder = None,
    host: options.Host = None,
    port: options.Port = None,
) -> None:
    """Serve the dashboard for what has been read so far.

    Example: positions serve --port 9000
    """
    chosen = settings.load()
    rules = options.codebook(chosen, codebook)
    with (
        listening(host or chosen.host, port or chosen.port, insist=True) as listener,
        options.database(chosen, data) as engine,
    ):
        run(engine, rules, listener, chosen.home())


def run(engine: Engine, codebook: Codebook, listener: socket.socket, home: str | None = None) -> None:
    """Answers until interrupted."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    showing.out.print(f"The dashboard is at http://{shown}:{port}/ (Ctrl-C ends it)")
    app = create_app(engine, codebook, home)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        showing.err.print("Stopped.")


def listening(host: str, port: int, *, insist: bool) -> socket.socket:
    """A socket on that port, or on the next free one unless told to insist."""
    tries = 1 if insist else _TRIES
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    complaint = "no port is free"
    for candidate in range(port, min(port + tries, 65536)):
        listener = socket.socket(family, socket.SOCK_STREAM)
        # Else the port of a dashboard that was just ended would count as busy for a minute.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
        except OSError as error:
            listener.close()
            complaint = error.strerror or str(error)
        else:
            # From now on the port is ours; who connects early waits for the first answer.
            listener.listen(128)
            if candidate != port:
                showing.out.print(f"Port {port} is busy, so the dashboard takes {candidate}.")
            return listener
    raise SetupError(f"Cannot listen on {host}, port {port}: {complaint}. Choose another one with --port.")
