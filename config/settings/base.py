"""Settings common to all environments."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config.environment import cache, count, env, mailer, package_static_folders, text

BASE_DIR = Path(__file__).resolve().parents[2]
# Holds everything the site writes: database, pictures, and collected static files.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

INSTALLED_APPS = [
    "core.admin_site.SafeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "config.upstream_apps.EmailAddressesConfig",
    "config.upstream_apps.SecondFactorsConfig",
    "crispy_forms",
    "config.upstream_apps.BackgroundTasksConfig",
    "core",
    "mail",
    "accounts",
    "blog",
    "comments",
    "spamfilter",
    "moderation",
    "interchange",
]

MIDDLEWARE = [
    "core.request_bodies.RequestBodyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "core.middleware.ResponseHeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "blog.site.middleware.SiteLanguageMiddleware",
    "blog.site.middleware.SiteTimeZoneMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.second_factor.SessionUserMiddleware",
    "accounts.known_devices.KnownDeviceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "blog.error_pages.middleware.MethodNotAllowedMiddleware",
    "blog.legacy_urls.middleware.LegacyURLMiddleware",
    "comments.middleware.LegacyCommentLinkMiddleware",
    "comments.threads.layout.RememberLayoutMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.site.context_processors.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "folkmoot"
CRISPY_TEMPLATE_PACK = "folkmoot"
CRISPY_FAIL_SILENTLY = False

CACHES = {
    "default": cache("CACHE_URL"),
    # Template fragments that are the same on all pages in a given language. Per process.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
    },
}
# Without a cache server, processes on this machine learn from these files what has changed.
CACHE_VERSIONS_ROOT = DATA_DIR / "cache_versions"
MAILERS = {"default": mailer("EMAIL_URL", default="consolemail://")}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="folkmoot@localhost")

# Background tasks; `manage.py db_worker` runs them with the default backend.
TASKS = {
    "default": {"BACKEND": env.str("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend")}
}

AUTH_USER_MODEL = "accounts.User"
# A single one, because each backend would compute a hash of the password.
AUTHENTICATION_BACKENDS = ["accounts.authentication.PasswordBackend"]
# Hashes by the others are replaced when their owners log in.
PASSWORD_HASHERS = [
    "accounts.hashers.SmallArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/accounts/"
# Whether readers can create accounts. They can always comment as guests.
ACCOUNTS_OPEN = env.bool("ACCOUNTS_OPEN", default=True)
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = "accounts.names.get_display_name"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "comments.visitors.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# The owner of an account's address can reset the password, so a session that someone left open must
# not suffice to add one.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Uses a code instead of a link: a passkey is created in the browser where the signup began.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Logged-in users return to the page where they added the address.
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/accounts/email/"
# Nothing more is sent to an unconfirmed address on the same day.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = False
# allauth would offer this for new accounts only, which would reveal existing ones.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.AddEmailForm",
    "change_email": "accounts.forms.ChangeEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
    "login": "accounts.forms.LoginForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "signup": "accounts.forms.SignupForm",
}
# Whether staff have no staff permissions in a session until they have used a second factor.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English")), ("de", _("German")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
# The language chosen in the footer. This is not a personal cookie: pages vary on it, but those in
# one language are the same for everyone.
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Applies until the time zone is set in the site settings.
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# Only the editor package's script is used; its app has inline scripts, which the CSP blocks.
STATICFILES_DIRS = [BASE_DIR / "static", *package_static_folders("django_prose_editor")]
MEDIA_URL = "media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
# Uploaded files with private metadata such as locations. Nothing serves this folder.
ORIGINALS_ROOT = Path(env.str("ORIGINALS_ROOT", default=str(DATA_DIR / "originals")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {"BACKEND": "core.private_files.PrivateStorage"},
    "staticfiles": {"BACKEND": "core.static_files.StaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000

# Only this origin, and no inline scripts or styles.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

SESSION_COOKIE_NAME = "sessionid"
# The visitor's own comments and confirmed commenter.
VISITOR_COOKIE_NAME = "visitor"
# Identifies a browser that has recommended or reported a comment or confirmed a subscription. It
# doesn't affect shared pages, so it isn't one of the personal cookies.
BROWSER_COOKIE_NAME = "browser"
# Visitors with any of these cookies get personal pages. All others get shared pages.
PERSONAL_COOKIES = [SESSION_COOKIE_NAME, VISITOR_COOKIE_NAME]

# High enough that a 5 MB comment gets an error page instead of a dropped connection.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Pictures of up to 30 MB are accepted. A larger one gets an error message below this limit.
UPLOAD_BODY_LIMIT = 64 * 1024 * 1024
UPLOAD_PATH = "/admin/"

# Number of trusted proxies (n): the client's address is the n-th from the right in X-Forwarded-For.
TRUSTED_PROXIES = count("TRUSTED_PROXIES")

# Hosts on the local network that the site may call, such as "screener.internal:8443". All other
# hosts must have public addresses.
OUTBOUND_PRIVATE_HOSTS = env.list("OUTBOUND_PRIVATE_HOSTS", default=[])

# Whether `load_demo` may create demo users, whose passwords it prints.
DEMO_ALLOWED = False

# Whether article views are counted. No addresses are stored, and no cookies are set.
ARTICLE_VIEWS = env.bool("ARTICLE_VIEWS", default=True)
# Days until unsaved drafts are deleted; 0 means never.
DRAFT_DAYS = env.int("DRAFT_DAYS", default=0)
# Relations loaded in the same query as an article, besides its author and series. Apps that build
# on `blog` add theirs here; each must be a foreign key on the article or a one-to-one key to it.
ARTICLE_SELECT_RELATED = ("thread",)
# Whether `check_links` may call the hosts that articles and pages link to.
LINK_CHECKS = env.bool("LINK_CHECKS", default=False)
# WebSub hub to notify of new articles; empty means none.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")
COMMENTS_PER_PAGE = env.int("COMMENTS_PER_PAGE", default=100)
COMMENT_AVATARS = env.bool("COMMENT_AVATARS", default=True)
# How often an open page checks for new comments; 0 means never.
COMMENT_POLL_SECONDS = env.int("COMMENT_POLL_SECONDS", default=20)
COMMENT_MAX_LENGTH = env.int("COMMENT_MAX_LENGTH", default=20_000)
# How long authors can edit a comment after it is published; 0 means never.
COMMENT_EDIT_MINUTES = env.int("COMMENT_EDIT_MINUTES", default=10)
# Whether readers can recommend comments.
COMMENT_RECOMMENDATIONS = env.bool("COMMENT_RECOMMENDATIONS", default=True)
# Number of independent reports after which a published comment is held for review; 0 means never.
COMMENT_REPORTS_HOLD = env.int("COMMENT_REPORTS_HOLD", default=0)
# How long a decision can be appealed. Article 20 of the EU's Digital Services Act requires at least
# six months.
APPEAL_DAYS = env.int("APPEAL_DAYS", default=183)
# Number of independent reporters, or of removed comments, within COMMENT_COOL_DOWN_WITHIN minutes
# that triggers a cool-down of a thread; 0 means never.
COMMENT_COOL_DOWN_REPORTS = env.int("COMMENT_COOL_DOWN_REPORTS", default=5)
COMMENT_COOL_DOWN_REMOVALS = env.int("COMMENT_COOL_DOWN_REMOVALS", default=3)
COMMENT_COOL_DOWN_WITHIN = env.int("COMMENT_COOL_DOWN_WITHIN", default=60)
COMMENT_COOL_DOWN_MINUTES = env.int("COMMENT_COOL_DOWN_MINUTES", default=180)
# API key for Akismet; empty turns it off.
AKISMET_KEY = env.str("AKISMET_KEY", default="")
# An external screener (docs/screeners.md), the secret shared with it, and its timeout.
SCREENER_URL = env.str("SCREENER_URL", default="")
SCREENER_SECRET = text("SCREENER_SECRET") if SCREENER_URL else ""
SCREENER_SECONDS = env.float("SCREENER_SECONDS", default=2.0)
# A comment sent within this time after the form was opened can't have been typed, so it is held.
COMMENT_FORM_SECONDS = env.int("COMMENT_FORM_SECONDS", default=2)
# Limits on comments within COMMENT_RATE_MINUTES, per commenter, per IPv4 address (which a school or
# company may share) or IPv6 /64, and per IPv4 /24 or IPv6 /48; 0 means no limit.
COMMENT_RATE_MINUTES = env.int("COMMENT_RATE_MINUTES", default=10)
COMMENT_RATE_COMMENTER = env.int("COMMENT_RATE_COMMENTER", default=10)
COMMENT_RATE_ADDRESS = env.int("COMMENT_RATE_ADDRESS", default=30)
COMMENT_RATE_NETWORK = env.int("COMMENT_RATE_NETWORK", default=60)
# Run in order; the first verdict wins. Screeners that reject come before those that hold, so that
# moderators don't review comments that a later screener would have rejected.
COMMENT_SCREENERS = [
    "comments.submission.screeners.comment_policy.ThreadClosed",
    "comments.submission.screeners.honeypot.Honeypot",
    "moderation.filters.screeners.bans.Bans",
    "moderation.filters.screeners.sanctions.Sanctions",
    "comments.submission.screeners.comment_policy.SlowMode",
    "comments.submission.screeners.rate_limit.RateLimit",
    "moderation.filters.screeners.word_lists.ListedWords",
    "moderation.filters.screeners.word_lists.ListedDomains",
    "comments.submission.screeners.unusual_formatting.UnusualFormatting",
    "comments.submission.screeners.form_timing.FormTiming",
    "comments.submission.screeners.duplicates.NearDuplicates",
    "moderation.filters.screeners.spam_filter.SpamFilter",
    "moderation.filters.screeners.impersonation.Impersonation",
    "moderation.filters.screeners.links.ManyLinks",
    "moderation.filters.screeners.links.FirstLink",
    "moderation.filters.screeners.language.OtherLanguage",
    "moderation.filters.screeners.trust.PremoderatedCommenters",
    "moderation.filters.screeners.trust.Newcomers",
    "moderation.filters.screeners.approved_text.ApprovedText",
    "comments.submission.screeners.comment_policy.ThreadModerated",
    "moderation.filters.screeners.external.ExternalScreener",
]

# Whether to compile the queries for article and comment pages only once. If a new version of Django
# breaks this, 0 switches to plain querysets, which are slower.
COMPILED_QUERIES = env.bool("COMPILED_QUERIES", default=True)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        # The worker logs the start and end of each task; only failures matter.
        "failures": {"class": "logging.StreamHandler", "formatter": "line", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.tasks": {"handlers": ["failures"], "propagate": False},
        "django_tasks_db": {"handlers": ["failures"], "propagate": False},
        # Wrong host names and missing pages are client errors.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
