"""With ``STAFF_SECOND_FACTOR``, a session without a second factor has no staff permissions."""

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from blog import policies as blog_policies
from blog.models import Article, Page
from comments import policies as comment_policies
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from moderation import policies
from moderation.decisions.services.decide import decide
from moderation.decisions.services.featuring import feature_comment
from moderation.models import Decision
from tests.accounts.email_addresses import confirm_email_address
from tests.people import CreateComment, MakeArticle

ARTICLE = "/2016/12/the-harbour.html"
SECRET = "a-long-enough-secret"


@pytest.fixture(autouse=True)
def _second_factor_required(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def comment(create_comment: CreateComment, rex: Commenter) -> Comment:
    return create_comment(rex, "The ships are late.")


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter) -> Comment:
    comment = create_comment(nia, "The tide is a secret.")
    assert comment.status == Comment.Status.HELD
    return comment


def use_second_factor(client: Client, user: User, **extra: object) -> None:
    """Log the user in as if they had used a second factor."""
    client.force_login(user)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    request = HttpRequest()
    request.session = SessionStore(client.session.session_key)
    record_authentication(request, user, "mfa", **extra)
    request.session.save()


class TestOnTheSite:
    def test_held_comments_are_hidden(
        self, client: Client, mo: User, ed: User, held: Comment
    ) -> None:
        for user in (mo, ed):
            client.force_login(user)
            assert "The tide is a secret." not in client.get(ARTICLE).text

    def test_the_second_factor_shows_held_comments(
        self, client: Client, mo: User, held: Comment
    ) -> None:
        use_second_factor(client, mo)
        assert "The tide is a secret." in client.get(ARTICLE).text

    def test_drafts_are_hidden(self, client: Client, ann: User, make_article: MakeArticle) -> None:
        draft = make_article("Fog", status=Article.Status.DRAFT)
        client.force_login(ann)
        assert client.get(draft.get_absolute_url()).status_code == 404
        use_second_factor(client, ann)
        assert client.get(draft.get_absolute_url()).status_code == 200

    def test_unpublished_pages_are_hidden(self, client: Client, ed: User) -> None:
        page = Page.objects.create(title="Plans", basename="plans")
        client.force_login(ed)
        assert client.get(page.get_absolute_url()).status_code == 404
        use_second_factor(client, ed)
        assert client.get(page.get_absolute_url()).status_code == 200

    def test_featuring_is_forbidden(self, client: Client, ann: User, comment: Comment) -> None:
        url = f"/2016/12/the-harbour/comments/{comment.number}/feature/"
        client.force_login(ann)
        assert client.post(url).status_code == 403
        use_second_factor(client, ann)
        assert client.post(url).status_code == 303

    def test_pages_have_no_staff_links(self, client: Client, ed: User, comment: Comment) -> None:
        client.force_login(ed)
        for path in (ARTICLE, "/", "/accounts/", "/2016/12/the-harbour/comments/1/"):
            text = client.get(path, follow=True).text
            assert "/admin/moderation/" not in text
            assert "/admin/blog/" not in text
        use_second_factor(client, ed)
        assert "/admin/blog/article/" in client.get(ARTICLE).text

    def test_the_account_page_leads_to_the_second_factor(self, client: Client, mo: User) -> None:
        client.force_login(mo)
        assert "second factor" in client.get("/accounts/").text
        use_second_factor(client, mo)
        assert "second factor" not in client.get("/accounts/").text

    def test_the_admin_asks_for_it_on_every_path(self, client: Client, ed: User) -> None:
        client.force_login(ed)
        for path in ("/admin/", "/admin/writing/keep/", "/admin/comments/comment/1/change/"):
            assert client.get(path)["Location"] == "/accounts/2fa/"


class TestLogin:
    def test_any_login_leads_to_the_setup(self, client: Client, mo: User) -> None:
        mo.set_password(SECRET)
        mo.save()
        data = {"login": "mo", "password": SECRET, "next": ARTICLE}
        assert client.post("/accounts/login/", data)["Location"] == "/accounts/2fa/"

    def test_a_reader_returns_to_the_page(self, client: Client, otto: User) -> None:
        otto.set_password(SECRET)
        otto.save()
        confirm_email_address(otto)
        data = {"login": "otto", "password": SECRET, "next": ARTICLE}
        assert client.post("/accounts/login/", data)["Location"] == ARTICLE

    def test_a_passkey_login_counts(self, client: Client, mo: User, held: Comment) -> None:
        webauthn = Authenticator.Type.WEBAUTHN
        Authenticator.objects.create(user=mo, type=webauthn, data={"name": "Key"})
        use_second_factor(client, mo, type=webauthn, passwordless=True)
        assert "The tide is a secret." in client.get(ARTICLE).text

    def test_a_removed_second_factor_does_not_count(
        self, client: Client, mo: User, held: Comment
    ) -> None:
        use_second_factor(client, mo)
        Authenticator.objects.all().delete()
        assert "The tide is a secret." not in client.get(ARTICLE).text

    def test_another_accounts_second_factor_does_not_count(
        self, client: Client, mo: User, ed: User, held: Comment
    ) -> None:
        use_second_factor(client, mo)
        TOTP.activate(ed, generate_totp_secret())
        client.force_login(ed)
        assert "The tide is a secret." not in client.get(ARTICLE).text

    def test_without_the_setting_a_password_is_enough(
        self, client: Client, settings: Settings, mo: User, held: Comment
    ) -> None:
        settings.STAFF_SECOND_FACTOR = False
        client.force_login(mo)
        assert "The tide is a secret." in client.get(ARTICLE).text


class TestServices:
    def test_services_refuse(self, mo: User, ann: User, held: Comment, comment: Comment) -> None:
        action = Decision.Action.APPROVE
        with pytest.raises(PermissionDenied):
            decide(moderator=mo.restrict(), item=held, action=action, expected_version=held.version)
        with pytest.raises(PermissionDenied):
            feature_comment(actor=ann.restrict(), comment=comment, featured=True)

    def test_authorship_alone_grants_nothing(
        self, ann: User, article: Article, comment: Comment
    ) -> None:
        author = ann.restrict()
        assert comment_policies.can_moderate_thread(ann, comment.thread)
        assert not comment_policies.can_moderate_thread(author, comment.thread)
        assert not policies.can_feature(author, comment)
        assert not policies.can_moderate(author, comment)
        assert not policies.can_change_comment_policy(author, comment.thread)
        assert not blog_policies.can_change_article(author, article)
        assert not Comment.objects.moderatable_by(author).exists()

    def test_comments_are_screened_like_those_of_readers(self, mo: User, thread: Thread) -> None:
        commenter = get_or_create_user_commenter(mo)
        body = " ".join(f"https://{n}.example/" for n in range(9))

        def submit(user: User, text: str) -> Comment:
            facts = RequestFacts(visitor=Visitor(user))
            result = submit_comment(
                thread=thread, commenter=commenter, body=text, request_facts=facts
            )
            assert result.comment is not None
            return result.comment

        assert submit(mo, f"Yes: {body}").status == Comment.Status.PUBLISHED
        assert submit(mo.restrict(), f"No: {body}").status == Comment.Status.HELD


class TestRestrictedUser:
    def test_it_has_no_permission(self, db: None) -> None:
        user = User.objects.create_superuser("root").restrict()
        assert not user.is_staff
        assert not user.is_superuser
        assert not user.has_perm("blog.change_article")
        assert not user.has_perms(["blog.change_article"])
        assert not user.has_module_perms("blog")
        assert not user.get_all_permissions()
        assert not user.get_user_permissions()
        assert not user.get_group_permissions()
        user.refresh_from_db()
        assert not user.is_staff

    def test_groups_of_a_user_without_staff_status_grant_nothing(self, mo: User) -> None:
        mo.is_staff = False
        assert not mo.restrict().has_perm("comments.moderate_comment")

    def test_saving_the_account_keeps_the_permissions(self, db: None) -> None:
        stored = User.objects.create_superuser("root")
        user = stored.restrict()
        user.display_name = "Ruth"
        user.save()
        user.set_password(SECRET)
        user.save(update_fields=["password", "is_staff"])
        stored.refresh_from_db()
        assert stored.display_name == "Ruth"
        assert stored.check_password(SECRET)
        assert stored.is_staff
        assert stored.is_superuser

    def test_a_new_password_keeps_the_permissions(self, client: Client, mo: User) -> None:
        mo.set_password(SECRET)
        mo.save()
        client.post("/accounts/login/", {"login": "mo", "password": SECRET})
        passwords = {"oldpassword": SECRET, "password1": "another-long-secret"}
        client.post("/accounts/password/change/", passwords | {"password2": "another-long-secret"})
        mo.refresh_from_db()
        assert mo.check_password("another-long-secret")
        assert mo.is_staff
