package io.gazetteer.publish;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of everything that one run published, written last: where there is none, nothing is
 * there. Complete in itself; it names no file of another run. Its JSON has exactly these names
 * ({@link ManifestJson}); absent optional values are left out.
 *
 * @param format always {@link #FORMAT}
 * @param formatVersion {@link #VERSION}; another number = another layout, which a reader refuses.
 *     Fields may be added without a new number, so unknown ones are to be ignored
 * @param productVersion version of the program that wrote it
 * @param publishedAt when this was written
 * @param connection what was crawled, as the catalogue knows it
 * @param server where it was read
 * @param workflow name of the workflow
 * @param run name of the run that read
 * @param runStartedAt when that run began
 * @param filters of the workflow, as the run applied them
 * @param listing the databases that the server told, in its order; empty where they could not be
 *     told
 * @param listsEveryDatabase whether a database that is missing from {@code listing} is gone
 * @param databases what became of each database that the run was to read, in the order of reading
 * @param files all files, raw ones first, each database's together; one with no rows is not written
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

  /** What {@link #format} says. */
  public static final String FORMAT = "gazetteer-metadata";

  /** The version written, and the only one read. */
  public static final int VERSION = 1;

  public Manifest {
    listing = List.copyOf(listing);
    databases = List.copyOf(databases);
    files = List.copyOf(files);
  }

  /** Lines of all files. */
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
        format,
        formatVersion,
        productVersion,
        at,
        connection,
        server,
        workflow,
        run,
        runStartedAt,
        filters,
        listing,
        listsEveryDatabase,
        newDatabases,
        newFiles);
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

    /** Of a run that read files which do not tell. */
    public static final Server UNKNOWN = new Server("", 0);
  }

  /**
   * A workflow's filters, as {@code CrawlFilter} has them: expressions of PostgreSQL's that match
   * whole names.
   *
   * @param include database expression to schema expressions; empty = everything; an empty list =
   *     the whole database
   * @param exclude likewise, and wins; empty = nothing
   * @param tableRegex tables and views that are left out; empty = none
   */
  public record Filters(
      Map<String, List<String>> include,
      Map<String, List<String>> exclude,
      Optional<String> tableRegex) {}

  /**
   * A database as the server listed it.
   *
   * @param connectable whether the role may connect to it
   * @param template whether it is there to be copied
   */
  public record Listed(String name, boolean connectable, boolean template) {}

  /** How much of a database was read. */
  public enum State {
    /** All of it. */
    COMPLETE,
    /** With parts missing; the reasons name them. */
    DEGRADED,
    /** Nothing of use, so it has no files. What it holds is unknown, not empty. */
    FAILED
  }

  /**
   * A database that the run was to read.
   *
   * @param name the source's own, unescaped
   * @param reasons why it is not complete, in words; empty when it is
   * @param serverVersion as the database told it, for example {@code 17.11}; empty when FAILED
   * @param readFrom when the read began; empty when FAILED
   * @param readTo when it had ended; empty when FAILED
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
