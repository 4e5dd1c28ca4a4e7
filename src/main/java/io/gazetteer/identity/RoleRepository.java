package io.gazetteer.identity;

import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The roles that users can have. */
@ApplicationScoped
class RoleRepository implements RecordRepository<Role, UUID> {

  /**
   * The role of that name.
   *
   * @throws jakarta.persistence.NoResultException when the schema has no such role
   */
  Role named(String name) {
    return find("name", name).singleResult();
  }
}
