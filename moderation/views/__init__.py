"""The moderators' room."""

from moderation.views.bans import BanView, LiftBanView
from moderation.views.base import ModerationView
from moderation.views.deciding import DecideView
from moderation.views.queue import ItemView, QueueView

__all__ = ["BanView", "DecideView", "ItemView", "LiftBanView", "ModerationView", "QueueView"]
