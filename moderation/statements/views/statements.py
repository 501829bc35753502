"""Pages where commenters read their statements of reasons and submit appeals."""

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
from moderation.statements.forms import AppealForm
from moderation.statements.services.appeals import NotAppealable, submit_appeal
from moderation.statements.statement_text import (
    get_reason,
    get_statement_text,
    is_reversed,
)

# Links to older statements are in the emails.
_MAX_STATEMENTS = 50


@require_safe
@never_cache
def statement_list(request: HttpRequest) -> HttpResponse:
    """List the statements for a visitor identified by account, confirmed email, or browser."""
    author = get_visitor(request)
    found = (
        Statement.objects.visible_to(author)
        if author.may_have_comments
        else Statement.objects.none()
    )
    latest = found.with_decision().order_by("-decision__decided_at", "-pk")[:_MAX_STATEMENTS]
    context = {
        "statements": [
            (statement, get_statement_text(statement), is_reversed(statement))
            for statement in latest
        ],
        "is_identified": author.may_have_comments,
    }
    return render(request, "moderation/statements/statements.html", context)


@require_safe
@never_cache
def comment_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect to the latest statement about one of the visitor's own comments."""
    comment = get_object_or_404(Comment.objects.select_related("commenter"), pk=pk)
    if not is_own(get_visitor(request), comment):
        raise Http404("There is no such comment of yours")
    found = Statement.objects.filter(decision__comment=comment).order_by("-decision__decided_at")
    latest = found.first()
    # Imported comments have no statement.
    return redirect(latest) if latest else redirect("statements:index")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def statement_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show a statement to anyone who has its key, and accept an appeal."""
    found = get_object_or_404(Statement.objects.with_decision(), key=key)
    if request.method != "POST":
        return _render(request, found, AppealForm())
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _render(request, found, form, HTTPStatus.BAD_REQUEST)
    try:
        submit_appeal(statement=found, text=form.cleaned_data["text"])
    except NotAppealable:
        return _render(request, found, form, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{found.get_absolute_url()}#appeal", status=HTTPStatus.SEE_OTHER)


def _render(
    request: HttpRequest,
    statement: Statement,
    form: AppealForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    decision = statement.decision
    context = {
        "statement": statement,
        "decision": decision,
        "article": decision.comment.thread.article if decision.comment else None,
        "statement_text": get_statement_text(statement),
        "reason": get_reason(decision),
        "is_reversed": is_reversed(statement),
        "appeal": getattr(statement, "appeal", None),
        "form": form if can_appeal(statement) else None,
    }
    return render(request, "moderation/statements/statement.html", context, status=status)
