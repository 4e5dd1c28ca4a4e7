package io.gazetteer.source.postgres;

import io.gazetteer.source.RelationRow;
import io.gazetteer.source.postgres.fingerprint.StatisticsMarks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statistics of a read: sizes of files, the size of a page, and marks of all that is read, by which
 * the next read finds what moved.
 *
 * @param sizes of the database, its tablespaces and its large objects
 * @param blockSizeBytes size of a page
 * @param marks of relations and indexes; hold those of the earlier read too
 */
record Statistics(ObjectSizes sizes, long blockSizeBytes, StatisticsMarks.Gathering marks) {

  private static final long UNKNOWN = -1;

  /** Adds a relation; whether its numbers differ from those of the earlier read. */
  boolean add(long relation, RelationRow.Size size) {
    return marks.add(
        relation,
        size.rows() == null ? UNKNOWN : size.rows(),
        size.bytes() == null ? UNKNOWN : size.bytes());
  }

  /** Adds an index; whether its numbers differ from those of the earlier read. */
  boolean addIndex(long index, long pages, long scans) {
    return marks.add(index, pages, scans);
  }

  /** The statistics of an index, in an order that lasts: the same numbers give the same line. */
  Map<String, Long> ofIndex(long pages, long scans) {
    Map<String, Long> found = new LinkedHashMap<>();
    found.put("sizeBytes", pages * blockSizeBytes);
    found.put("scanCount", scans);
    return found;
  }
}
