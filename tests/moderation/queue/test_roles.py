import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import AnyUser, User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread
from moderation.decisions.services.batches import start_batch
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from moderation.policies import can_moderate, can_see_queue, moderates_everywhere
from moderation.queue.services import record_presence
from tests.moderation.queue.parsing import QUEUE, get_listed_keys
from tests.people import CreateComment, MakeArticle

# User: sees the queue, decides under Ann's article, decides under Art's article.
MAY = {
    "nobody": (False, False, False),
    "otto": (False, False, False),
    "ann": (True, True, False),
    "art": (True, False, True),
    "mo": (True, True, True),
    "ed": (True, True, True),
}


@pytest.fixture
def comments(
    create_comment: CreateComment, nia: Commenter, make_article: MakeArticle, art: User
) -> list[Comment]:
    """A pending comment under Ann's article and one under Art's."""
    market = get_or_create_thread(make_article("The Market", author=art))
    other = submit_comment(thread=market, commenter=nia, body="Fresh bread").comment
    assert other
    return [create_comment(nia, "Fine herring"), other]


@pytest.fixture
def user(request: pytest.FixtureRequest, username: str) -> AnyUser:
    if username == "nobody":
        return AnonymousUser()
    user: User = request.getfixturevalue(username)
    return user


@pytest.mark.parametrize("username", MAY)
def test_policies_and_scope_agree(comments: list[Comment], user: AnyUser, username: str) -> None:
    allowed = [can_moderate(user, comment) for comment in comments]
    assert (can_see_queue(user), *allowed) == MAY[username]
    within = set(Comment.objects.all().moderatable_by(user))
    assert [comment in within for comment in comments] == allowed
    assert moderates_everywhere(user) == (username in {"mo", "ed"})


@pytest.mark.parametrize("username", ["ann", "mo", "ed"])
def test_inactive_users_have_no_permissions(
    comments: list[Comment], user: User, username: str
) -> None:
    user.is_active = False
    assert not can_see_queue(user)
    assert not can_moderate(user, comments[0])
    assert not Comment.objects.all().moderatable_by(user)


@pytest.mark.parametrize("username", [username for username, may in MAY.items() if may[0]])
def test_the_queue_lists_accessible_comments(
    client: Client, comments: list[Comment], user: User, username: str
) -> None:
    client.force_login(user)
    expected = [one.pk for one, may in zip(comments, MAY[username][1:], strict=True) if may]
    assert sorted(get_listed_keys(client)) == sorted(expected)
    assert client.get(QUEUE).context["counts"]["pending"] == len(expected)
    for comment, may in zip(comments, MAY[username][1:], strict=True):
        assert client.get(f"{QUEUE}{comment.pk}/").status_code == (200 if may else 404)
        assert client.get(f"{QUEUE}?item={comment.pk}").status_code == (200 if may else 404)


@pytest.mark.parametrize("username", MAY)
def test_decisions_follow_the_policy(comments: list[Comment], user: User, username: str) -> None:
    for comment, may in zip(comments, MAY[username][1:], strict=True):
        if may:
            record_presence(moderator=user, comment=comment)
            decide(moderator=user, item=comment, action=Decision.Action.APPROVE, expected_version=0)
            continue
        with pytest.raises(PermissionDenied):
            decide(moderator=user, item=comment, action=Decision.Action.APPROVE, expected_version=0)
        with pytest.raises(PermissionDenied):
            record_presence(moderator=user, comment=comment)


def test_an_author_may_not_ban_or_see_the_commenters_list(
    client: Client, comments: list[Comment], ann: User, article: Article
) -> None:
    client.force_login(ann)
    page = client.get(f"{QUEUE}{comments[0].pk}/").text
    ban = f"/admin/moderation/commenters/{comments[0].commenter_id}/ban/"
    assert ban not in page
    assert client.get(ban).status_code == 403


@pytest.mark.parametrize("username", ["nobody", "otto", "art"])
def test_other_users_can_not_post_actions(
    client: Client, comments: list[Comment], mo: User, user: User, username: str
) -> None:
    comment = comments[0]
    selected = [comment.pk for comment in comments[:1]]
    batch = start_batch(moderator=mo, action=Decision.Action.REJECT, selected=selected)
    decision = Decision.objects.get(batch=batch)
    before = Decision.objects.count()
    if username != "nobody":
        client.force_login(user)
    expected = {"nobody": 302, "otto": 403, "art": 404}[username]
    for path in (
        f"comments/{comment.pk}/decide/", f"comments/{comment.pk}/feature/",
        f"comments/{comment.pk}/edit/", f"decisions/{decision.pk}/undo/",
        f"queue/{comment.pk}/presence/", f"batches/{batch.pk}/undo/",
    ):  # fmt: skip
        answer = client.post(f"/admin/moderation/{path}", {"action": "approve", "version": 1})
        assert (path, answer.status_code) == (path, expected)
    assert Decision.objects.count() == before
