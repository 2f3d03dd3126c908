"""Why a service refuses. Pages and the API turn these into answers, each in one place."""

from __future__ import annotations

from grader.messages import Telling


class ServiceError(Telling):
    """Base class; never raised itself. The message is for the person who asked."""


class NotFound(ServiceError):  # noqa: N818 - the field's word
    """There is no such thing, or none that this person may know of."""


class NotAllowed(ServiceError):  # noqa: N818 - the field's word
    """This person may not do this."""


class Invalid(ServiceError):  # noqa: N818 - the field's word
    """What was sent cannot be used."""


class Conflict(ServiceError):  # noqa: N818 - the field's word
    """It does not go together with what is there."""


class Unavailable(ServiceError):  # noqa: N818 - the field's word
    """Something that is needed is away for the moment; trying again later may help."""


class TooOften(ServiceError):  # noqa: N818 - the field's word
    """It was asked for too often in a short time; the same will do in a minute."""
