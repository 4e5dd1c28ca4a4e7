package io.gazetteer.identity;

import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** Stores audit events. */
@ApplicationScoped
class AuditEventRepository implements RecordRepository<AuditEvent, Long> {}
