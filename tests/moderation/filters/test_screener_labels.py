"""Screeners and other automatic checks have labels for people."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import override

from moderation.cooldown.services import COOLDOWN_SCREENER
from moderation.filters.akismet.client import SCREENER_NAME as AKISMET
from moderation.filters.screener_labels import get_screener_label
from moderation.models import Decision
from moderation.reports.services import SCREENER_NAME as REPORTS

SCREENERS = [import_string(path).name for path in settings.COMMENT_SCREENERS]


@pytest.mark.parametrize("name", [*SCREENERS, AKISMET, COOLDOWN_SCREENER, REPORTS])
def test_every_screener_has_a_label_in_every_language(name: str) -> None:
    assert get_screener_label(name) != name
    for language, _name in settings.LANGUAGES:
        with override(language):
            assert get_screener_label(name)


def test_an_unknown_screener_is_its_own_label() -> None:
    assert get_screener_label("no-haiku") == "no-haiku"


def test_a_decision_names_its_screener() -> None:
    assert Decision(screener="new-commenter").decided_by == get_screener_label("new-commenter")
