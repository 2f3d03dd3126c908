"""What one grading may use."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from grader.model.texts import Model


class Limits(Model):
    """What one grading may use. The operator's ceilings (`grader.config`) lower what an author asks for."""

    wall_seconds: Annotated[float, Field(gt=0, le=300)] = 10
    """All tests together, from the moment the submission is handed to the container."""
    test_seconds: Annotated[float, Field(gt=0, le=300)] = 4
    """One test, a parametrised case counting as one."""
    memory_mb: Annotated[int, Field(ge=64, le=4096)] = 160
    """The whole container: judge, submission and its temporary files. There is no swap."""
    processes: Annotated[int, Field(ge=8, le=512)] = 48
    """Processes and threads in the whole container; the harness itself takes about six."""
    cpus: Annotated[float, Field(gt=0, le=8)] = 1.0
    """Processors."""
    disk_mb: Annotated[int, Field(ge=1, le=512)] = 16
    """All files that are written, together."""
    file_mb: Annotated[int, Field(ge=1, le=512)] = 8
    """One file."""
    output_kb: Annotated[int, Field(ge=1, le=200)] = 64
    """Standard output and standard error together."""

    def over(self, outer: Limits) -> Limits:
        """These limits where they were written, those of *outer* where only that was."""
        return Limits(**{**outer.model_dump(exclude_unset=True), **self.model_dump(exclude_unset=True)})
