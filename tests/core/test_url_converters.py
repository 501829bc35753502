import secrets

import pytest
from django.core import signing
from django.test import Client
from django.urls import NoReverseMatch, reverse

from core.url_converters import TokenConverter

INVALID = ["%00", "a%00b", "%0A", "a%20b", "é", "%ED%A0%80", "%F0%9F%9A%A2", "%22", "%25", "~"]


@pytest.mark.parametrize("token", INVALID)
@pytest.mark.parametrize(
    "path",
    [
        "/subscriptions/{}/",
        "/subscriptions/{}/unsubscribe/",
        "/subscriptions/confirm/{}/",
        "/confirm/link/{}/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_text_is_not_found(
    client: Client, db: None, path: str, token: str, method: str
) -> None:
    assert getattr(client, method)(path.format(token)).status_code == 404


@pytest.mark.parametrize(
    "token",
    [
        *(secrets.token_urlsafe(24) for _ in range(5)),
        signing.dumps([1, "secret"], salt="a"),
        signing.dumps(["a" * 500], salt="a", compress=True),
        signing.Signer(salt="a").sign("17"),
    ],
    ids=str.__len__,
)
@pytest.mark.parametrize(
    "name", ["email_preferences", "unsubscribe", "confirm_subscription", "confirm"]
)
def test_our_tokens_need_no_quoting(name: str, token: str) -> None:
    assert f"/{token}/" in reverse(f"comments:{name}", args=[token])


def test_urls_contain_only_tokens(db: None) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("comments:email_preferences", args=["a b"])
    converter = TokenConverter()
    assert converter.to_python("a-b_c") == converter.to_url("a-b_c") == "a-b_c"
