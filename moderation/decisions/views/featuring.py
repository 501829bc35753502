"""Views for featuring comments, from the queue or from a comment's own menu."""

from contextlib import suppress
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.current_user import get_current_user
from comments.threads.access import get_readable_comment
from core.origin import same_origin_only
from moderation.decisions.conflicts import describe_conflict
from moderation.decisions.services.decide import AlreadyDecided
from moderation.decisions.services.featuring import feature_comment
from moderation.decisions.views.decide import CommentActionView
from moderation.policies import can_feature


class FeatureView(CommentActionView):
    """Feature a comment from the queue, or unfeature it if ``on=0``."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the change, or report an earlier decision that conflicts with it."""
        comment = self.get_comment(pk)
        featured = request.POST.get("on", "1") != "0"
        if not can_feature(self.moderator, comment):
            return self.raise_not_found()
        try:
            decision = feature_comment(actor=self.moderator, comment=comment, featured=featured)
        except AlreadyDecided as error:
            return self.respond_conflict(describe_conflict(error, moderator=self.moderator))
        if featured:
            text = _("%(name)s’s comment is now featured.")
        else:
            text = _("%(name)s’s comment is no longer featured.")
        return self.respond_done(text % {"name": comment.author_name}, comment.pk, decision)


@require_POST
@same_origin_only
@never_cache
def feature(
    request: HttpRequest, year: int, month: int, basename: str, number: int
) -> HttpResponse:
    """Feature a comment from its menu, or unfeature it if ``on=0``."""
    comment = get_readable_comment(request, (year, month, basename), number)
    actor = get_current_user(request)
    if actor is None or not can_feature(actor, comment):
        return render(request, "403.html", status=HTTPStatus.FORBIDDEN)
    # If someone else got there first, the page shows the comment's current state.
    with suppress(AlreadyDecided):
        featured = request.POST.get("on", "1") != "0"
        feature_comment(actor=actor, comment=comment, featured=featured)
    query = request.GET.urlencode()
    url = f"{comment.get_absolute_url()}{f'?{query}' if query else ''}"
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
