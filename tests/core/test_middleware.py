"""Security headers of every response."""

import pytest
from django.test import Client

from blog.models import Article

PATHS = ["/2016/12/the-harbour.html", "/no-such-page/", "/healthz", "/admin/login/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_security_headers(client: Client, article: Article, path: str) -> None:
    response = client.get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", PATHS)
def test_the_content_security_policy_allows_no_injected_code(
    client: Client, article: Article, path: str
) -> None:
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in client.get(path)["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert not [sources for sources in policy.values() if "unsafe" in sources or "*" in sources]
    assert not [sources for sources in policy.values() if "http" in sources]
