"""The API's description: shapes from the models that check them, words from here."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from web.api.bodies import CertificateAnswer, ExerciseDetails, ExerciseSummary, SubmissionAnswer, SubmissionRequest

_REF = "#/components/schemas/{model}"
_MODELS: tuple[type[BaseModel], ...] = (
    SubmissionRequest,
    SubmissionAnswer,
    ExerciseSummary,
    ExerciseDetails,
    CertificateAnswer,
)
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
}


@cache
def description() -> dict[str, Any]:
    """The whole OpenAPI document."""
    _, shapes = models_json_schema([(model, "serialization") for model in _MODELS], by_alias=True, ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {"title": "bootcamp", "version": "1", "description": "Hand in code, get graded, read grades."},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "From your account's page, or from `bootcamp user token EMAIL`.",
                }
            },
            "schemas": {**shapes["$defs"], "Problem": _PROBLEM},
        },
        "paths": _paths(),
    }


def _paths() -> dict[str, Any]:
    return {
        "/submissions": {
            "post": _call(
                "Hand in",
                {"202": ("Accepted and saved", "SubmissionAnswer")},
                errors=("401", "404", "413", "415", "422"),
                body="SubmissionRequest",
            )
        },
        "/submissions/{id}": {
            "get": _call(
                "How far a submission is",
                {"200": ("Its state, and its report when it is graded", "SubmissionAnswer")},
                errors=("401", "404", "422"),
                parameters=[
                    _parameter("id", "path", {"type": "string"}),
                    _parameter("wait", "query", {"type": "integer", "minimum": 0, "maximum": 60, "default": 0}),
                ],
            )
        },
        "/exercises": {
            "get": _call("Every exercise", {"200": ("In the order of the course", None)}, errors=("401",)),
        },
        "/exercises/{pack}/{slug}": {
            "get": _call(
                "One exercise",
                {"200": ("What a learner may see of it", "ExerciseDetails")},
                errors=("401", "404"),
                parameters=[_parameter(name, "path", {"type": "string"}) for name in ("pack", "slug")],
            )
        },
        "/certificates/{id}": {
            "get": _call(
                "Whether a certificate is genuine",
                {"200": ("What stands on it; of a withdrawn one, only that", "CertificateAnswer")},
                errors=("404",),
                parameters=[_parameter("id", "path", {"type": "string"})],
            )
            | {"security": []},
        },
        "/cohorts/{id}/grades": {
            "get": _call(
                "The grade report of a cohort that you look after",
                {"200": ("Learners and their best scores", None)},
                errors=("401", "404", "422"),
                parameters=[
                    _parameter("id", "path", {"type": "integer"}),
                    _parameter("format", "query", {"enum": ["json", "csv", "xlsx"], "default": "json"}),
                ],
            )
        },
    }


def _call(
    summary: str,
    answers: dict[str, tuple[str, str | None]],
    *,
    errors: tuple[str, ...],
    body: str | None = None,
    parameters: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    responses: dict[str, Any] = {
        status: {"description": words, "content": _content("application/json", shape)}
        for status, (words, shape) in answers.items()
    }
    for status in errors:
        responses[status] = {"description": "A problem", "content": _content("application/problem+json", "Problem")}
    call: dict[str, Any] = {"summary": summary, "responses": responses}
    if body:
        call["requestBody"] = {"required": True, "content": _content("application/json", body)}
    if parameters:
        call["parameters"] = parameters
    return call


def _content(kind: str, shape: str | None) -> dict[str, Any]:
    return {kind: {"schema": {"$ref": _REF.format(model=shape)} if shape else {"type": "object"}}}


def _parameter(name: str, place: str, shape: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": shape}
