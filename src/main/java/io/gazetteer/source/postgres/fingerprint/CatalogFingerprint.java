package io.gazetteer.source.postgres.fingerprint;

import io.gazetteer.source.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A fingerprint of a PostgreSQL database. If all named parts are equal and the transaction counter
 * has not gone back, only the nodes that differ must be read.
 *
 * @param nextTransaction 64 bits; the first transaction that had not begun
 * @param parts names and values, without line breaks
 * @param nodes relations, types and routines
 * @param statistics marks of the statistics that were read last; not compared
 */
public record CatalogFingerprint(
    long nextTransaction,
    Map<String, String> parts,
    CatalogNodes nodes,
    StatisticsMarks statistics) {

  /** Begins the name of the part of a catalog. */
  static final String CATALOG = "catalog.";

  /** Name of the part of the selection. */
  static final String SELECTION = "selection";

  /** Counts up when the way of taking it changes, so that older ones are never equal. */
  private static final String HEADER = "postgres 4";

  /**
   * Half of what the 32 bits of a row's xmin can distinguish. Whoever crawls so rarely gets a full
   * read.
   */
  private static final long FARTHEST = 1L << 31;

  /** Parts that are no catalogs, in the order in which they explain the others. */
  private static final List<Map.Entry<String, String>> FACTS =
      List.of(
          Map.entry("server.version", "the server has another version"),
          Map.entry("server.start", "the server was restarted or is another one"),
          Map.entry("server.counters", "the server's counters were reset, as after a crash"),
          Map.entry("server.recovery", "the server was promoted or became a standby"),
          Map.entry("database", "the database was created again"),
          Map.entry("role", "another role reads it"),
          Map.entry(SELECTION, "the filters are others"),
          Map.entry("toast.options", "options of a TOAST table were changed"),
          Map.entry("settings", "settings of the session that change texts are others"));

  private static final int NAMED_AT_MOST = 3;
  private static final String TRANSACTION = "transaction";
  private static final String NODES = "nodes";
  private static final String STATISTICS = "statistics";

  public CatalogFingerprint {
    parts = new TreeMap<>(parts);
  }

  /** The same with other marks of statistics. */
  public CatalogFingerprint with(StatisticsMarks marks) {
    return new CatalogFingerprint(nextTransaction, parts, nodes, marks);
  }

  /** As the catalogue keeps it. */
  public Fingerprint stored() {
    StringBuilder text = new StringBuilder(HEADER);
    text.append('\n').append(TRANSACTION).append('=').append(nextTransaction);
    text.append('\n').append(NODES).append('=').append(nodes.written());
    text.append('\n').append(STATISTICS).append('=').append(statistics.written());
    parts.forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
    return new Fingerprint(text.toString());
  }

  /** Reads one back; empty for what this version did not write. */
  public static Optional<CatalogFingerprint> of(Fingerprint stored) {
    String[] lines = stored.text().split("\n", -1);
    if (!lines[0].equals(HEADER)) {
      return Optional.empty();
    }
    Map<String, String> parts = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int end = lines[i].indexOf('=');
      if (end < 0) {
        return Optional.empty();
      }
      parts.put(lines[i].substring(0, end), lines[i].substring(end + 1));
    }
    String transaction = parts.remove(TRANSACTION);
    Optional<CatalogNodes> nodes =
        Optional.ofNullable(parts.remove(NODES)).flatMap(CatalogNodes::of);
    Optional<StatisticsMarks> statistics =
        Optional.ofNullable(parts.remove(STATISTICS)).flatMap(StatisticsMarks::of);
    if (transaction == null
        || !transaction.matches("[0-9]{1,18}")
        || nodes.isEmpty()
        || statistics.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CatalogFingerprint(Long.parseLong(transaction), parts, nodes.get(), statistics.get()));
  }

  /**
   * What differs from an earlier one besides the nodes.
   *
   * @return in words, to follow "because"; empty when all parts are of the same content
   */
  public Optional<String> differenceFrom(CatalogFingerprint earlier) {
    if (nextTransaction < earlier.nextTransaction) {
      return Optional.of("the server's transactions went back, as after a restore");
    }
    if (nextTransaction - earlier.nextTransaction >= FARTHEST) {
      return Optional.of("more than two thousand million transactions have passed");
    }
    if (parts.equals(earlier.parts)) {
      return Optional.empty();
    }
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(earlier.parts.keySet());
    names.removeIf(name -> Objects.equals(parts.get(name), earlier.parts.get(name)));
    for (Map.Entry<String, String> fact : FACTS) {
      if (names.contains(fact.getKey())) {
        return Optional.of(fact.getValue());
      }
    }
    List<String> catalogs =
        names.stream()
            .filter(name -> name.startsWith(CATALOG))
            .map(name -> name.substring(CATALOG.length()))
            .toList();
    return Optional.of(
        catalogs.isEmpty()
            ? "roles, user mappings or subscriptions were touched"
            : changed(catalogs));
  }

  private static String changed(List<String> catalogs) {
    int more = catalogs.size() - NAMED_AT_MOST;
    return "the catalog changed: "
        + String.join(", ", catalogs.subList(0, Math.min(NAMED_AT_MOST, catalogs.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
