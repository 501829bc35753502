import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Page
from blog.pages.services import delete_page, save_page


@pytest.fixture
def about(db: None) -> Page:
    page = Page(title="About", source="<p>Since 2004.</p><script>x</script>", is_published=True)
    return save_page(actor=None, page=page)


def test_a_page_is_shown(client: Client, about: Page) -> None:
    assert about.get_absolute_url() == "/about.html"
    page = client.get("/about.html").text
    assert "<p>Since 2004.</p>" in page
    assert "<script>x" not in page


def test_a_page_is_in_the_menu_and_the_sitemap(client: Client, about: Page) -> None:
    assert 'href="/about.html"' in client.get("/").text
    assert "/about.html</loc>" in client.get("/sitemap.xml").text


def test_an_unpublished_page_returns_404(client: Client, about: Page, otto: User) -> None:
    about.is_published = False
    save_page(actor=None, page=about)
    assert client.get("/about.html").status_code == 404
    assert "/about.html" not in client.get("/").text + client.get("/sitemap.xml").text
    client.force_login(otto)
    assert client.get("/about.html").status_code == 404


def test_an_editor_sees_an_unpublished_page(client: Client, about: Page, ed: User) -> None:
    about.is_published = False
    save_page(actor=ed, page=about)
    client.force_login(ed)
    response = client.get("/about.html")
    assert "data-unpublished" in response.text
    assert "private" in response["Cache-Control"]


def test_an_editor_sees_an_edit_link(client: Client, about: Page, ed: User, ann: User) -> None:
    editor = f"/admin/blog/page/{about.pk}/change/"
    client.force_login(ed)
    assert editor in client.get("/about.html").text
    client.force_login(ann)
    assert editor not in client.get("/about.html").text
    assert editor not in Client().get("/about.html").text


def test_a_taken_basename_gets_a_number(about: Page) -> None:
    other = save_page(actor=None, page=Page(title="About"))
    assert other.basename == "about-2"


def test_an_author_cannot_edit_pages(about: Page, ann: User) -> None:
    with pytest.raises(PermissionDenied):
        save_page(actor=ann, page=about)
    with pytest.raises(PermissionDenied):
        delete_page(actor=ann, page=about)


def test_an_editor_can_add_a_page(client: Client, ed: User) -> None:
    client.force_login(ed)
    data = {"title": "House rules", "source": "<p>Be kind.</p>", "markup": "html"}
    data |= {"is_published": "on", "in_menu": "on", "position": "1", "basename": "/rules.html"}
    assert client.post(reverse("admin:blog_page_add"), data).status_code == 302
    assert "Be kind." in client.get("/rules.html").text


def test_a_deleted_page_is_not_in_the_menu(client: Client, about: Page, ed: User) -> None:
    delete_page(actor=ed, page=about)
    assert client.get("/about.html").status_code == 404
    assert "about.html" not in client.get("/").text
