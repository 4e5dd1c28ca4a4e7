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

/** Shows archiving that waits for a person, and takes the person's yes. */
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
                            row.getString("run_name"),
                            row.getLong("candidates"),
                            row.getLong("active"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getString("approved_by"))))
                .list());
  }

  /**
   * Approves everything that waits on a connection. The next run archives it, if by then it is not
   * more than was seen. Approving again changes nothing.
   *
   * @return what was approved
   * @throws AppException ARCHIVE_HOLD_NOT_FOUND when nothing waits there
   */
  @Transactional
  public List<ArchiveHold> approve(String connectionQualifiedName) {
    Caller caller = access.check(Action.WRITE_ASSET);
    int approved =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(SqlFiles.of(ArchiveHolds.class, "approve"))
                    .bind("connection", connectionQualifiedName)
                    .bind("by", caller.username())
                    .bind("now", clock.instant())
                    .execute());
    if (approved == 0) {
      throw new AppException(
          AssetError.ARCHIVE_HOLD_NOT_FOUND,
          "No archiving waits for approval on connection " + connectionQualifiedName);
    }
    return find(connectionQualifiedName);
  }
}
