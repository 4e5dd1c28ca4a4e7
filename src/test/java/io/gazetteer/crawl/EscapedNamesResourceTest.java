package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that is not valid in its encoding is read, and so costs no scope its state. */
@ServiceTest
class EscapedNamesResourceTest {

  private String latin1;

  /** The role exists in every database of the server. */
  @BeforeEach
  void createRole() {
    latin1 = Postgres.createDatabase("latin");
    Postgres.execute("postgres", "DROP DATABASE " + latin1);
    Postgres.execute(
        "postgres",
        "CREATE DATABASE %s ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
            .formatted(latin1));
    Postgres.execute(latin1, "CREATE ROLE \"müller\"");
  }

  @AfterEach
  void dropRole() {
    Postgres.execute(latin1, "DROP ROLE \"müller\"");
  }

  @Test
  void every_database_is_complete_with_a_warning_and_found_unchanged_the_next_time() {
    String database = Postgres.createDatabase("valid");
    Postgres.execute(database, "CREATE TABLE public.t (a int)");
    WorkflowBuilder workflow = aWorkflow().of(database);

    JsonPath first = Service.awaitEnd(workflow.start());

    assertThat(first.getString("scopes[0].state")).as(first.prettify()).isEqualTo("COMPLETE");
    assertThat(first.getBoolean("run.degraded")).isFalse();
    assertThat(first.getList("scopes[0].warnings", String.class))
        .singleElement()
        .asString()
        .startsWith("Texts of role m�FCller contain bytes that are not valid");
    assertThat(Service.log(first.getString("run.name")))
        .anyMatch(line -> line.contains("Texts of role m�FCller"));
    JsonPath second = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(second.getString("scopes[0].state")).as(second.prettify()).isEqualTo("COMPLETE");
    assertThat(Service.log(second.getString("run.name")))
        .anyMatch(line -> line.contains("unchanged since"));
  }
}
