"""The moderation queue: a list with one comment beside it, and endpoints that open pages poll."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from comments.models import Comment
from core.text import excerpt
from moderation.base_views import ModerationView
from moderation.commenters.identity import get_email
from moderation.decisions.conflicts import describe_conflict
from moderation.decisions.forms import BATCH_ACTIONS
from moderation.decisions.services.decide import AlreadyDecided
from moderation.decisions.views.decide import CommentActionView
from moderation.models import Decision, ModMail, Note, Presence
from moderation.policies import (
    can_ban,
    can_edit_comment,
    can_feature,
    can_message_commenters,
    can_note,
    can_see_queue,
)
from moderation.queue.counts import COUNT_LIMIT, count_by_tab, count_pending
from moderation.queue.item import QueueItem, get_item
from moderation.queue.listing import QueuePage, get_page
from moderation.queue.selection import FilterForm, Selection
from moderation.queue.services import record_presence
from moderation.queue.tabs import get_tabs
from moderation.reports.reported_comments import count_open_reports
from moderation.templatetags.queue import capped

_EXCERPT = 140
_NOTES = 10


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A comment in the list. ``watcher`` is the name of another moderator who has it open."""

    comment: Comment
    excerpt: str
    watcher: str
    report_count: int


class QueueView(ModerationView):
    """A tab of the queue as a list, with one comment beside it: the requested one or the first."""

    has_access = staticmethod(can_see_queue)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of a tab."""
        selection = Selection.read(request.GET)
        page = get_page(
            selection.tab,
            selection.comments(self.moderator),
            Comment.objects.with_article().select_related("commenter"),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = self._tab(selection) | self._list(page) | self._item(selection, page)
        return self.render_page("admin/moderation/queue/queue.html", context)

    def _tab(self, selection: Selection) -> dict[str, Any]:
        return {
            "title": _("Moderation queue"),
            "is_nav_sidebar_enabled": False,
            "selection": selection,
            "tabs": get_tabs(),
            "counts": count_by_tab(self.moderator),
            "filters": FilterForm(self.request.GET),
            "recent_decisions": Decision.objects.recent_by(self.moderator),
            "batch_actions": BATCH_ACTIONS,
        }

    def _list(self, page: QueuePage) -> dict[str, Any]:
        others = Presence.objects.filter(comment__in=page.rows).by_others(self.moderator)
        names = {presence.comment_id: presence.moderator.byline for presence in others}
        reports = count_open_reports(page.rows)
        rows = [
            QueueRow(
                row,
                excerpt(row.text, _EXCERPT),
                watcher=names.get(row.pk, ""),
                report_count=reports.get(row.pk, 0),
            )
            for row in page.rows
        ]
        return {"page": page, "rows": rows}

    def _item(self, selection: Selection, page: QueuePage) -> dict[str, Any]:
        requested = self.request.GET.get("item", "")
        keys = [row.pk for row in page.rows]
        if requested.isascii() and requested.isdigit() and len(requested) < 19:
            pk = int(requested)
        elif keys:
            pk = keys[0]
        else:
            return {"has_selection": False}
        following = keys[keys.index(pk) + 1 :][:1] if pk in keys else []
        context = build_item_context(self, pk, selection.query, following)
        return {"has_selection": bool(requested)} | context


class ItemView(ModerationView):
    """A single comment as a full page or, for the queue's script, as a fragment."""

    has_access = staticmethod(can_see_queue)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the comment.

        Requests for a fragment don't record presence, because they may be prefetches.
        """
        selection = Selection.read(request.GET)
        if "X-Fragment" in request.headers:
            context = build_item_context(self, pk, selection.query, is_present=False)
            return self.render_page("admin/moderation/queue/_item.html", context)
        context = build_item_context(self, pk, selection.query)
        item: QueueItem = context["item"]
        context |= {
            "title": _("Comment by %(name)s") % {"name": item.comment.author_name},
            "is_nav_sidebar_enabled": False,
            "selection": selection,
        }
        return self.render_page("admin/moderation/queue/item.html", context)


class PresenceView(CommentActionView):
    """Record that the moderator has a comment open, and return the other moderators who do."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record the visit, and report any decision made since the page was rendered."""
        comment = self.get_comment(pk)
        record_presence(moderator=self.moderator, comment=comment)
        conflict = ""
        if request.POST.get("version") != str(comment.version):
            conflict = describe_conflict(AlreadyDecided(comment), moderator=self.moderator)
        context = {
            "others": Presence.objects.filter(comment=comment).by_others(self.moderator),
            "already_decided": conflict,
        }
        return render(request, "admin/moderation/queue/_presence.html", context)


class PendingCountView(ModerationView):
    """The number of pending comments, polled by the header of open admin pages.

    The number is cached and the response has an ETag, so most requests need no query and get a 304.
    The counts of the tabs aren't cached, because a moderator at work needs current ones.
    """

    has_access = staticmethod(can_see_queue)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the pending count and the text of the queue link in the admin header, as JSON.

        With ``?tabs=1``, also return the count of each tab, for an open queue.
        """
        counts: dict[str, str] = {}
        if request.GET.get("tabs"):
            counts = {name: capped(count) for name, count in count_by_tab(self.moderator).items()}
        pending = count_pending(self.moderator)
        response = JsonResponse(
            {"text": get_pending_text(pending), "pending": pending, "counts": counts}
        )
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:16]}"'
        return response


def get_pending_text(pending: int) -> str:
    """Return the text of the queue link in the admin header."""
    context = {"pending": pending, "limit": COUNT_LIMIT}
    return render_to_string("admin/moderation/queue/_pending.html", context).strip()


def build_item_context(
    view: ModerationView,
    pk: int,
    query: str,
    following: list[int] | None = None,
    *,
    is_present: bool = True,
) -> dict[str, Any]:
    """Return the template context for a comment; record the presence if ``is_present``.

    ``query`` is the query string of the queue to return to after a decision; ``following`` holds
    the primary key of the next comment, if there is one.
    """
    item = get_item(moderator=view.moderator, pk=pk)
    if is_present:
        record_presence(moderator=view.moderator, comment=item.comment)
    next_query = f"{query}&item={following[0]}" if following else query
    may_note = can_note(view.moderator)
    commenter = item.comment.commenter
    return {
        "item": item,
        "comment": item.comment,
        "query": query,
        "next_query": next_query,
        "back_url": f"{reverse('moderation:queue')}?{query}&item={pk}",
        "may_ban": can_ban(view.moderator),
        "may_edit": can_edit_comment(view.moderator, item.comment),
        "may_note": may_note,
        "notes": Note.objects.about(commenter)[:_NOTES] if may_note else [],
        "commenter": commenter,
        "may_message": can_message_commenters(view.moderator),
        "modmail": ModMail.objects.find_for(commenter)
        if can_message_commenters(view.moderator)
        else None,
        "address": get_email(commenter),
        "may_feature": _may_feature(view, item.comment),
    }


def _may_feature(view: ModerationView, comment: Comment) -> bool:
    return comment.is_readable and can_feature(view.moderator, comment)
