package io.gazetteer.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Roles, groups, users and API tokens as lists show them, without secrets. */
public final class Identities {

  private Identities() {}

  /**
   * A page of a list; empty if the offset is beyond the end.
   *
   * @param total number of records
   * @param matching number of records that the filter selects
   */
  public record Listed<T>(long total, long matching, List<T> records) {}

  /**
   * A role.
   *
   * @param name for example {@code $admin}
   * @param members number of users who have it
   */
  public record RoleRecord(UUID id, String name, String description, String level, long members) {}

  public record GroupRecord(UUID id, String name, String alias, String description, long members) {}

  /**
   * A user.
   *
   * @param firstName empty if unknown
   * @param lastName empty if unknown
   * @param roles names of the user's roles, highest first
   * @param groups number of groups that the user is in
   */
  public record UserRecord(
      UUID id,
      String username,
      Optional<String> email,
      String firstName,
      String lastName,
      boolean enabled,
      Instant createdAt,
      List<String> roles,
      int groups) {}

  /**
   * An API token, without the token itself.
   *
   * @param username its owner
   * @param lifespan empty if it never expires
   */
  public record TokenRecord(
      UUID id,
      String displayName,
      String username,
      Instant createdAt,
      Optional<Duration> lifespan) {}
}
