from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from django.views.static import serve

from accounts.views import admin_login, set_password
from blog.dashboard.views import dashboard
from blog.editor import views as editor
from blog.pictures.views import upload_picture
from core.health import healthz, readyz
from core.origin import same_origin_only

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    # The language form is on shared pages, which cannot contain a CSRF token.
    path("language/", same_origin_only(set_language), name="set_language"),
    path("admin/moderation/", include("moderation.urls")),
    path("admin/dashboard/", dashboard, name="dashboard"),
    path("admin/login/", admin_login),
    # The admin's own page doesn't limit wrong passwords.
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/blog/picture/upload/", upload_picture, name="upload_picture"),
    path("admin/editor/autosave/", editor.autosave_draft, name="autosave_draft"),
    path("admin/editor/discard/", editor.discard_draft, name="discard_draft"),
    path("admin/editor/preview/", editor.preview_draft, name="preview_draft"),
    path("admin/", admin.site.urls),
    # Accounts that log in with a passkey must use it before they get a password.
    path("accounts/password/set/", set_password),
    path("accounts/", include("allauth.urls")),
    # Used only without a reverse proxy that serves pictures.
    re_path(
        rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    path("moderation/", include("moderation.statements.urls")),
    path("moderation/", include("moderation.transparency.urls")),
    path("moderation/messages/", include("moderation.modmail.urls")),
    path("", include("moderation.public_urls")),
    path("", include("comments.urls")),
    path("", include("blog.urls")),
]

handler400 = "blog.error_pages.views.bad_request"
handler403 = "blog.error_pages.views.permission_denied"
handler404 = "blog.error_pages.views.page_not_found"
handler500 = "blog.error_pages.views.server_error"
