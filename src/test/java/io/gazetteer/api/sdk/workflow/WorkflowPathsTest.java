package io.gazetteer.api.sdk.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkflowPathsTest {

  @Test
  void short_and_package_addresses_lead_to_the_service() {
    assertThat(WorkflowPaths.home("/workflows")).contains("/api/service/workflows");
    assertThat(WorkflowPaths.home("/workflows/")).contains("/api/service/workflows");
    assertThat(WorkflowPaths.home("/workflows/submit")).contains("/api/service/workflows/submit");
    assertThat(WorkflowPaths.home("/api/service/package-workflows/x/archive"))
        .contains("/api/service/workflows/x/archive");
  }

  @Test
  void the_connectors_own_addresses_and_all_others_stay() {
    assertThat(WorkflowPaths.home("/workflows/v1")).isEmpty();
    assertThat(WorkflowPaths.home("/workflows/v1/auth")).isEmpty();
    assertThat(WorkflowPaths.home("/workflowsx")).isEmpty();
    assertThat(WorkflowPaths.home("/api/service/workflows")).isEmpty();
    assertThat(WorkflowPaths.home("/api/v1/workflows")).isEmpty();
  }

  @Test
  void a_name_that_begins_with_v1_is_a_workflow() {
    assertThat(WorkflowPaths.home("/workflows/v1x/archive"))
        .contains("/api/service/workflows/v1x/archive");
  }
}
