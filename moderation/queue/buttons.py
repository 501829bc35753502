"""What each decision is called on its button, and the key that does the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.models import Decision

Action = Decision.Action


@dataclass(frozen=True, slots=True)
class Button:
    """A decision that can be made: its value in the form, its label and its key, if it has one."""

    action: Decision.Action
    label: str | Promise
    key: str = ""


# One key means one thing to the hand: let it stand, refuse it, call it spam, take it down.
_BUTTONS: Mapping[Decision.Action, Button] = {
    button.action: button
    for button in (
        Button(Action.APPROVE, _("Approve"), "a"),
        Button(Action.APPROVE_EDIT, _("Approve change"), "a"),
        Button(Action.RESTORE, _("Restore"), "a"),
        Button(Action.KEEP, _("Leave as it is"), "a"),
        Button(Action.REJECT, _("Reject"), "r"),
        Button(Action.REJECT_EDIT, _("Reject change"), "r"),
        Button(Action.SPAM, _("Spam"), "s"),
        Button(Action.REMOVE, _("Remove"), "d"),
    )
}


def buttons_for(actions: Iterable[Decision.Action]) -> list[Button]:
    """Return the buttons of what may be decided; of two with one key, the first one has it."""
    buttons: list[Button] = []
    for action in actions:
        button = _BUTTONS[action]
        if any(button.key == other.key for other in buttons):
            button = Button(action, button.label)
        buttons.append(button)
    return buttons
