"""What waits for a decision, and one comment of it beside its context."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comments.models import Comment
from core.text import excerpt
from moderation.models import Look, ModMail, Note
from moderation.people import address_of
from moderation.policies import (
    can_ban,
    can_correct,
    can_feature,
    can_message_commenters,
    can_note,
    can_see_queue,
)
from moderation.queue import (
    FilterForm,
    Item,
    Selection,
    Stretch,
    counts_for,
    item_for,
    shelves,
    stretch_of,
)
from moderation.services.looking import look_at
from moderation.views.answering import lately_of
from moderation.views.base import ModerationView
from moderation.views.batches import ACTIONS

_LINE = 140
_NOTES = 10


class QueueView(ModerationView):
    """A shelf as a list, with one of its comments beside it: the named one, or the first."""

    may_enter = staticmethod(can_see_queue)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a stretch of a shelf."""
        selection = Selection.read(request.GET)
        stretch = stretch_of(
            selection.shelf,
            selection.comments(self.moderator).with_article().select_related("commenter"),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = self._shelf(selection) | self._list(stretch) | self._item(selection, stretch)
        return self.draw("admin/moderation/queue/page.html", context)

    def _shelf(self, selection: Selection) -> dict[str, Any]:
        return {
            "title": _("Moderation queue"),
            "is_nav_sidebar_enabled": False,
            "selection": selection,
            "shelves": shelves(),
            "counts": counts_for(self.moderator),
            "filters": FilterForm(self.request.GET),
            "lately": lately_of(self.moderator),
            "batch_actions": ACTIONS,
        }

    def _list(self, stretch: Stretch) -> dict[str, Any]:
        looks = Look.objects.filter(comment__in=stretch.rows).of_others(self.moderator)
        names = {look.comment_id: look.moderator.byline for look in looks}
        rows = [(row, excerpt(row.text, _LINE), names.get(row.pk, "")) for row in stretch.rows]
        return {"stretch": stretch, "rows": rows}

    def _item(self, selection: Selection, stretch: Stretch) -> dict[str, Any]:
        chosen = self.request.GET.get("item", "")
        keys = [row.pk for row in stretch.rows]
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 19:
            pk = int(chosen)
        elif keys:
            pk = keys[0]
        else:
            return {"is_chosen": False}
        following = keys[keys.index(pk) + 1 :][:1] if pk in keys else []
        context = item_context(self, pk, selection.query, following)
        return {"is_chosen": bool(chosen)} | context


class ItemView(ModerationView):
    """One comment by itself; to a script, only what stands beside the list."""

    may_enter = staticmethod(can_see_queue)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it. What a script fetches beforehand isn't looked at yet."""
        selection = Selection.read(request.GET)
        if "X-Fragment" in request.headers:
            context = item_context(self, pk, selection.query, look=False)
            return self.draw("admin/moderation/queue/_item.html", context)
        context = item_context(self, pk, selection.query)
        item: Item = context["item"]
        context |= {
            "title": _("A comment by %(name)s") % {"name": item.comment.author_name},
            "is_nav_sidebar_enabled": False,
            "selection": selection,
        }
        return self.draw("admin/moderation/queue/alone.html", context)


def item_context(
    view: ModerationView,
    pk: int,
    query: str,
    following: list[int] | None = None,
    *,
    look: bool = True,
) -> dict[str, Any]:
    """Return what the template of one comment needs, and say that the moderator looks at it.

    ``query`` is that of the queue to which a decision leads back, ``following`` what comes next.
    """
    item = item_for(moderator=view.moderator, pk=pk)
    if look:
        look_at(moderator=view.moderator, comment=item.comment)
    back = f"{query}&item={following[0]}" if following else query
    here = f"{reverse('moderation:queue')}?{query}&item={pk}"
    may_note = can_note(view.moderator)
    return {
        "item": item,
        "comment": item.comment,
        "query": query,
        "back": back,
        "back_url": here,
        "may_ban": can_ban(view.moderator),
        "may_correct": can_correct(view.moderator, item.comment),
        "may_note": may_note,
        "notes": Note.objects.about(item.comment.commenter)[:_NOTES] if may_note else [],
        "commenter": item.comment.commenter,
        "may_message": can_message_commenters(view.moderator),
        "modmail": ModMail.objects.find_for(item.comment.commenter)
        if can_message_commenters(view.moderator)
        else None,
        "address": address_of(item.comment.commenter),
        "may_feature": _may_feature(view, item.comment),
    }


def _may_feature(view: ModerationView, comment: Comment) -> bool:
    return comment.is_readable and can_feature(view.moderator, comment)
