"""A browser that signs in, and a pack with an exercise of every kind that needs no code."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import PASSWORD, Publish, Write
from web.models import Cohort, PackVersion, User

PACK = """\
id: mine
title: Mine
languages: [en, fr]
exercises:
  - id: quiz
    kind: quiz
    statement: Answer these.
    questions:
      - name: loop
        ask: {en: "Which **word** begins a loop?", fr: "Quel **mot** commence une boucle ?"}
        choices:
          - {text: "`def`", say: {en: "That begins a *function*.", fr: "Cela commence une *fonction*."}}
          - {text: "`for`", right: true}
        explain: {en: "It goes through all, one by one.", fr: "Elle parcourt tout."}
      - name: truthy
        ask: Which are true?
        type: multiple
        choices:
          - {text: "one", right: true}
          - {text: "zero", say: Zero is false.}
          - {text: "two", right: true}
      - name: steps
        ask: In which order?
        type: order
        choices: [{text: read}, {text: think}, {text: write}]
      - name: half
        ask: How much is 1 / 2?
        type: short
        accept: [0.5]
        explain: A half it is.
  - id: letter
    kind: text
    statement: Write to your landlord.
    words: [3, 8]
    criteria:
      - {name: polite, title: {en: It is polite, fr: C'est poli}, describe: Says *please*., points: 2}
      - {name: clear, title: It says what is wrong, points: 4}
  - id: clamp
    kind: cases
    statement: Write `clamp`.
    starter: {clamping.py: "def clamp(n, low, high):\\n    return n\\n"}
    reference: {clamping.py: "def clamp(n, low, high):\\n    return max(low, min(n, high))\\n"}
    cases:
      - {call: "clamp(5, 0, 10)", returns: 5, visible: true}
      - {call: "clamp(77, 0, 10)", returns: 10}
    mistakes:
      low:
        answer: {clamping.py: "def clamp(n, low, high):\\n    return low\\n"}
        say: {en: Low is not all., fr: Pas tout.}
  - id: echo
    kind: stdio
    statement: Write an echo.
    starter: {echo.py: ""}
    reference: {echo.py: "print(input())\\n"}
    cases:
      - {input: "hello you", output: "hello you", visible: true}
      - {input: "secret", output: "secret"}
"""


def token_in(page: str) -> str:
    """The form's token."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def enter(client: FlaskClient, people: dict[str, User], cohort: Cohort) -> Callable[..., FlaskClient]:
    """Signs somebody in."""

    def enter(name: str = "learner") -> FlaskClient:
        token = token_in(client.get("/sign-in").text)
        form = {"csrf_token": token, "email": f"{name}@school.example", "password": PASSWORD}
        assert client.post("/sign-in", data=form).status_code == 303
        return client

    return enter


@pytest.fixture
def kinds(cohort: Cohort, mine: PackVersion, write: Write, publish: Publish) -> PackVersion:
    """The pack, published."""
    write("pack.yaml", PACK)
    return publish(note="every kind")
