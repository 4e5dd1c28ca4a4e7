package io.gazetteer.publish;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of everything that one run published, written last: without it, nothing is published. It
 * names no file of another run. Its JSON has exactly these names ({@link ManifestJson}); empty
 * optional values are omitted.
 *
 * @param format always {@link #FORMAT}
 * @param formatVersion {@link #VERSION}; another number = another layout, which readers reject.
 *     Fields may be added without a new number, so readers ignore unknown ones
 * @param productVersion version of the program that wrote it
 * @param server the server that was read
 * @param run name of the run that read
 * @param runStartedAt when that run began
 * @param filters of the workflow, as the run applied them
 * @param listing the databases that the server listed, in its order; empty if unknown
 * @param listsEveryDatabase whether a database that is missing from {@code listing} no longer
 *     exists
 * @param databases result for each database of the run, in the order of reading
 * @param files all files, raw ones first, those of a database together; a file has at least one row
 */
public record Manifest(
    String format,
    int formatVersion,
    String productVersion,
    Instant publishedAt,
    Connection connection,
    Server server,
    String workflow,
    String run,
    Instant runStartedAt,
    Filters filters,
    List<Listed> listing,
    boolean listsEveryDatabase,
    List<Database> databases,
    List<PublishedFile> files) {

  public static final String FORMAT = "gazetteer-metadata";

  /** The version written, and the only one read. */
  public static final int VERSION = 1;

  public Manifest {
    listing = List.copyOf(listing);
    databases = List.copyOf(databases);
    files = List.copyOf(files);
  }

  public long rows() {
    return files.stream().mapToLong(PublishedFile::rows).sum();
  }

  /** Size of all files as stored. */
  public long bytes() {
    return files.stream().mapToLong(PublishedFile::bytes).sum();
  }

  Manifest with(List<Database> newDatabases, List<PublishedFile> newFiles) {
    return copy(publishedAt, newDatabases, newFiles);
  }

  Manifest publishedAt(Instant at) {
    return copy(at, databases, files);
  }

  private Manifest copy(Instant at, List<Database> newDatabases, List<PublishedFile> newFiles) {
    return new Manifest(
        format, formatVersion,
        productVersion, at,
        connection, server,
        workflow, run,
        runStartedAt, filters,
        listing, listsEveryDatabase,
        newDatabases, newFiles);
  }

  /**
   * A connection.
   *
   * @param qualifiedName for example {@code default/postgres/1700000000}
   * @param connectorName for example {@code postgres}
   */
  public record Connection(String qualifiedName, String name, String connectorName) {}

  /** The server as the connection's credential names it. */
  public record Server(String host, int port) {

    /** For a run that read files without this information. */
    public static final Server UNKNOWN = new Server("", 0);
  }

  /**
   * A workflow's filters: PostgreSQL expressions that match whole names.
   *
   * @param include database expression to schema expressions; empty = everything; an empty list =
   *     the whole database
   * @param exclude the same, and wins; empty = nothing
   * @param tableRegex excluded tables and views; empty = none
   */
  public record Filters(
      Map<String, List<String>> include,
      Map<String, List<String>> exclude,
      Optional<String> tableRegex) {}

  /**
   * A database as the server listed it.
   *
   * @param connectable whether the role may connect to it
   */
  public record Listed(String name, boolean connectable, boolean template) {}

  /** How much of a database was read. */
  public enum State {
    /** Everything. */
    COMPLETE,
    /** With parts missing; the reasons name them. */
    DEGRADED,
    /** Nothing usable, so it has no files. Its content is unknown, not empty. */
    FAILED
  }

  /**
   * A database of the run.
   *
   * @param name the source's own, unescaped
   * @param reasons why it is not complete; empty if it is
   * @param serverVersion as the server reports it, for example {@code 17.11}; empty when FAILED
   * @param readFrom when the read began; empty when FAILED
   * @param readTo when it ended; empty when FAILED
   */
  public record Database(
      String name,
      State state,
      List<String> reasons,
      Optional<String> serverVersion,
      Optional<Instant> readFrom,
      Optional<Instant> readTo) {

    public Database {
      reasons = List.copyOf(reasons);
    }
  }

  /** Which of the two trees a file is in. */
  public enum Kind {
    /** What the source handed out. */
    RAW,
    /** The assets made of it. */
    TRANSFORMED
  }

  /**
   * One file of JSON Lines, of one database.
   *
   * @param path below the run's folder, for example {@code raw/column/part-00001.jsonl.gz}
   * @param entity the folder's name, for example {@code column}
   * @param database name of its database, unescaped
   * @param rows lines in it; at least 1
   * @param bytes size as stored, so compressed where the path ends with {@code .gz}
   * @param sha256 of the bytes as stored, 64 hexadecimal digits in small letters
   */
  public record PublishedFile(
      String path,
      Kind kind,
      String entity,
      String database,
      long rows,
      long bytes,
      String sha256) {}
}
