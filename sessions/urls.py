"""All addresses of the app: one line per door."""

from django.urls import path
from django.views.i18n import set_language

from sessions.views import (
    accounts,
    answering,
    dashboard,
    health,
    joining,
    leading,
    live,
    place,
    places,
    projector,
    report,
    start,
    system_card,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("about/", start.about, name="about"),
    path("privacy/", start.privacy, name="privacy"),
    path("language/", set_language, name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("j/", joining.enter_code, name="enter_code"),
    path("j/<str:code>/", joining.join, name="join"),
    path("j/<str:code>/other-person/", joining.not_me, name="not_me"),
    path("return/", joining.come_back, name="come_back"),
    path("places/", places.places, name="places"),
    path("setup/<str:token>/", accounts.first_account, name="first_account"),
    path("sign-in/<str:token>/", accounts.sign_in_link, name="sign_in_link"),
    path("sessions/", dashboard.dashboard, name="dashboard"),
    path("sessions/new/", dashboard.new_session, name="new_session"),
    path("sessions/<str:session_id>/", live.session, name="session"),
    path("sessions/<str:session_id>/lobby/", live.lobby, name="lobby"),
    path("sessions/<str:session_id>/questions/<int:number>/", live.question, name="question"),
    path("sessions/<str:session_id>/overview/", live.overview, name="overview"),
    path("sessions/<str:session_id>/ending/", live.ending, name="ending"),
    path("sessions/<str:session_id>/snapshot/", live.snapshot, name="snapshot"),
    path("sessions/<str:session_id>/report.pdf", report.report_pdf, name="report_pdf"),
    path("sessions/<str:session_id>/system/", system_card.system_card, name="system_card"),
    path(
        "sessions/<str:session_id>/settings/", dashboard.session_settings, name="session_settings"
    ),
    path(
        "sessions/<str:session_id>/deletion/", dashboard.session_deletion, name="session_deletion"
    ),
    path(
        "sessions/<str:session_id>/current-question/",
        leading.current_question,
        name="current_question",
    ),
    path("sessions/<str:session_id>/phase/", leading.phase, name="phase"),
    path("sessions/<str:session_id>/door/", leading.door, name="door"),
    path("sessions/<str:session_id>/code/", leading.code, name="code"),
    path(
        "sessions/<str:session_id>/questions/<int:number>/outcome/",
        answering.outcome,
        name="outcome",
    ),
    path(
        "sessions/<str:session_id>/questions/<int:number>/reopening/",
        answering.reopening,
        name="reopening",
    ),
    path("sessions/<str:session_id>/questions/<int:number>/parts/", answering.parts, name="parts"),
    path("sessions/<str:session_id>/actions/", answering.actions, name="actions"),
    path(
        "sessions/<str:session_id>/actions/<str:action_point_id>/",
        answering.action,
        name="action",
    ),
    path(
        "sessions/<str:session_id>/actions/<str:action_point_id>/removal/",
        answering.action_removal,
        name="action_removal",
    ),
    path(
        "sessions/<str:session_id>/people/<str:participant_id>/name/",
        leading.person_name,
        name="person_name",
    ),
    path(
        "sessions/<str:session_id>/people/<str:participant_id>/removal/",
        leading.person_removal,
        name="person_removal",
    ),
    path("projector/<str:token>/", projector.open_projector, name="open_projector"),
    path("sessions/<str:session_id>/projector/", projector.projector, name="projector"),
    path("sessions/<str:session_id>/projector/view/", projector.screen, name="screen"),
    path("sessions/<str:session_id>/projector/links/", projector.links, name="projector_link"),
    path(
        "sessions/<str:session_id>/projector/links/<str:link_id>/revocation/",
        projector.link_revocation,
        name="projector_link_revocation",
    ),
    path("sessions/<str:session_id>/return-code/", place.return_code, name="return_code"),
    path("sessions/<str:session_id>/leaving/", place.leaving, name="leaving"),
]
