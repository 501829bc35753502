"""URLs for word lists and filter previews, included by ``moderation.urls``."""

from django.urls import path

from moderation.filters.preview.views import (
    LanguagePreviewView,
    LinkLimitPreviewView,
    WordListPreviewView,
)
from moderation.filters.word_lists.views import ActivateView, DeactivateView

urlpatterns = [
    path("word-lists/<int:pk>/preview/", WordListPreviewView.as_view(), name="word_list_preview"),
    path("word-lists/<int:pk>/activate/", ActivateView.as_view(), name="activate_word_list"),
    path("word-lists/<int:pk>/deactivate/", DeactivateView.as_view(), name="deactivate_word_list"),
    path("languages/preview/", LanguagePreviewView.as_view(), name="language_preview"),
    path("links/preview/", LinkLimitPreviewView.as_view(), name="link_limit_preview"),
]
