package io.gazetteer.identity;

import io.gazetteer.identity.Identities.GroupRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;

/** A group of users. */
@Entity
@Table(name = "app_group")
class UserGroup {

  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  @Version private long version;

  @NotBlank private String name;

  @NotNull private String alias;

  @NotNull private String description;

  UserGroup() {}

  /** The group as it is listed, with its members among those of all groups. */
  GroupRecord record(Map<UUID, Long> members) {
    return new GroupRecord(id, name, alias, description, members.getOrDefault(id, 0L));
  }
}
