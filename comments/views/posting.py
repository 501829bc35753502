"""The way in for comments."""

from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.models import Article
from comments.following.proof import owned_addresses
from comments.forms import CommentForm
from comments.identity.known import known_here
from comments.models import Comment, Thread
from comments.reasons import Reason
from comments.screening import Outcome, Verdict
from comments.services.submission import NotAnswerable, submit_comment
from comments.services.threads import thread_of
from comments.subscriptions.forms import get_selected_scopes
from comments.subscriptions.services import subscriptions
from comments.views.previews import draw_new
from comments.visitors import author_of, remember_mine
from core.client_address import get_client_address
from core.origin import same_origin_only

# Refusals that a program can tell from one for good.
_REFUSALS: dict[str, HTTPStatus] = {
    Reason.THREAD_CLOSED: HTTPStatus.CONFLICT,
    Reason.SLOW_MODE: HTTPStatus.TOO_MANY_REQUESTS,
    Reason.TOO_MANY: HTTPStatus.TOO_MANY_REQUESTS,
}


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
def post_comment(request: HttpRequest, year: int, month: int, basename: str) -> HttpResponse:
    """Take a comment, and lead to the form who comes here by the address of an answer."""
    article = get_object_or_404(
        Article.objects.published().at(year, month, basename).select_related("author")
    )
    if request.method != "POST":
        return HttpResponseRedirect(f"{article.get_absolute_url()}#comment-form")
    return _take(request, article)


@same_origin_only
def _take(request: HttpRequest, article: Article) -> HttpResponse:
    """Take a comment. What can't be taken goes back to its author, with the text and the reason."""
    thread = thread_of(article)
    known = known_here(request)
    form = CommentForm(request.POST, article=article, user=known.user, known=known)
    valid = form.is_valid()
    if "preview" in request.POST and "body" in form.cleaned_data:
        return _preview(request, article, thread, form)
    if not valid:
        return _give_back(request, article, form, HTTPStatus.BAD_REQUEST)
    try:
        replies = _answered(thread, form.answers)
        submitted = submit_comment(
            thread=thread,
            commenter=form.commenter(),
            body=form.cleaned_data["body"],
            reply_to=replies[0] if replies else None,
            also=replies[1:],
            request_facts=form.facts(
                get_client_address(request),
                request.headers.get("User-Agent", ""),
                author_of(request),
            ),
        )
    except NotAnswerable as lost:
        form.stop_answering(lost.numbers)
        return _give_back(request, article, form, HTTPStatus.BAD_REQUEST)
    if submitted.verdict.outcome in {Outcome.REJECT, Outcome.SPAM} or not submitted.comment:
        return _refuse(request, article, form, submitted.verdict)
    _follow(request, form, submitted.comment)
    return _go_on(request, article, submitted.comment)


def _answered(thread: Thread, numbers: Sequence[int]) -> list[Comment]:
    if not numbers:
        return []
    found = {one.number: one for one in Comment.objects.filter(thread=thread, number__in=numbers)}
    if lost := set(numbers) - set(found):
        raise NotAnswerable(lost)
    return [found[number] for number in numbers]


def _preview(
    request: HttpRequest, article: Article, thread: Thread, form: CommentForm
) -> HttpResponse:
    """Show how the comment will look: above the form, or alone to the script that asks for it."""
    preview = draw_new(article, thread, form)
    if request.POST["preview"] == "fragment":
        return HttpResponse(preview, headers={"Cache-Control": "no-store"})
    return _give_back(request, article, form, HTTPStatus.OK, preview=preview)


def _follow(request: HttpRequest, form: CommentForm, comment: Comment) -> None:
    """Follow what the form's boxes ask for. The comment stands, whatever comes of it."""
    scopes, commenter = get_selected_scopes(form.cleaned_data), comment.commenter
    if not scopes or not commenter.email:
        return
    with suppress(subscriptions.TooManyRequests):
        subscriptions.subscribe(
            email=commenter.email,
            scopes=scopes,
            thread=comment.thread,
            commenter=commenter,
            is_owner=commenter.email in owned_addresses(request),
            requested_from=get_client_address(request),
        )


def _go_on(request: HttpRequest, article: Article, comment: Comment) -> HttpResponse:
    path = (
        f"{article.get_absolute_url()}#waiting"
        if comment.number is None
        else reverse("comments:permalink", args=[*article.address, comment.number])
    )
    response = HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER)
    remember_mine(request, response, comment)
    return response


def _refuse(
    request: HttpRequest, article: Article, form: CommentForm, verdict: Verdict
) -> HttpResponse:
    status = _REFUSALS.get(verdict.reason, HTTPStatus.FORBIDDEN)
    return _give_back(request, article, form, status, verdict=verdict)


def _give_back(
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
        "refusal": verdict.told() if verdict else "",
        "acknowledge": verdict.acknowledge if verdict else "",
        "preview": preview,
    }
    response = render(request, "comments/post.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
