package io.gazetteer.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts failed sign-ins by user and by client address, to slow down guessing. Counts are kept in
 * memory for a limited time. A user can still sign in from an address used before while others
 * guess from elsewhere. Thread-safe.
 */
@ApplicationScoped
class FailedSignIns {

  static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST_KEY = 200;
  private static final int IPV6_NETWORK_BYTES = 8;

  private enum Of {
    USER_AT_ADDRESS,
    USER,
    ADDRESS,
    TOKENS_OF_ADDRESS
  }

  private record Key(Of of, String user, String address) {}

  private record Failures(int count, Instant since) {}

  private final Map<Key, Failures> failures = bounded();
  private final Map<Key, Boolean> known = bounded();
  private final Clock clock;
  private final SignInSettings settings;

  @Inject
  FailedSignIns(Clock clock, SignInSettings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  private static <V> Map<Key, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
        return size() > MOST_REMEMBERED;
      }
    };
  }

  /**
   * Counts an attempt as failed, before its password is checked. {@link #right} takes it back. So
   * concurrent attempts count like consecutive ones.
   *
   * @throws TooManySignInsException if the limit is reached; such an attempt is not counted
   */
  synchronized void tryPassword(String username, String address) {
    List<Key> keys = keys(username, address);
    for (Key key : keys) {
      boolean elsewhere = key.of() == Of.USER && known.containsKey(keys.get(0));
      if (!elsewhere && count(key) >= limit(key.of())) {
        throw tooMany(key);
      }
    }
    keys.forEach(this::add);
  }

  /** Takes back the failure that {@link #tryPassword} counted, because the password was right. */
  synchronized void right(String username, String address) {
    List<Key> keys = keys(username, address);
    failures.remove(keys.get(0));
    keys.forEach(
        key ->
            failures.computeIfPresent(
                key, (same, before) -> new Failures(before.count() - 1, before.since())));
    known.remove(keys.get(0));
    known.put(keys.get(0), true);
  }

  /**
   * Counts a wrong token.
   *
   * @throws TooManySignInsException if the limit was reached before
   */
  synchronized void wrongToken(String address) {
    Key key = new Key(Of.TOKENS_OF_ADDRESS, "", network(address));
    if (count(key) >= settings.wrongTokens()) {
      throw tooMany(key);
    }
    add(key);
  }

  private List<Key> keys(String username, String address) {
    String user = cut(username.toLowerCase(Locale.ROOT));
    String network = network(address);
    return List.of(
        new Key(Of.USER_AT_ADDRESS, user, network),
        new Key(Of.USER, user, ""),
        new Key(Of.ADDRESS, "", network));
  }

  private int limit(Of of) {
    return switch (of) {
      case USER_AT_ADDRESS -> settings.wrongPasswords();
      case USER -> settings.wrongPasswordsOfUser();
      case ADDRESS -> settings.wrongPasswordsOfAddress();
      case TOKENS_OF_ADDRESS -> settings.wrongTokens();
    };
  }

  private int count(Key key) {
    Failures before = failures.get(key);
    return before == null || isOver(before) ? 0 : before.count();
  }

  private void add(Key key) {
    Failures first = new Failures(1, clock.instant());
    Failures before = failures.get(key);
    failures.put(
        key,
        before == null || isOver(before)
            ? first
            : new Failures(before.count() + 1, before.since()));
  }

  private boolean isOver(Failures before) {
    return !clock.instant().isBefore(before.since().plus(settings.window()));
  }

  private TooManySignInsException tooMany(Key key) {
    Instant end = failures.get(key).since().plus(settings.window());
    // Rounded up: a client that waits that long must not be too early.
    Duration wait = Duration.between(clock.instant(), end).plusMillis(999);
    return new TooManySignInsException(Math.max(1, wait.toSeconds()));
  }

  // Whoever has an IPv6 address has all of its network. A name of a megabyte must not be remembered
  // as such.
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return cut(address);
    }
    try {
      // What has a colon is an address or nothing; no name is looked up.
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
    } catch (UnknownHostException noAddress) {
      return cut(address);
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY);
  }
}
