"""The commands that keep running: the office on one machine, the web server, the worker, the mail sink."""

import asyncio
import os
import signal
from pathlib import Path

import click

from booking.cli.settings import current_settings


@click.command()
@click.option("--verbose", is_flag=True, help="Show what every program logs.")
@click.option("--empty", is_flag=True, help="A municipality of one's own: no seeded people, but a link to set it up.")
def run(verbose: bool, empty: bool) -> None:
    """Run the whole office on this machine: database, queue, mail sink, worker and web server."""
    from booking.local.office import run as run_office

    raise SystemExit(run_office(os.environ, lambda line: click.echo(line), verbose=verbose, empty=empty))


@click.command()
def api() -> None:
    """Serve the pages and the API (one process; start as many as you like)."""
    from booking.cli.server import serve

    serve(current_settings())


@click.command()
def worker() -> None:
    """Do the promised work: matching, mails, deadlines (start as many as you like)."""
    from booking.logs import configure
    from workers.main import run as run_worker

    settings = current_settings()
    configure(settings.log_level)
    run_worker(settings)


@click.command()
def planner() -> None:
    """Think plans over, each in a process of its own (start as many as you like)."""
    from booking.logs import configure
    from workers.planner import run as run_planner

    settings = current_settings()
    configure(settings.log_level)
    run_planner(settings)


@click.command()
def inbound() -> None:
    """Take the answers and bounces that come by mail: from the relay (INBOUND_LISTEN), from a mailbox (IMAP_URL)."""
    from booking.logs import configure
    from workers.inbound import run as run_inbound

    settings = current_settings()
    configure(settings.log_level)
    run_inbound(settings)


@click.command("mail-sink")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=2525, show_default=True, help="The port to listen on.")
@click.option("--directory", type=click.Path(path_type=Path), envvar="MAIL_SINK_DIR", default=Path("var/mail"))
@click.option("--hand-on", default="", help="HOST:PORT of the LMTP listener for svar+…@ and bounce+…@ our mail domain.")
@click.option("--mail-domain", envvar="MAIL_DOMAIN", default="", help="That domain.")
def mail_sink(host: str, port: int, directory: Path, hand_on: str, mail_domain: str) -> None:
    """Accept every mail and keep it as a file; nothing leaves, only answers and bounces are handed on."""
    asyncio.run(catch_mail(host, port, directory, hand_on, mail_domain))


async def catch_mail(host: str, port: int, directory: Path, hand_on: str, mail_domain: str) -> None:
    """Listens until SIGINT or SIGTERM."""
    from booking.local.onward import Onward
    from booking.local.sink import Sink

    told_to_stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    listener, _, listener_port = hand_on.rpartition(":")
    onward = Onward(mail_domain, listener, int(listener_port)) if hand_on and mail_domain else None
    async with Sink(directory, host=host, port=port, onward=onward) as sink:
        click.echo(f"Accepting mail on {sink.host}:{sink.port}, keeping it in {sink.directory}")
        await told_to_stop.wait()


@click.command("sms-sink")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=2580, show_default=True, help="The port to listen on.")
@click.option("--directory", type=click.Path(path_type=Path), envvar="SMS_SINK_DIR", default=Path("var/sms"))
def sms_sink(host: str, port: int, directory: Path) -> None:
    """Accept every text message and keep it in a file; nothing is sent on."""
    asyncio.run(catch_texts(host, port, directory))


async def catch_texts(host: str, port: int, directory: Path) -> None:
    """Listens until SIGINT or SIGTERM."""
    from booking.local.sms_sink import SmsSink

    told_to_stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    async with SmsSink(directory, host=host, port=port) as sink:
        click.echo(f"Accepting text messages at {sink.url}, keeping them in {sink.directory}")
        await told_to_stop.wait()


COMMANDS = (run, api, worker, planner, inbound, mail_sink, sms_sink)
