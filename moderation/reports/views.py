"""Pages where readers report comments and see the outcomes of their reports."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comments.models import Comment
from comments.threads.access import get_readable_comment
from comments.visitors.cookies import remember_browser_key
from comments.visitors.visitor import Visitor, get_visitor
from core.client_address import get_client_address
from core.origin import same_origin_only
from moderation.models import Report
from moderation.reports.forms import ReportForm
from moderation.reports.reported_comments import find_report
from moderation.reports.services import (
    AlreadyReported,
    NotReportable,
    TooManyReports,
    report_comment,
)

# Older reports by the same visitor are not listed.
_MAX_LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_only
@never_cache
def report(request: HttpRequest, year: int, month: int, basename: str, number: int) -> HttpResponse:
    """Show the report form and accept reports, or show the outcome of an earlier report."""
    address = (year, month, basename)
    try:
        comment = get_readable_comment(request, address, number)
    except Http404:
        if not Report.objects.by(get_visitor(request)).of(address, number).exists():
            raise
        # The comment is gone, but its reporter may see the outcome in the list.
        return redirect("reports:own")
    if request.method != "POST":
        return _show_form(request, comment)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _show(request, comment, {"form": form}, HTTPStatus.BAD_REQUEST)
    return _accept(request, comment, form, get_visitor(request).with_browser_key())


@require_safe
@never_cache
def own_reports(request: HttpRequest) -> HttpResponse:
    """List the reports made by the visitor's account or browser, with their outcomes."""
    latest = (
        Report.objects.by(get_visitor(request))
        .select_related("comment__thread__article")
        .order_by("-created_at", "-pk")[:_MAX_LISTED]
    )
    return render(request, "moderation/reports/own_reports.html", {"reports": latest})


def _show_form(request: HttpRequest, comment: Comment) -> HttpResponse:
    earlier = find_report(get_visitor(request), comment)
    return _show(request, comment, {"report": earlier} if earlier else {"form": ReportForm()})


def _accept(
    request: HttpRequest, comment: Comment, form: ReportForm, visitor: Visitor
) -> HttpResponse:
    try:
        accepted = report_comment(
            visitor=visitor,
            comment=comment,
            reason=Report.Reason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            ip_address=get_client_address(request),
        )
    except NotReportable as gone:
        # A moderator acted first; for this visitor, the comment no longer exists.
        raise Http404("There is no such comment") from gone
    except AlreadyReported as again:
        return _show(request, comment, {"report": again.report})
    except TooManyReports:
        return _show(
            request, comment, {"too_many": True, "form": form}, HTTPStatus.TOO_MANY_REQUESTS
        )
    response = _show(request, comment, {"report": accepted, "is_new": True})
    if not visitor.user:
        remember_browser_key(request, response, visitor.browser_key)
    return response


def _show(
    request: HttpRequest,
    comment: Comment,
    context: dict[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    query = request.GET.urlencode()
    context |= {
        "article": comment.thread.article,
        "comment": comment,
        "back_url": f"{comment.get_absolute_url()}{f'?{query}' if query else ''}",
    }
    return render(request, "moderation/reports/report.html", context, status=status)
