"""The addresses of version 1."""

from datetime import date

from django.urls import URLPattern, URLResolver, include, path, register_converter

from api import schema
from api.archive import Archive
from api.bin import Bin
from api.check_ins import CheckInDetail, CheckInHistory, CheckInList
from api.erase import Erase
from api.export import Csv, Fhir, file_name
from api.insights import Insights
from api.me import Me
from api.patients import (
    READ,
    AnnotationDetail,
    AnnotationList,
    FindingList,
    PatientList,
)
from api.practices import MemberDetail, MemberList, Membership, PracticeList
from api.readings import ReadingList
from api.records import RecordDetail, RecordHistory, RecordList, RecordRestore
from api.reports import Chart, OwnReportPdf, ReportHtml, ReportJson, ReportPdf, ReportView
from api.share_links import ShareLinkDetail, ShareLinkList
from api.sharing import (
    AccessLog,
    GrantDetail,
    GrantList,
    InvitationAccept,
    InvitationDetail,
    InvitationList,
    InvitationPreview,
    InvitationTerms,
)
from api.sync import Sync
from api.vocabulary import Vocabulary
from diary import shapes
from diary.shapes import SHAPES, Shape
from diary.shapes.instants import read_date


class DateConverter:
    regex = r"\d{4}-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        day = read_date(value)
        if day is None:
            raise ValueError
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DateConverter, "date")


def collection(name: str, shape: Shape) -> list[URLPattern]:
    """The routes that every kind of record has."""
    return [
        path(f"{name}/", RecordList.as_view(shape=shape), name=name),
        path(f"{name}/<uuid:id>/", RecordDetail.as_view(shape=shape), name=f"{name}-one"),
        path(
            f"{name}/<uuid:id>/history/",
            RecordHistory.as_view(shape=shape),
            name=f"{name}-history",
        ),
        path(
            f"{name}/<uuid:id>/restore/",
            RecordRestore.as_view(shape=shape),
            name=f"{name}-restore",
        ),
    ]


def of_patient(name: str, shape: Shape) -> list[URLPattern]:
    """What a clinician reads of one person, as far as the grant opens it."""
    here = f"patients/<uuid:person>/{name}/"
    return [
        path(
            here,
            RecordList.as_view(shape=shape, http_method_names=READ),
            name=f"patient-{name}",
        ),
        path(
            f"{here}<uuid:id>/",
            RecordDetail.as_view(shape=shape, http_method_names=READ),
            name=f"patient-{name}-one",
        ),
    ]


def report(before: str, names: str, paper: type[ReportPdf]) -> list[URLPattern]:
    """The report in its three forms and every chart alone; of oneself, or of a patient."""
    forms: dict[str, type[ReportView]] = {"pdf": paper, "html": ReportHtml, "json": ReportJson}
    return [
        *(
            path(f"{before}report.{kind}", view.as_view(), name=f"{names}report-{kind}")
            for kind, view in forms.items()
        ),
        *(
            path(
                f"{before}charts/<str:name>.{kind}",
                Chart.as_view(kind=kind),
                name=f"{names}chart-{kind}",
            )
            for kind in ("svg", "png")
        ),
    ]


version_1: list[URLPattern | URLResolver] = [
    path("me/", Me.as_view(), name="me"),
    path("me/archive/", Archive.as_view(), name="archive"),
    *collection("episodes", shapes.EPISODES),
    path("episodes/<uuid:id>/readings/", ReadingList.as_view(), name="readings"),
    path("check-ins/", CheckInList.as_view(), name="check-ins"),
    path("check-ins/<date:date>/", CheckInDetail.as_view(), name="check-ins-one"),
    path("check-ins/<date:date>/history/", CheckInHistory.as_view(), name="check-ins-history"),
    *collection("medications", shapes.MEDICATIONS),
    *collection("doses", shapes.DOSES),
    *collection("treatments", shapes.TREATMENTS),
    *collection("marks", shapes.MARKS),
    *collection("scores", shapes.SCORES),
    *collection("custom-factors", shapes.CUSTOM_FACTORS),
    *collection("visits", shapes.VISITS),
    *collection("acknowledgements", shapes.ACKNOWLEDGEMENTS),
    path("me/erase/", Erase.as_view(), name="erase"),
    path("me/access-log/", AccessLog.as_view(), name="access-log"),
    path("grants/", GrantList.as_view(), name="grants"),
    path("grants/<uuid:id>/", GrantDetail.as_view(), name="grants-one"),
    path("invitations/", InvitationList.as_view(), name="invitations"),
    path("invitations/accept/", InvitationAccept.as_view(), name="invitations-accept"),
    path("invitations/preview/", InvitationPreview.as_view(), name="invitations-preview"),
    path("invitations/terms/", InvitationTerms.as_view(), name="invitations-terms"),
    path("invitations/<uuid:id>/", InvitationDetail.as_view(), name="invitations-one"),
    path("share-links/", ShareLinkList.as_view(), name="share-links"),
    path("share-links/<uuid:id>/", ShareLinkDetail.as_view(), name="share-links-one"),
    path("practices/", PracticeList.as_view(), name="practices"),
    path("practices/<uuid:practice>/membership/", Membership.as_view(), name="membership"),
    path("practices/<uuid:practice>/members/", MemberList.as_view(), name="members"),
    path(
        "practices/<uuid:practice>/members/<uuid:id>/",
        MemberDetail.as_view(),
        name="members-one",
    ),
    path("patients/", PatientList.as_view(), name="patients"),
    *of_patient("episodes", shapes.EPISODES),
    *of_patient("medications", shapes.MEDICATIONS),
    *of_patient("doses", shapes.DOSES),
    *of_patient("treatments", shapes.TREATMENTS),
    *of_patient("marks", shapes.MARKS),
    *of_patient("scores", shapes.SCORES),
    *of_patient("custom-factors", shapes.CUSTOM_FACTORS),
    *of_patient("visits", shapes.VISITS),
    path(
        "patients/<uuid:person>/check-ins/",
        CheckInList.as_view(),
        name="patient-check-ins",
    ),
    path(
        "patients/<uuid:person>/check-ins/<date:date>/",
        CheckInDetail.as_view(http_method_names=READ),
        name="patient-check-ins-one",
    ),
    path("patients/<uuid:person>/insights/", Insights.as_view(), name="patient-insights"),
    path("patients/<uuid:person>/findings/", FindingList.as_view(), name="patient-findings"),
    path(
        "patients/<uuid:person>/annotations/",
        AnnotationList.as_view(),
        name="patient-annotations",
    ),
    path(
        "patients/<uuid:person>/annotations/<uuid:id>/",
        AnnotationDetail.as_view(),
        name="patient-annotations-one",
    ),
    *(
        path(f"export/{file_name(shape)}.csv", Csv.as_view(shape=shape), name=f"{shape.kind}-csv")
        for shape in SHAPES.values()
    ),
    path("export/fhir.json", Fhir.as_view(), name="fhir"),
    path("insights/", Insights.as_view(), name="insights"),
    *report("", "", OwnReportPdf),
    *report("patients/<uuid:person>/", "patient-", ReportPdf),
    path("bin/", Bin.as_view(), name="bin"),
    path("sync/", Sync.as_view(), name="sync"),
    path("vocabulary/", Vocabulary.as_view(), name="vocabulary"),
]

urlpatterns = [
    path("v1/", include(version_1)),
    path("schema/", schema.Document.as_view(), name="schema"),
    path("docs/", schema.docs, name="docs"),
]
