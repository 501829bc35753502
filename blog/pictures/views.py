from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from blog import policies
from blog.models import Picture
from blog.pictures.responsive_images import build_picture_json
from blog.pictures.sanitizing import InvalidPicture
from blog.pictures.services import add_picture


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def upload_picture(request: HttpRequest) -> HttpResponse:
    """Show the upload form, or store the files in ``file`` with the alt text in ``alt``.

    Requests that accept JSON upload one file and get the result of ``build_picture_json``, or
    status 400, 401, or 403 with an ``error`` message. The HTML form may upload several files.
    """
    if not policies.can_add_picture(request.user):
        return _deny(request)
    if request.method != "POST":
        context = {"title": _("Upload pictures"), **admin.site.each_context(request)}
        return render(request, "admin/blog/pictures/upload.html", context)
    files = request.FILES.getlist("file")
    return _upload_json(request, files) if _accepts_json(request) else _upload_form(request, files)


def _accepts_json(request: HttpRequest) -> bool:
    types = ["text/html", "application/json"]
    return request.get_preferred_type(types) == "application/json"


def _deny(request: HttpRequest) -> HttpResponse:
    is_authenticated = request.user.is_authenticated
    if _accepts_json(request):
        if is_authenticated:
            return _error(_("You don’t have permission to upload pictures."), 403)
        return _error(_("You’ve been logged out."), 401)
    if is_authenticated:
        raise PermissionDenied("Only authors can upload pictures")
    return redirect_to_login(request.get_full_path(), reverse("admin:login"))


def _error(message: str, status: int) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)


def _upload_json(request: HttpRequest, files: list["UploadedFile[bytes]"]) -> HttpResponse:
    if not files:
        return _error(_("No file was uploaded."), 400)
    try:
        return JsonResponse(build_picture_json(_store(request, files[0])))
    except InvalidPicture as error:
        return _error(str(error), 400)


def _upload_form(request: HttpRequest, files: list["UploadedFile[bytes]"]) -> HttpResponse:
    pictures = []
    for file in files:
        try:
            pictures.append(_store(request, file))
        except InvalidPicture as error:
            message = _("“%(name)s” couldn’t be uploaded: %(reason)s")
            messages.error(request, message % {"name": file.name, "reason": error})
    if not pictures:
        return redirect("upload_picture")
    message = ngettext("1 picture uploaded.", "%(count)s pictures uploaded.", len(pictures))
    messages.success(request, message % {"count": len(pictures)})
    if len(pictures) == 1:
        return redirect("admin:blog_picture_change", pictures[0].pk)
    return redirect("admin:blog_picture_changelist")


def _store(request: HttpRequest, file: "UploadedFile[bytes]") -> Picture:
    alt = request.POST.get("alt", "")
    return add_picture(file=file, name=file.name or "", alt=alt)
