"""A database and a codebook in, the dashboard out."""

import gc

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette_compress import CompressMiddleware

from app import resources
from app.codebook.model import Codebook
from app.web import problems, rendering
from app.web.assets import VersionedFiles
from app.web.caching import Tags
from app.web.heads import Heads
from app.web.routes import (
    articles,
    citations,
    compare,
    events,
    exports,
    formulas,
    health,
    methods,
    network,
    overview,
    position_tables,
    search,
    series,
    sources,
    speakers,
    stances,
    statements,
    timeline,
    voices,
)
from app.web.security import SecurityHeaders

_ROUTES = (
    overview,
    timeline,
    exports,
    citations,
    series,
    articles,
    statements,
    position_tables,
    stances,
    events,
    speakers,
    voices,
    formulas,
    search,
    compare,
    network,
    sources,
    methods,
    health,
)


def create_app(engine: Engine, codebook: Codebook, home: str | None = None) -> FastAPI:
    """The web application for one database, read only; `home` is where readers reach it, if elsewhere."""
    # FastAPI's own documentation pages load scripts from another host.
    app = FastAPI(title="Positions", docs_url=None, redoc_url=None)
    app.state.engine = engine
    app.state.codebook = codebook
    app.state.home = home
    app.state.templates = rendering.environment()
    for routes in _ROUTES:
        app.include_router(routes.router)
    app.mount("/static", VersionedFiles(directory=resources.folder("static")), name="static")
    problems.register(app)
    app.add_middleware(CompressMiddleware)
    app.add_middleware(Tags)
    app.add_middleware(Heads)
    app.add_middleware(SecurityHeaders)
    # The codebook stays; to walk through it again and again would hold up some page for a third of a second.
    gc.collect()
    gc.freeze()
    return app
