"""Settings of a grader host."""

from __future__ import annotations

import pytest

from grader.config import BadSetting, GraderConfig


def test_everything_has_a_default() -> None:
    config = GraderConfig.from_environ({})
    assert config.redis_url == "redis://127.0.0.1:6379/0"
    assert config.pool_size == 4
    assert config.sandbox_runtime is None


def test_the_operator_sets_ceilings_and_images() -> None:
    environ = {
        "BOOTCAMP_MAX_MEMORY_MB": "256",
        "BOOTCAMP_MAX_WALL_SECONDS": "5",
        "BOOTCAMP_SANDBOX_IMAGE_PYTHON": "mine:1",
    }
    config = GraderConfig.from_environ(environ)
    assert (config.ceilings.memory_mb, config.ceilings.wall_seconds) == (256, 5)
    assert config.image_overrides == {"python": "mine:1"}


@pytest.mark.parametrize("name", ["BOOTCAMP_POOL_SIZE", "BOOTCAMP_MAX_MEMORY_MB"])
@pytest.mark.parametrize("value", ["many", "-1", "1.5", "٣"])
def test_a_number_that_is_none_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        GraderConfig.from_environ({name: value})
