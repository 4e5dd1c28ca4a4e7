package io.gazetteer.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.SaveConnectionAsset;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.MaintenanceSettings;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.credential.FindTarget;
import io.gazetteer.crawl.offline.OfflineFiles;
import io.gazetteer.crawl.origin.Origin;
import io.gazetteer.run.Run;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.Sources;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Gathers what a crawl works with. */
@ApplicationScoped
class PrepareCrawl {

  @Inject FindWorkflows findWorkflows;
  @Inject FindConnection findConnection;
  @Inject FindTarget findTarget;
  @Inject Sources sources;
  @Inject SaveConnectionAsset saveConnectionAsset;
  @Inject OpenConnection openConnection;
  @Inject OfflineFiles offlineFiles;
  @Inject MaintenanceSettings settings;

  /**
   * The job of a run.
   *
   * @throws AppException CRAWL_WORKFLOW_GONE, EXTRACTION_NOT_AVAILABLE, SOURCE_KIND_UNKNOWN, or
   *     what keeps the credential from being used
   */
  CrawlJob job(Run run) {
    Workflow workflow =
        findWorkflows
            .byName(run.workflowName())
            .orElseThrow(
                () ->
                    new AppException(
                        CrawlError.CRAWL_WORKFLOW_GONE,
                        "The workflow " + run.workflowName() + " was archived meanwhile"));
    Source source = sources.named(workflow.connectorName());
    Selection selection = workflow.filter().selection();
    Origin origin =
        switch (workflow.extractionMethod()) {
          case DIRECT -> server(workflow, source, selection);
          case S3 -> offlineFiles.at(workflow.offlineLocation(), source.connectorName(), selection);
          case AGENT ->
              throw new AppException(
                  CrawlError.EXTRACTION_NOT_AVAILABLE,
                  "Extraction method agent is stored and cannot be run; direct and s3 can");
        };
    return CrawlJob.of(workflow, origin, source);
  }

  private Origin server(Workflow workflow, Source source, Selection selection) {
    UUID credential =
        workflow
            .credentialGuid()
            .orElseThrow(
                () ->
                    new AppException(
                        CrawlError.EXTRACTION_NOT_AVAILABLE,
                        "Direct extraction needs a credential and the workflow "
                            + workflow.name()
                            + " has none; create it anew with one"));
    return new ServerOrigin(
        openConnection,
        findTarget.byCredential(credential).withConnector(source.connectorName()),
        source,
        selection,
        settings.maintenanceDatabases().orElseGet(source::maintenanceDatabases));
  }

  /** Makes the connection findable as an asset, before anything of it is read. */
  void showConnection(CrawlJob job, Run run) {
    Connection connection =
        findConnection.byQualifiedName(job.connectionQualifiedName()).orElseThrow();
    ObjectNode attributes = ConnectionEntities.entity(connection);
    job.origin()
        .address()
        .ifPresentOrElse(
            address -> attributes.put("host", address.host()).put("port", address.port()),
            () -> keepAddress(connection.qualifiedName(), attributes));
    saveConnectionAsset.save(
        connection.guid(),
        connection.qualifiedName(),
        connection.name(),
        attributes,
        job.workflow(),
        run.name());
  }

  /** Host and port as the last run knew them that was told. */
  private void keepAddress(String qualifiedName, ObjectNode attributes) {
    JsonNode before = saveConnectionAsset.attributes(qualifiedName);
    for (String name : List.of("host", "port")) {
      if (before.has(name)) {
        attributes.set(name, before.get(name));
      }
    }
  }
}
