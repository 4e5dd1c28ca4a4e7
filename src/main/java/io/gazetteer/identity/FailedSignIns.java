package io.gazetteer.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Remembers wrong passwords per user name, in memory and for a minute, so that guessing is slow.
 * Safe for several threads.
 */
@ApplicationScoped
class FailedSignIns {

  static final int ALLOWED = 5;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_NAMES = 10_000;

  private final Map<String, Failures> byName =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_NAMES;
        }
      };

  private final Clock clock;

  @Inject
  FailedSignIns(Clock clock) {
    this.clock = clock;
  }

  /** True where so many passwords were wrong that the next is not even looked at. */
  synchronized boolean tooMany(String username) {
    Failures failures = byName.get(key(username));
    return failures != null && failures.count() >= ALLOWED && !isOver(failures);
  }

  synchronized void failed(String username) {
    byName.merge(
        key(username),
        new Failures(1, Instant.now(clock)),
        (before, first) ->
            isOver(before) ? first : new Failures(before.count() + 1, before.since()));
  }

  synchronized void succeeded(String username) {
    byName.remove(key(username));
  }

  private boolean isOver(Failures failures) {
    return Instant.now(clock).isAfter(failures.since().plus(WINDOW));
  }

  // A name of a megabyte must not be remembered as such.
  private static String key(String username) {
    String lower = username.toLowerCase(Locale.ROOT);
    return lower.length() <= 200 ? lower : lower.substring(0, 200);
  }

  private record Failures(int count, Instant since) {}
}
