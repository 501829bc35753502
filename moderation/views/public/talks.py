"""The private page on which a commenter reads and answers what moderators wrote."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from moderation.forms import MessageForm
from moderation.models import Talk
from moderation.services.talking import TalkIsOver, TooManyMessages, answer_moderators


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, token: str) -> HttpResponse:
    """Show the messages to whoever holds the link, and take an answer."""
    found = get_object_or_404(Talk.objects.at(token).select_related("commenter"))
    if request.method != "POST":
        return _show(request, found, MessageForm())
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=HTTPStatus.BAD_REQUEST)
    try:
        answer_moderators(talk=found, text=form.cleaned_data["text"])
    except TalkIsOver:
        return _show(request, found, form, status=HTTPStatus.CONFLICT)
    except TooManyMessages:
        return _show(request, found, form, too_many=True, status=HTTPStatus.TOO_MANY_REQUESTS)
    path = f"{found.get_absolute_url()}#sent"
    return HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER)


def _show(
    request: HttpRequest,
    talk: Talk,
    form: MessageForm,
    *,
    too_many: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    sent = list(talk.messages.all())
    context = {
        "talk": talk,
        "sent": sent,
        "form": form if talk.is_open else None,
        "typed": form.data.get("text", ""),
        "too_many": too_many,
        "is_answered": bool(sent) and sent[-1].author_id is None,
    }
    return render(request, "moderation/talk.html", context, status=status)
