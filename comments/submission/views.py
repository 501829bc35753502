"""Views for posting a comment."""

from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.articles.access import get_readable_article
from blog.models import Article
from comments.models import Comment, Thread
from comments.policies import can_comment, can_reply_to
from comments.submission.exemption import is_exempt
from comments.submission.forms import CommentForm
from comments.submission.name_suggestions import get_names_json
from comments.submission.preview import render_new_comment_preview
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome, Verdict
from comments.submission.services import ReplyNotAllowed, submit_comment
from comments.subscriptions.forms import get_selected_scopes
from comments.subscriptions.services import subscriptions
from comments.threads.comment_policy import get_effective_policy
from comments.threads.layout import get_layout
from comments.threads.services.threads import get_or_create_thread
from comments.threads.thread_urls import ThreadUrls
from comments.visitors.cookies import remember_comment
from comments.visitors.visitor import Visitor, get_visitor
from core.client_address import get_client_address
from core.origin import same_origin_only
from core.shared_pages import set_cache_headers

# All other rejections return 403.
_REJECTION_STATUS: dict[str, HTTPStatus] = {
    ReasonCode.THREAD_CLOSED: HTTPStatus.CONFLICT,
    ReasonCode.SLOW_MODE: HTTPStatus.TOO_MANY_REQUESTS,
    ReasonCode.RATE_LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
}


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
def submit(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Accept a new comment.

    A GET redirects to the form, for people who reload the page after a comment was rejected.
    """
    article = get_object_or_404(
        Article.objects.published().at(year, month, basename).select_related("author")
    )
    if request.method != "POST":
        return HttpResponseRedirect(f"{article.get_absolute_url()}#comment-form")
    return _submit(request, article)


@require_safe
def reply(request: HttpRequest, year: int, month: int, basename: str, number: int) -> HttpResponse:
    """Show a comment with the form for a reply below it, for readers without JavaScript.

    If the comment is no longer readable, redirect to its stub.
    """
    article = get_readable_article(request, year, month, basename)
    comment = get_object_or_404(
        Comment.objects.filter(thread__article=article).select_related("thread"), number=number
    )
    comment.thread.article = article
    query = ThreadUrls(article, *get_layout(request)).query
    back_url = f"{comment.get_absolute_url()}{query}"
    if not can_reply_to(comment):
        return HttpResponseRedirect(back_url)
    visitor = get_visitor(request)
    policy = get_effective_policy(comment.thread)
    may_comment = can_comment(visitor.user or AnonymousUser(), comment.thread, policy)
    form = CommentForm(article=article, visitor=visitor, initial={"reply_to": number})
    context = {
        "article": article,
        "number": number,
        "form": form if may_comment else None,
        "effective_policy": policy,
        "is_exempt": may_comment and is_exempt(visitor, comment.thread, policy, own=()),
        "cancel_url": back_url,
    }
    return set_cache_headers(request, render(request, "comments/submission/reply.html", context))


@require_safe
def name_suggestions(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Return the names and numbers of a thread's comments as JSON, for autocompletion."""
    article = get_readable_article(request, year, month, basename)
    response = HttpResponse(get_names_json(article), content_type="application/json")
    return set_cache_headers(request, response)


@same_origin_only
def _submit(request: HttpRequest, article: Article) -> HttpResponse:
    """Submit the form. If the comment is rejected, show the form again with the reason."""
    thread = get_or_create_thread(article)
    visitor = get_visitor(request)
    form = CommentForm(request.POST, article=article, visitor=visitor)
    is_valid = form.is_valid()
    if "preview" in request.POST and "body" in form.cleaned_data:
        return _preview(request, article, thread, form)
    if not is_valid:
        return _render_form(request, article, form, HTTPStatus.BAD_REQUEST)
    try:
        targets = _get_reply_targets(thread, form.reply_numbers)
        result = submit_comment(
            thread=thread,
            commenter=form.get_or_create_commenter(),
            body=form.cleaned_data["body"],
            reply_to=targets[0] if targets else None,
            also=targets[1:],
            request_facts=form.get_request_facts(
                get_client_address(request), request.headers.get("User-Agent", "")
            ),
        )
    except ReplyNotAllowed as error:
        form.remove_reply_targets(error.numbers)
        return _render_form(request, article, form, HTTPStatus.BAD_REQUEST)
    if result.verdict.outcome in {Outcome.REJECT, Outcome.SPAM} or not result.comment:
        return _reject(request, article, form, result.verdict)
    response = _redirect_to_comment(article, result.comment)
    if result.is_own:
        _subscribe(request, visitor, form, result.comment)
        remember_comment(request, response, result.comment)
    return response


def _get_reply_targets(thread: Thread, numbers: Sequence[int]) -> list[Comment]:
    if not numbers:
        return []
    found = {
        comment.number: comment
        for comment in Comment.objects.filter(thread=thread, number__in=numbers)
    }
    if missing := set(numbers) - set(found):
        raise ReplyNotAllowed(missing)
    return [found[number] for number in numbers]


def _preview(
    request: HttpRequest, article: Article, thread: Thread, form: CommentForm
) -> HttpResponse:
    """Show a preview above the form, or return only the preview if a script requested it."""
    preview = render_new_comment_preview(article, thread, form)
    if request.POST["preview"] == "fragment":
        return HttpResponse(preview, headers={"Cache-Control": "no-store"})
    return _render_form(request, article, form, HTTPStatus.OK, preview=preview)


def _subscribe(request: HttpRequest, visitor: Visitor, form: CommentForm, comment: Comment) -> None:
    """Create the subscriptions selected in the form, unless there were too many requests."""
    scopes, commenter = get_selected_scopes(form.cleaned_data), comment.commenter
    if not scopes or not commenter.email:
        return
    with suppress(subscriptions.TooManyRequests):
        subscriptions.subscribe(
            email=commenter.email,
            scopes=scopes,
            thread=comment.thread,
            commenter=commenter,
            is_owner=commenter.email in visitor.confirmed_emails,
            requested_from=get_client_address(request),
        )


def _redirect_to_comment(article: Article, comment: Comment) -> HttpResponse:
    path = (
        f"{article.get_absolute_url()}#held-comments"
        if comment.number is None
        else reverse("comments:permalink", args=[*article.url_args, comment.number])
    )
    return HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER)


def _reject(
    request: HttpRequest, article: Article, form: CommentForm, verdict: Verdict
) -> HttpResponse:
    status = _REJECTION_STATUS.get(verdict.reason_code, HTTPStatus.FORBIDDEN)
    return _render_form(request, article, form, status, verdict=verdict)


def _render_form(
    request: HttpRequest,
    article: Article,
    form: CommentForm,
    status: HTTPStatus,
    verdict: Verdict | None = None,
    preview: str = "",
) -> HttpResponse:
    context = {
        "article": article,
        "form": form,
        "rejection": verdict.get_message() if verdict else "",
        "reason_code": verdict.reason_code if verdict else "",
        "acknowledge": verdict.acknowledge if verdict else "",
        "preview": preview,
    }
    response = render(request, "comments/submission/post.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
