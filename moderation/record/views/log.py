"""The public log, and the report that is drawn from the same decisions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.csv_export import build_csv_response
from core.shared_pages import set_cache_headers
from moderation.record.forms import LogForm
from moderation.record.log import log_page
from moderation.record.transparency import transparency_report


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show a stretch of the public log. ``from`` is the key of the decision that it begins with."""
    form = LogForm(request.GET)
    context = {"form": form, "page": log_page(form.wanted(), _first_key(request))}
    return set_cache_headers(request, render(request, "moderation/log.html", context))


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show how much was decided in each of the last months, and how."""
    context = {"report": transparency_report()}
    return set_cache_headers(request, render(request, "moderation/transparency.html", context))


@require_safe
def report_table(request: HttpRequest) -> HttpResponse:
    """Answer with the report as a table for spreadsheets."""
    return set_cache_headers(
        request, build_csv_response("transparency-report.csv", transparency_report().rows())
    )


def _first_key(request: HttpRequest) -> int | None:
    value = request.GET.get("from", "")
    if not value:
        return None
    # No key is longer than a BIGINT.
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Http404("There is no such decision")
    return int(value)
