package io.gazetteer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.SettableClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which published runs go, by their number and by their age. */
@ServiceTest
class KeptPublicationsStoreTest {

  private static final Duration FAILED_AGE = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);

  @Inject Jdbi jdbi;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T00:00:00Z"));
  private final PublicationRepository publications = new PublicationRepository(clock);
  private int runs;

  @BeforeEach
  void begin_what_is_undone() {
    QuarkusTransaction.begin();
  }

  @AfterEach
  void undo() {
    QuarkusTransaction.rollback();
  }

  /** Begins to publish another run of a workflow, and tells the run's name. */
  private String begun(String workflow, String store, int keepRuns, int keepDays) {
    String run = workflow + "-run-" + ++runs;
    long id =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO run (name, uid, workflow_name, kind, state, requested_by_id, requested_by,
                                         attempts, created_at, started_at, finished_at)
                        VALUES (:name, gen_random_uuid(), :workflow, 'crawl', 'SUCCEEDED', '1', 'admin', 1,
                                :now, :now, :now)
                        RETURNING id\
                        """)
                    .bind("name", run)
                    .bind("workflow", workflow)
                    .bind("now", clock.instant())
                    .mapTo(Long.class)
                    .one());
    publications.begin(id, workflow, "postgres", store, new Publication.Keep(keepRuns, keepDays));
    return run;
  }

  private String published(String workflow, String store, int keepRuns, int keepDays) {
    String run = begun(workflow, store, keepRuns, keepDays);
    publications.published(find(run).runId(), Spools.draft(run));
    return run;
  }

  private String published(int keepRuns, int keepDays) {
    return published("w", "s3", keepRuns, keepDays);
  }

  private Publication find(String run) {
    return publications.find(run).orElseThrow();
  }

  private List<String> expired(String run) {
    return publications.expired(find(run), FAILED_AGE).stream().map(Publication::run).toList();
  }

  @Test
  void runs_go_when_they_are_older_than_the_days_and_not_a_moment_before() {
    String first = published(100, 3);
    clock.advance(DAY);
    String second = published(100, 3);
    clock.advance(DAY.multipliedBy(2));
    String third = published(100, 3);
    assertThat(expired(third)).as("three days old to the moment").isEmpty();

    clock.advance(Duration.ofMillis(1));
    assertThat(expired(third)).containsExactly(first);
    clock.advance(DAY);
    assertThat(expired(third)).containsExactly(first, second);
  }

  @Test
  void the_newest_published_run_stays_however_old_it_is() {
    String only = published(1, 1);
    clock.advance(DAY.multipliedBy(1000));
    assertThat(expired(only)).isEmpty();

    String failed = begun("w", "s3", 1, 1);
    publications.failed(
        find(failed).runId(), PublicationError.PUBLICATION_STOPPED, "It was stopped");
    assertThat(expired(failed)).as("the newest that can be read is the older one").isEmpty();
  }

  @Test
  void number_and_age_each_let_runs_go() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(published(3, 2));
      clock.advance(Duration.ofHours(12));
    }
    String newest = all.get(4);
    assertThat(expired(newest)).as("beyond the number").containsExactly(all.get(0), all.get(1));

    clock.advance(Duration.ofHours(12 * 2));
    assertThat(expired(newest))
        .as("beyond the number, and too old")
        .containsExactly(all.get(0), all.get(1), all.get(2));
    clock.advance(DAY.multipliedBy(30));
    assertThat(expired(newest)).containsExactlyElementsOf(all.subList(0, 4));
  }

  @Test
  void without_days_none_goes_by_age() {
    published(2, 0);
    clock.advance(DAY.multipliedBy(5000));
    assertThat(expired(published(2, 0))).isEmpty();
  }

  @Test
  void other_workflows_and_other_stores_are_left_alone() {
    published("other", "s3", 1, 1);
    published("w", "local", 1, 1);
    clock.advance(DAY.multipliedBy(10));
    assertThat(expired(published(1, 1))).isEmpty();
  }

  @Test
  void what_goes_on_stays_and_what_failed_goes_when_nobody_can_publish_it_any_more() {
    String stopped = begun("w", "s3", 1, 1);
    publications.failed(
        find(stopped).runId(), PublicationError.PUBLICATION_STOPPED, "It was stopped");
    clock.advance(FAILED_AGE);
    String newest = published(1, 1);
    assertThat(expired(newest)).isEmpty();

    clock.advance(Duration.ofMillis(1));
    assertThat(expired(newest)).containsExactly(stopped);
    publications.removing(find(stopped).runId());
    assertThat(find(stopped).state()).isEqualTo(Publication.State.REMOVING);
    assertThat(expired(newest)).as("half deleted").containsExactly(stopped);
    publications.removed(find(stopped).runId());
    assertThat(expired(newest)).isEmpty();
    assertThat(find(newest).state()).isEqualTo(Publication.State.PUBLISHED);
  }
}
