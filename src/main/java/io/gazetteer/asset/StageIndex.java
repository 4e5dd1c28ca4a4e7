package io.gazetteer.asset;

import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;

/** Creates the index of a stage, which detects two objects with the same qualified name. */
final class StageIndex {

  private static final String VALUES = "=(";
  private static final String BEFORE = "before_index";

  private StageIndex() {}

  /**
   * Creates the index.
   *
   * @throws AppException STAGED_TWICE with the names
   */
  static void create(Handle handle, StageTarget target) {
    boolean inTransaction = handle.isInTransaction();
    if (inTransaction) {
      handle.savepoint(BEFORE);
    }
    try {
      handle.execute(sql("index_stage"));
    } catch (UnableToExecuteStatementException failure) {
      if (!(failure.getCause() instanceof SQLException cause
          && SqlState.UNIQUE_VIOLATION.equals(cause.getSQLState()))) {
        throw failure;
      }
      if (inTransaction) {
        handle.rollbackToSavepoint(BEFORE);
      }
      List<String> twice = handle.createQuery(sql("duplicates")).mapTo(String.class).list();
      throw twice(target, String.join(", ", twice));
    }
  }

  /**
   * Explains the failure of a COPY directly into the catalogue: {@link AssetError#STAGED_TWICE} if
   * something came twice; empty for any other failure.
   */
  static Optional<AppException> twice(StageTarget target, SQLException failure) {
    if (!SqlState.UNIQUE_VIOLATION.equals(failure.getSQLState())) {
      return Optional.empty();
    }
    // "Key (type_name, qualified_name)=(Table, default/...) already exists.", in any language.
    String detail =
        failure instanceof PSQLException of && of.getServerErrorMessage() != null
            ? String.valueOf(of.getServerErrorMessage().getDetail())
            : "";
    int begin = detail.indexOf(VALUES);
    int end = detail.lastIndexOf(')');
    return Optional.of(
        twice(target, begin < 0 || end < begin ? "?" : detail.substring(begin + 2, end)));
  }

  private static AppException twice(StageTarget target, String what) {
    return new AppException(
        AssetError.STAGED_TWICE,
        "The server of connection %s sent objects of database %s twice: %s. Nothing was changed. Is the server PostgreSQL, and is its catalog intact?"
            .formatted(target.connectionQualifiedName(), target.databaseName(), what));
  }

  private static String sql(String statement) {
    return SqlFiles.of(StageIndex.class, statement);
  }
}
