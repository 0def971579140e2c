"""The photos of a draft: what each shows in words, which go, and new ones. None of it ever holds up the text."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from practices.photos.models import LONGEST_CAPTION, LONGEST_DESCRIPTION
from practices.single_line import LineField
from practices.submissions import sent_photos
from practices.submissions.models import SentPhoto, Submission


class DescribedPhotoForm(forms.Form):
    """One photo that is there already."""

    description = LineField(
        label=_("What can be seen in it?"),
        help_text=_("One sentence, for people who can't see it. For example: “Twee vrouwen praten op een bank in het park.”"),
        max_length=LONGEST_DESCRIPTION,
        error_messages={"required": _("Write what can be seen.")},
    )
    caption = LineField(
        label=_("Caption"),
        help_text=_("What may stand under it, for everybody."),
        max_length=LONGEST_CAPTION,
        required=False,
    )
    drop = forms.BooleanField(label=_("Leave this photo out"), required=False)

    def __init__(self, data, photo: SentPhoto) -> None:
        super().__init__(data, prefix=f"photo-{photo.pk}", initial={"description": photo.description, "caption": photo.caption})
        self.photo = photo


def photo_forms(draft: Submission, data=None) -> list[DescribedPhotoForm]:
    """A form for each photo of the draft."""
    return [DescribedPhotoForm(data, photo) for photo in draft.photos]


def save(request: HttpRequest, draft: Submission) -> bool:
    """Keep what was said of the photos, and new ones; whether there is more to say of them."""
    for form in photo_forms(draft, request.POST):
        typed = request.POST.get(form.add_prefix("description"))
        if form["drop"].data:
            sent_photos.drop(form.photo)
        elif typed is not None:  # else the page was opened before this photo was there
            form.photo.description = _kept(typed, LONGEST_DESCRIPTION)
            form.photo.caption = _kept(request.POST.get(form.add_prefix("caption"), ""), LONGEST_CAPTION)
            form.photo.save()
    before = draft.photos.count()
    problems = sent_photos.receive(request, draft.key)
    sent_photos.tell(request, problems, draft.photos.count() - before)
    return bool(problems or request.FILES.getlist("photos"))


def _kept(typed: str, longest: int) -> str:
    return typed.replace("\0", "").strip()[:longest]


def judge(form: forms.Form, draft: Submission) -> None:
    """Say in the step itself what would leave photos behind: words that are missing, or consent."""
    if draft.photos.filter(description="").exists():
        form.add_error(None, _("Write for each photo what can be seen in it, or leave it out."))
    if draft.photos.exists() and not form.cleaned_data.get("may_show_people"):
        form.add_error(
            "may_show_people",
            _("Confirm that everyone who can be recognised agrees, or leave the photos out; otherwise they do not go along."),
        )


def left_out(draft: Submission) -> int:
    """How many photos do not go along: those without words, or all without consent of who is on them."""
    own = draft.photos if not draft.proposal.get("may_show_people") else draft.photos.filter(description="")
    return own.count()
