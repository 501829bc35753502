"""The public moderation log and the transparency report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.csv_export import build_csv_response
from core.shared_pages import set_cache_headers
from moderation.transparency.forms import LogFilterForm
from moderation.transparency.public_log import get_log_page
from moderation.transparency.transparency_report import get_transparency_report


@require_safe
def public_log(request: HttpRequest) -> HttpResponse:
    """Show a page of the log; the parameter ``from`` is the primary key of its first decision."""
    form = LogFilterForm(request.GET)
    page = get_log_page(form.get_filter(), _parse_first_key(request))
    context = {"form": form, "page": page}
    return set_cache_headers(
        request, render(request, "moderation/transparency/public_log.html", context)
    )


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    context = {"report": get_transparency_report()}
    return set_cache_headers(
        request, render(request, "moderation/transparency/report.html", context)
    )


@require_safe
def report_csv(request: HttpRequest) -> HttpResponse:
    rows = get_transparency_report().get_rows()
    return set_cache_headers(request, build_csv_response("transparency-report.csv", rows))


def _parse_first_key(request: HttpRequest) -> int | None:
    value = request.GET.get("from", "")
    if not value:
        return None
    # A BIGINT key has at most 19 digits.
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Http404("There is no such decision")
    return int(value)
