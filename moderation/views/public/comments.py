"""What moderation offers to readers and authors at comments: reporting and featuring."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.visitors import get_current_user
from comments.models import Comment
from comments.peace.readers import Reader, reader_of, remember_reader
from comments.views.access import readable_comment
from core.client_address import get_client_address
from core.origin import same_origin_only
from moderation.forms import ReportForm
from moderation.models import Report
from moderation.policies import can_feature
from moderation.reports import reported_by
from moderation.services.deciding import AlreadyDecided
from moderation.services.deciding import feature as set_featured
from moderation.services.reporting import (
    AlreadyReported,
    NotReportable,
    TooManyReports,
    report_comment,
)

# Who has reported more than that is told of the newest.
_LATEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_only
@never_cache
def report(request: HttpRequest, year: int, month: int, basename: str, number: int) -> HttpResponse:
    """Ask what is wrong with a comment, and take the answer.

    Whoever has reported it sees what became of that.
    """
    address = (year, month, basename)
    try:
        comment = readable_comment(request, address, number)
    except Http404:
        if not Report.objects.by(reader_of(request)).of(address, number).exists():
            raise
        # Whoever comes back to see what became of it finds that in the list.
        return redirect("reports:own")
    if request.method != "POST":
        return _ask(request, comment)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _show(request, comment, {"form": form}, HTTPStatus.BAD_REQUEST)
    return _take(request, comment, form, reader_of(request).known())


@require_safe
@never_cache
def own_reports(request: HttpRequest) -> HttpResponse:
    """Show the visitor what became of what they reported: by account, or by browser."""
    latest = (
        Report.objects.by(reader_of(request))
        .select_related("comment__thread__article")
        .order_by("-created_at", "-pk")[:_LATEST]
    )
    return render(request, "moderation/own_reports.html", {"reports": latest})


@require_POST
@same_origin_only
@never_cache
def feature(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Feature a comment, or with ``on=0`` no longer. Whoever may not is told nothing of it."""
    comment = readable_comment(request, (year, month, basename), number)
    actor = get_current_user(request)
    if actor is None or not can_feature(actor, comment):
        return render(request, "403.html", status=HTTPStatus.FORBIDDEN)
    # Where somebody else was faster, what was asked for is done, and the page shows it.
    with suppress(AlreadyDecided):
        set_featured(actor=actor, comment=comment, featured=request.POST.get("on", "1") != "0")
    return HttpResponseRedirect(_back_url(request, comment), status=HTTPStatus.SEE_OTHER)


def _ask(request: HttpRequest, comment: Comment) -> HttpResponse:
    before = reported_by(reader_of(request), comment)
    return _show(request, comment, {"report": before} if before else {"form": ReportForm()})


def _take(request: HttpRequest, comment: Comment, form: ReportForm, reader: Reader) -> HttpResponse:
    try:
        taken = report_comment(
            reader=reader,
            comment=comment,
            reason=Report.Reason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            ip_address=get_client_address(request),
        )
    except NotReportable as gone:
        # It was taken down while it was being reported; from then on it isn't there.
        raise Http404("There is no such comment") from gone
    except AlreadyReported as again:
        return _show(request, comment, {"report": again.report})
    except TooManyReports:
        return _show(
            request, comment, {"too_many": True, "form": form}, HTTPStatus.TOO_MANY_REQUESTS
        )
    response = _show(request, comment, {"report": taken, "is_new": True})
    if not reader.user:
        remember_reader(response, reader)
    return response


def _show(
    request: HttpRequest,
    comment: Comment,
    context: dict[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context |= {
        "article": comment.thread.article,
        "comment": comment,
        "back_url": _back_url(request, comment),
    }
    return render(request, "moderation/report.html", context, status=status)


def _back_url(request: HttpRequest, comment: Comment) -> str:
    query = request.GET.urlencode()
    return f"{comment.get_absolute_url()}{f'?{query}' if query else ''}"
