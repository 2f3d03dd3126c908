"""The sandbox: one submission, one container that is used once.

`service.DockerSandbox` is what the rest of the grader uses; only `docker` talks to the engine. What comes
out of a container is `untrusted_…` until `wire` has checked it.
"""
