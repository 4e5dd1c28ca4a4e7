package io.gazetteer.connection;

import io.gazetteer.common.JsonMembers;
import io.gazetteer.common.store.StoredDefinition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A connection as it is stored; outside its repository it is a {@link Connection}. */
@Entity
@Table(name = "connection")
class StoredConnection extends StoredDefinition {

  @Id private String qualifiedName;

  @NotNull
  @Column(updatable = false)
  private UUID guid;

  @NotBlank private String name;

  @NotNull private String connectorName;

  private String category;

  @NotNull
  @JdbcTypeCode(SqlTypes.JSON)
  private String attributes;

  @NotNull private List<String> adminRoles;

  @NotNull private List<String> adminGroups;

  @NotNull private List<String> adminUsers;

  private Boolean allowQuery;
  private Boolean allowQueryPreview;
  private Long rowLimit;
  private UUID defaultCredentialGuid;

  StoredConnection() {}

  StoredConnection(String qualifiedName, String createdBy, Instant createdAt) {
    super(createdBy, createdAt);
    this.qualifiedName = qualifiedName;
    this.guid = UUID.randomUUID();
  }

  /** Applies a request; keeps the credential if the request names none. */
  void take(ConnectionRequest request, Optional<UUID> credentialGuid, Instant now) {
    name = request.name();
    connectorName = request.connectorName();
    category = request.category().orElse(null);
    attributes = request.attributes().json();
    adminRoles = request.adminRoles();
    adminGroups = request.adminGroups();
    adminUsers = request.adminUsers();
    allowQuery = request.allowQuery().orElse(null);
    allowQueryPreview = request.allowQueryPreview().orElse(null);
    rowLimit = request.rowLimit().orElse(null);
    credentialGuid.ifPresent(guid -> defaultCredentialGuid = guid);
    changed(now);
  }

  Connection connection() {
    return new Connection(
        qualifiedName,
        guid,
        name,
        connectorName,
        Optional.ofNullable(category),
        JsonMembers.parse(attributes),
        List.copyOf(adminRoles),
        List.copyOf(adminGroups),
        List.copyOf(adminUsers),
        Optional.ofNullable(allowQuery),
        Optional.ofNullable(allowQueryPreview),
        Optional.ofNullable(rowLimit),
        Optional.ofNullable(defaultCredentialGuid),
        createdAt(),
        createdBy(),
        updatedAt());
  }
}
