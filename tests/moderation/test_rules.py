"""Rules by which programs decide have names that people can read."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import override

from moderation.models import Decision
from moderation.reports import services
from moderation.rules import rule_name
from moderation.services import akismet, modes

SCREENERS = [import_string(path).name for path in settings.COMMENT_SCREENERS]


@pytest.mark.parametrize("rule", [*SCREENERS, akismet.RULE, modes.RULE, services.SCREENER_NAME])
def test_each_has_a_name_in_every_language(rule: str) -> None:
    assert rule_name(rule) != rule
    for language, _name in settings.LANGUAGES:
        with override(language):
            assert rule_name(rule)


def test_it_is_said_in_the_readers_language() -> None:
    with override("de"):
        assert rule_name("first-link") == "Erster Link von jemand Neuem"


def test_a_rule_of_the_sites_own_keeps_its_name() -> None:
    assert rule_name("no-haiku") == "no-haiku"


def test_a_decision_is_by_the_name_of_its_rule() -> None:
    assert Decision(rule="newcomers").decided_by == "Newcomers"
