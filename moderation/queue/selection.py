"""The tab and filters that a moderator has selected, parsed from the query string."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.models.comment import CommentQuerySet
from comments.submission.reason_codes import ReasonCode
from core.search.searching import filter_matching
from core.text import get_name_key
from moderation.queue.tabs import QueueTab, get_tab, get_tabs

# Unpublished comments aren't in the search index, so this many rows of a tab are scanned.
SEARCH_LIMIT = 5_000
# A filter covers only this many of the newest matching articles.
_ARTICLES = 50
_PEOPLE = 200

_AGES = {
    "hour": ("submitted_at__gte", dt.timedelta(hours=1)),
    "day": ("submitted_at__gte", dt.timedelta(days=1)),
    "week": ("submitted_at__gte", dt.timedelta(days=7)),
    "day-old": ("submitted_at__lt", dt.timedelta(days=1)),
    "week-old": ("submitted_at__lt", dt.timedelta(days=7)),
}
_ANY = ("", _("Any"))


def _languages() -> list[tuple[str, object]]:
    """Return the choices of the language filter, sorted by name."""
    named = [(code, gettext(info["name"])) for code, info in LANG_INFO.items() if "name" in info]
    return [
        _ANY,
        *sorted((option for option in named if len(option[0]) == 2), key=lambda option: option[1]),
    ]


class FilterForm(forms.Form):
    """The queue's filters, all optional."""

    q = forms.CharField(label=_("Search"), max_length=200, required=False)
    article = forms.CharField(label=_("Article"), max_length=200, required=False)
    commenter = forms.CharField(
        label=_("Commenter"),
        max_length=254,
        required=False,
        help_text=_("Name, email, or IP address"),
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[_ANY, *((code.value, code.label) for code in ReasonCode)],
        required=False,
    )
    age = forms.ChoiceField(
        label=_("Submitted"),
        required=False,
        choices=[
            _ANY,
            ("hour", _("in the last hour")),
            ("day", _("in the last day")),
            ("week", _("in the last week")),
            ("day-old", _("more than a day ago")),
            ("week-old", _("more than a week ago")),
        ],
    )
    language = forms.ChoiceField(label=_("Language"), choices=_languages, required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=[_ANY, *Comment.Status.choices], required=False
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """A tab and the active filters by form field name."""

    tab: QueueTab
    filters: Mapping[str, str]

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Selection":
        """Parse a query string. Raises ``Http404`` for an unknown tab or an invalid filter."""
        tab = get_tab(query.get("tab", get_tabs()[0].name))
        form = FilterForm(query)
        if tab is None or not form.is_valid():
            raise Http404("Unknown tab or invalid filter")
        return cls(tab, {name: value for name, value in form.cleaned_data.items() if value})

    @property
    def query(self) -> str:
        """The selection as a query string."""
        return urlencode({"tab": self.tab.name, **self.filters})

    def comments(self, user: User) -> CommentQuerySet:
        """Return the matching comments that the user may decide on, unordered."""
        found = self.tab.rows().moderatable_by(user)
        for name, value in self.filters.items():
            if name != "q":
                found = found.filter(_CONDITIONS[name](value))
        return self._containing(found) if "q" in self.filters else found

    def _containing(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Filter by search words, using the index and, for unpublished comments, a scan.

        The scan stops after ``SEARCH_LIMIT`` rows of the tab.
        """
        words = self.filters["q"]
        unpublished = comments.exclude(status=Comment.Status.PUBLISHED)
        scanned = self.tab.sort(unpublished)[:SEARCH_LIMIT].values("pk")
        contains = Q(text__icontains=words) | Q(author_name__icontains=words)
        indexed = filter_matching(Comment.objects.all(), words, kind="comment").values("pk")
        return comments.filter(Q(pk__in=indexed) | (Q(pk__in=scanned) & contains))


def _by_article(value: str) -> Q:
    """Match comments by the URL slug of their article or words in its title."""
    articles = Article.objects.filter(Q(basename=value) | Q(title__icontains=value))
    return Q(
        thread__article__in=list(articles.order_by("-pk").values_list("pk", flat=True)[:_ARTICLES])
    )


def _by_commenter(value: str) -> Q:
    """Match comments by IP address or by their commenter's slug, name, or email address."""
    try:
        validate_ipv46_address(value)
    except ValidationError:
        pass
    else:
        return Q(ip_address=value)
    people = Commenter.objects.filter(
        Q(slug=value) | Q(name_key=get_name_key(value)[:200]) | Q(email=value.lower())
    )
    return Q(commenter__in=list(people.order_by("-pk").values_list("pk", flat=True)[:_PEOPLE]))


def _by_reason(value: str) -> Q:
    # The second half is the condition of the partial index on reason codes.
    return Q(reason_code=value) & ~Q(reason_code="")


def _by_age(value: str) -> Q:
    lookup, age = _AGES[value]
    return Q(**{lookup: timezone.now() - age})


def _by_language(value: str) -> Q:
    # The second half is the condition of the partial index on languages.
    return Q(language=value) & ~Q(language="")


def _by_status(value: str) -> Q:
    return Q(status=value)


_CONDITIONS = {
    "article": _by_article,
    "commenter": _by_commenter,
    "reason": _by_reason,
    "age": _by_age,
    "language": _by_language,
    "status": _by_status,
}
