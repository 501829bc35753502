"""All addresses of the site: each room’s own, and around them those that stand in the admin."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.i18n import set_language
from django.views.static import serve

from accounts.views import admin_login
from blog.views import writing
from blog.views.desk import desk
from blog.views.uploads import upload
from core.health import healthz, readyz
from core.origin import same_origin_only

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    # The switch stands in pages that are the same bytes for everybody, so it carries no token.
    path("language/", same_origin_only(set_language), name="set_language"),
    path("admin/moderation/", include("moderation.urls")),
    path("admin/desk/", desk, name="desk"),
    path("admin/login/", admin_login),
    path("admin/blog/picture/upload/", upload, name="upload_picture"),
    path("admin/writing/keep/", writing.keep_draft, name="keep_draft"),
    path("admin/writing/discard/", writing.discard_draft, name="discard_draft"),
    path("admin/writing/preview/", writing.preview_draft, name="preview_draft"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    # A reverse proxy usually serves pictures; without one the site does it itself.
    re_path(
        rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    path("moderation/", include("moderation.transparency.urls")),
    path("moderation/messages/", include("moderation.modmail.urls")),
    path("", include("moderation.public_urls")),
    path("", include("comments.urls")),
    path("", include("blog.urls")),
]

handler400 = "blog.views.errors.bad_request"
handler403 = "blog.views.errors.permission_denied"
handler404 = "blog.views.errors.page_not_found"
handler500 = "blog.views.errors.server_error"
