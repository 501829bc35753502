import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.models import SiteSettings
from blog.site.current import DEFAULT_TITLE, build_absolute_url, get_current_site, is_site_untitled
from blog.site.services import update_site

pytestmark = pytest.mark.django_db


def test_a_new_site_has_the_default_title() -> None:
    assert is_site_untitled()
    assert (get_current_site().title, get_current_site().tagline) == (DEFAULT_TITLE, "")


def test_changes_are_on_the_next_page(client: Client) -> None:
    client.get("/")
    update_site(title="Moon of Ships", tagline="Where ships talk")
    page = client.get("/").text
    assert "Moon of Ships" in page
    assert "Where ships talk" in page
    assert not is_site_untitled()


def test_the_site_is_cached(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cache.clear()
    with django_assert_num_queries(1):
        get_current_site()
        get_current_site()


def test_there_is_one_row() -> None:
    update_site(title="One", tagline="")
    update_site(title="Two", tagline="")
    assert SiteSettings.objects.get().title == "Two"
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteSettings.objects.create(pk=2)


def test_build_absolute_url() -> None:
    assert build_absolute_url("/x") == "http://testserver/x"
