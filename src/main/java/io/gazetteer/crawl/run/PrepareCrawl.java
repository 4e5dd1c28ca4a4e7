package io.gazetteer.crawl.run;

import io.gazetteer.asset.AttributeValue;
import io.gazetteer.asset.SaveConnectionAsset;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.MaintenanceSettings;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.credential.FindTarget;
import io.gazetteer.crawl.CrawlError;
import io.gazetteer.crawl.offline.OfflineFiles;
import io.gazetteer.crawl.read.Origin;
import io.gazetteer.crawl.server.ServerOrigin;
import io.gazetteer.run.Run;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.Sources;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** Determines what a run crawls, and creates the asset of its connection. */
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
   * Returns the job of a run.
   *
   * @throws AppException CRAWL_WORKFLOW_GONE, EXTRACTION_NOT_AVAILABLE, SOURCE_KIND_UNKNOWN, or why
   *     the credential cannot be used
   */
  CrawlJob job(Run run) {
    Workflow workflow = workflow(run);
    Source source = sources.named(workflow.connectorName());
    Selection selection = workflow.filter().selection();
    Origin origin =
        switch (workflow.extractionMethod()) {
          case DIRECT -> server(workflow, source, selection);
          case S3 -> offlineFiles.at(workflow.offlineLocation(), source.connectorName(), selection);
          case AGENT ->
              throw new AppException(
                  CrawlError.EXTRACTION_NOT_AVAILABLE,
                  "Extraction method agent is not available yet. Use direct or s3");
        };
    return CrawlJob.of(workflow, origin, source);
  }

  /**
   * Returns the workflow of a run.
   *
   * @throws AppException CRAWL_WORKFLOW_GONE
   */
  Workflow workflow(Run run) {
    return findWorkflows
        .byName(run.workflowName())
        .orElseThrow(
            () ->
                new AppException(
                    CrawlError.CRAWL_WORKFLOW_GONE,
                    "The workflow " + run.workflowName() + " has been archived"));
  }

  private Origin server(Workflow workflow, Source source, Selection selection) {
    UUID credential =
        workflow
            .credentialGuid()
            .orElseThrow(
                () ->
                    new AppException(
                        CrawlError.EXTRACTION_NOT_AVAILABLE,
                        "Direct extraction needs a credential, but the workflow "
                            + workflow.name()
                            + " has none. Create it again with one"));
    return new ServerOrigin(
        openConnection,
        findTarget.byCredential(credential).withConnector(source.connectorName()),
        source,
        selection,
        settings.maintenanceDatabases().orElseGet(source::maintenanceDatabases));
  }

  /** Creates or updates the asset of the connection, before anything is read. */
  void showConnection(CrawlJob job, Run run) {
    Connection connection =
        findConnection.byQualifiedName(job.connectionQualifiedName()).orElseThrow();
    Map<String, AttributeValue> attributes = ConnectionEntities.attributes(connection);
    job.origin()
        .address()
        .ifPresentOrElse(
            address -> {
              attributes.put("host", new AttributeValue.Text(address.host()));
              attributes.put("port", AttributeValue.of(address.port()));
            },
            () ->
                attributes.putAll(
                    ConnectionEntities.address(
                        saveConnectionAsset.find(connection.qualifiedName()))));
    saveConnectionAsset.save(
        connection.guid(),
        connection.qualifiedName(),
        connection.name(),
        attributes,
        job.workflow(),
        run.name());
  }
}
