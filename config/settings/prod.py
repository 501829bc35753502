"""Settings for a public host behind a TLS-terminating proxy.

The server does not start if a required value is missing.
"""

from config.environment import database, env, hosts, mailer, secret, site_url

from .base import *  # noqa: F403 - settings modules extend one another by name
from .base import SCREENER_URL

DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
SCREENER_SECRET = secret("SCREENER_SECRET") if SCREENER_URL else ""
ALLOWED_HOSTS = hosts("ALLOWED_HOSTS")
SITE_URL = site_url("SITE_URL")
DATABASES = {"default": database("DATABASE_URL")}
MAILERS = {"default": mailer("EMAIL_URL")}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# Health checks come from the local network without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
