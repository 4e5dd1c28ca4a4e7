package io.gazetteer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The store itself refuses what the state machine does not know. */
@ServiceTest
class RunTransitionsStoreTest {

  @Inject Jdbi jdbi;

  private Handle handle;

  @BeforeEach
  void a_pending_and_a_running_run() {
    handle = jdbi.open();
    handle.execute("BEGIN");
    insert("pending", "PENDING", 0, "null");
    insert("running", "RUNNING", 1, "now()");
    handle.execute(
        "INSERT INTO run_scope (run_id, name, position) SELECT id, 'lonely', 0 FROM run WHERE name = 'running'");
  }

  private void insert(String name, String state, int attempts, String startedAt) {
    handle.execute(
        """
        INSERT INTO run (name, uid, workflow_name, kind, state, requested_by_id, requested_by,
                         attempts, created_at, started_at)
        VALUES ('%s', gen_random_uuid(), 'w', 'none', '%s', 'u', 'tester', %d, now(), %s)
        """
            .formatted(name, state, attempts, startedAt));
  }

  @AfterEach
  void leave_no_trace() {
    handle.execute("ROLLBACK");
    handle.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run_state_ck      | UPDATE run SET state = 'STOPPED' WHERE name = 'running'",
        "run_finished_ck   | UPDATE run SET state = 'SUCCEEDED' WHERE name = 'running'",
        "run_finished_ck   | UPDATE run SET finished_at = now() WHERE name = 'running'",
        "run_started_ck    | UPDATE run SET state = 'SUCCEEDED', finished_at = now() WHERE name = 'pending'",
        "run_cancelled_ck  | UPDATE run SET state = 'CANCELLED', finished_at = now() WHERE name = 'pending'",
        "run_failed_ck     | UPDATE run SET state = 'FAILED', finished_at = now() WHERE name = 'running'",
        "run_order_ck      | UPDATE run SET state = 'SUCCEEDED', finished_at = now() - interval '1 day' WHERE name = 'running'",
        "run_degraded_ck   | UPDATE run SET degraded = true WHERE name = 'running'",
        "run_attempts_ck   | UPDATE run SET attempts = 0 WHERE name = 'running'",
        "run_one_running_uk| UPDATE run SET state = 'RUNNING', started_at = now(), attempts = 1 WHERE name = 'pending'",
        "run_name_uk       | UPDATE run SET name = 'running' WHERE name = 'pending'",
        "run_scope_finished_ck | UPDATE run_scope SET state = 'COMPLETE', started_at = now() WHERE name = 'lonely'",
        "run_scope_started_ck  | UPDATE run_scope SET state = 'RUNNING' WHERE name = 'lonely'",
        "run_scope_progress_ck | UPDATE run_scope SET known_objects = 5, done_objects = 6 WHERE name = 'lonely'",
        "run_scope_warnings_ck | UPDATE run_scope SET state = 'DEGRADED', started_at = now(), finished_at = now() WHERE name = 'lonely'",
        "run_scope_failed_ck   | UPDATE run_scope SET state = 'FAILED', started_at = now(), finished_at = now() WHERE name = 'lonely'",
        "run_log_level_ck  | INSERT INTO run_log (run_id, at, level, message) SELECT id, now(), 'LOUD', 'x' FROM run WHERE name = 'running'",
      })
  void an_illegal_move_is_refused(String constraint, String sql) {
    assertThatThrownBy(() -> handle.execute(sql)).hasStackTraceContaining(constraint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE run SET state = 'SUCCEEDED', finished_at = now() WHERE name = 'running'",
        "UPDATE run SET state = 'CANCELLED', finished_at = now(), cancel_requested_at = now(), cancel_requested_by = 'x' WHERE name = 'pending'",
        "UPDATE run SET attempts = 2 WHERE name = 'running'",
        "DELETE FROM run WHERE name = 'running'",
      })
  void a_legal_move_is_not(String sql) {
    assertThat(handle.execute(sql)).isEqualTo(1);
  }
}
