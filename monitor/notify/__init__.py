"""How people are told: a line in the log for every event, and mail for messages."""

from monitor.notify.log import EVENTS, crashed, event, failed, recovered, tell
from monitor.notify.mail import Mailer, MailError

__all__ = ["EVENTS", "MailError", "Mailer", "crashed", "event", "failed", "recovered", "tell"]
