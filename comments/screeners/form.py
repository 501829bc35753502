"""What the form tells of who filled it in."""

from django.conf import settings

from comments.reasons import Reason
from comments.screening import BaseScreener, Outcome, Submission, Verdict


class Honeypot(BaseScreener):
    """A field that people don't see was filled in: a program wrote this."""

    name = "honeypot"

    def screen(self, submission: Submission) -> Verdict | None:
        """Call spam what filled in the hidden field."""
        if not submission.facts.honeypot:
            return None
        return self.verdict(Outcome.SPAM, Reason.HONEYPOT, filled=submission.facts.honeypot[:100])


class FormTiming(BaseScreener):
    """A text that began and ended within a moment was not typed.

    The page is the same for everybody and can't carry the time, so that a script tells how long
    the form stood open. Whoever runs no scripts tells nothing, and that counts against nobody.
    """

    name = "form-timing"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what was sent sooner than anybody types."""
        open_for, fewest = submission.facts.open_for, settings.COMMENT_FORM_SECONDS
        if open_for is None or open_for >= fewest:
            return None
        return self.verdict(Outcome.HOLD, Reason.TOO_FAST, seconds=round(open_for, 1))
