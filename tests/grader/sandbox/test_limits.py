"""An author's limits, lowered to the operator's ceilings, become what a container is made with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.model import Limits
from grader.sandbox.hardening import container_config
from grader.sandbox.limits import lowered, shape_of

LIMITS = st.builds(
    Limits,
    wall_seconds=st.floats(0.5, 300),
    test_seconds=st.floats(0.5, 300),
    memory_mb=st.integers(64, 4096),
    processes=st.integers(8, 512),
    cpus=st.floats(0.1, 8),
    disk_mb=st.integers(1, 512),
    file_mb=st.integers(1, 512),
    output_kb=st.integers(1, 200),
)


@given(LIMITS, LIMITS)
def test_no_limit_is_above_its_ceiling_and_none_is_raised(wanted: Limits, ceilings: Limits) -> None:
    final = lowered(wanted, ceilings)
    for name, value in final:
        assert value == min(getattr(wanted, name), getattr(ceilings, name))


def test_without_ceilings_the_author_decides() -> None:
    assert lowered(Limits(memory_mb=4096), None) == Limits(memory_mb=4096)


def test_a_container_is_made_with_the_limits_and_without_swap() -> None:
    limits = Limits(memory_mb=100, processes=20, cpus=0.5, disk_mb=4, file_mb=8)
    config = container_config(shape_of(limits, "image"), {}, None)
    host = config["HostConfig"]
    assert host["Memory"] == host["MemorySwap"] == 100 << 20
    assert host["PidsLimit"] == 20
    assert host["CpuQuota"] / host["CpuPeriod"] == 0.5
    assert f"size={4 << 20}," in host["Tmpfs"]["/work"]
    assert config["Cmd"][-1] == str(4 << 20), "one file cannot be larger than all of them"


def test_another_runtime_is_used_only_when_it_is_named() -> None:
    shape = shape_of(Limits(), "image")
    assert "Runtime" not in container_config(shape, {}, None)["HostConfig"]
    assert container_config(shape, {}, "runsc")["HostConfig"]["Runtime"] == "runsc"
