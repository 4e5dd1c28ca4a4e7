package io.gazetteer.identity;

import io.gazetteer.identity.Identities.RoleRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A role that users can have. The schema contains them, with the same ids in each installation. */
@Entity
@Immutable
@Table(name = "app_role")
class Role {

  @Id private UUID id;

  @NotBlank private String name;

  @NotNull private String description;

  @NotBlank private String level;

  Role() {}

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  /** The role as it is listed, with its members among those of all roles. */
  RoleRecord record(Map<UUID, Long> members) {
    return new RoleRecord(id, name, description, level, members.getOrDefault(id, 0L));
  }
}
