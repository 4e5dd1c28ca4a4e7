package io.gazetteer.asset;

import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Indexes a stage, which finds out whether the source named two of its objects the same. */
final class StageIndex {

  private static final String BEFORE = "before_index";

  private StageIndex() {}

  /**
   * Makes the index.
   *
   * @throws AppException STAGED_TWICE naming what came twice
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
      throw new AppException(
          AssetError.STAGED_TWICE,
          "The server of connection %s sent objects of database %s twice: %s. Nothing was changed; is it PostgreSQL, and is its catalog sound?"
              .formatted(
                  target.connectionQualifiedName(),
                  target.databaseName(),
                  String.join(", ", twice)));
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(Stage.class, statement);
  }
}
