"""Names and texts: the small types that all other models are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

LANGUAGES = ("en", "fr", "nl", "es", "ar")
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
FileName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*(/[A-Za-z_][A-Za-z0-9_.-]*)*$", max_length=120)
]


def _in_every_language(value: object) -> object:
    if isinstance(value, str | dict):
        return {"": value} if isinstance(value, str) else value
    told = "; YAML reads yes, no, on and off as true and false: put it in quotes" if isinstance(value, bool) else ""
    raise ValueError(f"must be a text, or one for each language: {{en: Text}}{told}")


_TextLanguage = Annotated[str, StringConstraints(pattern=r"^([a-z]{2}(-[A-Z]{2})?)?$")]
Text = Annotated[
    dict[_TextLanguage, str], BeforeValidator(_in_every_language, json_schema_input_type=str | dict[_TextLanguage, str])
]
"""Language → text. A plain string stands for every language and is kept under the key `""`."""


def pick(text: dict[str, str], *languages: str) -> str:
    """The text in the first of *languages* that it has, else in any; empty when there is none."""
    for language in (*languages, "", *text):
        if language in text:
            return text[language]
    return ""


class Model(BaseModel):
    """Base of all that an author writes: no unknown keys, nothing that changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)
