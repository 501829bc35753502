"""Messages: the moderators' list and actions, and the commenter's private page."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comments.models import Commenter
from core.paging import get_page, parse_page_number
from moderation.base_views import ModerationView
from moderation.models import ModMail
from moderation.modmail.forms import MessageForm
from moderation.modmail.services import (
    ModMailClosed,
    NoEmailAddress,
    TooManyMessages,
    mark_as_read,
    reply_to_moderators,
    send_message,
)
from moderation.policies import can_message_commenters

PAGE_SIZE = 50


class ModMailListView(ModerationView):
    """List the conversations with unread replies, oldest first, or all of them, newest first."""

    has_access = staticmethod(can_message_commenters)

    def get(self, request: HttpRequest) -> HttpResponse:
        unread_only = request.GET.get("state") != "all"
        conversations = ModMail.objects.select_related("commenter")
        rows = (
            conversations.unread().order_by("unread_since", "pk")
            if unread_only
            else conversations.order_by("-last_sent_at", "-pk")
        )
        context = {
            "title": _("Messages"),
            "page": get_page(rows, parse_page_number(request.GET.get("page", "1")), size=PAGE_SIZE),
            "state": "unread" if unread_only else "all",
            "states": [("unread", _("Unread")), ("all", _("All"))],
        }
        return self.render_page("admin/moderation/modmail/list.html", context)


class SendMessageView(ModerationView):
    has_access = staticmethod(can_message_commenters)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        commenter = get_object_or_404(Commenter.objects.select_related("user"), pk=pk)
        form = MessageForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Message not sent: it’s empty or too long."))
            return self.redirect_back()
        try:
            send_message(
                moderator=self.moderator, commenter=commenter, text=form.cleaned_data["text"]
            )
        except NoEmailAddress:
            messages.error(request, _("Message not sent: this commenter has no email address."))
        except TooManyMessages:
            messages.error(
                request,
                _("Message not sent: this commenter can’t receive any more messages today."),
            )
        else:
            messages.success(request, _("Message sent."))
        return self.redirect_back()


class MarkAsReadView(ModerationView):
    """Mark the replies in a conversation as read, and close it if ``close`` is set."""

    has_access = staticmethod(can_message_commenters)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        modmail = get_object_or_404(ModMail, pk=pk)
        close = "close" in request.POST
        mark_as_read(moderator=self.moderator, modmail=modmail, close=close)
        messages.success(request, _("Conversation closed.") if close else _("Marked as read."))
        return self.redirect_back()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the messages to anyone with the link, and accept replies."""
    modmail = get_object_or_404(ModMail.objects.for_token(token).select_related("commenter"))
    if request.method != "POST":
        return _render(request, modmail, MessageForm())
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _render(request, modmail, form, status=HTTPStatus.BAD_REQUEST)
    try:
        reply_to_moderators(modmail=modmail, text=form.cleaned_data["text"])
    except ModMailClosed:
        return _render(request, modmail, form, status=HTTPStatus.CONFLICT)
    except TooManyMessages:
        return _render(request, modmail, form, too_many=True, status=HTTPStatus.TOO_MANY_REQUESTS)
    url = f"{modmail.get_absolute_url()}#latest"
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)


def _render(
    request: HttpRequest,
    modmail: ModMail,
    form: MessageForm,
    *,
    too_many: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    sent = list(modmail.messages.all())
    context = {
        "modmail": modmail,
        "sent": sent,
        "form": form if modmail.is_open else None,
        "submitted_text": form.data.get("text", ""),
        "too_many": too_many,
        "has_replied": bool(sent) and sent[-1].author_id is None,
    }
    return render(request, "moderation/modmail/conversation.html", context, status=status)
