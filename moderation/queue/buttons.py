"""Labels and keyboard shortcuts of the decision buttons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.models import Decision

Action = Decision.Action


@dataclass(frozen=True, slots=True)
class Button:
    """A decision button: its form value, its label, and its keyboard shortcut, if any."""

    action: Decision.Action
    label: str | Promise
    key: str = ""


# A key has one meaning in every state: accept, reject, mark as spam, remove.
_BUTTONS: Mapping[Decision.Action, Button] = {
    button.action: button
    for button in (
        Button(Action.APPROVE, _("Approve"), "a"),
        Button(Action.APPROVE_EDIT, _("Approve edit"), "a"),
        Button(Action.RESTORE, _("Restore"), "a"),
        Button(Action.KEEP, _("Keep"), "a"),
        Button(Action.REJECT, _("Reject"), "r"),
        Button(Action.REJECT_EDIT, _("Reject edit"), "r"),
        Button(Action.SPAM, _("Mark as spam"), "s"),
        Button(Action.REMOVE, _("Remove"), "d"),
    )
}


def get_buttons(actions: Iterable[Decision.Action], *, premoderates: bool = False) -> list[Button]:
    """Return the buttons for the given actions; if two share a key, only the first keeps it.

    ``premoderates`` means that marking the comment as spam takes its commenter's trust away.
    """
    buttons: list[Button] = []
    for action in actions:
        button = _BUTTONS[action]
        if action == Action.SPAM and premoderates:
            button = replace(button, label=_("Mark as spam and pre-moderate"))
        if any(button.key == other.key for other in buttons):
            button = replace(button, key="")
        buttons.append(button)
    return buttons
