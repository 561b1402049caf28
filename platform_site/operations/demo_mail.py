"""The mails that the demo has "sent": files in a folder, read back for whoever tries the site."""

import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

#: Django's file backend puts several mails of one connection into a file, with such a line after each.
SEPARATOR = re.compile(rb"^-{79}\n", re.MULTILINE)


@dataclass(frozen=True)
class DemoMail:
    """One mail. `number` counts within its file; both together are its address."""

    file: str
    number: int
    subject: str
    to: str
    sent_at: datetime
    text: str
    html: str


def all_mails() -> list[DemoMail]:
    """Every mail, the newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log")) if folder.is_dir() else []
    mails = [mail for file in files for mail in _mails_of(file)]
    return sorted(mails, key=lambda mail: (mail.sent_at, mail.file, mail.number), reverse=True)


def find_mail(file: str, number: int) -> DemoMail | None:
    """The mail of that address."""
    return next((mail for mail in all_mails() if (mail.file, mail.number) == (file, number)), None)


def _mails_of(file: Path) -> list[DemoMail]:
    parser = BytesParser(policy=email.policy.default)
    parts = [part for part in SEPARATOR.split(file.read_bytes()) if part.strip()]
    return [_read(file, number, parser.parsebytes(part)) for number, part in enumerate(parts, start=1)]


def _read(file: Path, number: int, message: EmailMessage) -> DemoMail:
    return DemoMail(
        file=file.stem,
        number=number,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sent_at=_sent_at(message),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _sent_at(message: EmailMessage) -> datetime:
    """Django writes its dates in UTC, as "-0000", which reads as a time without a zone."""
    sent_at = parsedate_to_datetime(message["Date"])
    return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return body.get_content() if body else ""
