package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlState;
import io.gazetteer.model.AssetKind;
import io.gazetteer.source.SourceTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads kinds of objects without which the rest is still of use. What a server does not have, or
 * does not let the user see, is noted and skipped.
 */
final class OptionalReads {

  private final Connection connection;
  private final Findings findings;

  OptionalReads(Connection connection, Findings findings) {
    this.connection = connection;
    this.findings = findings;
  }

  /**
   * Tries to read a kind inside the open transaction, which stays usable.
   *
   * @return whether it was read
   * @throws SQLException when it failed for a reason that may be gone the next time; then nothing
   *     may be concluded about anything
   */
  boolean read(AssetKind kind, SourceTransaction.Attempt attempt) throws SQLException {
    Optional<String> refusal =
        SourceTransaction.failure(
            connection,
            attempt,
            failure -> SqlState.isRefusal(failure) || SqlState.isDamage(failure));
    refusal.ifPresent(state -> note(kind, state));
    return refusal.isEmpty();
  }

  /**
   * The same for something that is read as a whole.
   *
   * @param otherwise returned where it was not read
   */
  <T> T read(AssetKind kind, SourceTransaction.Work<T> work, T otherwise) throws SQLException {
    AtomicReference<T> found = new AtomicReference<>(otherwise);
    return read(kind, () -> found.set(work.run())) ? found.get() : otherwise;
  }

  private static String why(String state) {
    if (state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
      return "the user may not read their catalog";
    }
    return state.startsWith("42") || state.startsWith("0A")
        ? "this server's catalog lacks what describes them"
        : "the server finds its own catalog or a file of it damaged; its log says where";
  }

  private void note(AssetKind kind, String state) {
    if (findings.kindsNotRead().add(kind)) {
      findings
          .warnings()
          .add(
              "Objects of kind %s could not be read, because %s (SQLSTATE %s); those already in the catalogue are kept."
                  .formatted(kind.words(), why(state), state));
    }
  }
}
