"""Guidelines: defaults of a new site, and editing them."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from comments.models import Commenter
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline, ModerationSettings
from tests.people import CreateComment

GUIDELINES = "/admin/moderation/guideline/"
SETTINGS = "/admin/moderation/moderationsettings/"
NEW = {"name": "Too long", "code": "too-long", "wording": "Be brief.", "position": "5"}


def test_new_site_has_default_guidelines(db: None) -> None:
    guidelines = list(Guideline.objects.all())
    assert guidelines[0].code == "insult"
    assert all(guideline.wording and guideline.is_active for guideline in guidelines)
    assert [guideline.code for guideline in guidelines if guideline.is_legal] == ["illegal"]


@pytest.mark.slow
def test_migrate_keeps_existing_guidelines(db: None) -> None:
    Guideline.objects.exclude(code="insult").delete()
    call_command("migrate", verbosity=0)
    assert Guideline.objects.get().code == "insult"


def test_editors_add_guidelines(client: Client, ed: User) -> None:
    client.force_login(ed)
    assert client.post(f"{GUIDELINES}add/", NEW).status_code == 302
    assert Guideline.objects.first() == Guideline.objects.get(code="too-long")


@pytest.mark.parametrize("username", ["ann", "mo", "otto"])
def test_others_cannot_add_guidelines(
    request: pytest.FixtureRequest, client: Client, username: str
) -> None:
    client.force_login(request.getfixturevalue(username))
    assert client.post(f"{GUIDELINES}add/", NEW).status_code in {302, 403}
    assert not Guideline.objects.filter(code="too-long").exists()


def test_moderators_see_guidelines(client: Client, mo: User) -> None:
    client.force_login(mo)
    assert "Insult or threat" in client.get(GUIDELINES).text


def test_used_guideline_is_retired_not_deleted(
    client: Client, ed: User, create_comment: CreateComment, nia: Commenter
) -> None:
    used, unused = Guideline.objects.all()[:2]
    decide(
        moderator=ed,
        item=create_comment(nia, "You fool"),
        action=Decision.Action.REJECT,
        guideline=used,
        expected_version=0,
    )
    client.force_login(ed)
    assert client.post(f"{GUIDELINES}{used.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{GUIDELINES}{unused.pk}/delete/", {"post": "yes"}).status_code == 302
    changed = {"name": "Insult", "code": "other", "wording": "Be kind.", "position": "10"}
    assert client.post(f"{GUIDELINES}{used.pk}/change/", changed).status_code == 302
    used.refresh_from_db()
    assert (used.is_active, used.code, used.wording) == (False, "insult", "Be kind.")
    assert not Guideline.objects.filter(pk=unused.pk).exists()


def test_editors_show_moderators_names(client: Client, ed: User) -> None:
    client.force_login(ed)
    form = client.get(SETTINGS, follow=True).context["adminform"].form
    fields = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    unchanged = {name: value for name, value in fields.items() if value not in {None, False}}
    answer = client.post(f"{SETTINGS}1/change/", unchanged | {"log_names": "on"})
    assert answer.status_code == 302
    assert ModerationSettings.current().log_names


@pytest.mark.parametrize("username", ["ann", "mo", "otto"])
def test_others_cannot_change_settings(
    request: pytest.FixtureRequest, client: Client, username: str
) -> None:
    client.force_login(request.getfixturevalue(username))
    assert client.get(SETTINGS).status_code in {302, 403}
    assert not ModerationSettings.objects.exists()


def test_list_fields_have_labels(client: Client, ed: User) -> None:
    client.force_login(ed)
    page = client.get(GUIDELINES).text
    assert re.search(r'<input[^>]*name="form-0-is_active"[^>]*aria-label="Active"', page)
