package io.gazetteer.crawl.run;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.crawl.CrawlError;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.RequestRun;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunOptions;
import io.gazetteer.run.RunRequest;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@ServiceTest
class PrepareCrawlResourceTest {

  private static final Caller TESTER = new Caller("33333333-0000-4000-8000-000000000001", "tester");

  @Inject PrepareCrawl prepare;
  @Inject RequestRun requestRun;
  @Inject FindRuns findRuns;
  @Inject Access access;

  @Test
  void a_run_whose_workflow_is_gone_fails() {
    Run run =
        requestRun.request(new RunRequest("atlan-postgres-1", "crawl", RunOptions.NONE, TESTER));

    assertThat(Service.awaitEnd(run.name()).getString("run.state")).isEqualTo("FAILED");
    assertThatThrownBy(() -> prepare.job(run))
        .hasFieldOrPropertyWithValue("code", CrawlError.CRAWL_WORKFLOW_GONE);
  }

  @Test
  void an_extraction_by_an_agent_fails() {
    String name = aWorkflow().of("postgres").with("extraction-method", "agent").start();

    assertThat(Service.awaitEnd(name).getString("run.state")).isEqualTo("FAILED");
    Run run = access.as(TESTER, () -> findRuns.byName(name)).orElseThrow();
    assertThatThrownBy(() -> prepare.job(run))
        .hasFieldOrPropertyWithValue("code", CrawlError.EXTRACTION_NOT_AVAILABLE);
  }
}
