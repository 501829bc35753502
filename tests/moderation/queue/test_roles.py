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
from tests.moderation.queue.parsing import QUEUE, listed
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
def user(request: pytest.FixtureRequest, who: str) -> AnyUser:
    if who == "nobody":
        return AnonymousUser()
    user: User = request.getfixturevalue(who)
    return user


@pytest.mark.parametrize("who", MAY)
def test_policies_and_scope_agree(comments: list[Comment], user: AnyUser, who: str) -> None:
    allowed = [can_moderate(user, comment) for comment in comments]
    assert (can_see_queue(user), *allowed) == MAY[who]
    within = set(Comment.objects.all().moderatable_by(user))
    assert [comment in within for comment in comments] == allowed
    assert moderates_everywhere(user) == (who in {"mo", "ed"})


@pytest.mark.parametrize("who", ["ann", "mo", "ed"])
def test_inactive_users_have_no_permissions(comments: list[Comment], user: User, who: str) -> None:
    user.is_active = False
    assert not can_see_queue(user)
    assert not can_moderate(user, comments[0])
    assert not Comment.objects.all().moderatable_by(user)


@pytest.mark.parametrize("who", [who for who, may in MAY.items() if may[0]])
def test_the_queue_lists_accessible_comments(
    client: Client, comments: list[Comment], user: User, who: str
) -> None:
    client.force_login(user)
    theirs = [one.pk for one, may in zip(comments, MAY[who][1:], strict=True) if may]
    assert sorted(listed(client)) == sorted(theirs)
    assert client.get(QUEUE).context["counts"]["pending"] == len(theirs)
    for comment, may in zip(comments, MAY[who][1:], strict=True):
        assert client.get(f"{QUEUE}{comment.pk}/").status_code == (200 if may else 404)
        assert client.get(f"{QUEUE}?item={comment.pk}").status_code == (200 if may else 404)


@pytest.mark.parametrize("who", MAY)
def test_decisions_follow_the_policy(comments: list[Comment], user: User, who: str) -> None:
    for comment, may in zip(comments, MAY[who][1:], strict=True):
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


@pytest.mark.parametrize("who", ["nobody", "otto", "art"])
def test_other_users_can_not_post_actions(
    client: Client, comments: list[Comment], mo: User, user: User, who: str
) -> None:
    comment = comments[0]
    selected = [one.pk for one in comments[:1]]
    batch = start_batch(moderator=mo, action=Decision.Action.REJECT, selected=selected)
    decision = Decision.objects.get(batch=batch)
    before = Decision.objects.count()
    if who != "nobody":
        client.force_login(user)
    expected = {"nobody": 302, "otto": 403, "art": 404}[who]
    for path in (
        f"comments/{comment.pk}/decide/", f"comments/{comment.pk}/feature/",
        f"comments/{comment.pk}/edit/", f"decisions/{decision.pk}/undo/",
        f"queue/{comment.pk}/presence/", f"batches/{batch.pk}/undo/",
    ):  # fmt: skip
        answer = client.post(f"/admin/moderation/{path}", {"action": "approve", "version": 1})
        assert (path, answer.status_code) == (path, expected)
    assert Decision.objects.count() == before
