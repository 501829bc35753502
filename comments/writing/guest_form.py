"""The comment form of guests, which is the same under all articles but for one path.

Drawing a form field by field takes as long as half of everything around it, so that each process
does it once for each language.
"""

from functools import cache

from crispy_forms.utils import render_crispy_form
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.models import Article
from comments.forms import CommentForm

_ANY = Article(year=1, month=1, basename="any")


def draw_guest_form(article: Article) -> SafeString:
    """Return the form of a guest who answers nobody yet."""
    form = _drawn(get_language(), settings.COMMENT_MAX_LENGTH)
    return SafeString(form.replace(_action(_ANY), _action(article)))


@cache
def _drawn(language: str | None, longest: int) -> str:
    # What is given isn't used: it tells one drawing from another.
    return str(render_crispy_form(CommentForm(article=_ANY)))


def _action(article: Article) -> str:
    # Addresses are escaped as in any attribute; a basename may hold what has to be.
    return f'action="{escape(reverse("comments:post", args=article.url_args))}"'
