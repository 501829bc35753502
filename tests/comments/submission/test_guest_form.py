"""The guest form is rendered once and reused with the URL of each article."""

import pytest
from crispy_forms.utils import render_crispy_form
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from blog.models import Article
from comments.models import Thread
from comments.submission.forms import CommentForm
from comments.submission.guest_form import render_guest_form


@pytest.mark.parametrize("basename", ["harbour", "any", "Löwe", "a.b~c"])
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_it_equals_the_rendered_form(basename: str, language: str) -> None:
    article = Article(year=2016, month=12, basename=basename)
    with override(language):
        rendered = render_crispy_form(CommentForm(article=article))
        assert render_guest_form(article) == rendered
        assert render_guest_form(article) == rendered


def test_it_uses_the_maximum_length_of_the_site(settings: Settings) -> None:
    article = Article(year=2016, month=12, basename="harbour")
    settings.COMMENT_MAX_LENGTH = 321
    assert 'maxlength="321"' in render_guest_form(article)


def test_a_reply_has_a_form_of_its_own(client: Client, thread: Thread) -> None:
    page = client.get(thread.article.get_absolute_url(), {"reply_to": "4"}).text
    assert 'name="reply_to" value="4"' in page
