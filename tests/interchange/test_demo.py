import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image
from pytest_django import Settings

from accounts.models import User
from blog.models import Article, Picture
from blog.site.current import get_current_site
from comments.models import Comment, Thread
from comments.visitors.services.commenters import get_or_create_user_commenter
from interchange.demo import get_working_logins, loading
from interchange.demo.illustrations import draw_illustrations
from moderation.models import Ban, Decision
from tests.people import MakeArticle

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BRIDGE = "the-bridge-will-not-save-us"


def save_tiny_pictures(folder: Path) -> None:
    """Save tiny pictures with the same names."""
    names = ("chain-ferry", "chain-ferry-large", "crossings", "crossings-large")
    for width, name in enumerate(names, start=1):
        Image.new("L", (width, 1)).save(folder / f"{name}.png")


@pytest.fixture(autouse=True)
def _demo(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(loading, "draw_illustrations", save_tiny_pictures)


def load_demo(**options: bool) -> str:
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()


def get_comment(number: int) -> Comment:
    return Comment.objects.get(thread__article__basename=BRIDGE, number=number)


def get_targets(number: int) -> set[int]:
    """Return the numbers that a comment refers to."""
    return set(get_comment(number).references.values_list("target_number", flat=True))


@pytest.mark.parametrize("force", [False, True])
def test_a_public_site_gets_no_demo(settings: Settings, tmp_path: Path, force: bool) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="public"):
        load_demo(force=force)
    with pytest.raises(loading.DemoNotAllowed):
        loading.load_demo()
    assert not Article.objects.exists()
    assert not User.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_site_is_filled(tmp_path: Path) -> None:
    output = load_demo()

    assert get_current_site().title == "The Slack Tide"
    assert Article.objects.published().count() == 6
    assert Picture.objects.count() == 4
    thread = Thread.objects.get(article__basename=BRIDGE)
    assert (thread.last_number, thread.numbered_count, thread.published_count) == (126, 126, 124)
    closed = Thread.objects.get(article__basename="the-bread-at-number-nine")
    assert closed.policy == Thread.CommentPolicy.CLOSED
    check_references()
    check_statuses()
    check_logins(output)
    # Only the owner can read the passwords.
    assert stat.S_IMODE((tmp_path / "demo-logins.txt").stat().st_mode) == 0o600


def check_references() -> None:
    assert get_targets(16) == {14, 15}
    assert get_targets(102) == {98, 99, 100, 101}
    assert get_targets(112) == {74}
    assert get_targets(115) == {97}
    assert get_targets(125) == {124}


def check_statuses() -> None:
    assert get_comment(47).status == Comment.Status.REMOVED
    assert get_comment(71).status == Comment.Status.WITHDRAWN
    assert Comment.objects.held().count() == 3
    assert Comment.objects.filter(status=Comment.Status.SPAM).count() == 1
    ban = Ban.objects.get()
    assert ban.is_in_force
    assert ban.ends_at is not None
    assert Decision.objects.filter(actor__username="mo").count() == 3


def check_logins(output: str) -> None:
    assert [login.username for login in get_working_logins()] == ["ann", "mo", "ed", "admin"]
    for login in get_working_logins():
        assert login.password in output
        assert Client().login(username=login.username, password=login.password)
    assert User.objects.get(username="admin").is_superuser
    assert User.objects.get(username="mo").has_perm("comments.moderate_comment")
    assert not User.objects.get(username="ann").has_perm("comments.moderate_comment")
    assert Article.objects.exclude(author__username="ann").count() == 0


@pytest.mark.one_database
def test_a_second_run_only_prints_the_logins() -> None:
    first = load_demo()
    counts = Article.objects.count(), Comment.objects.count(), Decision.objects.count()

    second = load_demo()
    forced = load_demo(force=True)

    assert counts == (
        Article.objects.count(),
        Comment.objects.count(),
        Decision.objects.count(),
    )
    assert "is loaded" in first
    assert "loaded" not in second + forced
    assert get_working_logins()[0].password in second


@pytest.mark.one_database
def test_a_changed_password_is_not_printed() -> None:
    load_demo()
    ann = User.objects.get(username="ann")
    ann.set_password("a secret of her own")
    ann.save()

    output = load_demo()

    assert "  ann" not in output
    assert "  mo" in output


@pytest.mark.one_database
def test_a_site_with_an_article_is_not_changed(make_article: MakeArticle) -> None:
    make_article()

    assert load_demo() == ""
    assert Article.objects.count() == 1
    assert not User.objects.filter(username="admin").exists()


@pytest.mark.one_database
def test_an_existing_user_name_is_an_error() -> None:
    User.objects.create_user("mo", password="unrelated")

    with pytest.raises(CommandError, match="A user named mo"):
        load_demo()

    assert not Article.objects.exists()
    assert User.objects.count() == 1


@pytest.mark.one_database
def test_illustrations_have_two_sizes(tmp_path: Path) -> None:
    draw_illustrations(tmp_path)

    widths = {}
    for file in tmp_path.iterdir():
        with Image.open(file) as picture:
            widths[file.name] = picture.width
    assert widths == {
        "chain-ferry.png": 1000,
        "chain-ferry-large.png": 1800,
        "crossings.png": 1000,
        "crossings-large.png": 1800,
    }


@pytest.mark.one_database
def test_the_author_comments_under_the_name_of_the_export() -> None:
    load_demo()
    ann = User.objects.get(username="ann")
    commenter = get_or_create_user_commenter(ann)
    assert commenter.slug == "ann-marlow"
    assert commenter.comments.filter(author_role=Comment.AuthorRole.AUTHOR).count() > 10
