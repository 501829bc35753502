"""Taking pictures in: from scripts, which ask for JSON, and on a page for people."""

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

from blog import policies, services
from blog.models import Picture
from blog.pictures import NotAPicture
from blog.showing import facts_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Take in what is sent as ``file``, described by ``alt``.

    A script gets ``blog.showing.facts_of`` the picture, or 400, 401 or 403 with an ``error`` to
    show; it sends one file at a time. People may send several.
    """
    if not policies.can_add_picture(request.user):
        return _refusal(request)
    if request.method != "POST":
        context = {"title": _("Add pictures"), **admin.site.each_context(request)}
        return render(request, "admin/blog/upload.html", context)
    files = request.FILES.getlist("file")
    return _for_script(request, files) if _asks_for_json(request) else _for_person(request, files)


def _asks_for_json(request: HttpRequest) -> bool:
    types = ["text/html", "application/json"]
    return request.get_preferred_type(types) == "application/json"


def _refusal(request: HttpRequest) -> HttpResponse:
    is_known = request.user.is_authenticated
    if _asks_for_json(request):
        if is_known:
            return _error(_("You may not add pictures."), 403)
        return _error(_("You are no longer signed in."), 401)
    if is_known:
        raise PermissionDenied("Only authors add pictures")
    return redirect_to_login(request.get_full_path(), reverse("admin:login"))


def _error(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def _for_script(request: HttpRequest, files: list["UploadedFile[bytes]"]) -> HttpResponse:
    if not files:
        return _error(_("No file came."), 400)
    try:
        return JsonResponse(facts_of(_add(request, files[0])))
    except NotAPicture as error:
        return _error(str(error), 400)


def _for_person(request: HttpRequest, files: list["UploadedFile[bytes]"]) -> HttpResponse:
    added = []
    for file in files:
        try:
            added.append(_add(request, file))
        except NotAPicture as error:
            told = _("“%(name)s” was refused: %(why)s")
            messages.error(request, told % {"name": file.name, "why": error})
    if not added:
        return redirect("upload_picture")
    told = ngettext("One picture is here.", "%(count)s pictures are here.", len(added))
    messages.success(request, told % {"count": len(added)})
    if len(added) == 1:
        return redirect("admin:blog_picture_change", added[0].pk)
    return redirect("admin:blog_picture_changelist")


def _add(request: HttpRequest, file: "UploadedFile[bytes]") -> Picture:
    alt = request.POST.get("alt", "")
    return services.add_picture(file=file, name=file.name or "", alt=alt)
