"""What readers see when something is refused, missing or broken."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template import loader


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request can't be understood."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this isn't allowed."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at this address."""
    return render(request, "404.html", status=404)


def method_not_allowed(request: HttpRequest, refusal: HttpResponseNotAllowed) -> HttpResponse:
    """Say that the address isn't there to be opened, and keep what it takes."""
    page = render(request, "405.html", status=405)
    page["Allow"] = refusal["Allow"]
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, also when the database is what is broken."""
    # Without the request, no context processor runs that could fail a second time.
    return HttpResponse(loader.render_to_string("500.html"), status=500)
