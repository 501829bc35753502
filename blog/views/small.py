"""Addresses that readers and programs try, and that lead on."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def to_feed(request: HttpRequest) -> HttpResponse:
    """Send the readers of formats that are no longer written to the Atom feed."""
    return HttpResponsePermanentRedirect(reverse("blog:feed"))


@require_safe
def to_year(request: HttpRequest, year: int) -> HttpResponse:
    """Send whoever cut the address after the year to the archives."""
    return redirect("blog:archives")


@require_safe
def to_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Send whoever wrote a month with one digit to the month."""
    if not 1 <= month <= 9:
        raise Http404("There is no such month")
    return HttpResponsePermanentRedirect(reverse("blog:month", args=[year, month]))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where everything is, and what only people need."""
    context = {"site_url": settings.SITE_URL}
    return render(request, "blog/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that look for the icon in its old place to the file."""
    return redirect(static("icons/favicon.ico"), permanent=True)
