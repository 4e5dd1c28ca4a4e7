"""Drives the unmodified pyatlan against a started service and prints a table: flow, pass or fail.

Written for RELEASE. With an older release, a flow that needs what that release does not have is
"n/a", with the name of what is missing; everything else has to pass there too.

Environment: ATLAN_BASE_URL, ATLAN_API_KEY as for any script; FLOWS_PG_HOST, _PORT, _DATABASE, _USER,
_PASSWORD and _SCHEMA name a PostgreSQL that the service can reach, and a schema with a table or more.
Exit code 1 when a flow fails. How to run it: docs/sdk.md.
"""

import asyncio
import importlib
import inspect
import os
import sys
import tempfile
import time
import traceback
import uuid
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

import pyatlan
from pyatlan.client.atlan import AtlanClient
from pyatlan.errors import AtlanError, AuthenticationError, InvalidRequestError, NotFoundError

RELEASE = "9.10.3"


class NotInRelease(Exception):
    """Raised when a flow uses a name that the release at hand does not have."""


class Missing:
    """Stands for such a name, so that the flows that do not use it run."""

    def __init__(self, name):
        self.__dict__["name"] = name

    def __getattr__(self, attribute):
        raise NotInRelease(self.name)

    def __call__(self, *_, **__):
        raise NotInRelease(self.name)


def part(module, name):
    try:
        return getattr(importlib.import_module("pyatlan." + module), name)
    except (ImportError, AttributeError):
        return Missing(name)


AsyncAtlanClient = part("client.aio.client", "AsyncAtlanClient")
Asset = part("model.assets", "Asset")
AtlasGlossary = part("model.assets", "AtlasGlossary")
AtlasGlossaryTerm = part("model.assets", "AtlasGlossaryTerm")
Connection = part("model.assets", "Connection")
Schema = part("model.assets", "Schema")
Table = part("model.assets", "Table")
AuditSearchRequest = part("model.audit", "AuditSearchRequest")
Announcement = part("model.core", "Announcement")
PostgresApp = part("model.apps", "PostgresCrawler")
Credential = part("model.credential", "Credential")
AnnouncementType = part("model.enums", "AnnouncementType")
AtlanConnectorType = part("model.enums", "AtlanConnectorType")
AtlanTypeCategory = part("model.enums", "AtlanTypeCategory")
AtlanWorkflowPhase = part("model.enums", "AtlanWorkflowPhase")
CertificateStatus = part("model.enums", "CertificateStatus")
WorkflowPackage = part("model.enums", "WorkflowPackage")
PresignedURLRequest = part("model.file", "PresignedURLRequest")
CompoundQuery = part("model.fluent_search", "CompoundQuery")
FluentSearch = part("model.fluent_search", "FluentSearch")
AtlanGroup = part("model.group", "AtlanGroup")
KeycloakEventRequest = part("model.keycloak_events", "KeycloakEventRequest")
FluentLineage = part("model.lineage", "FluentLineage")
ConnectionDelete = part("model.packages", "ConnectionDelete")
PostgresCrawler = part("model.packages", "PostgresCrawler")
QueryRequest = part("model.query", "QueryRequest")
DSL = part("model.search", "DSL")
Fuzzy = part("model.search", "Fuzzy")
IndexSearchRequest = part("model.search", "IndexSearchRequest")
MatchPhrase = part("model.search", "MatchPhrase")
Regexp = part("model.search", "Regexp")
SpanTerm = part("model.search", "SpanTerm")
SearchLogRequest = part("model.search_log", "SearchLogRequest")
CustomMetadataDef = part("model.typedef", "CustomMetadataDef")
AtlanUser = part("model.user", "AtlanUser")
ScheduleQueriesSearchRequest = part("model.workflow", "ScheduleQueriesSearchRequest")
WorkflowSchedule = part("model.workflow", "WorkflowSchedule")

HOST = os.environ.get("FLOWS_PG_HOST", "localhost")
PORT = int(os.environ.get("FLOWS_PG_PORT", "5432"))
DATABASE = os.environ.get("FLOWS_PG_DATABASE", "postgres")
USER = os.environ.get("FLOWS_PG_USER", "postgres")
PASSWORD = os.environ.get("FLOWS_PG_PASSWORD", "postgres")
SCHEMA = os.environ.get("FLOWS_PG_SCHEMA", "public")
PATIENCE_SECONDS = 180

class Kept(dict):
    """What flows leave for later ones."""

    def __missing__(self, key):
        if any(verdict == "n/a" for _, verdict, *_ in results):
            raise NotInRelease(f"what leaves the {key}")
        raise KeyError(key)


client = AtlanClient()
version = (Path(pyatlan.__file__).parent / "version.txt").read_text(encoding="utf-8").strip()
started = time.monotonic()
results = []
kept = Kept()


def cache(name, module, kind):
    """A cache of the client; in older releases a class that asks the default client."""
    return getattr(client, name, None) or part("cache." + module, kind)


ROLES = cache("role_cache", "role_cache", "RoleCache")
GROUPS = cache("group_cache", "group_cache", "GroupCache")
USERS = cache("user_cache", "user_cache", "UserCache")


def records(page):
    """What a list answered; older releases give the records themselves."""
    return getattr(page, "records", page)


def of_pyatlan(thing):
    kind = thing if isinstance(thing, type) else type(thing)
    return kind.__module__.startswith("pyatlan")


def missing(failure):
    """The name that this release does not have, where a flow failed by that."""
    if isinstance(failure, NotInRelease):
        return str(failure)
    frames = traceback.extract_tb(failure.__traceback__)
    ours = frames[-1].filename == __file__
    if ours and isinstance(failure, AttributeError) and of_pyatlan(failure.obj):
        return failure.name
    if ours and isinstance(failure, TypeError) and "argument" in str(failure):
        return str(failure)
    # Raised before anything is sent, by the check of a method's arguments.
    model = getattr(failure, "model", type(None))
    if any(base.__name__ == "DecoratorBaseModel" for base in model.__mro__):
        return f"an argument of {model.__name__}"
    return None


def flow(name):
    """Runs the decorated function at once and notes how it ended."""

    def run(work):
        begun = time.monotonic()
        try:
            work()
            results.append((name, "pass", "", time.monotonic() - begun))
        except Exception as failure:  # a flow that fails must not keep the others from running
            if os.environ.get("FLOWS_TRACE"):
                traceback.print_exc()
            text = f"{type(failure).__name__}: {failure}".splitlines()[0][:160]
            verdict = "FAIL"
            if version != RELEASE and missing(failure):
                verdict, text = "n/a", f"{version} lacks {missing(failure)}"[:160]
            results.append((name, verdict, text, time.monotonic() - begun))
        print(results[-1][1], name, results[-1][2], flush=True)
        return work

    return run


def admin():
    return ROLES.get_id_for_name("$admin")


def with_client(make, **arguments):
    """What a builder makes; those of older releases take no client."""
    if "client" in inspect.signature(make).parameters:
        arguments["client"] = client
    return make(**arguments)


def crawler(name):
    time.sleep(1.1)  # the second is part of the workflow's name
    return with_client(
        PostgresCrawler, connection_name=name, admin_roles=[admin()], row_limit=10000
    )


def direct(name):
    return (
        crawler(name)
        .direct(hostname=HOST, port=PORT, database=DATABASE)
        .basic_auth(username=USER, password=PASSWORD)
        .include(assets={DATABASE: [SCHEMA]})
        .exclude(assets={DATABASE: ["tmp"]})
        .exclude_regex(regex=".*_backup")
    )


def ended(workflow):
    """The phase that the latest run of a workflow ends with."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        run = client.workflow._find_latest_run(workflow)
        if run and run.status in (AtlanWorkflowPhase.SUCCESS, AtlanWorkflowPhase.FAILED):
            return run.status
        time.sleep(1)
    raise TimeoutError(workflow)


def raises(kind, work):
    try:
        work()
    except kind as expected:
        return expected
    raise AssertionError(f"no {kind}")


@flow("caches: roles, groups, users")
def _():
    assert admin()
    assert GROUPS.get_id_for_name("no such group") is None
    assert USERS.get_id_for_name(client.user.get_current().username)
    assert records(client.role.get_all())
    assert client.group.get_all() is not None


@flow("current user, who am I")
def _():
    user = client.user.get_current()
    assert user.id and user.username and user.email
    found = client.user.get_by_email(user.email)
    assert user.username in [each.username for each in records(found)]
    assert all(each.email for each in records(client.user.get_all()))
    kept["user"] = user.username


@flow("package: direct, basic")
def _():
    response = client.workflow.run(direct("sdk basic").to_workflow())
    kept["workflow"] = response.metadata.name
    parameters = response.spec.templates[0].dag.tasks[0].arguments.parameters
    connection = next(p for p in parameters if p.name == "connection")
    kept["connection"] = __import__("json").loads(connection.value)["attributes"]["qualifiedName"]
    assert PASSWORD not in response.json() or PASSWORD == USER


@flow("monitor to the end")
def _():
    phase = client.workflow.monitor(workflow_name=kept["workflow"])
    assert phase == AtlanWorkflowPhase.SUCCESS, phase


@flow("package: IAM user")
def _():
    built = crawler("sdk iam user").direct(hostname=HOST, port=PORT, database=DATABASE)
    workflow = built.iam_user_auth(username="db", access_key="AK", secret_key="SK").to_workflow()
    response = client.workflow.run(workflow)
    assert response.metadata.name and "SK" not in response.json()
    ended(response.metadata.name)


@flow("package: IAM role")
def _():
    built = crawler("sdk iam role").direct(hostname=HOST, port=PORT, database=DATABASE)
    workflow = built.iam_role_auth(username="db", arn="arn:aws:iam::1:role/r", external_id="ext1")
    response = client.workflow.run(workflow.to_workflow())
    ended(response.metadata.name)


@flow("package: S3 offline")
def _():
    built = crawler("sdk s3").s3(bucket_name="b", bucket_prefix="p", bucket_region="eu-west-1")
    response = client.workflow.run(built.to_workflow())
    ended(response.metadata.name)


@flow("package: from raw JSON, with a schedule")
def _():
    workflow = direct("sdk raw").to_workflow()
    schedule = WorkflowSchedule(cron_schedule="5 4 * * *", timezone="Europe/Paris")
    response = client.workflow.run(workflow.json(by_alias=True, exclude_none=True), schedule)
    kept["scheduled"] = response.metadata.name
    assert client.workflow.get_scheduled_run(kept["scheduled"]).spec.timezone == "Europe/Paris"
    names = [item.metadata.name for item in client.workflow.get_all_scheduled_runs()]
    assert kept["scheduled"] + "-cron" in names


@flow("a package that is not PostgreSQL is refused")
def _():
    workflow = direct("sdk other").to_workflow()
    workflow.spec.templates[0].dag.tasks[0].template_ref.name = "atlan-mysql"
    raises(InvalidRequestError, lambda: client.workflow.run(workflow))


@flow("find by type, by id")
def _():
    found = client.workflow.find_by_type(WorkflowPackage.POSTGRES, max_results=50)
    assert kept["workflow"] in [hit.id for hit in found]
    kept["hit"] = client.workflow.find_by_id(kept["workflow"])
    assert kept["hit"].id == kept["workflow"]
    assert client.workflow.find_by_id("atlan-postgres-0000000000") is None


@flow("runs: by workflow and phase, by id, by status and time")
def _():
    runs = client.workflow.get_runs(kept["workflow"], AtlanWorkflowPhase.SUCCESS)
    kept["run"] = (runs if isinstance(runs, list) else runs.hits.hits)[0].id
    assert client.workflow.find_run_by_id(kept["run"]).id == kept["run"]
    found = client.workflow.find_runs_by_status_and_time_range(
        [AtlanWorkflowPhase.SUCCESS],
        # Runs since the flows began alone, so that they fit on one page.
        started_at=f"now-{int(time.monotonic() - started) + 5}s",
    )
    assert kept["run"] in [hit.id for hit in found.hits.hits]
    status = client.workflow.find_run_by_id(kept["run"]).source.status
    reference = status.stored_workflow_template_spec["workflowTemplateRef"]
    assert reference["name"] == kept["workflow"]


@flow("rerun a search result, monitor it by its own reply")
def _():
    reply = client.workflow.rerun(kept["hit"])
    assert reply.spec.workflow_template_ref["name"] == kept["workflow"]
    assert client.workflow.monitor(reply) == AtlanWorkflowPhase.SUCCESS


@flow("rerun by package")
def _():
    reply = client.workflow.rerun(WorkflowPackage.POSTGRES)
    ended(reply.spec.workflow_template_ref["name"])


@flow("rerun, idempotent: a run that goes on is given back")
def _():
    names = {client.workflow.rerun(kept["hit"]).metadata.name for _ in range(3)}
    again = client.workflow.rerun(kept["hit"], idempotent=True)
    assert again.metadata.name
    assert len(names) == 3
    ended(kept["workflow"])


@flow("rerun a package that never ran")
def _():
    raises(AtlanError, lambda: client.workflow.rerun(WorkflowPackage.SNOWFLAKE))


@flow("stop a run")
def _():
    for _ in range(3):
        last = client.workflow.rerun(kept["hit"])
    stopped = client.workflow.stop(last.metadata.name)
    assert stopped.metadata.name == last.metadata.name
    assert ended(kept["workflow"]) in (AtlanWorkflowPhase.FAILED, AtlanWorkflowPhase.SUCCESS)


@flow("schedule: add, list, get, remove")
def _():
    schedule = WorkflowSchedule(cron_schedule="0 3 * * 1", timezone="UTC")
    client.workflow.add_schedule(kept["hit"], schedule)
    names = [item.metadata.name for item in client.workflow.get_all_scheduled_runs()]
    assert kept["workflow"] + "-cron" in names
    assert client.workflow.get_scheduled_run(kept["workflow"]).spec.schedule == "0 3 * * 1"
    client.workflow.remove_schedule(client.workflow.find_by_id(kept["workflow"]))
    raises(NotFoundError, lambda: client.workflow.get_scheduled_run(kept["workflow"]))


@flow("schedule: a bad expression is refused")
def _():
    bad = WorkflowSchedule(cron_schedule="whenever", timezone="UTC")
    fault = raises(InvalidRequestError, lambda: client.workflow.add_schedule(kept["hit"], bad))
    assert "whenever" in str(fault)


@flow("schedule queries: find, between, missed, run again")
def _():
    assert client.workflow.find_schedule_query("sq-1", max_results=5) == []
    day = ScheduleQueriesSearchRequest(
        start_date="2024-03-25T16:30:00.000+05:30", end_date="2024-03-26T00:00:00.000+05:30"
    )
    assert not client.workflow.find_schedule_query_between(day)
    assert not client.workflow.find_schedule_query_between(day, missed=True)
    client.workflow.re_run_schedule_query(kept["workflow"])
    ended(kept["workflow"])


@flow("update, change owner, delete a workflow")
def _():
    workflow = direct("sdk to delete").to_workflow()
    response = client.workflow.run(workflow)
    name = response.metadata.name
    ended(name)
    source = client.workflow.find_by_id(name).source
    workflow.spec = source.spec
    workflow.metadata = source.metadata
    workflow.payload = []
    assert client.workflow.update(workflow).metadata.name == name
    assert client.workflow.update_owner(name, kept["user"]).metadata.name == name
    client.workflow.delete(name)
    assert client.workflow.find_by_id(name) is None


def credential(name):
    made = Credential()
    made.name = name
    made.host = HOST
    made.port = PORT
    made.auth_type = "basic"
    made.connector_config_name = "atlan-connectors-postgres"
    made.connector_type = "jdbc"
    made.username = USER
    made.password = PASSWORD
    made.extras = {"database": DATABASE}
    return made


@flow("credential: create, get, list")
def _():
    name = f"sdk-{uuid.uuid4()}"
    kept["credential"] = client.credentials.creator(credential(name), test=True)
    got = client.credentials.get(kept["credential"].id)
    assert got.name == name and got.host == HOST
    assert [c.id for c in client.credentials.get_all(filter={"name": name}).records] == [got.id]
    assert client.credentials.get_all(limit=1, offset=0).records
    active = {"connectorType": "jdbc", "isActive": True}
    assert got.id in [c.id for c in client.credentials.get_all(filter=active, limit=500).records]
    assert not client.credentials.get_all(filter={"isActive": False}).records


@flow("credential: test, test and update, purge")
def _():
    stored = client.credentials.get(kept["credential"].id).to_credential()
    assert client.credentials.test(stored).is_successful
    stored.password = PASSWORD
    assert client.credentials.test_and_update(stored).id == kept["credential"].id
    client.credentials.purge_by_guid(kept["credential"].id)
    raises(NotFoundError, lambda: client.credentials.get(kept["credential"].id))


@flow("credential: one that does not work")
def _():
    bad = credential("sdk bad")
    bad.host = "nowhere.invalid"
    raises(InvalidRequestError, lambda: client.credentials.creator(bad, test=True))


def tables():
    return (
        FluentSearch()
        .where(CompoundQuery.active_assets())
        .where(CompoundQuery.asset_type(Table))
        .where(Asset.CONNECTION_QUALIFIED_NAME.eq(kept["connection"]))
    )


@flow("search: fluent, paged, counted")
def _():
    found = list(tables().page_size(2).include_on_results("columnCount").execute(client))
    assert found and all(isinstance(each, Table) for each in found)
    assert tables().count(client) == len(found)
    kept["table"] = found[0]


@flow("search: sort and aggregation")
def _():
    request = (
        FluentSearch()
        .where(Asset.CONNECTION_QUALIFIED_NAME.startswith(kept["connection"]))
        .sort(Asset.NAME.order())
        .aggregate("types", Asset.TYPE_NAME.bucket_by())
        .to_request()
    )
    types = client.asset.search(request).aggregations["types"].buckets
    assert "Table" in [bucket.key for bucket in types]


@flow("search: wildcard, regex, match, range")
def _():
    for clause in (
        Table.NAME.wildcard("*"),
        Regexp(field="name.keyword", value=".*"),
        Table.NAME.match(kept["table"].name),
        Table.COLUMN_COUNT.gte(0),
        Table.NAME.has_any_value(),
        Regexp(field="name.keyword", value=kept["table"].name[:2] + "@"),
    ):
        assert tables().where(clause).count(client) > 0, clause


@flow("search: stems")
def _():
    name = kept["table"].name
    assert tables().where(Table.NAME.match_stemmed(name)).count(client) > 0
    assert tables().where(Table.NAME.match_stemmed(name.rstrip("s") + "ing")).count(client) > 0
    assert tables().where(Table.NAME.match_stemmed("nothingofthekind")).count(client) == 0


@flow("find connection by name")
def _():
    found = client.asset.find_connections_by_name("sdk basic", AtlanConnectorType.POSTGRES)
    assert kept["connection"] in [each.qualified_name for each in found]
    raises(
        NotFoundError,
        lambda: client.asset.find_connections_by_name("no such", AtlanConnectorType.POSTGRES),
    )


@flow("get by guid and by qualified name, minimal and whole")
def _():
    table = kept["table"]
    whole = client.asset.get_by_guid(table.guid, Table, ignore_relationships=False)
    assert whole.qualified_name == table.qualified_name
    assert whole.columns
    minimal = client.asset.get_by_qualified_name(table.qualified_name, Table)
    assert minimal.guid == table.guid
    some = client.asset.get_by_guid(table.guid, Table, attributes=[Table.COLUMN_COUNT])
    assert some.column_count is not None
    for wrong in (str(uuid.uuid4()), "no guid"):
        failure = raises(NotFoundError, lambda: client.asset.get_by_guid(wrong, Table))
        assert "ATLAS-404-00-005" in str(failure)
    by_name = lambda: client.asset.get_by_qualified_name("default/none", Table)
    assert "ATLAS-404-00-009" in str(raises(NotFoundError, by_name))


@flow("save: description, certificate, owners")
def _():
    update = Table.updater(kept["table"].qualified_name, kept["table"].name)
    update.user_description = "written by a script"
    assert client.asset.save(update) is not None
    read = client.asset.get_by_guid(
        kept["table"].guid, Table, attributes=[Table.USER_DESCRIPTION]
    )
    assert read.user_description == "written by a script"


@flow("save: what is stored already, what the type does not have")
def _():
    update = Table.updater(kept["table"].qualified_name, kept["table"].name)
    update.user_description = "written by a script"
    again = client.asset.save(update)
    assert again.mutated_entities is None and again.guid_assignments
    assert not again.assets_updated(Table)
    body = update.json(by_alias=True, exclude_unset=True).replace("userDescription", "nonsense")
    entity = {"entities": [__import__("json").loads(body)]}
    BULK_UPDATE = part("client.constants", "BULK_UPDATE")
    fault = raises(
        InvalidRequestError, lambda: client._call_api(BULK_UPDATE, request_obj=entity)
    )
    assert "nonsense: is not an attribute of Table" in str(fault)


@flow("type definitions: by name, by category")
def _():
    definition = client.typedef.get_by_name("Table")
    assert definition.name == "Table" and definition.super_types == ["SQL"]
    entities = client.typedef.get(AtlanTypeCategory.ENTITY)
    assert "Column" in [each.name for each in entities.entity_defs] and not entities.enum_defs
    assert not client.typedef.get(AtlanTypeCategory.ENUM).entity_defs
    raises(NotFoundError, lambda: client.typedef.get_by_name("NoSuchType"))


@flow("save: a connection of one's own")
def _():
    made = with_client(
        Connection.creator,
        name="sdk own",
        connector_type=AtlanConnectorType.POSTGRES,
        admin_roles=[admin()],
    )
    created = client.asset.save(made).assets_created(Connection)
    assert created and created[0].guid


@flow("delete, restore, purge an asset")
def _():
    table = kept["table"]
    client.asset.delete_by_guid(table.guid)
    assert client.asset.restore(Table, table.qualified_name)
    client.asset.purge_by_guid(table.guid)
    raises(NotFoundError, lambda: client.asset.get_by_guid(table.guid, Table))


@flow("lineage list")
def _():
    start = client.asset.get_by_qualified_name(
        kept["table"].qualified_name.rsplit("/", 1)[0], Schema
    )
    list(client.asset.get_lineage_list(FluentLineage(starting_guid=start.guid).request))


@flow("query stream: told that it is not served")
def _():
    request = QueryRequest(
        sql="select 1", data_source_name=kept["connection"], default_schema="x.public"
    )
    raises(InvalidRequestError, lambda: client.queries.stream(request))


@flow("files: presign, upload, download")
def _():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "up.txt")
        with open(source, "w", encoding="utf-8") as out:
            out.write("hello object")
        for key in ("sdk/up.txt", "sdk/größe (May 2024) [final].txt"):
            put = client.files.generate_presigned_url(
                PresignedURLRequest(key=key, expiry="30s", method="PUT")
            )
            client.files.upload_file(presigned_url=put, file_path=source)
            get = client.files.generate_presigned_url(
                PresignedURLRequest(key=key, expiry="30s", method="GET")
            )
            target = os.path.join(folder, "down.txt")
            client.files.download_file(presigned_url=get, file_path=target)
            with open(target, encoding="utf-8") as back:
                assert back.read() == "hello object"


@flow("app: describe, input contract")
def _():
    assert client.app.describe("postgres-crawler").native_ready
    contract = client.app.get_input_contract("postgres-crawler")
    assert "connection" in contract.field_names() and contract.title == "AppInputContract"
    raises(NotFoundError, lambda: client.app.describe("mysql-crawler"))


def app(name):
    return (
        PostgresApp(client)
        .basic(host=HOST, port=PORT, username=USER, password=PASSWORD, database=DATABASE)
        .connection(name, admin_roles=[admin()])
        .include_metadata({DATABASE: [SCHEMA]})
    )


@flow("app: build, run, watch to the end")
def _():
    time.sleep(1.1)
    kept["app name"] = f"sdk app {uuid.uuid4()}"
    kept["app"] = app("sdk app").run(name=kept["app name"])
    until = time.monotonic() + PATIENCE_SECONDS
    run = client.app.get_run(kept["app"].run_id)
    while not run.is_terminal and time.monotonic() < until:
        time.sleep(1)
        run = client.app.get_run(kept["app"].run_id)
    assert run.is_success, run


@flow("app: the same name again gives the workflow that is there")
def _():
    time.sleep(1.1)
    again = app("sdk app two").create(name=kept["app name"])
    assert again.slug == kept["app"].slug


@flow("app: list, get, update, submit, cancel")
def _():
    slug = kept["app"].slug
    assert [w.slug for w in client.app.get_all(name=kept["app name"]).workflows] == [slug]
    time.sleep(1.1)
    other = app("sdk app other").create(name=f"sdk app {uuid.uuid4()}")
    page = client.app.get_all(limit=1)
    assert page.has_more and client.app.get_all(limit=1, cursor=page.next_cursor).workflows
    inputs = dict(client.app.get(slug).inputs)
    inputs["temp_table_regex"] = ".*_tmp"
    assert client.app.update(slug, inputs).version == 2
    attributes = inputs["connection"]["attributes"]
    named = ("qualifiedName", "connectorName", "adminRoles", "adminUsers", "adminGroups")
    inputs["connection"]["attributes"] = {k: v for k, v in attributes.items() if k in named}
    assert client.app.update(slug, inputs).version == 3
    assert kept["workflow"] not in [w.slug for w in client.app.get_all(limit=200).workflows]
    runs = [client.app.submit(slug).run_id for _ in range(3)]
    assert client.app.cancel_run(runs[-1]).cancelled
    assert client.app.delete(other.slug).archived


@flow("app: schedule and delete")
def _():
    slug = kept["app"].slug
    trigger = client.app.add_schedule(slug, "0 9 * * *", "Europe/Paris").trigger_id
    assert client.app.get(slug).schedules[0]["cron"] == "0 9 * * *"
    night = client.app.add_schedule(slug, "30 22 * * 5", "UTC").trigger_id
    assert night != trigger
    crons = {each["trigger_id"]: each["cron"] for each in client.app.get(slug).schedules}
    assert crons == {trigger: "0 9 * * *", night: "30 22 * * 5"}
    assert client.app.remove_schedule(slug, trigger).deleted
    assert [each["trigger_id"] for each in client.app.get(slug).schedules] == [night]
    assert client.app.delete(slug).archived
    raises(NotFoundError, lambda: client.app.get(slug))


def some_tables():
    return list(tables().execute(client).current_page())


@flow("save many at once, merging and replacing")
def _():
    found = some_tables()
    changed = [table.trim_to_required() for table in found]
    for table in changed:
        table.description = "about " + table.name
    assert len(client.asset.save(changed).assets_updated(Table)) == len(found)
    one = found[0].trim_to_required()
    one.user_description = "merged"
    assert client.asset.update_merging_cm(one).assets_updated(Table)
    one.user_description = "replaced"
    assert client.asset.update_replacing_cm(one, replace_atlan_tags=False).assets_updated(Table)
    names = dict(qualified_name=found[0].qualified_name, name=found[0].name)
    status = CertificateStatus.VERIFIED
    assert client.asset.update_certificate(Table, certificate_status=status, **names)
    assert client.asset.remove_certificate(Table, **names)
    notice = Announcement(
        announcement_type=AnnouncementType.WARNING,
        announcement_title="title",
        announcement_message="message",
    )
    assert client.asset.update_announcement(Table, announcement=notice, **names)
    assert client.asset.remove_announcement(Table, **names)


@flow("terms, tags, custom metadata, glossaries are told apart from what is kept")
def _():
    table = some_tables()[0]
    term = AtlasGlossaryTerm.ref_by_guid(str(uuid.uuid4()))
    append = lambda: client.asset.append_terms(asset_type=Table, guid=table.guid, terms=[term])
    raises(InvalidRequestError, append)
    tags = lambda: client.asset.add_atlan_tags(Table, table.qualified_name, ["PII"])
    # Releases differ in what they look up before they send tags.
    raises((NotFoundError, InvalidRequestError, ValueError), tags)
    raises(NotFoundError, lambda: client.custom_metadata_cache.get_id_for_name("RACI"))
    assert client.enum_cache.get_by_name("certificate_status")
    raises(NotFoundError, lambda: client.asset.find_glossary_by_name("none"))
    raises(NotFoundError, lambda: client.asset.find_category_fast_by_name("none", "none"))
    raises(NotFoundError, lambda: client.asset.find_personas_by_name("none"))
    raises(NotFoundError, lambda: client.asset.save(AtlasGlossary.creator(name="none")))


@flow("calls that are not served say so")
def _():
    guid = some_tables()[0].guid
    for call in (
        lambda: client.search_log.search(SearchLogRequest.views_by_guid(guid=guid, size=10)),
        lambda: client.audit.search(AuditSearchRequest.by_guid(guid=guid, size=10)),
        lambda: client.admin.get_keycloak_events(KeycloakEventRequest(size=5)),
        lambda: client.typedef.create(CustomMetadataDef.create(display_name="RACI")),
        lambda: client.token.create("none"),
        lambda: client.group.create(AtlanGroup.create(alias="none")),
        lambda: client.group.purge(guid),
        lambda: client.user.create([AtlanUser.create("a@b.example", "$member")]),
        lambda: client.user.update(guid, AtlanUser()),
    ):
        raises(NotFoundError, call)


@flow("search: clauses that are not served are named")
def _():
    for query in (
        Fuzzy(field="name", value="ordr"),
        SpanTerm(field="name", value="orders"),
        MatchPhrase(field="name", query="a b", slop=1),
    ):
        request = IndexSearchRequest(dsl=DSL(query=query, size=1))
        raises(InvalidRequestError, lambda: client.asset.search(request))


@flow("asyncio client: search, get, save, caches, workflows")
def _():
    async def work():
        async with AsyncAtlanClient() as other:
            found = [table async for table in await tables().execute_async(other)]
            one = await other.asset.get_by_guid(found[0].guid, asset_type=Table)
            changed = one.trim_to_required()
            changed.description = "by asyncio"
            assert (await other.asset.save(changed)).assets_updated(Table)
            assert await other.role_cache.get_id_for_name("$admin") == admin()
            assert await other.workflow.find_by_type(WorkflowPackage.POSTGRES)

    asyncio.run(work())


@flow("connection delete: soft and purge")
def _():
    for delete in (False, True):
        time.sleep(1.1)
        package = ConnectionDelete(qualified_name=kept["connection"], purge=delete)
        reply = client.workflow.run(package.to_workflow())
        assert ended(reply.metadata.name) == AtlanWorkflowPhase.SUCCESS
    assert tables().count(client) == 0


@flow("a key that nobody has")
def _():
    stranger = AtlanClient(base_url=os.environ["ATLAN_BASE_URL"], api_key="nobody")
    raises(AuthenticationError, lambda: stranger.role.get_all())


width = max(len(name) for name, *_ in results)
print()
for name, verdict, text, seconds in results:
    print(f"| {name:<{width}} | {verdict} | {seconds:6.1f} s | {text}")
count = {each: sum(verdict == each for _, verdict, *_ in results) for each in ("pass", "n/a", "FAIL")}
print(
    f"\npyatlan {version}: {count['pass']} of {len(results)} flows passed,"
    f" {count['n/a']} need a newer release, {count['FAIL']} failed"
)
sys.exit(1 if count["FAIL"] else 0)
