"""Settings for tests: no network access, no persistent files."""

import os
import tempfile
from pathlib import Path

from config.environment import database

from .base import *  # noqa: F403 - settings modules extend one another by name
from .base import CACHES as BASE_CACHES
from .base import STORAGES as BASE_STORAGES

SECRET_KEY = "only-for-tests-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
DEMO_ALLOWED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DATABASES = {"default": database("TEST_DATABASE_URL", default="sqlite://:memory:")}
CACHES = BASE_CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Tests that run at the same time must not clear each other's caches.
CACHE_VERSIONS_ROOT = Path(tempfile.gettempdir()) / f"folkmoot-test-versions-{os.getpid()}"
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ORIGINALS_ROOT = Path(tempfile.gettempdir()) / "folkmoot-test-originals"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "folkmoot-test-media"
STORAGES = BASE_STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# The counter writes after a minute, which would disrupt other tests. Its own tests enable it.
ARTICLE_VIEWS = False
WHITENOISE_AUTOREFRESH = True
# Tests post many comments per second. Tests of rate limits and form timing set their own values.
COMMENT_RATE_COMMENTER = COMMENT_RATE_ADDRESS = COMMENT_RATE_NETWORK = 0
COMMENT_FORM_SECONDS = 0
