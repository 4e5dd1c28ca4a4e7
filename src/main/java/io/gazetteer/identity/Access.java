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
 * The check that each use case makes on its first line. Whoever is signed in may do everything for
 * now, but for what administrators alone may do; users, groups and roles will decide here, and
 * nowhere else.
 */
@ApplicationScoped
public class Access {

  private static final ThreadLocal<Caller> STAND_IN = new ThreadLocal<>();

  private static final String ADMINISTRATOR = "$admin";
  private static final Set<Action> OF_ADMINISTRATORS = EnumSet.of(Action.ROTATE_SECRETS);

  @Inject SecurityIdentity identity;

  /**
   * Who asks, if they may.
   *
   * @throws AppException UNAUTHENTICATED when nobody is signed in, FORBIDDEN when the caller may
   *     not do it
   */
  public Caller check(Action action) {
    Caller caller = STAND_IN.get();
    if (caller != null) {
      return caller;
    }
    // A worker thread has no request, and so nobody who could be signed in.
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
   * True where the caller is an administrator, or work goes on that no request brought. To be asked
   * after {@link #check}, where what may be done depends on more than the action.
   */
  public boolean isAdministrator() {
    return STAND_IN.get() != null || identity.hasRole(ADMINISTRATOR);
  }

  /**
   * Does work in the name of a caller, where no request brought one: start-up, schedules, tests.
   */
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
