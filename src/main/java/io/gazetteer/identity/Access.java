package io.gazetteer.identity;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The permission check that each use case makes on its first line. Nothing else decides who may do
 * what. For now, signed-in users may do everything except what is reserved for administrators.
 */
@ApplicationScoped
public class Access {

  private static final ThreadLocal<Caller> STAND_IN = new ThreadLocal<>();

  private static final String ADMINISTRATOR = "$admin";
  private static final Set<Action> OF_ADMINISTRATORS = EnumSet.of(Action.ROTATE_SECRETS);

  @Inject SecurityIdentity identity;

  /**
   * Returns the caller if the caller may do that.
   *
   * @throws AppException UNAUTHENTICATED if nobody is signed in; FORBIDDEN if the caller may not do
   *     it
   */
  public Caller check(Action action) {
    Caller caller = STAND_IN.get();
    if (caller != null) {
      return caller;
    }
    // A worker thread has no request, and so no signed-in user.
    if (!Arc.container().requestContext().isActive() || identity.isAnonymous()) {
      throw new AppException(CommonError.UNAUTHENTICATED, "Sign in first");
    }
    if (OF_ADMINISTRATORS.contains(action) && !identity.hasRole(ADMINISTRATOR)) {
      throw new AppException(CommonError.FORBIDDEN, "Only administrators can do this");
    }
    String userId = identity.getAttribute(KnownUser.USER_ID);
    return new Caller(userId, identity.getPrincipal().getName());
  }

  /**
   * Returns whether the caller is an administrator, or the work belongs to no request. Call {@link
   * #check} first; use this if permission depends on more than the action.
   */
  public boolean isAdministrator() {
    return STAND_IN.get() != null || identity.hasRole(ADMINISTRATOR);
  }

  /** Runs work on behalf of a caller outside a request: at start-up, for schedules, in tests. */
  public <T> T as(Caller caller, Supplier<T> work) {
    Caller before = STAND_IN.get();
    STAND_IN.set(caller);
    try {
      return work.get();
    } finally {
      if (before == null) {
        STAND_IN.remove();
      } else {
        STAND_IN.set(before);
      }
    }
  }
}
