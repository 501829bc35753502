"""What a moderator asks the queue for: a shelf and filters, as the address has them."""

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
from moderation.queue.shelves import Shelf, shelf_named, shelves

# Texts that aren't published are in no index: so many of a shelf are read, in its order.
SEARCHED = 5_000
# A word of a title may stand in many; these are the newest.
_ARTICLES = 50
_PEOPLE = 200

_AGES = {
    "hour": ("submitted_at__gte", dt.timedelta(hours=1)),
    "day": ("submitted_at__gte", dt.timedelta(days=1)),
    "week": ("submitted_at__gte", dt.timedelta(days=7)),
    "day-old": ("submitted_at__lt", dt.timedelta(days=1)),
    "week-old": ("submitted_at__lt", dt.timedelta(days=7)),
}
_ANY = ("", _("any"))


def _languages() -> list[tuple[str, object]]:
    """Return the languages that have a name here, by that name."""
    named = [(code, gettext(info["name"])) for code, info in LANG_INFO.items() if "name" in info]
    return [_ANY, *sorted((one for one in named if len(one[0]) == 2), key=lambda one: one[1])]


class FilterForm(forms.Form):
    """What is asked of a shelf. Everything may be left out."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    article = forms.CharField(label=_("Article"), max_length=200, required=False)
    commenter = forms.CharField(
        label=_("Commenter"),
        max_length=254,
        required=False,
        help_text=_("Name, e-mail or network address"),
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[_ANY, *ReasonCode.choices], required=False
    )
    age = forms.ChoiceField(
        label=_("Came"),
        required=False,
        choices=[
            _ANY,
            ("hour", _("within the hour")),
            ("day", _("within a day")),
            ("week", _("within a week")),
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
    """A shelf, and what is asked of it: names of the form's fields with what stands in them."""

    shelf: Shelf
    asked: Mapping[str, str]

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Selection":
        """Return what an address asks for. Raises ``Http404`` for what can't be asked."""
        shelf = shelf_named(query.get("shelf", shelves()[0].name))
        form = FilterForm(query)
        if shelf is None or not form.is_valid():
            raise Http404("There is no such shelf, or nothing of the kind on it")
        return cls(shelf, {name: value for name, value in form.cleaned_data.items() if value})

    @property
    def query(self) -> str:
        """The same as an address has it."""
        return urlencode({"shelf": self.shelf.name, **self.asked})

    def comments(self, user: User) -> CommentQuerySet:
        """Return what it finds, of what the user may decide on; unordered."""
        found = self.shelf.rows().moderatable_by(user)
        for name, value in self.asked.items():
            if name != "q":
                found = found.filter(_CONDITIONS[name](value))
        return self._saying(found) if "q" in self.asked else found

    def _saying(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Return those that hold the words: the published ones by the index, the rest by reading.

        Reading ends after ``SEARCHED`` rows of the shelf.
        """
        words = self.asked["q"]
        unpublished = comments.exclude(status=Comment.Status.PUBLISHED)
        read = self.shelf.ordered(unpublished)[:SEARCHED].values("pk")
        held = Q(text__icontains=words) | Q(author_name__icontains=words)
        indexed = filter_matching(Comment.objects.all(), words, kind="comment").values("pk")
        return comments.filter(Q(pk__in=indexed) | (Q(pk__in=read) & held))


def _under(value: str) -> Q:
    """Find articles by the last part of their address, or by words of their titles."""
    articles = Article.objects.filter(Q(basename=value) | Q(title__icontains=value))
    return Q(
        thread__article__in=list(articles.order_by("-pk").values_list("pk", flat=True)[:_ARTICLES])
    )


def _by(value: str) -> Q:
    """Find who speaks by the address of their page, by name or e-mail, or where they write from."""
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


def _because(value: str) -> Q:
    # The second half is what the index of reasons says of its rows.
    return Q(reason=value) & ~Q(reason="")


def _of_age(value: str) -> Q:
    lookup, age = _AGES[value]
    return Q(**{lookup: timezone.now() - age})


def _in_language(value: str) -> Q:
    # The second half is what the index of languages says of its rows.
    return Q(language=value) & ~Q(language="")


def _in_status(value: str) -> Q:
    return Q(status=value)


_CONDITIONS = {
    "article": _under,
    "commenter": _by,
    "reason": _because,
    "age": _of_age,
    "language": _in_language,
    "status": _in_status,
}
