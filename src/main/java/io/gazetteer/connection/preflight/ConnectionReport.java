package io.gazetteer.connection.preflight;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The result of a connection test.
 *
 * @param ok true if no step failed or was skipped; warnings do not count
 * @param steps in the order of execution
 * @param grants statements that grant missing privileges; empty if none is known to be missing
 * @param found facts about the server
 */
public record ConnectionReport(boolean ok, List<Step> steps, List<Grants> grants, Found found) {

  /** Returns name and message of the first failed step; empty if none failed. */
  public Optional<String> failure() {
    return steps.stream()
        .filter(step -> step.state() == StepState.FAILED)
        .map(step -> step.name() + ": " + step.message())
        .findFirst();
  }

  public List<Step> about(Topic topic) {
    return steps.stream().filter(step -> step.topic() == topic).toList();
  }

  /** What a step is about; stable, unlike its name. */
  public enum Topic {
    RESOLVE,
    REACH,
    /** Reading referenced secrets; only if there are any. */
    SECRETS,
    TLS,
    SIGN_IN,
    SERVER,
    SLOTS,
    DATABASES,
    /** For one database: what the filters select. */
    SCHEMAS,
    /** For one database: what a crawl could not read. */
    CONTENTS
  }

  public enum StepState {
    OK,
    WARNING,
    FAILED,
    NOT_TRIED
  }

  /**
   * One step.
   *
   * @param remedy what to do; empty if nothing, or if the message says it
   * @param code the error code, for example {@code SOURCE_SIGN_IN_REFUSED}; empty if there is none
   */
  @Schema(name = "TestStep")
  public record Step(
      Topic topic,
      String name,
      StepState state,
      String message,
      Optional<String> remedy,
      Optional<String> code,
      long millis) {}

  /**
   * Statements that grant exactly the missing privileges.
   *
   * @param database database to run them in; empty = any database of the server
   * @param sql one statement per line, for a superuser or the owner to run
   */
  public record Grants(Optional<String> database, String sql) {}

  /**
   * Facts about the server.
   *
   * @param version the server's version; empty if the test did not get that far
   * @param supported whether crawls support that version
   * @param clientAddress client address as the server sees it, which pg_hba.conf and firewalls must
   *     allow; behind a pooler, the pooler's; empty over a local socket or if the test did not get
   *     that far
   * @param tables tables and partitions that the filters select, in the examined databases
   * @param views views that they select
   * @param unmatched names in include filters that do not exist on the server
   */
  @Schema(name = "TestFindings")
  public record Found(
      Optional<String> version,
      boolean supported,
      Optional<String> clientAddress,
      long tables,
      long views,
      List<String> unmatched) {}
}
