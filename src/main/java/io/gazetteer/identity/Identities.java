package io.gazetteer.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Roles, groups, users and API tokens as they are listed; never a secret. */
public final class Identities {

  private Identities() {}

  /**
   * One page of a list; empty where the offset is behind the end.
   *
   * @param total how many records there are
   * @param matching how many of them the filter selects
   */
  public record Listed<T>(long total, long matching, List<T> records) {}

  /**
   * A role.
   *
   * @param name for example {@code $admin}
   * @param members how many users hold it
   */
  public record RoleRecord(UUID id, String name, String description, String level, long members) {}

  public record GroupRecord(UUID id, String name, String alias, String description, long members) {}

  /**
   * A user.
   *
   * @param firstName empty where none is known
   * @param lastName likewise
   * @param roles names of the roles that the user holds, the highest first
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
   * An API token without anything from which it could be made.
   *
   * @param username its owner
   * @param lifespan empty where it never expires
   */
  public record TokenRecord(
      UUID id,
      String displayName,
      String username,
      Instant createdAt,
      Optional<Duration> lifespan) {}
}
