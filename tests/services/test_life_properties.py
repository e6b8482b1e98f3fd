"""Any sequence of commands by anybody, with a clock that moves, leaves every promise of the product true."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.databases import Database
from tests.services.commanding import Life
from tests.services.leaving import WholeLife
from tests.services.living import World

SETTINGS = settings(
    max_examples=12,
    stateful_step_count=18,
    derandomize=True,
    database=None,
    deadline=None,
    # What fails is told with its steps; making them fewer takes minutes, and is done by hand with Phase.shrink.
    phases=[Phase.generate],
    verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


@pytest.mark.parametrize("kind", [Life, WholeLife])
def test_any_sequence_of_commands_leaves_every_invariant_true(
    servers: tuple[str, str], database: Database, tmp_path: Path, kind: type[Life]
) -> None:
    class HereLife(kind):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            super().__init__()
            self.world = World(database.url, servers[1], tmp_path)

    run_state_machine_as_test(HereLife, settings=SETTINGS)
