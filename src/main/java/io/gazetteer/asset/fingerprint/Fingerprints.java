package io.gazetteer.asset.fingerprint;

import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Stores the fingerprints by which crawls recognise unchanged databases. A merge writes or removes
 * the fingerprint of its database in its own transaction. No other code needs to maintain
 * fingerprints: each is stored with a hash over the assets that the merge left, so any later
 * change, deletion or restoration of one of these assets invalidates it.
 */
@ApplicationScoped
public class Fingerprints {

  @Inject Jdbi jdbi;

  /**
   * What is known of an earlier crawl.
   *
   * @param fingerprint empty if the last merge was of an incomplete read or waits for approval, or
   *     if its read took no fingerprint
   */
  public record Earlier(Optional<StoredFingerprint> fingerprint) {}

  /**
   * What a complete read saw.
   *
   * @param reader which state of the program read, by which rules
   * @param fingerprint the source's words
   * @param basis of a read in part, what the rest rests on; empty = everything was read
   */
  public record Seen(String reader, String fingerprint, Optional<StoredFingerprint> basis) {}

  /** What is known of a database; empty when no crawl of it was ever merged. */
  public Optional<Earlier> find(String connectionQualifiedName, String databaseName) {
    return jdbi.withHandle(
        handle ->
            find(handle, Map.of("connection", connectionQualifiedName, "database", databaseName)));
  }

  /** The same in the caller's transaction; values hold connection and database. */
  public static Optional<Earlier> find(Handle handle, Map<String, ?> values) {
    return handle
        .createQuery(sql("find"))
        .bindMap(values)
        .map((row, context) -> new Earlier(stored(row)))
        .findOne();
  }

  private static Optional<StoredFingerprint> stored(ResultSet row) throws SQLException {
    return row.getString("fingerprint") == null
        ? Optional.empty()
        : Optional.of(
            new StoredFingerprint(
                row.getString("reader"),
                row.getString("fingerprint"),
                row.getString("run_name"),
                row.getObject("read_at", OffsetDateTime.class).toInstant(),
                row.getLong("assets"),
                row.getBigDecimal("assets_hash")));
  }

  /**
   * Keeps what a merge saw instead of what was kept before, or nothing, together with the caller's
   * transaction and after all else that it writes.
   *
   * @param values connection, database, run and now
   */
  public static void keep(Handle handle, Map<String, ?> values, Optional<Seen> seen) {
    if (seen.isEmpty()) {
      handle.createUpdate(sql("forget")).bindMap(values).execute();
      return;
    }
    Assets assets = assets(handle, values);
    Optional<StoredFingerprint> basis = seen.get().basis();
    handle
        .createUpdate(sql("save"))
        .bindMap(values)
        .bind("fullRun", basis.map(StoredFingerprint::runName).orElse((String) values.get("run")))
        .bind("fullAt", basis.map(StoredFingerprint::readAt).orElse((Instant) values.get("now")))
        .bind("reader", seen.get().reader())
        .bind("fingerprint", seen.get().fingerprint())
        .bind("assets", assets.count)
        .bind("assetsHash", assets.hash)
        .execute();
  }

  /**
   * Changes the source's words of what is kept, together with the caller's transaction, which has
   * found that the rest still stands.
   *
   * @param values connection and database
   */
  public static void renew(Handle handle, Map<String, ?> values, Seen seen) {
    handle
        .createUpdate(sql("renew"))
        .bindMap(values)
        .bind("fingerprint", seen.fingerprint())
        .execute();
  }

  /**
   * Removes what is kept of databases that a server no longer has, together with the caller's
   * transaction.
   *
   * @param existing every database of the server
   */
  public static void forgetGone(Handle handle, Map<String, ?> values, Collection<String> existing) {
    handle
        .createUpdate(sql("forget_gone"))
        .bindMap(values)
        .bindArray("existing", String.class, existing.toArray())
        .execute();
  }

  /** Whether a fingerprint and the assets that it goes with still are what they were. */
  public static boolean stands(
      Handle handle, Map<String, ?> values, StoredFingerprint fingerprint) {
    boolean same =
        find(handle, values).flatMap(Earlier::fingerprint).filter(fingerprint::equals).isPresent();
    return same
        && assets(handle, values)
            .equals(new Assets(fingerprint.assets(), fingerprint.assetsHash()));
  }

  private record Assets(long count, BigDecimal hash) {}

  private static Assets assets(Handle handle, Map<String, ?> values) {
    return handle
        .createQuery(sql("assets"))
        .bindMap(values)
        .map((row, context) -> new Assets(row.getLong(1), row.getBigDecimal(2)))
        .one();
  }

  private static String sql(String statement) {
    return SqlFiles.of(Fingerprints.class, statement);
  }
}
