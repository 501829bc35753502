"""Accessibility and structure of the comment form."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from lxml import html as parser

from blog.models import Article
from comments.submission.forms import CommentForm


def get_form(form: CommentForm, article: Article) -> Any:
    """Render a form as ``comments/submission/_form.html`` does and parse it."""
    context = {"form": form, "article": article}
    return read(render_to_string("comments/submission/_form.html", context)).get_element_by_id(
        "comment-form"
    )


def read(html: str) -> Any:
    return parser.document_fromstring(html)


@pytest.fixture
def empty(article: Article) -> Any:
    return get_form(CommentForm(article=article), article)


@pytest.fixture
def rejected(article: Article) -> Any:
    """A rejected form with an empty name and an invalid address."""
    data = {"name": "", "email": "nonsense", "body": "<b>My</b> words.", "reply_to": "no number"}
    return get_form(CommentForm(data, article=article), article)


def test_the_action_is_the_thread_and_there_is_no_token(empty: Any) -> None:
    assert empty.get("method") == "post"
    assert empty.get("action") == "/2016/12/the-harbour/comments/post/"
    assert not empty.xpath(".//input[@name='csrfmiddlewaretoken']")


def test_every_field_has_a_label(empty: Any) -> None:
    for control in empty.xpath(".//input[@type!='hidden'] | .//textarea"):
        assert empty.xpath(f".//label[@for='{control.get('id')}']"), control.get("name")


def test_help_texts_are_linked_to_their_fields(empty: Any) -> None:
    described = empty.get_element_by_id("id_email").get("aria-describedby")
    assert empty.get_element_by_id(described).text_content().strip() == str(
        CommentForm.base_fields["email"].help_text
    )


def test_optional_fields_are_marked(empty: Any) -> None:
    labels = {label.get("for"): label.text_content() for label in empty.iter("label")}
    assert "optional" in labels["id_url"]
    assert "optional" not in labels["id_name"]


def test_the_honeypot_is_hidden(empty: Any) -> None:
    trap = empty.get_element_by_id("id_subject")
    around = empty.get_element_by_id("div_id_subject")
    assert around.get("aria-hidden") == "true"
    assert "visually-hidden" in around.get("class")
    assert (trap.get("tabindex"), trap.get("autocomplete")) == ("-1", "off")


def test_it_complies_with_the_content_security_policy(empty: Any, rejected: Any) -> None:
    for form in (empty, rejected):
        assert not form.xpath(".//@style | .//style | .//script")


def test_errors_are_listed_with_links_to_their_fields(rejected: Any) -> None:
    (summary,) = rejected.xpath(".//*[@role='alert']")
    assert [link.get("href") for link in summary.iter("a")] == ["#id_name", "#id_email"]
    assert "Enter a whole number." in summary.text_content()


def test_errors_are_linked_to_their_fields(rejected: Any) -> None:
    email = rejected.get_element_by_id("id_email")
    assert email.get("aria-invalid") == "true"
    texts = [
        rejected.get_element_by_id(part).text_content().strip()
        for part in email.get("aria-describedby").split()
    ]
    assert texts == [CommentForm.base_fields["email"].help_text, "Enter a valid email address."]


def test_typed_values_are_preserved(rejected: Any) -> None:
    assert rejected.get_element_by_id("id_email").get("value") == "nonsense"
    assert rejected.get_element_by_id("id_body").text.strip() == "<b>My</b> words."


def test_the_page_shows_the_reply_target(client: Client, article: Article) -> None:
    path = article.get_absolute_url()
    replying = read(client.get(f"{path}?reply_to=7").text).find_class("replying-to")[0]
    assert next(replying.iter("a")).text_content() == "#7"
    assert replying.find_class("cancel-reply")
    assert "hidden" not in replying.attrib
    plain = read(client.get(path).text).find_class("replying-to")[0]
    assert "hidden" in plain.attrib
