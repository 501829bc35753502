"""Statements, to whom they are for, and their appeals."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comments.models import Comment
from comments.policies import is_own
from comments.visitors.visitor import get_visitor
from moderation.models import Statement
from moderation.policies import can_appeal
from moderation.record.forms import AppealForm
from moderation.record.wording import explanation, is_over, words_for
from moderation.services.appealing import NotAppealable, make_appeal

# Whoever was moderated more often than that finds the older ones in the mails.
_LATEST = 50


@require_safe
@never_cache
def statements(request: HttpRequest) -> HttpResponse:
    """Show the visitor what was decided about them: by account, address or browser."""
    author = get_visitor(request)
    told = (
        Statement.objects.told_to(author) if author.may_have_comments else Statement.objects.none()
    )
    latest = told.with_decision().order_by("-decision__decided_at", "-pk")[:_LATEST]
    context = {
        "statements": [(one, words_for(one)) for one in latest],
        "is_known": author.may_have_comments,
    }
    return render(request, "moderation/statements.html", context)


@require_safe
@never_cache
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the latest statement about one of the visitor's own comments."""
    comment = get_object_or_404(Comment.objects.select_related("commenter"), pk=pk)
    if not is_own(get_visitor(request), comment):
        raise Http404("There is no such comment of yours")
    told = Statement.objects.filter(decision__comment=comment).order_by("-decision__decided_at")
    latest = told.first()
    # What was decided before statements were written has none.
    return redirect(latest) if latest else redirect("record:statements")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """Tell what was decided and why, and take the appeal. Whoever has the key is meant."""
    told = get_object_or_404(Statement.objects.with_decision(), key=key)
    if request.method != "POST":
        return _show(request, told, AppealForm())
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _show(request, told, form, HTTPStatus.BAD_REQUEST)
    try:
        make_appeal(statement=told, text=form.cleaned_data["text"])
    except NotAppealable:
        return _show(request, told, form, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{told.get_absolute_url()}#appeal", status=HTTPStatus.SEE_OTHER)


def _show(
    request: HttpRequest,
    told: Statement,
    form: AppealForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    decision = told.decision
    context = {
        "statement": told,
        "decision": decision,
        "article": decision.comment.thread.article if decision.comment else None,
        "words": words_for(told),
        "explanation": explanation(decision),
        "is_over": is_over(told),
        "appeal": getattr(told, "appeal", None),
        "form": form if can_appeal(told) else None,
    }
    return render(request, "moderation/statement.html", context, status=status)
