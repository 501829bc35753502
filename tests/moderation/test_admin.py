import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread
from moderation.bans.services import create_ban
from moderation.decisions.services.decide import decide
from moderation.models import Ban, Decision
from tests.people import CreateComment, MakeArticle

Status = Comment.Status
COMMENTS = "/admin/comments/comment/"
MODELS = ["comments/comment", "comments/commenter", "moderation/ban", "moderation/decision"]


@pytest.fixture
def moderator(client: Client, mo: User) -> Client:
    client.force_login(mo)
    return client


@pytest.fixture
def history(create_comment: CreateComment, nia: Commenter, mo: User) -> dict[str, int]:
    """Return the key of one row of each model, by model path."""
    held = create_comment(nia, "Hello")
    decision = decide(
        moderator=mo,
        item=held,
        action=Decision.Action.APPROVE,
        explanation="Fine",
        expected_version=0,
    )
    until = timezone.now() + dt.timedelta(days=7)
    made = create_ban(moderator=mo, commenter=nia, explanation="Insults", until=until)
    return dict(zip(MODELS, [held.pk, nia.pk, made.pk, decision.pk], strict=True))


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_pages_open(moderator: Client, history: dict[str, int], model: str) -> None:
    assert moderator.get(f"/admin/{model}/").status_code == 200
    assert moderator.get(f"/admin/{model}/?q=nia").status_code == 200
    assert moderator.get(f"/admin/{model}/{history[model]}/change/").status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("username", ["mo", "an administrator"])
def test_nothing_is_changed_by_a_form(
    client: Client, mo: User, history: dict[str, int], model: str, username: str
) -> None:
    if username != "mo":
        mo = User.objects.create_superuser("root", "root@example.com")
    client.force_login(mo)
    key = history[model]
    for path in ("add/", f"{key}/delete/"):
        assert client.get(f"/admin/{model}/{path}").status_code == 403
        assert client.post(f"/admin/{model}/{path}", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/{model}/{key}/change/", {"explanation": "x"}).status_code == 403
    client.post(
        f"/admin/{model}/", {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
    )
    assert [m.objects.count() for m in (Comment, Commenter, Ban)] == [1, 1, 1]
    assert Decision.objects.count() == 3


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("username", ["ann", "otto"])
def test_others_see_nothing(
    request: pytest.FixtureRequest,
    client: Client,
    history: dict[str, int],
    model: str,
    username: str,
) -> None:
    client.force_login(request.getfixturevalue(username))
    for path in (f"/admin/{model}/", f"/admin/{model}/{history[model]}/change/"):
        assert client.get(path).status_code in {302, 403}


def test_a_comments_page_shows_actions_and_decisions(
    moderator: Client, history: dict[str, int]
) -> None:
    page = moderator.get(f"{COMMENTS}{history['comments/comment']}/change/").text
    assert 'value="remove"' in page
    assert 'value="approve"' not in page
    assert "approved, <bdi>Mo</bdi>" in " ".join(page.split())
    assert "Fine" in page


def test_a_bans_page_offers_to_lift_it(moderator: Client, history: dict[str, int]) -> None:
    key = history["moderation/ban"]
    lift = f'action="/admin/moderation/bans/{key}/lift/"'
    assert lift in moderator.get(f"/admin/moderation/ban/{key}/change/").text
    moderator.post(f"/admin/moderation/bans/{key}/lift/")
    assert lift not in moderator.get(f"/admin/moderation/ban/{key}/change/").text


def test_a_commenters_page_leads_to_the_ban_form(
    moderator: Client, history: dict[str, int]
) -> None:
    key = history["comments/commenter"]
    page = moderator.get(f"/admin/comments/commenter/{key}/change/").text
    assert f'href="/admin/moderation/commenters/{key}/ban/"' in page


class TestActions:
    def choose(self, client: Client, action: str, *comments: Comment, query: str = "") -> str:
        """Run an action on some comments and return the next page."""
        data = {"action": action, "_selected_action": [comment.pk for comment in comments]}
        response = client.post(f"{COMMENTS}{query}", data, follow=True)
        assert response.status_code == 200
        return response.text

    def test_approval_numbers_in_the_order_of_submission(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter
    ) -> None:
        held = [create_comment(nia, f"Remark {n}") for n in range(3)]
        page = self.choose(moderator, "approve", *held, query="?status__exact=held")
        assert 'class="success"' in page
        assert 'class="warning"' not in page
        assert list(Comment.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]
        assert Decision.objects.filter(action=Decision.Action.APPROVE).count() == 3

    def test_comments_the_action_does_not_fit_are_skipped(
        self, moderator: Client, create_comment: CreateComment, nia: Commenter, rex: Commenter
    ) -> None:
        page = self.choose(
            moderator, "approve", create_comment(nia, "Held"), create_comment(rex, "Shown")
        )
        assert 'class="success"' in page
        assert 'class="warning"' in page

    @pytest.mark.parametrize(
        ("action", "status"),
        [("mark_as_spam", Status.SPAM), ("remove", Status.REMOVED)],
    )
    def test_on_a_published_comment(
        self,
        moderator: Client,
        create_comment: CreateComment,
        rex: Commenter,
        action: str,
        status: Status,
    ) -> None:
        comment = create_comment(rex, "Shown")
        self.choose(moderator, action, comment)
        comment.refresh_from_db()
        assert comment.status == status

    def test_rejection_and_restoring(
        self, moderator: Client, create_comment: CreateComment, rex: Commenter, nia: Commenter
    ) -> None:
        held, shown = create_comment(nia, "Held"), create_comment(rex, "Shown")
        self.choose(moderator, "reject", held)
        self.choose(moderator, "remove", shown)
        self.choose(moderator, "restore", shown)
        held.refresh_from_db()
        shown.refresh_from_db()
        assert (held.status, shown.status) == (Status.REJECTED, Status.PUBLISHED)

    def test_without_permission_there_are_no_actions(
        self, client: Client, create_comment: CreateComment, nia: Commenter, ann: User
    ) -> None:
        held = create_comment(nia, "Held")
        ann.user_permissions.add(Permission.objects.get(codename="view_comment"))
        client.force_login(ann)
        page = client.get(COMMENTS).text
        assert "Held" in page
        assert 'value="approve"' not in page
        self.choose(client, "approve", held)
        held.refresh_from_db()
        assert held.status == Status.HELD


def test_the_number_of_queries_is_fixed(
    moderator: Client, create_comment: CreateComment, nia: Commenter, make_article: MakeArticle
) -> None:
    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert moderator.get(COMMENTS).status_code == 200
        return len(captured)

    create_comment(nia, "Remark")
    moderator.get(COMMENTS)
    one = count_queries()
    for n in range(5):
        thread = get_or_create_thread(make_article(f"Article {n}"))
        submit_comment(thread=thread, commenter=nia, body="Remark")
    assert count_queries() == one
