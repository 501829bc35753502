from io import BytesIO

import pytest
from playwright.sync_api import Page, expect

from blog.articles.services import save_article
from blog.models import Article
from blog.pictures.renditions.services import create_renditions
from blog.pictures.services import add_picture
from tests.blog.pictures.files import create_photograph
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measurements import layout_shift

# Long enough for lazy loading: Chromium loads pictures about 2,500 pixels ahead.
TEXT = "<p>The harbour is full of ships.</p>" * 100


@pytest.fixture
def illustrated(db: None) -> Article:
    """Create an article whose second picture is far below the fold."""
    article = Article(title="Ships", status=Article.Status.PUBLISHED)
    for name, shape in (("first", (1300, 800)), ("second", (1000, 1400))):
        picture = add_picture(file=BytesIO(create_photograph(shape)), name=f"{name}.jpg", alt=name)
        create_renditions(picture=picture)
        image = f'<figure><img src="{picture.file.url}"><figcaption>{name}</figcaption></figure>'
        article.source += f"<p>Look:</p>{image}{TEXT}"
    return save_article(actor=None, article=article)


def get_loaded_file(page: Page, name: str) -> str:
    """Return the name of the file that the browser loaded for a picture."""
    picture = page.get_by_role("img", name=name)
    expect(picture).to_have_js_property("complete", value=True)
    return str(picture.evaluate("picture => picture.currentSrc.split('/').at(-1)"))


def test_a_phone_loads_small_files_without_layout_shift(
    open_page: OpenPage, illustrated: Article
) -> None:
    page = open_page(size=PHONE)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.goto(illustrated.get_absolute_url())
    assert get_loaded_file(page, "first") == "first-400.avif"
    assert [name for name in loaded if "second" in name] == []
    page.get_by_role("img", name="second").scroll_into_view_if_needed()
    assert get_loaded_file(page, "second") == "second-400.avif"
    assert layout_shift(page) == 0


@pytest.mark.parametrize("javascript", [False])
def test_the_full_picture_opens_without_javascript(page: Page, illustrated: Article) -> None:
    page.goto(illustrated.get_absolute_url())
    assert get_loaded_file(page, "first") == "first-800.avif"
    with page.expect_navigation():
        page.get_by_role("link", name="first").click()
    expect(page.locator("img")).to_have_js_property("naturalWidth", 1300)
