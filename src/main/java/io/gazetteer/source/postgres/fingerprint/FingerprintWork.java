package io.gazetteer.source.postgres.fingerprint;

import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * Hashes of catalogs that are still to be taken, one statement a catalog. Several readers that see
 * the same snapshot may take from it at once; what one of them could not finish it gives back.
 */
public final class FingerprintWork {

  private final Queue<Piece> left = new ConcurrentLinkedQueue<>();
  private final Map<String, String> parts = new HashMap<>();
  private final CatalogNodes.Gathering nodes = new CatalogNodes.Gathering();

  /** Columns of each statement. */
  private enum Field {
    NODE,
    ROW_COUNT,
    VERSIONS
  }

  private record Piece(String catalog, String statement) {}

  /** What one statement yielded: nodes, each with a count and a hash. */
  private static final class Rows {

    private static final int FIELDS = 3;
    private static final int FIRST_CAPACITY = 96;

    private long[] fields = new long[FIRST_CAPACITY];
    private int size;

    void add(long node, long count, long hash) {
      if (size + FIELDS > fields.length) {
        fields = Arrays.copyOf(fields, fields.length * 2);
      }
      fields[size++] = node;
      fields[size++] = count;
      fields[size++] = hash;
    }
  }

  void add(String catalog, String statement) {
    left.add(new Piece(catalog, statement));
  }

  /**
   * Reads catalog after catalog until none is left, or for as long as it may.
   *
   * @param connection in a transaction with the snapshot
   * @throws SQLException when a statement failed; that catalog is then left to others
   */
  public void readAll(Connection connection, BooleanSupplier goesOn) throws SQLException {
    CopyStream stream = new CopyStream(connection);
    while (goesOn.getAsBoolean()) {
      Piece piece = left.poll();
      if (piece == null) {
        return;
      }
      Rows rows = new Rows();
      boolean done = false;
      try {
        stream.forEach(
            piece.statement,
            Field.class,
            row ->
                rows.add(
                    row.number(Field.NODE),
                    row.number(Field.ROW_COUNT),
                    row.number(Field.VERSIONS)));
        done = true;
      } finally {
        if (!done) {
          left.add(piece);
        }
      }
      take(piece.catalog, rows);
    }
  }

  /** Rows that belong to no node are a part of the whole. */
  private synchronized void take(String catalog, Rows rows) {
    for (int i = 0; i < rows.size; i += Rows.FIELDS) {
      if (rows.fields[i] < 0) {
        parts.put(
            CatalogFingerprint.CATALOG + catalog, rows.fields[i + 1] + ":" + rows.fields[i + 2]);
      } else {
        nodes.add(catalog, rows.fields[i], rows.fields[i + 1], rows.fields[i + 2]);
      }
    }
  }

  /** What was read; complete once nothing is left and nobody has anything in hand. */
  synchronized Map<String, String> parts() {
    return Map.copyOf(parts);
  }

  /** Likewise. */
  synchronized CatalogNodes nodes() {
    return nodes.end();
  }
}
