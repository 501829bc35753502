"""Pages of what the site tells of its decisions."""

from moderation.record.views.log import log, report, report_table
from moderation.record.views.statements import statement, statements, why

__all__ = ["log", "report", "report_table", "statement", "statements", "why"]
