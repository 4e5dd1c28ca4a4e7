package io.gazetteer.asset;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Lists archiving that waits for approval, and accepts approvals. */
@ApplicationScoped
public class ArchiveHolds {

  @Inject Access access;
  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /** What waits, of one connection, or of all when it is null; empty when nothing does. */
  public List<ArchiveHold> find(String connectionQualifiedName) {
    access.check(Action.READ_ASSET);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SqlFiles.of(ArchiveHolds.class, "find"))
                .bind("connection", connectionQualifiedName)
                .map(
                    (row, context) ->
                        new ArchiveHold(
                            row.getString("connection_qualified_name"),
                            row.getString("database_name"),
                            row.getString("workflow_name"),
                            row.getString("run_name"),
                            row.getLong("candidates"),
                            row.getLong("filtered_out"),
                            row.getString("candidates_digest"),
                            row.getLong("active"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getString("approved_by"))))
                .list());
  }

  /**
   * Approves what waits on a connection. The next run of its workflow archives it, if by then it is
   * exactly what waited. Approving again changes nothing.
   *
   * @param workflowName only what this workflow's run held back; null = whatever waits
   * @param list only this list of assets, as {@link ArchiveHold#list} names it; null = whatever
   *     waits
   * @return what waits there now
   * @throws AppException ARCHIVE_HOLD_NOT_FOUND when nothing waits there, ARCHIVE_HOLD_CHANGED when
   *     something does and it is not that list
   */
  @Transactional
  public List<ArchiveHold> approve(
      String connectionQualifiedName, String workflowName, String list) {
    Caller caller = access.check(Action.WRITE_ASSET);
    int approved =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(SqlFiles.of(ArchiveHolds.class, "approve"))
                    .bind("connection", connectionQualifiedName)
                    .bind("workflow", workflowName)
                    .bind("list", list)
                    .bind("by", caller.username())
                    .bind("now", clock.instant())
                    .execute());
    List<ArchiveHold> waiting = find(connectionQualifiedName);
    if (approved > 0) {
      return waiting;
    }
    if (waiting.stream().anyMatch(hold -> isOf(hold, workflowName))) {
      throw new AppException(
          AssetError.ARCHIVE_HOLD_CHANGED,
          "The list of assets to archive on connection %s has changed. Review it and approve the new list"
              .formatted(connectionQualifiedName));
    }
    throw new AppException(
        AssetError.ARCHIVE_HOLD_NOT_FOUND,
        "No archiving waits for approval on connection " + connectionQualifiedName);
  }

  private static boolean isOf(ArchiveHold hold, String workflowName) {
    return workflowName == null || hold.workflowName().equals(workflowName);
  }
}
