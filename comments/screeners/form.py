"""What the form tells of who filled it in."""

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
