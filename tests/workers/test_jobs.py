"""The jobs: one visible table, ids in, and workers that take exactly what stands there."""

import inspect
import re
from uuid import uuid4

import pytest

from booking.gateways.queue import QUEUE, decode, encode
from booking.resources import Resources
from workers import jobs
from workers.jobs import CRONS, JOBS, RARE
from workers.main import LocalBell, arq_worker, fulfilment

IDS = re.compile(r"[0-9a-f]{32}")


def functions_of_jobs() -> set[str]:
    """Everything in the module that arq could call: a coroutine that takes a context."""
    found = inspect.getmembers(jobs, inspect.iscoroutinefunction)
    return {name for name, function in found if next(iter(inspect.signature(function).parameters)) == "context"}


def test_every_job_stands_in_the_table_once() -> None:
    listed = [function.__name__ for function in [*JOBS, *CRONS, *(job for job, _ in RARE)]]

    assert sorted(listed) == sorted(functions_of_jobs())


async def test_a_worker_takes_the_jobs_of_the_table_and_no_other(office: Resources) -> None:
    worker = arq_worker(office, fulfilment(office))

    assert set(worker.functions) == {job.__name__ for job in JOBS} | {
        f"cron:{job.__name__}" for job in [*CRONS, *(job for job, _ in RARE)]
    }
    assert (worker.queue_name, worker.job_deserializer, worker.job_serializer) == (QUEUE, decode, encode)


def test_only_kinds_and_ids_go_into_the_queue() -> None:
    job = {"t": 1, "f": "ring", "a": [[["mail", uuid4().hex]]], "k": {}, "et": 0}

    assert decode(encode(job)) == job
    assert IDS.search(encode(job).decode())


@pytest.mark.parametrize("not_json", [b"\x80\x05K\x01.", b"", b"{'f': 'ring'}"])
def test_what_is_not_json_is_no_job(not_json: bytes) -> None:
    with pytest.raises(ValueError):
        decode(not_json)


async def test_a_promise_that_is_rung_for_twice_is_begun_once(office: Resources) -> None:
    bell = LocalBell(fulfilment(office))
    promise = ("match", uuid4())

    bell.ring([promise, promise])
    bell.ring([promise])

    assert len(bell._tasks) == 1
    await bell.finish()
    assert len(bell._tasks) == 0
