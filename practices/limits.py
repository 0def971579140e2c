"""Periods, sizes and numbers that also appear in texts: defined here, and read from the settings."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Periods:
    """How long something stays, works or may take."""

    draft: timedelta = timedelta(days=30)  # an unsent practice, after its last change; its link works for as long
    draft_reminder: timedelta = timedelta(days=5)  # before it goes
    quarantine: timedelta = timedelta(days=30)  # what looks like spam
    declined: timedelta = timedelta(days=90)
    sender: timedelta = timedelta(days=365)  # who sent something that has been handled, and what was said about it
    status_link: timedelta = timedelta(days=365)  # to the page of who sent something
    photos: timedelta = timedelta(days=90)  # that came with what was accepted
    unsent_photos: timedelta = timedelta(days=1)  # of a form that was never sent
    mails: timedelta = timedelta(days=30)  # that were sent
    network: timedelta = timedelta(hours=2)  # the fingerprint of where a submission came from
    bin: timedelta = timedelta(days=30)  # a sheet that an editor deleted
    rare_words: timedelta = timedelta(days=30)  # the fingerprint of a search that was not asked on three days
    asked_words: timedelta = timedelta(days=365)  # the words of a search that nobody asks any more
    form: timedelta = timedelta(days=7)  # that stands open before it is sent
    database: timedelta = timedelta(seconds=10)  # that one statement of a request may take; gunicorn kills a worker after 30
    kept_page: timedelta = timedelta(minutes=10)  # at most, for what a page says of today
    moment: timedelta = timedelta(seconds=30)  # after which a database or an index that was away may be back
    late: timedelta = timedelta(days=3)  # after which the moderators hear of what waits
    login: timedelta = timedelta(days=7)  # of an editor, however much it is used
    idle: timedelta = timedelta(hours=12)  # after which an editor who did nothing logs in again
    audit: timedelta = timedelta(days=365)  # a row of the audit log
    answer: int = 5  # working days in which a sender usually gets an answer


@dataclass(frozen=True)
class Rate:
    """How much of something one and the same may use within a period."""

    most: int
    period: timedelta


@dataclass(frozen=True)
class Limits:
    """How much of something there may be."""

    kept_pages_bytes: int = 48 * 1024**2  # of whole pages, in each web process
    kept_page_bytes: int = 512 * 1024  # of one of them
    indexed_for_a_reader: int = 20  # sheets by which a request may bring an index up to date; the worker does the rest
    backups: int = 14  # in BACKUP_ROOT; the oldest go
    photos: int = 5  # with what is sent in
    photo_bytes: int = 15 * 1024**2
    attachment_bytes: int = 10 * 1024**2  # of a letter or an agreement on a sheet
    attachment_bytes_unpacked: int = 100 * 1024**2  # the same, where it is a packed file
    sheet_bytes: int = 10 * 1024**2  # of a file with a sheet in it, packed or not
    own_text_bytes: int = 2 * 1024**2  # the same, of somebody without an account
    photo_seconds: float = 2.0  # about how long a processor may be busy with the photos of one form
    files: int = 20  # in one form; what comes after them is not even received
    photo_bytes_of_a_network: Rate = Rate(200 * 1024**2, timedelta(days=1))
    photo_bytes_of_all: Rate = Rate(2 * 1024**3, timedelta(days=1))
    draft_links_of_a_network: Rate = Rate(20, timedelta(hours=1))
    draft_links_of_all: Rate = Rate(200, timedelta(hours=1))
    own_texts_of_a_network: Rate = Rate(20, timedelta(hours=1))  # that are read into the share form
    own_texts_of_all: Rate = Rate(400, timedelta(hours=1))
    own_changes: Rate = Rate(20, timedelta(hours=1))  # to one submission, by its sender
    answers: Rate = Rate(5, timedelta(hours=1))  # to the questions about one submission
    logins_of_an_account: Rate = Rate(10, timedelta(minutes=30))  # that fail, of one name; it need not exist
    codes_of_an_account: Rate = Rate(5, timedelta(minutes=30))  # of its second step, that are wrong
    logins_of_a_network: Rate = Rate(50, timedelta(minutes=30))  # the same, whatever the names
    passkeys_of_a_network: Rate = Rate(300, timedelta(minutes=30))  # that may be shown; each login page asks for one
    resets_of_an_address: Rate = Rate(3, timedelta(hours=1))  # mails with a link to a new password
    resets_of_a_network: Rate = Rate(20, timedelta(hours=1))
    wrong_links: Rate = Rate(30, timedelta(hours=1))  # of one network
    mails_to_moderators: Rate = Rate(60, timedelta(hours=1))  # about what comes in; beyond it, the queue tells
    submissions_per_hour: int = 60  # anything beyond goes to quarantine, where nobody is e-mailed
    submissions_per_hour_of_a_network: int = 20  # as many people as attend one training session
