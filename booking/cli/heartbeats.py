"""What `sprogtolk doctor` finds out about those who work behind the queue: whether any has shown itself lately."""

from booking.settings import Settings

NETWORK_SECONDS = 5.0


def heartbeat(queue: str) -> str:
    """The key that arq's workers of a queue keep alive in Redis."""
    return f"{queue}:health-check"


def worker(settings: Settings) -> str:
    from booking.gateways.queue import QUEUE

    return _alive(settings, QUEUE, command="worker")


def planner(settings: Settings) -> str:
    from booking.gateways.queue import PLANS

    return _alive(settings, PLANS, command="planner")


def _alive(settings: Settings, queue: str, *, command: str) -> str:
    """What is right, in a few words; raises Ailment where none is heard of."""
    import redis

    from booking.cli.doctor import Ailment  # the doctor asks here

    link = redis.Redis.from_url(settings.redis_url, socket_timeout=NETWORK_SECONDS)
    try:
        beats = link.exists(heartbeat(queue))
    except redis.RedisError:
        raise Ailment("cannot be seen", remedy="See queue.") from None
    finally:
        link.close()
    if not beats:
        raise Ailment("none has shown itself lately", remedy=f"Start one: sprogtolk {command}")
    return "alive"
