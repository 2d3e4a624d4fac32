"""Errors on the wire: RFC 9457 problem+json, one shape for ours, for pydantic's, for the router's and for bugs."""

import json
import logging
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Literal
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, create_model
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rushes.db.session import DatabaseAway
from rushes.kernel.errors import StudioError

log = logging.getLogger(__name__)

MEDIA = "application/problem+json"
FASTAPIS = ("HTTPValidationError", "ValidationError")
"""The schemas of FastAPI's own 422, which we do not send."""


class Problem(BaseModel):
    """What went wrong: `detail` for the person, `code` for the program, `facts` for both."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    facts: dict[str, Any]


def answer(
    status: int, code: str, detail: str, facts: dict[str, object] | None = None, headers: Any = None
) -> JSONResponse:
    """The response that tells of a problem."""
    problem = Problem(
        type=f"urn:rushes:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        facts=json.loads(json.dumps(facts or {}, default=str)),
    )
    return JSONResponse(problem.model_dump(), status, headers=headers, media_type=MEDIA)


def raises(*errors: type[StudioError]) -> dict[int | str, dict[str, Any]]:
    """The errors of a route for OpenAPI, each a type with a literal code: `responses=raises(NoSuchShot, NotReady)`."""
    by_status: dict[int, list[type[StudioError]]] = {}
    for error in errors:
        by_status.setdefault(error.status, []).append(error)
    return {status: _documented(kinds) for status, kinds in by_status.items()}


def install(app: FastAPI) -> None:
    """Let an application answer every error with a problem, and say so in its OpenAPI document."""
    app.add_exception_handler(StudioError, _studio)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _router)
    app.add_exception_handler(DataError, _unkeepable)
    app.add_exception_handler(OperationalError, _away)
    told = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _as_problems(told())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to change the document


class Bugs:
    """Whatever nobody expected: logged in full under a reference, told without internals."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 500, unless the answer is already on its way."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception:
            reference = uuid4().hex[:12]
            log.exception("%s %s failed (%s)", scope["method"], scope["path"], reference)
            if begun:
                raise
            detail = f"Something broke that is not your doing; the studio's log has it under {reference}."
            await answer(500, "internal", detail, {"reference": reference})(scope, receive, send)


async def _studio(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StudioError)
    return answer(error.status, error.code, error.detail, error.facts)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [{"where": ".".join(str(part) for part in wrong["loc"]), "what": wrong["msg"]} for wrong in error.errors()]
    detail = "\n".join(f"{fault['where']}: {fault['what']}." for fault in faults)
    return answer(422, "invalid_request", detail, {"faults": faults})


async def _router(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = re.sub(r"\W+", "_", HTTPStatus(error.status_code).phrase).lower()
    return answer(error.status_code, code, str(error.detail), headers=error.headers)


async def _unkeepable(_request: Request, error: Exception) -> JSONResponse:
    log.info("what was sent cannot be kept", exc_info=error)
    return answer(422, "unkeepable", "It holds a NUL character or a number too large to keep; send it without.")


async def _away(_request: Request, error: Exception) -> JSONResponse:
    log.error("the database did not answer", exc_info=error)
    away = DatabaseAway("The database could not answer just now; try again in a moment.")
    return answer(away.status, away.code, away.detail, headers={"retry-after": "5"})


def _documented(errors: Sequence[type[StudioError]]) -> dict[str, Any]:
    kinds = [_kind(error) for error in errors]
    union: Any = kinds[0]
    for kind in kinds[1:]:
        union = union | kind
    return {"model": union, "description": " ".join((error.__doc__ or "").strip() for error in errors)}


def _kind(error: type[StudioError]) -> type[Problem]:
    code: Any = Literal[error.__new__(error).code]
    return create_model(error.__name__, __base__=Problem, __doc__=error.__doc__, code=(code, ...))


def _as_problems(document: dict[str, Any]) -> dict[str, Any]:
    """The document with every error in our media type, and with our 422."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in FASTAPIS:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    for operation in operations:
        for status, response in operation["responses"].items():
            if status.startswith(("4", "5")) and "application/json" in response.get("content", {}):
                content = response["content"].pop("application/json")
                foreign = content["schema"].get("$ref", "").rpartition("/")[2] in FASTAPIS
                response["content"][MEDIA] = (
                    {"schema": {"$ref": "#/components/schemas/Problem"}} if foreign else content
                )
    return document
