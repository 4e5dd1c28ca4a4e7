package io.gazetteer.connection.preflight;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a test of a connection found.
 *
 * @param ok true when no step failed and none was left out; warnings do not count
 * @param steps in the order in which they were tried
 * @param grants what to run so that nothing is missing for want of a right; empty when no right is
 *     missing, or none that is known of
 * @param found what was seen on the way
 */
public record ConnectionReport(boolean ok, List<Step> steps, List<Grants> grants, Found found) {

  /** The words of the first failed step; empty when all is well. */
  public Optional<String> failure() {
    return steps.stream()
        .filter(step -> step.state() == StepState.FAILED)
        .map(step -> step.name() + ": " + step.message())
        .findFirst();
  }

  /** The steps about something. */
  public List<Step> about(Topic topic) {
    return steps.stream().filter(step -> step.topic() == topic).toList();
  }

  /** What a step is about; stays the same where its words change. */
  public enum Topic {
    RESOLVE,
    REACH,
    /** Of secrets that are kept elsewhere; not among the steps where there are none. */
    SECRETS,
    TLS,
    SIGN_IN,
    SERVER,
    SLOTS,
    DATABASES,
    /** Of one database: what the filters choose. */
    SCHEMAS,
    /** Of one database: what a crawl would not be able to tell. */
    CONTENTS
  }

  /** How a step went. */
  public enum StepState {
    OK,
    WARNING,
    FAILED,
    NOT_TRIED
  }

  /**
   * One step.
   *
   * @param message what was found, in words
   * @param remedy what to do about it; empty when nothing has to be done, or the message says it
   * @param code the fault's name, for example {@code SOURCE_SIGN_IN_REFUSED}; empty where none has
   *     a name
   * @param millis how long it took
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
   * Statements that grant what is missing, and nothing else.
   *
   * @param database where to run them; empty = in any database of the server
   * @param sql to be run as it is, one statement a line, by a superuser or the owner
   */
  public record Grants(Optional<String> database, String sql) {}

  /**
   * What was seen.
   *
   * @param version the server's version; empty where the test got not that far
   * @param supported whether that version is one that crawls are made for
   * @param clientAddress where the server sees the connection come from, which its pg_hba.conf and
   *     firewalls must allow; behind a pooler the pooler's; empty over a local socket and where the
   *     test got not that far
   * @param tables tables and partitions that the filters choose, in the databases looked into
   * @param views views that they choose
   * @param unmatched what include filters name and the server does not have
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
