"""Base view for pages that only editors can use."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from moderation.base_views import ModerationView
from moderation.policies import can_edit_word_lists


class EditorView(ModerationView):
    """Base class for moderation pages available to users who may change the filters."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Require permission to edit word lists; anonymous visitors are sent to the login page."""
        if request.user.is_authenticated and not can_edit_word_lists(request.user):
            raise PermissionDenied("Only editors manage filters")
        return super().dispatch(request, *args, **kwargs)
