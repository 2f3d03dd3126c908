"""Who may open which page; `web.permissions` enforces it."""

from __future__ import annotations

ACCESS = {
    "assets.file": "public",
    "auth.sign_in": "public",
    "auth.sign_out": "signed_in",
    "learn.home": "signed_in",
    "learn.exercise": "signed_in",
    "learn.hand_in": "signed_in",
    "submissions.history": "signed_in",
    "submissions.show": "signed_in",
    "submissions.result": "signed_in",
    "submissions.events": "signed_in",
    "account.show": "signed_in",
    "account.reading": "signed_in",
    "account.password": "signed_in",
    "account.token": "signed_in",
    "instruct.packs": "instructor",
    "instruct.exercise": "instructor",
    "lead.cohorts": "lead",
    "lead.grades": "lead",
    "lead.download": "lead",
    "lead.learner": "lead",
    "admin.overview": "admin",
}
