from django.conf import settings

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict


class FormTiming(BaseScreener):
    """Holds comments that were submitted faster than anyone can type.

    The page is cached and can't contain the current time, so a script measures how long the form
    was open. Without JavaScript, comments always pass this check.
    """

    name = "form-timing"

    def screen(self, submission: Submission) -> Verdict | None:
        seconds = submission.facts.open_for
        if seconds is None or seconds >= settings.COMMENT_FORM_SECONDS:
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.TOO_FAST, seconds=round(seconds, 1))
