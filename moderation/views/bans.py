"""Bans: the list, whom one would hit, making one, and its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Comment, Commenter
from core.client_address import get_client_address
from core.paging import get_page, parse_page_number
from core.text import clean_line
from moderation.banning.forms import BanForm
from moderation.banning.previews import DAYS, preview
from moderation.banning.targets import Target
from moderation.models import Ban
from moderation.models.ban import BanQuerySet
from moderation.policies import can_ban, can_lift_ban
from moderation.services.banning import ban, lift_ban
from moderation.views.base import ModerationView

BANS_PAGE = 50


class _BanRoomView(ModerationView):
    """What the views about bans have in common."""

    may_enter = staticmethod(can_ban)

    def form(self, request: HttpRequest, target: Target | None = None) -> BanForm:
        """Return the form, filled in if it was sent."""
        return BanForm(
            request.POST if request.method == "POST" else None,
            moderator=self.moderator,
            target=target,
            own_address=get_client_address(request),
            initial={name: request.GET[name] for name in ("kind", "value") if name in request.GET},
        )

    def ban(self, form: BanForm) -> Ban:
        """Make the ban that a valid form describes, and say so."""
        data = form.cleaned_data
        made = ban(
            moderator=self.moderator,
            target=form.target,
            reason=data["reason"],
            ground=data["ground"],
            until=data["until"],
            note=data["note"],
            past=form.past_comments,
        )
        messages.success(self.request, _("%(name)s is banned.") % {"name": str(made)})
        return made


class BanListView(_BanRoomView):
    """All bans, those in force first to be seen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of those that fit what is looked for."""
        state = request.GET.get("state", "in-force")
        words = clean_line(request.GET.get("q", ""))
        bans = _in_state(state).select_related("commenter", "created_by", "lifted_by")
        if words:
            bans = bans.found(words)
        page = get_page(
            bans.order_by("-starts_at", "-pk"),
            parse_page_number(request.GET.get("page", "1")),
            size=BANS_PAGE,
        )
        context = {
            "title": _("Bans"),
            "page": page,
            "rows": [(ban, self._may_lift(ban)) for ban in page.items],
            "state": state,
            "q": words,
            "states": [("in-force", _("in force")), ("over", _("over")), ("all", _("all"))],
        }
        return self.draw("admin/moderation/bans.html", context)

    def _may_lift(self, ban: Ban) -> bool:
        return ban.is_in_force and can_lift_ban(self.moderator, ban)


class NewBanView(_BanRoomView):
    """Bans what isn't a known commenter: an address, a domain, a range, a pattern."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask what is to be banned, why and until when."""
        return self._draw(self.form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show whom it would hit, or ban."""
        form = self.form(request)
        if not form.is_valid():
            return self._draw(form, status=400)
        if "preview" in request.POST:
            return self._draw(form)
        self.ban(form)
        return self.go_back()

    def _draw(self, form: BanForm, status: int = 200) -> HttpResponse:
        context: dict[str, object] = {"title": _("Ban"), "form": form}
        if form.is_bound and form.target and not form.errors:
            context |= {"preview": preview(form.target), "days": DAYS, "target": form.target}
        return self.draw("admin/moderation/ban.html", context, status)


class BanView(_BanRoomView):
    """Asks why and until when, and bans a commenter."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form beside what is known of the commenter."""
        commenter = get_object_or_404(Commenter, pk=pk)
        return self._draw(commenter, self.form(request, _person(commenter)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ban, or show the form again with what is wrong."""
        commenter = get_object_or_404(Commenter, pk=pk)
        form = self.form(request, _person(commenter))
        if not form.is_valid():
            return self._draw(commenter, form, status=400)
        self.ban(form)
        return self.go_back()

    def _draw(self, commenter: Commenter, form: BanForm, status: int = 200) -> HttpResponse:
        comments = Comment.objects.filter(commenter=commenter).with_article().newest_first()
        context = {
            "title": _("Ban %(name)s") % {"name": commenter.name},
            "commenter": commenter,
            "form": form,
            "preview": preview(_person(commenter)),
            "days": DAYS,
            "bans": Ban.objects.on(commenter).select_related("created_by", "commenter"),
            "latest": comments[:10],
        }
        return self.draw("admin/moderation/ban.html", context, status)


class LiftBanView(_BanRoomView):
    """Ends a ban before its time."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lift the ban; one that is lifted already stays so."""
        ban = get_object_or_404(Ban.objects.select_related("commenter"), pk=pk)
        if can_lift_ban(self.moderator, ban):
            reason = clean_line(request.POST.get("reason", ""))[:300]
            lift_ban(moderator=self.moderator, ban=ban, reason=reason)
            messages.success(request, _("The ban is lifted."))
        else:
            messages.warning(request, _("This ban is lifted already, or not yours to lift."))
        return self.go_back()


def _person(commenter: Commenter) -> Target:
    return Target(Ban.Kind.COMMENTER, commenter=commenter)


def _in_state(state: str) -> BanQuerySet:
    match state:
        case "all":
            return Ban.objects.all()
        case "over":
            return Ban.objects.exclude(pk__in=Ban.objects.in_force())
    return Ban.objects.in_force()
