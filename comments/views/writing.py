"""What authors do with their own comments, and what helps them to write."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from blog.articles.access import get_readable_article
from comments.authorship import Author
from comments.models import Comment
from comments.policies import can_edit, can_withdraw, editable_until, is_own
from comments.screening import RequestFacts
from comments.services.editing import NotEditable, edit_comment, withdraw_comment
from comments.services.status import StaleComment
from comments.views.previews import draw_changed
from comments.visitors import author_of
from comments.writing.forms import EditForm
from comments.writing.names import names_json
from core.client_address import get_client_address
from core.shared_pages import set_cache_headers


@require_safe
def names(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Tell the names and numbers of a thread, for completion while somebody types."""
    article = get_readable_article(request, year, month, basename)
    response = HttpResponse(names_json(article), content_type="application/json")
    return set_cache_headers(request, response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, year: int, month: int, basename: str, pk: int) -> HttpResponse:
    """Let an author change a comment for a few minutes. A text that came too late is given back."""
    author = author_of(request)
    comment = _own_comment(request, author, (year, month, basename), pk)
    sent = request.POST if request.method == "POST" else None
    page = _EditPage(request, comment, EditForm(sent, comment=comment))
    if not can_edit(author, comment):
        return page.too_late()
    if sent is None:
        return page.show()
    if not page.form.is_valid():
        return page.show(HTTPStatus.BAD_REQUEST)
    if "preview" in sent:
        return page.preview()
    return _change(page, author)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, year: int, month: int, basename: str, pk: int) -> HttpResponse:
    """Ask an author for certainty, and take the comment back."""
    author = author_of(request)
    comment = _own_comment(request, author, (year, month, basename), pk)
    withdrawn = comment.status == Comment.Status.WITHDRAWN
    if not (withdrawn or can_withdraw(author, comment)):
        context = _context(comment) | {"decided": True}
        return render(request, "comments/writing/withdraw.html", context, status=403)
    if request.method != "POST" and not withdrawn:
        return render(request, "comments/writing/withdraw.html", _context(comment))
    withdraw_comment(author=author, comment=comment)
    return _go_back_to(comment)


@dataclass(frozen=True, slots=True)
class _EditPage:
    """The page with the form, as it is shown first and whenever something stands in the way."""

    request: HttpRequest
    comment: Comment
    form: EditForm

    def show(
        self, status: HTTPStatus = HTTPStatus.OK, refusal: str = "", preview: str = ""
    ) -> HttpResponse:
        """Show the form, with what was typed."""
        context = _context(self.comment) | {
            "form": self.form,
            "refusal": refusal,
            "preview": preview,
            "until": editable_until(self.comment),
        }
        return render(self.request, "comments/writing/edit.html", context, status=status)

    def too_late(self) -> HttpResponse:
        """Say that it can't be changed any more, and give back what was typed."""
        context = _context(self.comment) | {"typed": self.form.data.get("body", "")}
        return render(self.request, "comments/writing/too_late.html", context, status=403)

    def preview(self) -> HttpResponse:
        """Show how it will look: above the form, or alone to the script that asks for it."""
        article = self.comment.thread.article
        drawn = draw_changed(article, self.comment, self.form.cleaned_data["body"])
        if self.request.POST["preview"] == "fragment":
            return HttpResponse(drawn)
        return self.show(preview=drawn)

    def stale(self, comment: Comment) -> HttpResponse:
        """Show what stands there now; the next attempt replaces that."""
        self.form.rest_on(comment.version)
        words = _("This comment was changed meanwhile. Look at both before you save yours.")
        page = _EditPage(self.request, comment, self.form)
        return page.show(HTTPStatus.CONFLICT, refusal=words)


def _change(page: _EditPage, author: Author) -> HttpResponse:
    request, data = page.request, page.form.cleaned_data
    try:
        edited = edit_comment(
            author=author,
            comment=page.comment,
            body=data["body"],
            expected_version=data["version"],
            request_facts=RequestFacts(
                ip_address=get_client_address(request),
                user_agent=request.headers.get("User-Agent", ""),
                user=author.user,
            ),
        )
    except NotEditable:
        return page.too_late()
    except StaleComment as stale:
        if can_edit(author, stale.comment):
            return page.stale(stale.comment)
        return page.too_late()
    if edited.is_refused:
        return page.show(HTTPStatus.FORBIDDEN, refusal=edited.verdict.told())
    return _go_back_to(page.comment)


def _own_comment(
    request: HttpRequest, author: Author, address: tuple[int, int, str], pk: int
) -> Comment:
    """Return a comment of the visitor's. A missing one and somebody else's look the same."""
    article = get_readable_article(request, *address)
    comment = (
        Comment.objects.filter(pk=pk, thread__article=article)
        .select_related("thread", "commenter", "parent")
        .first()
    )
    if comment is None or not is_own(author, comment):
        raise Http404("There is no such comment of yours")
    comment.thread.article = article
    return comment


def _context(comment: Comment) -> dict[str, Any]:
    return {"article": comment.thread.article, "comment": comment}


def _go_back_to(comment: Comment) -> HttpResponse:
    article = comment.thread.article
    if comment.number is not None:
        comment_url = reverse("comments:permalink", args=[*article.address, comment.number])
        return HttpResponseRedirect(comment_url, status=HTTPStatus.SEE_OTHER)
    return HttpResponseRedirect(f"{article.get_absolute_url()}#mine", status=HTTPStatus.SEE_OTHER)
