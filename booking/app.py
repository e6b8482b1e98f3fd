"""The one place that knows all: routes, resources, refusals, and what every answer carries."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State

from booking.api import (
    administration,
    asking,
    attestations,
    bookings,
    calendars,
    candidates,
    catalogue,
    citizens,
    claims,
    conflicts,
    conversions,
    economy,
    employing,
    exits,
    feeds,
    health,
    holds,
    inbound,
    interpreters,
    invoices,
    mails,
    now,
    offers,
    openapi,
    payroll,
    plans,
    preferences,
    quality,
    questions,
    quotes,
    refunds,
    remedies,
    repairs,
    reports,
    series,
    services,
    settings,
    substitutes,
    suppliers,
    tariffs,
    tasks,
    templates,
    tokens,
    units,
    users,
)
from booking.api.middleware import Traced
from booking.api.problems import PROBLEMS
from booking.resources import Resources
from booking.web.errors import ERRORS, wants_page
from booking.web.routes import PAGES

MAX_BODY = 1_000_000

API = Router(
    "/api/v1",
    route_handlers=[
        bookings.BookingsController,
        candidates.CandidatesController,
        remedies.RemediesController,
        holds.AvailabilityController,
        holds.HoldsController,
        conversions.RemoteAdviceController,
        exits.ExitsController,
        attestations.AttestationsController,
        refunds.RefundsController,
        citizens.CitizensController,
        payroll.PayrollController,
        exits.change_table,
        series.SeriesController,
        offers.OffersController,
        asking.AskingController,
        now.NowController,
        interpreters.InterpretersController,
        employing.EmployingController,
        conflicts.ConflictsController,
        quality.QualityController,
        quotes.QuotesController,
        repairs.IllnessController,
        repairs.RepairsController,
        plans.PlansController,
        settings.SettingsController,
        substitutes.SubstitutesController,
        preferences.PreferencesController,
        preferences.OfficeMessagesController,
        preferences.TextsController,
        preferences.ToldController,
        reports.ReportsController,
        questions.SavedQuestionsController,
        questions.ComparisonsController,
        questions.TargetsController,
        catalogue.CatalogueController,
        services.ServicesController,
        suppliers.SuppliersController,
        invoices.InvoicesController,
        tariffs.TariffsController,
        units.UnitsController,
        mails.MailsController,
        tasks.TasksController,
        inbound.InboundController,
        templates.TemplatesController,
        claims.ClaimsController,
        economy.EconomyController,
        users.UsersController,
        tokens.TokensController,
        administration.AdministrationController,
        feeds.feed,
        calendars.CalendarController,
        calendars.AddressController,
    ],
    exception_handlers=PROBLEMS,
)
FEEDS = Router("/", route_handlers=[feeds.short_feed], exception_handlers=PROBLEMS)
OPERATIONS = Router("/", route_handlers=[health.live, health.ready, health.metrics], exception_handlers=PROBLEMS)


def told(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """What belongs to no route, such as an unknown address: a page for people, a problem for programs."""
    handlers = ERRORS if wants_page(request) else PROBLEMS
    answer: Response[Any] = next(handlers[kind] for kind in type(error).__mro__ if kind in handlers)(request, error)
    return answer


def create_app(resources: Resources | None) -> Litestar:
    """The whole web application; without resources only to be described."""

    @asynccontextmanager
    async def open_for_business(_: Litestar) -> AsyncIterator[None]:
        yield
        if resources is not None:
            await resources.close()

    app = Litestar(
        [API, FEEDS, OPERATIONS, *PAGES],
        exception_handlers={Exception: told},
        lifespan=[open_for_business],
        state=State({"office": resources}),
        openapi_config=openapi.CONFIG,
        compression_config=CompressionConfig(backend="gzip", minimum_size=1000, exclude=["/strom$"]),
        request_max_body_size=MAX_BODY,
        logging_config=None,
        debug=False,
    )
    # Around everything: litestar's own middleware never sees a request that no route takes.
    app.asgi_handler = Traced(app.asgi_handler)
    return app
