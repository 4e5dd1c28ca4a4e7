package io.gazetteer.crawl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.asset.SaveConnectionAsset;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.FindTarget;
import io.gazetteer.run.Run;
import io.gazetteer.source.Source;
import io.gazetteer.source.Sources;
import io.gazetteer.workflow.ExtractionMethod;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Gathers what a crawl works with. */
@ApplicationScoped
class PrepareCrawl {

  @Inject FindWorkflows findWorkflows;
  @Inject FindConnection findConnection;
  @Inject FindTarget findTarget;
  @Inject Sources sources;
  @Inject SaveConnectionAsset saveConnectionAsset;

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
    if (workflow.extractionMethod() != ExtractionMethod.DIRECT) {
      throw new AppException(
          CrawlError.EXTRACTION_NOT_AVAILABLE,
          "Extraction method %s is stored and cannot be run yet; only direct extraction can"
              .formatted(workflow.extractionMethod().wire()));
    }
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
    Source source = sources.named(workflow.connectorName());
    ConnectionTarget target =
        findTarget.byCredential(credential).withConnector(source.connectorName());
    return new CrawlJob(workflow, target, source, CrawlSelection.of(workflow.filter()));
  }

  /** Makes the connection findable as an asset, before anything of it is read. */
  void showConnection(CrawlJob job, Run run) {
    Connection connection =
        findConnection.byQualifiedName(job.connectionQualifiedName()).orElseThrow();
    ObjectNode attributes = ConnectionEntities.entity(connection);
    attributes.put("host", job.target().host());
    attributes.put("port", job.target().port());
    saveConnectionAsset.save(
        connection.guid(),
        connection.qualifiedName(),
        connection.name(),
        attributes,
        job.workflow().name(),
        run.name());
  }
}
