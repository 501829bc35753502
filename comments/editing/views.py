"""Views for editing and deleting one's own comments."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from blog.articles.access import get_readable_article
from comments.editing.forms import EditForm
from comments.editing.services import EditNotAllowed, edit_comment, withdraw_comment
from comments.models import Comment
from comments.policies import can_edit, can_withdraw, get_edit_deadline, is_own
from comments.submission.preview import render_edit_preview
from comments.submission.screening import RequestFacts
from comments.threads.services.status import StaleComment
from comments.visitors.visitor import Visitor, get_visitor
from core.client_address import get_client_address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, year: int, month: int, basename: str, pk: int) -> HttpResponse:
    """Edit a comment. If it can no longer be edited, show the text that the author typed."""
    visitor = get_visitor(request)
    comment = _get_own_comment(request, visitor, (year, month, basename), pk)
    data = request.POST if request.method == "POST" else None
    page = _EditPage(request, comment, EditForm(data, comment=comment))
    if not can_edit(visitor, comment):
        return page.render_no_longer_editable()
    if data is None:
        return page.render()
    if not page.form.is_valid():
        return page.render(HTTPStatus.BAD_REQUEST)
    if "preview" in data:
        return page.render_preview()
    return _save(page, visitor)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, year: int, month: int, basename: str, pk: int) -> HttpResponse:
    """Ask for confirmation and, on POST, delete the comment."""
    visitor = get_visitor(request)
    comment = _get_own_comment(request, visitor, (year, month, basename), pk)
    is_withdrawn = comment.status == Comment.Status.WITHDRAWN
    if not (is_withdrawn or can_withdraw(visitor, comment)):
        context = _build_context(comment) | {"decided": True}
        return render(request, "comments/editing/withdraw.html", context, status=403)
    if request.method != "POST" and not is_withdrawn:
        return render(request, "comments/editing/withdraw.html", _build_context(comment))
    withdraw_comment(visitor=visitor, comment=comment)
    return _redirect_to_comment(comment)


@dataclass(frozen=True, slots=True)
class _EditPage:
    request: HttpRequest
    comment: Comment
    form: EditForm

    def render(
        self, status: HTTPStatus = HTTPStatus.OK, rejection: str = "", preview: str = ""
    ) -> HttpResponse:
        context = _build_context(self.comment) | {
            "form": self.form,
            "rejection": rejection,
            "preview": preview,
            "until": get_edit_deadline(self.comment),
        }
        return render(self.request, "comments/editing/edit.html", context, status=status)

    def render_no_longer_editable(self) -> HttpResponse:
        context = _build_context(self.comment) | {"submitted_text": self.form.data.get("body", "")}
        return render(self.request, "comments/editing/no_longer_editable.html", context, status=403)

    def render_preview(self) -> HttpResponse:
        """Show a preview above the form, or return only the preview if a script requested it."""
        article = self.comment.thread.article
        preview = render_edit_preview(article, self.comment, self.form.cleaned_data["body"])
        if self.request.POST["preview"] == "fragment":
            return HttpResponse(preview)
        return self.render(preview=preview)

    def render_conflict(self, comment: Comment) -> HttpResponse:
        """Show the form again, with the comment's current text, which saving will replace."""
        self.form.set_version(comment.version)
        message = _(
            "This comment was changed while you were editing. Compare the two versions before you"
            " save."
        )
        page = _EditPage(self.request, comment, self.form)
        return page.render(HTTPStatus.CONFLICT, rejection=message)


def _save(page: _EditPage, visitor: Visitor) -> HttpResponse:
    request, data = page.request, page.form.cleaned_data
    try:
        result = edit_comment(
            visitor=visitor,
            comment=page.comment,
            body=data["body"],
            expected_version=data["version"],
            request_facts=RequestFacts(
                ip_address=get_client_address(request),
                user_agent=request.headers.get("User-Agent", ""),
                visitor=visitor,
            ),
        )
    except EditNotAllowed:
        return page.render_no_longer_editable()
    except StaleComment as stale:
        if can_edit(visitor, stale.comment):
            return page.render_conflict(stale.comment)
        return page.render_no_longer_editable()
    if result.is_rejected:
        return page.render(HTTPStatus.FORBIDDEN, rejection=result.verdict.get_message())
    return _redirect_to_comment(page.comment)


def _get_own_comment(
    request: HttpRequest, visitor: Visitor, address: tuple[int, int, str], pk: int
) -> Comment:
    """Return one of the visitor's own comments, or raise ``Http404``."""
    article = get_readable_article(request, *address)
    comment = (
        Comment.objects.filter(pk=pk, thread__article=article)
        .select_related("thread", "commenter", "parent")
        .first()
    )
    if comment is None or not is_own(visitor, comment):
        raise Http404("No such comment of this visitor")
    comment.thread.article = article
    return comment


def _build_context(comment: Comment) -> dict[str, Any]:
    return {"article": comment.thread.article, "comment": comment}


def _redirect_to_comment(comment: Comment) -> HttpResponse:
    article = comment.thread.article
    if comment.number is not None:
        url = reverse("comments:permalink", args=[*article.url_args, comment.number])
    else:
        url = f"{article.get_absolute_url()}#own-comments"
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
