package io.gazetteer.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Records who did what, and when. */
@ApplicationScoped
public class AuditTrail {

  @Inject AuditEventRepository events;
  @Inject Clock clock;

  /**
   * Records an action, in the caller's transaction if there is one.
   *
   * @param action a verb in capitals, for example {@code SIGN_IN}
   * @param what the object of the action, without secrets
   */
  @Transactional
  public void note(String who, String action, String what) {
    events.persistAndFlush(new AuditEvent(Instant.now(clock), who, action, what));
  }
}
