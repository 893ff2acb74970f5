"""The end: a person and all that is theirs is erased."""

from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import operation
from api.reauthentication import require_recent
from api.records import RecordView, actor_of
from care.access import writable_diary
from care.services import erasure


class Erase(RecordView):
    """Erase the account, the diary, its history, all sharing; answers what was erased."""

    @operation(
        gettext_lazy(
            "Erase the account, the diary, its history and all sharing; needs a fresh sign-in."
        ),
        {200: "Erased"},
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        diary = writable_diary(actor_of(request))
        require_recent(request)
        erased = erasure.erase(diary.person_id)
        return Response({"erased": erased})
