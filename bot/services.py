"""What listeners are handed, by name: the one place to add a service."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from aiohttp import ClientSession
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings, machine_now
from bot.workspace import Workspace
from db.canvases import Canvases
from db.collections import Collections
from db.conversations import Conversations
from db.deliveries import Deliveries
from db.dropped_files import DroppedFiles
from db.evaluations import Evaluations
from db.feedback import FeedbackEntries
from db.follows import Follows
from db.measurements import Measurements
from db.preferences import Preferences
from db.reminders import Reminders
from db.served_plans import ServedPlans
from db.store import Store
from db.strategies import Strategies
from db.subscriptions import Subscriptions
from handlers.collection.sender import CollectionSender
from handlers.digests.canvases import CanvasKeeper
from handlers.digests.corrections import Corrections
from handlers.evaluation.evaluators import Evaluators
from handlers.following.alerts import AlertSender
from handlers.inbox.changes import Changes, ChangeServices
from handlers.inbox.thread_memory import ThreadMemory
from handlers.language import Languages
from handlers.middleware.access import Access
from handlers.recording.plan_import import PlanRenewal
from handlers.recording.recorders import Coordinators, Planners, Recorders
from handlers.slack.files import Files
from handlers.slack.people import People
from handlers.slack.proxy import proxy_for
from knowledge.collection.model import CollectionStore
from knowledge.dialogue import Dialogue
from knowledge.digest.delivery import DeliveryStore
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import SubscriptionStore
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.evaluation.rights import EvaluationRights
from knowledge.following.model import FollowStore
from knowledge.guide import Guide
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.recording import Recording
from knowledge.ports import FeedbackStore, PreferenceStore

_WAITS = 5  # how often a call waits where Slack asks it to


@dataclass(frozen=True, slots=True)
class Services:
    """A listener that names a field as its argument is handed what it holds."""

    guide: Guide
    dialogue: Dialogue
    people: People
    access: Access
    specs: DigestSpecs
    deliveries: DeliveryStore
    subscriptions: SubscriptionStore
    follows: FollowStore
    recording: Recording
    recorders: Recorders
    planners: Planners
    coordinators: Coordinators
    collections: CollectionStore
    evaluating: EvaluationRecording
    evaluators: Evaluators
    renewal: PlanRenewal
    imports: FileImports
    files: Files | None
    threads: ThreadMemory
    changes: Changes
    corrections: Corrections
    languages: Languages
    preferences: PreferenceStore
    feedback: FeedbackStore
    prompts_offered: bool
    follows_threads: bool
    canvases_offered: bool

    def named(self) -> dict[str, Any]:
        """The services by their names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def open_services(
    settings: Settings,
    workspace: Workspace,
    client: AsyncWebClient,
    session: ClientSession,
    queue: Store,
    changes: Changes,
    renewal: PlanRenewal,
) -> Services:
    """The services over a workspace and a way to Slack."""
    recording = Recording(workspace.plans.together, workspace.measurements, workspace.settings.now)
    preferences, people = Preferences(workspace.store), People(client)
    threads, deliveries = ThreadMemory(Conversations(queue)), Deliveries(workspace.store)
    dialogue = workspace.dialogue(threads)
    evaluating = _evaluating(workspace, workspace.evaluations, workspace.measurements)
    return Services(
        guide=dialogue.guide,
        dialogue=dialogue,
        people=people,
        access=Access(settings.shirube_channels, settings.shirube_guests, settings.shirube_teams),
        specs=open_specs(workspace),
        deliveries=deliveries,
        subscriptions=Subscriptions(workspace.store),
        follows=Follows(workspace.store),
        recording=recording,
        recorders=Recorders(settings.shirube_recorders, client, team=_workspace_of_groups(settings)),
        planners=Planners(settings.shirube_planners, client, team=_workspace_of_groups(settings)),
        coordinators=Coordinators(settings.shirube_coordinators, client, team=_workspace_of_groups(settings)),
        collections=Collections(workspace.store),
        evaluating=evaluating,
        evaluators=open_evaluators(settings, workspace, client),
        renewal=renewal,
        imports=FileImports(recording, evaluating, DroppedFiles(workspace.store, machine_now)),
        files=Files(client, session) if settings.shirube_files else None,
        threads=threads,
        changes=changes,
        corrections=Corrections(
            deliveries,
            changes,
            open_alerts(workspace, changes),
            open_rounds(settings, workspace, changes),
            open_canvases(settings, workspace, changes),
        ),
        languages=Languages(preferences, people, dialogue.guide.language_of),
        preferences=preferences,
        feedback=FeedbackEntries(workspace.store, machine_now),
        prompts_offered=settings.shirube_agent,
        follows_threads=settings.shirube_follow,
        canvases_offered=settings.shirube_canvas,
    )


def _workspace_of_groups(settings: Settings) -> str | None:
    """The workspace whose user groups may record, where the app is installed for an organisation: the first of SHIRUBE_TEAMS."""
    return min((team for team in settings.shirube_teams if team.startswith("T")), default=None)


def open_evaluators(settings: Settings, workspace: Workspace, client: AsyncWebClient) -> Evaluators:
    """Those who may evaluate, by the settings."""
    rights = EvaluationRights(settings.shirube_evaluators)
    return Evaluators(rights, workspace.plans.together, client, team=_workspace_of_groups(settings))


CHANGE_SECONDS = 2.0  # for which a change waits for another writer: a form is to be acknowledged within three


def open_change_services(workspace: Workspace) -> tuple[Store, ChangeServices]:
    """What can be changed in a workspace, over a connection of its own."""
    store, now = Store(workspace.store.path, CHANGE_SECONDS), workspace.settings.now
    recording = Recording(workspace.plans.together, Measurements(store), now)
    evaluating = _evaluating(workspace, Evaluations(store), Measurements(store))
    return store, ChangeServices(
        recording,
        FileImports(recording, evaluating, DroppedFiles(store, machine_now)),
        Subscriptions(store),
        Preferences(store),
        FeedbackEntries(store, machine_now),
        Reminders(store),
        Deliveries(store),
        open_specs(workspace, store),
        Follows(store),
        ServedPlans(store, workspace.file, now, [each.file for each in workspace.served]),
        Collections(store),
        evaluating,
        Canvases(store),
    )


def _evaluating(workspace: Workspace, evaluations: Evaluations, measurements: Measurements) -> EvaluationRecording:
    """Recording of evaluations in all plans."""
    return EvaluationRecording(workspace.plans.together, evaluations, measurements, workspace.settings.now)


def open_alerts(workspace: Workspace, changes: Changes, requests: str = "") -> AlertSender:
    """What sends the alerts of a workspace; the keys of its requests begin with `requests`."""
    follows, preferences = Follows(workspace.store), Preferences(workspace.store)
    return AlertSender(
        workspace.plans.together, workspace.measurements, follows, preferences, changes, workspace.settings.now, requests
    )


def open_canvases(settings: Settings, workspace: Workspace, changes: Changes, requests: str = "") -> CanvasKeeper:
    """What keeps canvases current; the keys of its requests begin with `requests`."""
    specs, channels = open_specs(workspace), settings.shirube_channels
    return CanvasKeeper(specs, Subscriptions(workspace.store), Canvases(workspace.store), changes, channels, requests)


def open_rounds(settings: Settings, workspace: Workspace, changes: Changes, requests: str = "") -> CollectionSender:
    """What looks after collection rounds; the keys of its requests begin with `requests`."""
    channels = settings.shirube_channels
    return CollectionSender(
        workspace.plans.together,
        workspace.measurements,
        Collections(workspace.store),
        changes,
        workspace.settings.now,
        workspace.settings.shirube_collection_reminders,
        settings.shirube_collector,
        requests,
        lambda channel: not channels or channel in channels,
    )


def open_specs(workspace: Workspace, store: Store | None = None) -> DigestSpecs:
    """The digests of a workspace, over its own connection or another one."""
    over = store or workspace.store
    now = workspace.settings.now
    most = workspace.settings.shirube_collection_reminders
    digests = (workspace.plans.together, Measurements(over), Strategies(over), Deliveries(over), now)
    return DigestSpecs(*digests, Collections(over), most, Evaluations(over))


def read_client(settings: Settings, session: ClientSession | None = None) -> AsyncWebClient:
    """A client that asks and opens: a lost connection or a failing server is tried once more, which harms nobody."""
    return _client(settings, session, [AsyncConnectionErrorRetryHandler(), AsyncServerErrorRetryHandler()])


def send_client(settings: Settings, session: ClientSession | None = None) -> AsyncWebClient:
    """A client that sends: it repeats nothing by itself, for what failed may have been sent."""
    return _client(settings, session, [])


def patient_client(settings: Settings, session: ClientSession | None = None) -> AsyncWebClient:
    """A client for processes that may wait: it repeats a call only where Slack says that it did nothing."""
    return _client(settings, session, [AsyncRateLimitErrorRetryHandler(max_retry_count=_WAITS)])


def nobodys_client(settings: Settings) -> AsyncWebClient:
    """A client without a token, for what Slack tells anybody."""
    return _client(settings, None, [AsyncRateLimitErrorRetryHandler(max_retry_count=_WAITS)], anonymous=True)


def _client(
    settings: Settings, session: ClientSession | None, retry_handlers: list[AsyncRetryHandler], *, anonymous: bool = False
) -> AsyncWebClient:
    token = None if anonymous else settings.secret("slack_bot_token")
    client = AsyncWebClient(token, base_url=settings.api_url, session=session, timeout=10, retry_handlers=retry_handlers)
    client.proxy = proxy_for(settings.api_url)  # the SDK would take the environment's even where NO_PROXY forbids it
    return client
