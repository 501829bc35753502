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
from core.search.folding import fold_words
from core.search.searching import find_newest_keys
from core.text import get_name_key
from moderation.queue.tabs import QueueTab, get_tab, get_tabs

# Unpublished comments aren't in the search index, so this many rows of a tab are scanned.
SEARCH_LIMIT = 5_000
# Maximum number of published matches taken from the search index.
INDEX_LIMIT = 2_000
_UNPUBLISHED = [status for status in Comment.Status if status != Comment.Status.PUBLISHED]
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
        """Filter by search words. Runs two queries.

        The newest ``INDEX_LIMIT`` published matches are found in the search index. In addition, the
        texts of the first ``SEARCH_LIMIT`` rows are scanned, which aren't all in the index. In a
        tab without a limited number of comments, only unpublished ones are scanned.
        """
        words = self.filters["q"]
        contains = _contain(words)
        scanned = Comment.objects.filter(self._get_scanned(comments), contains)
        found = find_newest_keys(words, kind="comment", count=INDEX_LIMIT)
        return comments.filter(pk__in={*found, *scanned.values_list("pk", flat=True)})

    def _get_scanned(self, comments: CommentQuerySet) -> Q:
        """Return a condition for the rows to scan, with a subquery for each status."""
        if self.tab.is_counted:
            return Q(pk__in=self.tab.sort(comments)[:SEARCH_LIMIT].values("pk"))
        scanned = Q()
        for status in _UNPUBLISHED:
            rows = self.tab.sort(comments.filter(status=status))
            scanned |= Q(pk__in=rows[: SEARCH_LIMIT // len(_UNPUBLISHED)].values("pk"))
        return scanned


def _contain(words: str) -> Q:
    """Match comments by their text or byline, folded as in the index or exactly as entered."""
    contains = Q(text__icontains=words) | Q(author_name__icontains=words)
    if fold_words(words):
        contains |= Q(text__folded_contains=words) | Q(author_name__folded_contains=words)
    return contains


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
