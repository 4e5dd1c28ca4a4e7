package io.gazetteer.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table, partition, view, materialised view or foreign table.
 *
 * @param schema name of its schema
 * @param owner role name
 * @param comment null when there is none
 * @param columnCount columns it has now; dropped ones do not count
 * @param size estimates; never null
 * @param storage how it is kept; never null
 * @param partitioning how it is split; null when it is not partitioned
 * @param partitionOf what it is a part of; null when it is no partition
 * @param definition query of a view; null for what has none and where it could not be read
 * @param unread what could not be read this time; empty when all was
 * @param extension the extension that it is a part of; null for none
 * @param privileges grants on it, and who has which privilege in effect; never null
 */
public record RelationRow(
    String schema,
    String name,
    RelationKind kind,
    String owner,
    String comment,
    int columnCount,
    Size size,
    Storage storage,
    Partitioning partitioning,
    PartitionOf partitionOf,
    String definition,
    Set<Unread> unread,
    String extension,
    Privileges privileges) {

  /**
   * Estimates as fresh as the last VACUUM or ANALYZE.
   *
   * @param rows null when never analysed, and for views
   * @param bytes of the table, its indexes and its TOAST table; null for what has no storage of its
   *     own
   */
  public record Size(Long rows, Long bytes) {}

  /**
   * How the relation is kept.
   *
   * @param unlogged true for an UNLOGGED table
   * @param accessMethod for example {@code heap}; null for what has none
   * @param tablespace null for the database's default
   * @param foreignServer server of a foreign table; null for all else
   * @param foreignOptions options of a foreign table as {@code name=value}, without those that look
   *     like secrets; empty for all else
   * @param rowSecurity whether row-level security is switched on
   * @param populated false for a materialised view that was never filled; true for all else
   * @param ofType composite type of a typed table; null for all else
   * @param inheritsFrom parents by plain inheritance, as {@code schema.table}; empty when there are
   *     none
   * @param further what else is known and not the default, by names of our own, as texts; empty
   *     when there is nothing
   */
  public record Storage(
      boolean unlogged,
      String accessMethod,
      String tablespace,
      String foreignServer,
      List<String> foreignOptions,
      boolean rowSecurity,
      boolean populated,
      String ofType,
      List<String> inheritsFrom,
      Map<String, String> further) {}

  /**
   * How a partitioned table is split.
   *
   * @param strategy RANGE, LIST or HASH
   * @param key what stands behind PARTITION BY, for example {@code RANGE (placed_at)}; null when it
   *     could not be read
   * @param count direct partitions
   */
  public record Partitioning(String strategy, String key, int count) {}

  /**
   * What a partition belongs to.
   *
   * @param parentIsPartition whether the parent is itself a partition
   * @param bound for example {@code FOR VALUES FROM (1) TO (10)}
   */
  public record PartitionOf(String schema, String name, boolean parentIsPartition, String bound) {}

  public boolean isPartition() {
    return partitionOf != null;
  }
}
