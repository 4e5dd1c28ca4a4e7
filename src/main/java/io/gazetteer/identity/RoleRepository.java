package io.gazetteer.identity;

import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads roles. */
@ApplicationScoped
class RoleRepository implements RecordRepository<Role, UUID> {

  /**
   * Returns the role of that name.
   *
   * @throws jakarta.persistence.NoResultException if there is none
   */
  Role named(String name) {
    return find("name", name).singleResult();
  }
}
