"""Text messages go over real HTTP to a gateway that refuses, hangs up and is slow."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Literal

import httpx
import pytest

from booking.gateways.kept_texts import kept_texts
from booking.gateways.sms import HttpSms, PermanentSmsError, SmsAccount, TemporarySmsError
from booking.local.sms_sink import SmsSink, TextFault

TO, TEXT = "+4522334455", "Husk din tolkeopgave tirsdag 24/11 kl. 10.00: https://tolk.example.org/tolk"


def sender(gateway: SmsSink, *, seconds: float = 5.0) -> HttpSms:
    return HttpSms(SmsAccount(gateway.url, "hemmeligt", "SprogTolk"), seconds=seconds)


async def send(gateway: SmsSink, *, seconds: float = 5.0, key: str = "k1") -> None:
    sms = sender(gateway, seconds=seconds)
    try:
        await sms.send(TO, TEXT, key=key)
    finally:
        await sms.close()


async def test_a_message_arrives_whole_with_its_key_and_our_token(gateway: SmsSink) -> None:
    await send(gateway, key="a7")

    [kept] = gateway.messages()
    assert (kept.to, kept.sender, kept.text, kept.key, kept.token) == (TO, "SprogTolk", TEXT, "a7", "hemmeligt")


async def test_a_gateway_without_a_token_is_sent_none(gateway: SmsSink) -> None:
    sms = HttpSms(SmsAccount(gateway.url, "", "SprogTolk"))

    await sms.send(TO, TEXT, key="k1")
    await sms.close()

    assert [one.token for one in gateway.messages()] == [""]


@pytest.mark.parametrize("code", [400, 404, 413, 422])
async def test_what_is_refused_for_good_is_not_tried_again(gateway: SmsSink, code: int) -> None:
    with gateway.failing(TextFault("refuse", code=code)), pytest.raises(PermanentSmsError, match=str(code)):
        await send(gateway)

    assert gateway.messages() == []


@pytest.mark.parametrize("code", [302, 401, 402, 403, 408, 429, 500, 502, 503])
async def test_what_is_refused_for_now_can_be_tried_again(gateway: SmsSink, code: int) -> None:
    with gateway.failing(TextFault("refuse", code=code)), pytest.raises(TemporarySmsError, match=str(code)):
        await send(gateway)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("120", 120, 120),
        (timedelta(hours=1), 3500, 3600),
        ("soon", 0, 0),
        (timedelta(hours=-1), 0, 0),
    ],
    ids=range(4),
)
async def test_a_gateway_may_say_how_long_to_wait(
    gateway: SmsSink, said: str | timedelta, least: float, most: float
) -> None:
    when = said if isinstance(said, str) else format_datetime(datetime.now(UTC) + said, usegmt=True)
    fault = TextFault("refuse", code=429, headers=f"Retry-After: {when}\r\n")

    with gateway.failing(fault), pytest.raises(TemporarySmsError) as refused:
        await send(gateway)

    assert least <= refused.value.after <= most


@pytest.mark.parametrize(("kind", "kept"), [("drop_before_store", 0), ("drop_after_store", 1), ("delay", 1)])
async def test_a_broken_answer_is_tried_again_under_the_same_key(
    gateway: SmsSink, kind: Literal["drop_before_store", "drop_after_store", "delay"], kept: int
) -> None:
    with gateway.failing(TextFault(kind, seconds=0.4)), pytest.raises(TemporarySmsError):
        await send(gateway, seconds=0.2)
    assert len(gateway.messages()) == kept

    await send(gateway)

    assert {one.key for one in gateway.messages()} == {"k1"}
    assert [(one.key, one.repeats) for one in kept_texts(gateway.directory)] == [("k1", kept)]


async def test_a_gateway_that_is_away_is_tried_again(gateway: SmsSink) -> None:
    await gateway.stop()

    with pytest.raises(TemporarySmsError):
        await send(gateway)


async def test_whoever_wakes_up_too_late_hands_nothing_over(gateway: SmsSink) -> None:
    sms = sender(gateway)

    with pytest.raises(TemporarySmsError):
        await sms.send(TO, TEXT, key="k1", before=time.monotonic() - 1)
    await sms.close()

    assert gateway.messages() == []


@pytest.mark.parametrize(
    ("method", "body"),
    [("GET", b""), ("POST", b"not json"), ("POST", b'{"to": "1"}'), ("POST", b"x" * 70_000)],
)
async def test_the_sink_hangs_up_on_what_is_no_message(gateway: SmsSink, method: str, body: bytes) -> None:
    async with httpx.AsyncClient() as http:
        with pytest.raises(httpx.HTTPError):
            await http.request(method, gateway.url, content=body)

    assert gateway.messages() == []


def test_a_line_that_a_kill_cut_short_is_passed_over(tmp_path: Path) -> None:
    whole = '{"key": "1", "time": "2026-03-10T08:00:00+00:00", "to": "+4522334455", "sender": "S", "text": "Hej"}'
    (tmp_path / "accepted.jsonl").write_text(f'{whole}\n{{"key": "2", "ti')

    assert [one.key for one in kept_texts(tmp_path)] == ["1"]
    assert kept_texts(tmp_path, containing="Farvel") == []
    assert kept_texts(tmp_path / "nowhere") == []
