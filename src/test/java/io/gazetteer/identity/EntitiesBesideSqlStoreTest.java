package io.gazetteer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.testing.ServiceTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entities and SQL files in one transaction, shown with users. */
@ServiceTest
class EntitiesBesideSqlStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Inject UserRepository users;
  @Inject Jdbi jdbi;

  private final String name = "entity-" + UUID.randomUUID();

  @AfterEach
  void delete_the_user() {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM app_user WHERE username = ?", name));
  }

  private void add() {
    users.persist(new UserAccount(name, NOW));
  }

  private int rows() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM app_user WHERE username = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one());
  }

  private void setHashBySql(String hash) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE app_user SET password_hash = ?, version = version + 1 WHERE username = ?",
                hash,
                name));
  }

  @Test
  void sql_sees_what_an_entity_changed_earlier_in_the_transaction() {
    int seen =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  add();
                  return rows();
                });

    assertThat(seen).isEqualTo(1);
  }

  @Test
  void an_entity_shows_what_sql_changed_earlier_in_the_transaction() {
    QuarkusTransaction.requiringNew().run(this::add);

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertThat(users.account(name).orElseThrow().passwordHash()).isEmpty();
              setHashBySql("changed");
              assertThat(users.account(name).orElseThrow().passwordHash()).contains("changed");
            });
  }

  @Test
  void an_entity_loaded_while_sql_runs_is_detached_after_it() {
    QuarkusTransaction.requiringNew().run(this::add);

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              jdbi.useHandle(
                  handle -> {
                    assertThat(users.account(name).orElseThrow().passwordHash()).isEmpty();
                    handle.execute(
                        "UPDATE app_user SET password_hash = 'changed' WHERE username = ?", name);
                  });
              assertThat(users.account(name).orElseThrow().passwordHash()).contains("changed");
            });
  }

  @Test
  void entities_and_sql_are_rolled_back_together() {
    QuarkusTransaction.requiringNew().run(this::add);

    QuarkusTransaction.begin();
    users.setPasswordHash(name, "by entity");
    jdbi.useHandle(handle -> handle.execute("UPDATE app_user SET email = 'sql@example.org'"));
    QuarkusTransaction.rollback();

    assertThat(users.passwordHash(name)).isEmpty();
    int addresses =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM app_user WHERE email LIKE 'sql@%'")
                    .mapTo(Integer.class)
                    .one());
    assertThat(addresses).isZero();
  }

  @Test
  void a_change_that_would_overwrite_another_one_unseen_is_rejected() {
    QuarkusTransaction.requiringNew().run(this::add);

    QuarkusTransaction.begin();
    UserAccount stale = users.account(name).orElseThrow();
    QuarkusTransaction.requiringNew().run(() -> setHashBySql("the other's"));
    stale.setPasswordHash("mine");
    assertThatThrownBy(users::flush).isInstanceOf(OptimisticLockException.class);
    QuarkusTransaction.rollback();

    assertThat(users.passwordHash(name)).contains("the other's");
  }

  @Test
  void an_entity_that_breaks_its_rules_is_not_stored() {
    QuarkusTransaction.begin();
    users.persist(new UserAccount(name, null));
    assertThatThrownBy(users::flush).isInstanceOf(ConstraintViolationException.class);
    QuarkusTransaction.rollback();

    assertThat(rows()).isZero();
  }
}
