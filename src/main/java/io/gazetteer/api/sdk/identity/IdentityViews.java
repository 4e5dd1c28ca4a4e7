package io.gazetteer.api.sdk.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gazetteer.identity.Identities.GroupRecord;
import io.gazetteer.identity.Identities.Listed;
import io.gazetteer.identity.Identities.RoleRecord;
import io.gazetteer.identity.Identities.TokenRecord;
import io.gazetteer.identity.Identities.UserRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Roles, groups, users and API tokens in the form that the SDKs read. */
final class IdentityViews {

  private static final String NO_MAIL = "@gazetteer.invalid";
  private static final String NO_ROLE = "$guest";

  private IdentityViews() {}

  /**
   * One page of a list; an empty one ends a client's paging.
   *
   * @param totalRecord how many records there are
   * @param filterRecord how many of them the filter selects
   */
  public record Page<T>(long totalRecord, long filterRecord, List<T> records) {

    static <R, T> Page<T> of(Listed<R> listed, Function<R, T> view) {
      return new Page<>(
          listed.total(), listed.matching(), listed.records().stream().map(view).toList());
    }
  }

  /** A role; counts are text, because the SDKs read text. */
  @Schema(name = "Role")
  public record RoleView(
      UUID id,
      String name,
      String description,
      boolean clientRole,
      String level,
      String memberCount,
      String userCount) {

    static RoleView of(RoleRecord role) {
      String members = Long.toString(role.members());
      return new RoleView(
          role.id(), role.name(), role.description(), false, role.level(), members, members);
    }
  }

  /** A group; roles, personas and purposes are always empty. */
  @Schema(name = "Group")
  public record GroupView(
      UUID id,
      String name,
      String alias,
      String path,
      long userCount,
      GroupAttributes attributes,
      List<String> roles,
      List<String> personas,
      List<String> purposes) {

    static GroupView of(GroupRecord group) {
      return new GroupView(
          group.id(),
          group.name(),
          group.alias(),
          "/" + group.name(),
          group.members(),
          new GroupAttributes(
              List.of(group.alias()), List.of(group.description()), List.of("false")),
          List.of(),
          List.of(),
          List.of());
    }
  }

  /** Each is a list of texts, as the SDKs read them. */
  public record GroupAttributes(
      List<String> alias, List<String> description, List<String> isDefault) {}

  /**
   * A user.
   *
   * @param workspaceRole the highest role
   * @param createdTimestamp epoch milliseconds
   * @param lastLoginTime always null
   * @param attributes always empty
   * @param personas always empty
   */
  @Schema(name = "User")
  public record UserView(
      UUID id,
      String username,
      String email,
      String firstName,
      String lastName,
      boolean enabled,
      boolean emailVerified,
      String workspaceRole,
      long createdTimestamp,
      int groupCount,
      @Schema(nullable = true) Long lastLoginTime,
      List<String> roles,
      Map<String, List<String>> attributes,
      List<String> personas) {

    static UserView of(UserRecord user) {
      return new UserView(
          user.id(),
          user.username(),
          email(user),
          user.firstName(),
          user.lastName(),
          user.enabled(),
          false,
          user.roles().isEmpty() ? NO_ROLE : user.roles().get(0),
          user.createdAt().toEpochMilli(),
          user.groups(),
          null,
          user.roles(),
          Map.of(),
          List.of());
    }

    /**
     * The Java SDK uses the email address as a key and fails on null: a user without one gets an
     * address that no mail server accepts.
     */
    private static String email(UserRecord user) {
      String name = user.username();
      int at = name.indexOf('@', 1);
      return user.email()
          .map(String::strip)
          .filter(address -> !address.isEmpty())
          .orElse(at > 0 && at < name.length() - 1 ? name : name + NO_MAIL);
    }
  }

  @Schema(name = "ApiKey")
  public record ApiKeyView(
      UUID id, UUID clientId, String displayName, ApiKeyAttributes attributes) {

    static ApiKeyView of(TokenRecord token) {
      return new ApiKeyView(
          token.id(), token.id(), token.displayName(), ApiKeyAttributes.of(token));
    }
  }

  /**
   * What the SDKs read besides. The Java SDK reads personas and permissions without checking that
   * they are there; numbers are text, as it writes them.
   *
   * @param createdAt epoch milliseconds
   * @param lifespan seconds; -1 = it never expires
   * @param personaQualifiedName always empty
   * @param workspacePermissions always empty
   */
  public record ApiKeyAttributes(
      UUID clientId,
      String displayName,
      String description,
      String createdBy,
      String createdAt,
      @JsonProperty("access.token.lifespan") String lifespan,
      List<String> personaQualifiedName,
      List<String> workspacePermissions) {

    private static ApiKeyAttributes of(TokenRecord token) {
      Instant createdAt = token.createdAt();
      return new ApiKeyAttributes(
          token.id(),
          token.displayName(),
          "",
          token.username(),
          Long.toString(createdAt.toEpochMilli()),
          Long.toString(token.lifespan().map(Duration::toSeconds).orElse(-1L)),
          List.of(),
          List.of());
    }
  }
}
