package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.store.EarlierSchema;
import io.gazetteer.testing.Postgres;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class MigrationTest {

  @Test
  void an_empty_database_is_brought_to_head_and_a_second_time_nothing_happens() {
    String database = Postgres.createDatabase("migration");
    Flyway flyway =
        Flyway.configure().dataSource(Postgres.jdbcUrl(database), "postgres", "").load();
    MigrateResult first = flyway.migrate();
    assertThat(first.migrationsExecuted).isGreaterThanOrEqualTo(6);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(Arrays.stream(flyway.info().all()).map(MigrationInfo::getState))
        .containsOnly(MigrationState.SUCCESS);
  }

  @Test
  void a_database_of_an_earlier_build_is_rejected_and_stays_untouched() {
    String database = Postgres.createDatabase("migration");
    Jdbi jdbi = Jdbi.create(Postgres.jdbcUrl(database), "postgres", "");
    FluentConfiguration configuration =
        Flyway.configure().dataSource(Postgres.jdbcUrl(database), "postgres", "");
    new EarlierSchema().customize(configuration);
    configuration.load().baseline();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE flyway_schema_history SET script = 'V001__create_identity.sql'"));

    assertThatThrownBy(() -> configuration.load().migrate())
        .rootCause()
        .hasMessageContaining("was made by an earlier build of Gazetteer")
        .hasMessageContaining("Nothing in it was changed")
        .isInstanceOfSatisfying(
            AppException.class,
            rejected -> assertThat(rejected.code()).isEqualTo(CommonError.EARLIER_SCHEMA));
    List<String> tables =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                    .mapTo(String.class)
                    .list());
    assertThat(tables).containsExactly("flyway_schema_history");
  }

  @Test
  void a_database_whose_baseline_differs_is_rejected_in_the_same_words() {
    String database = Postgres.createDatabase("migration");
    Flyway flyway =
        Flyway.configure().dataSource(Postgres.jdbcUrl(database), "postgres", "").load();
    flyway.migrate();
    Jdbi.create(Postgres.jdbcUrl(database), "postgres", "")
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE flyway_schema_history SET checksum = 0 WHERE version = '001'"));

    assertThatThrownBy(flyway::migrate)
        .satisfies(
            rejected ->
                assertThat(Gazetteer.whyNotStarted(rejected))
                    .isEqualTo(EarlierSchema.rejected().getMessage()));
  }

  @Test
  void every_constraint_and_index_has_a_name_that_somebody_gave_it() {
    String database = Postgres.createDatabase("migration");
    Flyway.configure().dataSource(Postgres.jdbcUrl(database), "postgres", "").load().migrate();
    Jdbi jdbi = Jdbi.create(Postgres.jdbcUrl(database), "postgres", "");
    // PostgreSQL's own names end so, with a number where one is taken already.
    List<String> unnamed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT t.relname || ': ' || n.name
                          FROM (SELECT conrelid AS relid, conname AS name FROM pg_constraint
                                 -- From 18 on NOT NULL is one too, and never named.
                                 WHERE contype <> 'n'
                                UNION
                                SELECT indrelid, relname FROM pg_index JOIN pg_class ON oid = indexrelid) AS n
                          JOIN pg_class t ON t.oid = n.relid
                         WHERE t.relnamespace = 'public'::regnamespace
                           AND t.relname <> 'flyway_schema_history'
                           AND (n.name ~ '_(pkey|key|fkey|check|excl)[0-9]*$' OR NOT starts_with(n.name, t.relname))
                         ORDER BY 1
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(unnamed).isEmpty();
  }
}
