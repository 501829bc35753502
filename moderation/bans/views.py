"""Views for listing, creating (with a preview), and lifting bans."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Comment, Commenter
from core.client_address import get_client_address
from core.paging import get_page, parse_page_number
from core.text import clean_line
from moderation.bans.forms import BanForm
from moderation.bans.preview import PREVIEW_DAYS, build_ban_preview
from moderation.bans.services import ban_networks_too, create_ban, lift_ban
from moderation.bans.targets import BanTarget
from moderation.base_views import ModerationView
from moderation.commenters.identity import get_same_person
from moderation.models import Ban
from moderation.models.ban import BanQuerySet
from moderation.policies import can_ban, can_lift_ban

PAGE_SIZE = 50
_LATEST_COMMENTS = 10
_MAX_NAMES = 20


class _BanView(ModerationView):
    has_access = staticmethod(can_ban)

    def get_form(self, request: HttpRequest, target: BanTarget | None = None) -> BanForm:
        return BanForm(
            request.POST if request.method == "POST" else None,
            moderator=self.moderator,
            target=target,
            own_address=get_client_address(request),
            initial={name: request.GET[name] for name in ("kind", "value") if name in request.GET},
        )

    def create_ban(self, form: BanForm) -> None:
        """Create the ban described by a valid form, and show a success message."""
        data = form.cleaned_data
        with transaction.atomic():
            ban = create_ban(
                moderator=self.moderator,
                target=form.target,
                explanation=data["explanation"],
                guideline=data["guideline"],
                until=data["until"],
                note=data["note"],
                retroactivity=form.retroactivity,
            )
            networks = ban_networks_too(ban=ban, networks=data.get("networks", []))
        names = ", ".join(map(str, [ban, *networks]))
        messages.success(self.request, _("Banned %(name)s.") % {"name": names})


class BanListView(_BanView):
    """List the bans, with a state filter and a search."""

    def get(self, request: HttpRequest) -> HttpResponse:
        state = request.GET.get("state", "active")
        words = clean_line(request.GET.get("q", ""))
        bans = _filter_by_state(state).select_related("commenter", "created_by", "lifted_by")
        if words:
            bans = bans.search(words)
        page = get_page(
            bans.order_by("-starts_at", "-pk"),
            parse_page_number(request.GET.get("page", "1")),
            size=PAGE_SIZE,
        )
        context = {
            "title": _("Bans"),
            "page": page,
            "rows": [(ban, self._may_lift(ban)) for ban in page.items],
            "state": state,
            "q": words,
            "states": [("active", _("Active")), ("ended", _("Ended")), ("all", _("All"))],
        }
        return self.render_page("admin/moderation/bans/list.html", context)

    def _may_lift(self, ban: Ban) -> bool:
        return ban.is_in_force and can_lift_ban(self.moderator, ban)


class CreateBanView(_BanView):
    """Ban an email address, a domain, a network, a name pattern, or a linked domain."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render(self.get_form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show a preview if the moderator requested one; otherwise, create the ban."""
        form = self.get_form(request)
        if not form.is_valid():
            return self._render(form, status=400)
        if "preview" in request.POST:
            return self._render(form)
        self.create_ban(form)
        return self.redirect_back()

    def _render(self, form: BanForm, status: int = 200) -> HttpResponse:
        context: dict[str, object] = {"title": _("New ban"), "form": form}
        if form.is_bound and form.target and not form.errors:
            context |= {
                "preview": build_ban_preview(form.target),
                "days": PREVIEW_DAYS,
                "target": form.target,
            }
        return self.render_page("admin/moderation/bans/form.html", context, status)


class BanCommenterView(_BanView):
    """Ban a commenter."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        commenter = get_object_or_404(Commenter, pk=pk)
        return self._render(commenter, self.get_form(request, _build_target(commenter)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        commenter = get_object_or_404(Commenter, pk=pk)
        form = self.get_form(request, _build_target(commenter))
        if not form.is_valid():
            return self._render(commenter, form, status=400)
        self.create_ban(form)
        return self.redirect_back()

    def _render(self, commenter: Commenter, form: BanForm, status: int = 200) -> HttpResponse:
        comments = Comment.objects.filter(commenter=commenter).with_article().newest_first()
        context = {
            "title": _("Ban %(name)s") % {"name": commenter.name},
            "commenter": commenter,
            "same": get_same_person(commenter).exclude(pk=commenter.pk).order_by("pk")[:_MAX_NAMES],
            "form": form,
            "preview": build_ban_preview(_build_target(commenter)),
            "days": PREVIEW_DAYS,
            "bans": Ban.objects.matching(commenter).select_related("created_by", "commenter"),
            "latest": comments[:_LATEST_COMMENTS],
        }
        return self.render_page("admin/moderation/bans/form.html", context, status)


class LiftBanView(_BanView):
    """End a ban early."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        ban = get_object_or_404(Ban.objects.select_related("commenter"), pk=pk)
        if can_lift_ban(self.moderator, ban):
            explanation = clean_line(request.POST.get("explanation", ""))[:300]
            lift_ban(moderator=self.moderator, ban=ban, explanation=explanation)
            messages.success(request, _("Ban lifted."))
        else:
            messages.warning(
                request,
                _("This ban has already been lifted, or you don’t have permission to lift it."),
            )
        return self.redirect_back()


def _build_target(commenter: Commenter) -> BanTarget:
    return BanTarget(Ban.Kind.COMMENTER, commenter=commenter)


def _filter_by_state(state: str) -> BanQuerySet:
    match state:
        case "all":
            return Ban.objects.all()
        case "ended":
            return Ban.objects.exclude(pk__in=Ban.objects.in_force())
    return Ban.objects.in_force()
