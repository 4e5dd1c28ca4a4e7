package io.gazetteer.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the stand-ins for AWS know: keys, roles, and who may connect as which database user. */
public final class AwsAccount {

  /**
   * An access key.
   *
   * @param principal a user's name or a role's ARN
   * @param sessionToken empty for keys that last
   * @param endsAt far away for keys that last
   */
  public record Key(
      String principal, String secret, Optional<String> sessionToken, Instant endsAt) {}

  /**
   * A role.
   *
   * @param caller the only principal that may take it on
   * @param externalId what the caller has to send; empty = nothing
   */
  public record Role(String caller, Optional<String> externalId) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Map<String, Role> roles = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> databaseUsers = new ConcurrentHashMap<>();
  private final Clock clock;

  public AwsAccount(Clock clock) {
    this.clock = clock;
  }

  public Clock clock() {
    return clock;
  }

  public AwsAccount user(String name, String accessKey, String secret) {
    keys.put(accessKey, new Key(name, secret, Optional.empty(), Instant.MAX));
    return this;
  }

  public AwsAccount sessionOf(
      String principal, String accessKey, String secret, String token, Instant endsAt) {
    keys.put(accessKey, new Key(principal, secret, Optional.of(token), endsAt));
    return this;
  }

  public AwsAccount role(String arn, String caller, Optional<String> externalId) {
    roles.put(arn, new Role(caller, externalId));
    return this;
  }

  /** Allows {@code rds-db:connect}. */
  public AwsAccount mayConnect(String principal, String databaseUser) {
    databaseUsers
        .computeIfAbsent(principal, any -> ConcurrentHashMap.newKeySet())
        .add(databaseUser);
    return this;
  }

  Optional<Key> key(String accessKey) {
    return Optional.ofNullable(keys.get(accessKey));
  }

  Optional<Role> role(String arn) {
    return Optional.ofNullable(roles.get(arn));
  }

  boolean connects(String principal, String databaseUser) {
    return databaseUsers.getOrDefault(principal, Set.of()).contains(databaseUser);
  }
}
