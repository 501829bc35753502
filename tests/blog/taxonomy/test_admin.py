from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Article, Category, Picture, Redirect, SiteSettings
from blog.pictures.services import add_picture
from blog.site.current import get_current_site
from tests.blog.pictures.files import create_picture_file

# The management form of the inline links.
NO_LINKS = {"links-TOTAL_FORMS": "0", "links-INITIAL_FORMS": "0"}


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    client.force_login(ed)
    return client


def test_a_category_gets_a_slug_from_its_name(as_ed: Client) -> None:
    as_ed.post(reverse("admin:blog_category_add"), {"name": "The Sea", "slug": ""})
    assert Category.objects.get().slug == "the-sea"


def test_only_the_alt_text_of_a_picture_can_be_changed(as_ed: Client) -> None:
    picture = add_picture(file=BytesIO(create_picture_file()), name="a.png")
    path = reverse("admin:blog_picture_change", args=[picture.pk])
    assert picture.file.url in as_ed.get(path).text
    as_ed.post(path, {"alt": "Ships", "file": SimpleUploadedFile("b.png", create_picture_file())})
    before = picture.file.name
    picture.refresh_from_db()
    assert (picture.alt, picture.file.name) == ("Ships", before)


def test_pictures_can_be_deleted(as_ed: Client) -> None:
    picture = add_picture(file=BytesIO(create_picture_file()), name="a.png")
    as_ed.post(reverse("admin:blog_picture_delete", args=[picture.pk]), {"post": "yes"})
    second = add_picture(file=BytesIO(create_picture_file()), name="a.png")
    action = {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"}
    as_ed.post(reverse("admin:blog_picture_changelist"), action)
    assert not Picture.objects.exists()


def test_a_redirect_accepts_a_full_url(as_ed: Client, article: Article) -> None:
    as_ed.post(
        reverse("admin:blog_redirect_add"),
        {"path": "https://old.example/b%C3%B6.html?x=1", "article": article.pk},
    )
    assert Redirect.objects.get().path == "/bö.html"


def test_the_site_settings_are_one_form(as_ed: Client) -> None:
    response = as_ed.get(reverse("admin:blog_sitesettings_changelist"), follow=True)
    path = reverse("admin:blog_sitesettings_change", args=[1])
    assert response.redirect_chain == [(path, 302)]
    as_ed.post(path, {"title": "Moon of Ships", "tagline": "Talk", **NO_LINKS})
    assert get_current_site().title == "Moon of Ships"
    assert SiteSettings.objects.count() == 1


@pytest.mark.parametrize("action", ["add", "delete"])
def test_the_site_settings_cannot_be_added_or_deleted(as_ed: Client, action: str) -> None:
    SiteSettings.objects.create(pk=1)
    arguments = [1] if action == "delete" else []
    path = reverse(f"admin:blog_sitesettings_{action}", args=arguments)
    assert as_ed.post(path, {"post": "yes", "title": "x"}).status_code == 403


def test_an_author_cannot_change_settings_or_redirects(client: Client, ann: User) -> None:
    client.force_login(ann)
    for name in ("sitesettings", "redirect"):
        assert client.get(reverse(f"admin:blog_{name}_changelist")).status_code == 403
