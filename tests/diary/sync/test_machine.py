"""Whatever the network does, nothing is lost: random lives against the real endpoint."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.diary.sync.machine import Machine

# shrinking a life takes minutes: by command only
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
COMMON = settings(
    deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck), print_blob=True
)


@pytest.mark.django_db
def test_nothing_is_lost_whatever_the_network_does() -> None:
    run_state_machine_as_test(
        Machine, settings=settings(COMMON, max_examples=15, stateful_step_count=30)
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_is_lost_in_many_lives() -> None:
    runs = int(os.environ.get("SYNC_TEST_RUNS", "1500"))
    run_state_machine_as_test(
        Machine,
        settings=settings(COMMON, max_examples=runs, stateful_step_count=50, phases=tuple(Phase)),
    )
