"""This machine: what ``make run`` and ``manage.py`` use when nothing else is asked for.

It is the production set-up without what needs a public host: no TLS, a secret that is made
on first use and kept beside the data.
"""

from config.environment import database, env, kept_secret, site_url

from .base import *  # noqa: F403 - settings modules extend one another by name
from .base import DATA_DIR

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = site_url("SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
# A passkey needs no TLS where the browser and the site are on one machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DATABASES = {"default": database("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/folkmoot.sqlite3")}
# Until files are collected, they are served from where they lie.
WHITENOISE_USE_FINDERS = True
