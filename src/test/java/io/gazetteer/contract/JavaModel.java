package io.gazetteer.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as the Java SDK reads them: the types of what it reads, what it cannot take null for, and
 * its caches, whose maps hold no null. It is stricter than the SDK about types, as versions differ
 * in what they coerce.
 */
final class JavaModel {

  private static final ObjectMapper STRICT = StrictMapper.of(false);

  /** The SDK fails on a key that its error class does not have. */
  private static final ObjectMapper ERRORS = StrictMapper.of(true);

  private JavaModel() {}

  private static boolean isNested(Object value) {
    return value instanceof Map || value instanceof List;
  }

  /** The SDK's caches are concurrent maps, which take neither a key nor a value of null. */
  private static void cached(String key, String value) {
    requireNonNull(key, "key of a cache");
    requireNonNull(value, "value of a cache");
  }

  record Role(
      String id,
      String name,
      String description,
      Boolean clientRole,
      String level,
      String memberCount,
      String userCount) {}

  record User(
      String id,
      String username,
      String email,
      Boolean emailVerified,
      Boolean enabled,
      String firstName,
      String lastName,
      String workspaceRole,
      Map<String, List<String>> attributes,
      Long createdTimestamp,
      Long lastLoginTime,
      Long groupCount,
      List<String> roles,
      List<Map<String, String>> personas) {
    User {
      requireNonNull(id, "id");
      requireNonNull(username, "username");
      requireNonNull(email, "email");
    }
  }

  record Group(
      String id,
      String name,
      String alias,
      String path,
      Map<String, List<String>> attributes,
      List<String> roles,
      List<Map<String, String>> personas,
      Long userCount) {}

  record TokenAttributes(
      @JsonProperty("access.token.lifespan") String lifespan,
      String createdAt,
      String createdBy,
      List<String> personaQualifiedName,
      List<String> workspacePermissions) {
    TokenAttributes {
      requireNonNull(personaQualifiedName, "personaQualifiedName");
      requireNonNull(workspacePermissions, "workspacePermissions");
    }
  }

  record ApiToken(String id, String clientId, String displayName, TokenAttributes attributes) {
    ApiToken {
      requireNonNull(clientId, "clientId");
    }
  }

  record Roles(Integer totalRecord, Integer filterRecord, List<Role> records) {
    Roles {
      for (Role role : records) {
        cached(role.id(), role.name());
        cached(role.name(), role.description());
      }
    }
  }

  record Users(Integer totalRecord, Integer filterRecord, List<User> records) {
    Users {
      records.forEach(user -> cached(user.email(), user.id()));
    }
  }

  record Groups(Integer totalRecord, Integer filterRecord, List<Group> records) {
    Groups {
      for (Group group : records) {
        cached(group.id(), group.name());
        cached(group.alias(), group.id());
      }
    }
  }

  record ApiTokens(Integer totalRecord, Integer filterRecord, List<ApiToken> records) {
    ApiTokens {
      requireNonNull(records, "records");
    }
  }

  record WhoAmI(
      String userId,
      String username,
      String workspaceRole,
      List<String> defaultRoles,
      List<String> permissions,
      List<Map<String, String>> groups,
      List<Map<String, String>> roles) {
    WhoAmI {
      requireNonNull(roles, "roles");
    }
  }

  record Metadata(
      String name,
      String namespace,
      String uid,
      String resourceVersion,
      String generateName,
      Long generation,
      String creationTimestamp,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  record Spec(
      List<Map<String, Object>> templates,
      String entrypoint,
      Map<String, String> workflowTemplateRef,
      Metadata workflowMetadata) {}

  enum Phase {
    Succeeded,
    Running,
    Failed,
    Error,
    Pending
  }

  record Status(
      Long estimatedDuration,
      Phase phase,
      Map<String, Object> outputs,
      String startedAt,
      String finishedAt,
      String message,
      String progress,
      List<Object> conditions,
      Map<String, Long> resourcesDuration) {}

  record Workflow(Metadata metadata, Spec spec, Status status, List<Object> payload) {
    Workflow {
      requireNonNull(metadata.name(), "metadata.name");
      requireNonNull(spec, "spec");
    }
  }

  record Source(String kind, String apiVersion, Metadata metadata, Spec spec, Status status) {
    Source {
      requireNonNull(spec.workflowTemplateRef().get("name"), "spec.workflowTemplateRef.name");
      requireNonNull(metadata.name(), "metadata.name");
    }
  }

  record Hit(
      @JsonProperty("_index") String index,
      @JsonProperty("_type") String type,
      @JsonProperty("_id") String id,
      List<Object> sort,
      @JsonProperty("_source") Source source) {
    Hit {
      requireNonNull(source, "_source");
    }
  }

  record Hits(Map<String, Object> total, List<Hit> hits) {
    Hits {
      requireNonNull(hits, "hits");
    }
  }

  record Found(Long took, Hits hits, @JsonProperty("_shards") Map<String, Object> shards) {
    Found {
      requireNonNull(hits, "hits");
    }
  }

  record Credential(
      String id,
      String version,
      Boolean isActive,
      Long createdAt,
      Long updatedAt,
      String createdBy,
      String tenantId,
      String name,
      String description,
      String connectorConfigName,
      String connector,
      String connectorType,
      String authType,
      String host,
      Integer port,
      String username,
      Map<String, Object> extra) {
    Credential {
      requireNonNull(id, "id");
      // The SDK turns numbers and booleans into text here, and fails on what is nested.
      if (extra != null && extra.values().stream().anyMatch(JavaModel::isNested)) {
        throw new IllegalArgumentException("extra holds more than texts");
      }
    }
  }

  record Credentials(List<Credential> records) {
    Credentials {
      requireNonNull(records, "records");
    }
  }

  record CredentialTest(Long code, String message, String error, String requestId) {
    CredentialTest {
      requireNonNull(message, "message");
    }
  }

  enum EntityStatus {
    ACTIVE,
    DELETED,
    PURGED
  }

  record Entity(
      String typeName,
      String guid,
      EntityStatus status,
      String displayText,
      String createdBy,
      String updatedBy,
      Long createTime,
      Long updateTime,
      Boolean isIncomplete,
      Map<String, Object> attributes,
      Map<String, Object> relationshipAttributes,
      Map<String, String> customAttributes,
      List<String> classificationNames,
      List<String> meaningNames,
      List<Object> meanings) {
    Entity {
      requireNonNull(typeName, "typeName");
      requireNonNull(guid, "guid");
    }
  }

  record EntityReply(Entity entity, Map<String, Object> referredEntities) {
    EntityReply {
      requireNonNull(entity, "entity");
    }
  }

  record SearchParameters(String query, List<String> attributes, List<String> relationAttributes) {
    SearchParameters {
      // The next page is read from it.
      requireNonNull(query, "searchParameters.query");
    }
  }

  record IndexSearch(
      String queryType,
      SearchParameters searchParameters,
      List<Entity> entities,
      Map<String, Object> aggregations,
      long approximateCount) {}

  record Mutation(Map<String, List<Entity>> mutatedEntities, Map<String, String> guidAssignments) {}

  record Lineage(List<Entity> entities, boolean hasMore, Integer entityCount) {}

  record TypeDef(String category, String name, String guid) {
    TypeDef {
      requireNonNull(name, "name");
    }
  }

  record TypeDefs(
      List<TypeDef> enumDefs,
      List<TypeDef> structDefs,
      List<TypeDef> classificationDefs,
      List<TypeDef> entityDefs,
      List<TypeDef> relationshipDefs,
      List<TypeDef> businessMetadataDefs) {
    TypeDefs {
      classificationDefs.forEach(each -> requireNonNull(each.name()));
      businessMetadataDefs.forEach(each -> requireNonNull(each.name()));
    }
  }

  record ErrorAnswer(
      Long code, String errorCode, String errorMessage, String message, String requestId) {}

  /** The class of an answer; empty for calls that the Java SDK does not make. */
  private static Optional<Class<?>> of(String method, String path) {
    String at = method + " " + path.replaceAll("/$", "");
    if (at.contains("/app") || at.contains("/files") || at.contains("/runs/cron")) {
      return Optional.empty();
    }
    if (at.endsWith("BetweenDuration") || at.endsWith("/archive") || at.contains("/sql/")) {
      return Optional.empty();
    }
    if (at.matches("POST .*/(workflows|package-workflows|runs)/indexsearch")) {
      return Optional.of(Found.class);
    }
    if (at.matches("POST .*/((package-)?workflows|runs)(/.*)?")) {
      return Optional.of(Workflow.class);
    }
    return ofOthers(at);
  }

  private static Optional<Class<?>> ofOthers(String at) {
    return switch (at) {
      case "GET /api/service/roles" -> Optional.of(Roles.class);
      case "GET /api/service/users" -> Optional.of(Users.class);
      case "GET /api/service/users/current" -> Optional.of(User.class);
      case "GET /api/service/groups", "GET /api/service/v2/groups" -> Optional.of(Groups.class);
      case "GET /api/service/apikeys" -> Optional.of(ApiTokens.class);
      case "GET /api/service/whoami" -> Optional.of(WhoAmI.class);
      case "GET /api/service/credentials" -> Optional.of(Credentials.class);
      case "POST /api/service/credentials/test" -> Optional.of(CredentialTest.class);
      case "POST /api/meta/search/indexsearch" -> Optional.of(IndexSearch.class);
      case "POST /api/meta/entity/bulk", "DELETE /api/meta/entity/bulk" ->
          Optional.of(Mutation.class);
      case "POST /api/meta/lineage/list" -> Optional.of(Lineage.class);
      case "GET /api/meta/types/typedefs" -> Optional.of(TypeDefs.class);
      default ->
          at.matches("(GET|POST) /api/service/credentials(/[^/]+)?")
              ? Optional.of(Credential.class)
              : at.startsWith("GET /api/meta/entity/")
                  ? Optional.of(EntityReply.class)
                  : Optional.empty();
    };
  }

  /**
   * Fails where the SDK could not read an answer.
   *
   * @return whether the SDK makes such a call
   */
  static boolean check(String method, String path, int status, JsonNode answer) {
    Optional<Class<?>> model = status < 400 ? of(method, path) : Optional.of(ErrorAnswer.class);
    model.ifPresent(
        type -> read(status < 400 ? STRICT : ERRORS, answer, type, method + " " + path));
    return model.isPresent();
  }

  private static void read(ObjectMapper mapper, JsonNode answer, Class<?> type, String call) {
    try {
      mapper.readValue(answer.toString(), type);
    } catch (JsonProcessingException failure) {
      throw new AssertionError(call + ": " + failure.getMessage() + " in " + answer, failure);
    }
  }
}
