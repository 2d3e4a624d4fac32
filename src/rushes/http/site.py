"""The pages of the web application: files that were built before, served as they are."""

from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

BUILT = Path(__file__).parents[1] / "site"
"""Where `make web` puts the pages, and an installed package has them."""
OTHERS = ("api/", "hooks/")
NOT_BUILT = "The pages of this studio are not built yet: run `make web` in the checkout, then load this page again.\n"
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
FRESH = {"cache-control": "no-cache"}


def install(app: FastAPI, built: Path = BUILT) -> None:
    """Answer every other address with a page; what is built carries its hash in its name and is kept forever."""

    def page(request: Request) -> Response:
        path = request.path_params["path"]
        if path.startswith(OTHERS):
            raise HTTPException(404)
        return _answer(path, built)

    app.add_route("/{path:path}", page, methods=["GET"], include_in_schema=False)


def _answer(path: str, built: Path) -> Response:
    if not (built / "index.html").is_file():
        return PlainTextResponse(NOT_BUILT, 503)
    file = (built / path).resolve()
    if path and file.is_relative_to(built.resolve()) and file.is_file():
        return FileResponse(file, headers=FOREVER if path.startswith("assets/") else FRESH)
    if path.startswith("assets/"):
        raise HTTPException(404)
    return FileResponse(built / "index.html", headers=FRESH)
