"""Default settings for ``make run`` and ``manage.py``.

They resemble the production settings, but need no TLS and create a secret key on first use.
"""

from config.environment import database, env, site_url, stored_secret

from .base import *  # noqa: F403 - settings modules extend one another by name
from .base import DATA_DIR

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or stored_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = site_url("SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
DEMO_ALLOWED = True
# On localhost, passkeys work without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DATABASES = {"default": database("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/folkmoot.sqlite3")}
# Serve static files before they are collected.
WHITENOISE_USE_FINDERS = True
