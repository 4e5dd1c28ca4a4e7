package io.gazetteer.identity;

import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Who did what, and when. */
@ApplicationScoped
public class AuditTrail {

  private static final String ADD = SqlFiles.of(AuditTrail.class, "add_event");

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /**
   * Notes one act, in the transaction of the caller where there is one.
   *
   * @param who user name
   * @param action a verb in capitals, for example {@code SIGN_IN}
   * @param what the thing acted on, without secrets
   */
  public void note(String who, String action, String what) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("at", Instant.now(clock))
                .bind("who", who)
                .bind("action", action)
                .bind("what", what)
                .execute());
  }
}
