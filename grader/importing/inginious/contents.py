"""What `course.yaml` says of all tasks: their order, what each is worth, and how submissions count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grader.importing.conversions import Notes
from grader.importing.shapes import flag, mapping, number, sequence, text, texts

_SECRETS = ("lti_keys", "lti_secrets", "registration_password", "lti_config", "ssh_key")
_ACCOUNTS = ("admins", "tutors")
_KNOWN = {
    *("name", "description", "tags", "task_dispenser", "dispenser_data", "toc"),
    *_SECRETS,
    *_ACCOUNTS,
}
_MAX_DEPTH = 10
_MOST_ATTEMPTS = 1_000


@dataclass(frozen=True)
class Settings:
    """What a course says of one task; what a task's own file says counts where the course is silent."""

    weight: float | None = None
    mode: str = ""
    attempts: int | None = None
    for_hours: bool = False
    """The attempts are for a number of hours, after which there are new ones."""
    categories: tuple[str, ...] = ()
    dates: bool = False
    closed: bool = False


def table_of_contents(config: dict[str, Any], notes: Notes) -> list[str]:
    """The tasks in the order of the course. Sections are noted as dropped."""
    data = config.get("dispenser_data", config.get("toc"))
    sections = sequence(data) or sequence(mapping(data).get("toc"))
    titles: list[str] = []
    order = list(dict.fromkeys(_tasks(sections, titles, 0)))
    if titles:
        notes.drop(f"the sections {', '.join(titles)}: a pack has one list of exercises")
    dispenser = text(config.get("task_dispenser"), "toc")
    if dispenser != "toc":
        notes.drop(f"the task dispenser {dispenser}: all learners have the same exercises")
    return order


def settings_of(task: str, config: dict[str, Any], body: dict[str, Any]) -> Settings:
    """What is said of *task*, whose own file holds *body*."""
    chosen = mapping(mapping(mapping(config.get("dispenser_data")).get("config")).get(task))
    limit = mapping(chosen.get("submission_limit") or body.get("submission_limit"))
    amount, period = number(limit.get("amount")), number(limit.get("period"))
    access = chosen.get("accessibility", chosen.get("accessible", body.get("accessible")))
    return Settings(
        weight=number(chosen.get("weight", body.get("weight"))),
        mode=text(chosen.get("evaluation_mode") or body.get("evaluate")),
        attempts=int(amount) if amount is not None and 1 <= amount <= _MOST_ATTEMPTS else None,
        for_hours=period is not None and period > 0,
        categories=tuple(texts(chosen.get("categories") or body.get("categories") or body.get("tags"))),
        dates=isinstance(access, str) and "-" in access,
        closed=access is not None and not isinstance(access, str) and not flag(access, default=True),
    )


def total_points(all_settings: Iterable[Settings]) -> bool:
    """Whether tasks are worth different amounts, so that their weights have to be kept as points."""
    weights = {1.0 if one.weight is None else one.weight for one in all_settings}
    return len(weights) > 1


def grading(all_settings: list[Settings], notes: Notes) -> dict[str, Any]:
    """One policy for the whole pack. Where tasks differ, the one that is kinder to learners."""
    modes = {one.mode or "best" for one in all_settings}
    policy: dict[str, Any] = {}
    if modes == {"last"}:
        policy["counts"] = "last"
    elif modes - {"best"}:
        notes.change(
            "what counts differs from task to task, or is the learner's choice: here the best submission counts"
        )
    amounts = {None if one.for_hours else one.attempts for one in all_settings}
    if any(one.attempts and one.for_hours for one in all_settings):
        notes.drop("limits of submissions for a number of hours: a pack limits all submissions, or none")
    if len(amounts) == 1:
        policy["attempts"] = amounts.pop()
    elif amounts:
        notes.drop("limits of submissions that differ from task to task: a pack has one for all exercises")
    notes.keep("grading policy")
    return {key: value for key, value in policy.items() if value is not None}


def say_what_stays_behind(config: dict[str, Any], all_settings: list[Settings], notes: Notes) -> None:
    """Notes what belongs to an installation, a cohort or a person."""
    secrets = [key for key in _SECRETS if config.get(key)]
    if secrets:
        notes.drop(f"{', '.join(secrets)}: secrets of an installation")
    accounts = [key for key in _ACCOUNTS if config.get(key)]
    if accounts:
        notes.drop(f"{', '.join(accounts)}: accounts of an installation")
    others = sorted(key for key, value in config.items() if key not in _KNOWN and value not in (None, "", [], {}, [""]))
    if others:
        notes.drop(f"{', '.join(others)}: they belong to an installation or a cohort")
    if any(one.dates for one in all_settings):
        notes.drop("dates of opening and closing: they belong to a cohort, where you set due times")
    if config.get("tags"):
        notes.drop("descriptions and kinds of the tags: exercises keep the tags themselves")


def _tasks(sections: list[Any], titles: list[str], depth: int) -> list[str]:
    """The tasks of sections within sections, in order; a task with a rank stands where that says."""
    found: list[str] = []
    for section in (mapping(one) for one in sections):
        if title := text(section.get("title")):
            titles.append(title)
        tasks = section.get("tasks_list")
        if isinstance(tasks, dict):
            ranks = {str(name): number(rank) for name, rank in tasks.items()}
            found += sorted(ranks, key=lambda name: (ranks[name] is None, ranks[name] or 0))
        found += texts(tasks) if isinstance(tasks, list) else []
        if depth < _MAX_DEPTH:
            found += _tasks(sequence(section.get("sections_list")), titles, depth + 1)
    return found
