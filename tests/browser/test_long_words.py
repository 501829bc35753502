"""No page is wider than a small screen, however long the words on it are."""

from collections.abc import Callable

import pytest
from django.db.models import Model
from django.utils.timezone import now
from playwright.sync_api import Page, ViewportSize

from accounts.models import User
from blog.models import Article, Category, CheckedLink, Picture, Redirect, Series, Tag
from comments.models import Comment, Commenter
from comments.submission.services import submit_comment
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_guest
from moderation.bans.services import create_ban
from moderation.bans.targets import parse_target
from moderation.models import Ban
from tests.browser.conftest import OpenPage
from tests.browser.measurements import overflow
from tests.browser.page_monitor import PageMonitor
from tests.people import MakeArticle

SMALL = ViewportSize(width=320, height=640)
WORD = "W" * 100
EMAIL = f"{'W' * 60}@{'w' * 60}.example"
URL = f"https://{'w' * 60}.example/{'W' * 100}"
READER_PAGES = (
    "/",
    "/archives/",
    "/2016/12/",
    "/category/long/",
    "/tag/long/",
    "/search/?q=" + WORD,
    "/2016/12/long.html",
    "/2016/12/long.html?view=threaded",
    "/2016/12/long.html?reply_to=1",
    "/2016/12/long/comments/1/more/",
    "/2016/12/long/comments/1/reply/",
    "/people/long/",
    "/people/long/?q=" + WORD,
    "/moderation/log/",
    "/moderation/log/report/",
    "/accounts/",
    "/accounts/email/",
)
STAFF_PAGES = (
    "/admin/",
    "/admin/dashboard/",
    "/admin/moderation/queue/",
    "/admin/moderation/queue/?tab=all&q=" + WORD,
    "/admin/moderation/queue/?commenter=" + EMAIL,
    "/admin/moderation/bans/?state=all",
    "/admin/moderation/bans/new/?kind=email&value=" + EMAIL,
    "/admin/moderation/statistics/",
    "/admin/moderation/messages/",
    "/admin/moderation/appeals/",
    "/admin/moderation/decision/",
    "/admin/comments/comment/",
    "/admin/comments/commenter/",
    "/admin/blog/article/",
    "/admin/blog/article/add/",
    "/admin/blog/picture/",
    "/admin/blog/tag/",
    "/admin/blog/redirect/",
    "/admin/blog/checkedlink/",
)
# The pages of one object each, by model.
OBJECT_PAGES: dict[type[Model], tuple[str, ...]] = {
    Article: ("/admin/blog/article/{}/change/", "/admin/blog/article/{}/history/"),
    Picture: ("/admin/blog/picture/{}/change/",),
    Comment: (
        "/admin/moderation/queue/?tab=all&item={}",
        "/admin/comments/comment/{}/change/",
        "/admin/moderation/comments/{}/edit/",
    ),
    Commenter: (
        "/admin/moderation/commenters/{}/",
        "/admin/moderation/commenters/{}/ban/",
        "/admin/comments/commenter/{}/change/",
    ),
    Ban: ("/admin/moderation/ban/{}/change/",),
}


@pytest.fixture
def long_words(make_article: MakeArticle, ed: User) -> None:
    """Create one object of each kind, with long words everywhere."""
    ed.display_name = f"{WORD[:60]} Ed"
    ed.save()
    text = f"{URL} {WORD} `{WORD}`"
    article = make_article(WORD, basename="long", source=text, text=text, html=f"<p>{text}</p>")
    article.tags.add(Tag.objects.create(name=WORD[:50], slug="long"))
    article.categories.add(Category.objects.create(name=WORD[:50], slug="long"))
    article.series = Series.objects.create(name=WORD, slug="long")
    article.save()
    name = f"{WORD[:80]}.png"
    Picture.objects.create(file=f"pictures/{name}", original=name, width=1, height=1, alt=WORD)
    Redirect.objects.create(path=f"/{WORD}", article=article)
    CheckedLink.objects.create(
        url=URL, digest="0" * 32, article=article, is_broken=True, checked_at=now()
    )
    person = get_or_create_guest(name=WORD, email=EMAIL, url=URL)
    Commenter.objects.filter(pk=person.pk).update(slug="long")
    thread = get_or_create_thread(article)
    imported = ImportedComment(
        author_name=WORD, email=EMAIL, url=URL, body=text, published_at=now()
    )
    import_comments(thread=thread, comments=[imported, imported])
    submit_comment(thread=thread, commenter=person, body=f"{WORD}\n\n> {WORD}\n\n`{WORD}`")
    create_ban(moderator=ed, commenter=person, explanation=WORD, note=WORD)
    create_ban(moderator=ed, target=parse_target(Ban.Kind.EMAIL, EMAIL), explanation=WORD)


@pytest.mark.parametrize("kind", ["readers", "staff"])
def test_no_page_is_wider_than_a_small_screen(
    open_page: OpenPage,
    sign_in: Callable[[Page, User], None],
    monitor: PageMonitor,
    long_words: None,
    ed: User,
    kind: str,
) -> None:
    monitor.expect(r"/media/pictures/")
    page = open_page(size=SMALL)
    sign_in(page, ed)
    paths = list(READER_PAGES if kind == "readers" else STAFF_PAGES)
    if kind == "staff":
        for model, patterns in OBJECT_PAGES.items():
            pk = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
            paths += [pattern.format(pk) for pattern in patterns]
    too_wide = {}
    for path in paths:
        response = page.goto(path)
        assert response
        if not response.ok:
            too_wide[path[:60]] = -response.status
        if by := overflow(page):
            too_wide[path[:60]] = by
    assert too_wide == {}
