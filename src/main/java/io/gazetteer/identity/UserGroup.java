package io.gazetteer.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  String alias() {
    return alias;
  }

  String description() {
    return description;
  }
}
