package io.gazetteer.workflow;

import io.gazetteer.common.store.NamedLock;
import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Stores workflows. */
@ApplicationScoped
class WorkflowRepository implements RecordRepository<StoredWorkflow, String> {

  private static final String IN_USE = "name = ?1 and archivedAt is null";
  private static final String ALL_IN_USE = "archivedAt is null order by createdAt desc, name";

  @Inject NamedLock lock;
  @Inject Clock clock;

  /** A workflow and the keyed hash by which a repeat of its request is recognised. */
  record Stored(Workflow workflow, String fingerprint) {}

  /** Serialises creations under that name until the transaction ends. */
  void lockName(String name) {
    lock.hold("workflow:" + name);
  }

  /** Inserts a workflow. The name must be locked and free. */
  @Transactional
  void insert(
      WorkflowContent content,
      String document,
      Optional<UUID> credentialGuid,
      String fingerprint,
      String createdBy) {
    Instant now = clock.instant();
    StoredWorkflow workflow = new StoredWorkflow(content, fingerprint, createdBy, now);
    workflow.take(content, document, credentialGuid, now);
    persist(workflow);
    settle();
  }

  /** Replaces the definition of a workflow. Returns false if no workflow in use has the name. */
  @Transactional
  boolean update(WorkflowContent content, String document, Optional<UUID> credentialGuid) {
    return change(
        content.name(), (workflow, now) -> workflow.take(content, document, credentialGuid, now));
  }

  /** Changes the owner. Returns false if no workflow in use has the name. */
  @Transactional
  boolean changeOwner(String name, String username) {
    return change(name, (workflow, now) -> workflow.changeOwner(username, now));
  }

  /** Replaces only the document. Does nothing if no workflow in use has the name. */
  @Transactional
  void redefine(String name, String document) {
    change(name, (workflow, now) -> workflow.redefine(document, now));
  }

  /** Archives a workflow. Returns false if no workflow in use has the name. */
  @Transactional
  boolean archive(String name) {
    return change(name, StoredWorkflow::archive);
  }

  private boolean change(String name, BiConsumer<StoredWorkflow, Instant> change) {
    Optional<StoredWorkflow> known =
        find(IN_USE, name).withLock(LockModeType.PESSIMISTIC_WRITE).singleResultOptional();
    known.ifPresent(workflow -> change.accept(workflow, clock.instant()));
    settle();
    return known.isPresent();
  }

  /** Returns the workflow of that name, archived or not. */
  @Transactional
  Optional<Stored> find(String name) {
    return findByIdOptional(name)
        .map(stored -> new Stored(stored.workflow(), stored.requestFingerprint()));
  }

  /** Returns the workflow in use with that name; empty if there is none. */
  Optional<Workflow> inUse(String name) {
    return find(name).map(Stored::workflow).filter(workflow -> workflow.archivedAt().isEmpty());
  }

  /** Returns the workflows in use, newest first. */
  @Transactional
  List<Workflow> all() {
    return list(ALL_IN_USE).stream().map(StoredWorkflow::workflow).toList();
  }

  /** Returns workflows by name, archived or not. */
  @Transactional
  Map<String, Workflow> named(Collection<String> names) {
    return find("name in ?1", names).stream()
        .map(StoredWorkflow::workflow)
        .collect(Collectors.toMap(Workflow::name, workflow -> workflow));
  }
}
