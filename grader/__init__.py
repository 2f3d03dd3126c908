"""Turns a submission into a report: packs, bundles, the sandbox and the worker.

`grader.packs`, `grader.bundles`, `grader.jobs` and `grader.reports` are plain data that `web` may
import. Everything else here needs Docker and is for grader hosts only. Nothing here imports `web`.
"""
