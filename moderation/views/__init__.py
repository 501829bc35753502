"""The moderators' room."""

from moderation.views.bans import BanView, LiftBanView
from moderation.views.base import ModerationView
from moderation.views.deciding import DecideView
from moderation.views.queue import QUEUE_PAGE, QueueView

__all__ = ["QUEUE_PAGE", "BanView", "DecideView", "LiftBanView", "ModerationView", "QueueView"]
