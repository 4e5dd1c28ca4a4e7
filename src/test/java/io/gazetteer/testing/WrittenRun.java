package io.gazetteer.testing;

import io.gazetteer.crawl.lines.ReadingLine;
import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.crawl.lines.RowLine;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectWriter;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.PostgresSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A published run whose files say what a test wants: the rows of real databases, as a read hands
 * them out, with lines, states and times that can be changed before it is written.
 */
public final class WrittenRun {

  private static final int ROWS_PER_FILE = 700;

  private final List<Manifest.Database> databases = new ArrayList<>();
  private final List<Manifest.Listed> listing = new ArrayList<>();
  private final Map<String, Map<RowEntity, List<String>>> lines = new LinkedHashMap<>();
  private String connector = "postgres";
  private Instant publishedAt = Instant.parse("2026-11-21T10:15:30Z");
  private boolean gzip = true;
  private boolean listsEveryDatabase;

  private WrittenRun() {}

  /** A run without databases. */
  public static WrittenRun empty() {
    return new WrittenRun();
  }

  /** Everything of one database of the shared {@link Postgres}. */
  public static WrittenRun of(String database) {
    return empty().with(database);
  }

  /** Adds everything of a database of the shared {@link Postgres}. */
  public WrittenRun with(String database) {
    try (Connection connection = Postgres.connect(database)) {
      return with(database, connection, Selection.ALL);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Adds what a selection wants of a database. */
  public WrittenRun with(String database, Connection connection, Selection selection)
      throws SQLException {
    Map<RowEntity, List<String>> ofDatabase = new EnumMap<>(RowEntity.class);
    lines.put(database, ofDatabase);
    Recorder recorder = new Recorder(database, ofDatabase);
    recorder.add(
        RowEntity.READING,
        ReadingLine.of(
            new PostgresSource().read(ReadRequest.full(connection, selection), recorder)));
    listing.add(new Manifest.Listed(database, true, false));
    return in(database, Manifest.State.COMPLETE);
  }

  /** Says how far a database was read, and why not further. */
  public WrittenRun in(String database, Manifest.State state, String... reasons) {
    databases.removeIf(known -> known.name().equals(database));
    databases.add(
        new Manifest.Database(
            database,
            state,
            List.of(reasons),
            Optional.of("17"),
            Optional.of(publishedAt),
            Optional.of(publishedAt)));
    return this;
  }

  /** Says that the server has a database which was not read. */
  public WrittenRun listing(String database) {
    listing.add(new Manifest.Listed(database, true, false));
    return this;
  }

  public WrittenRun listingEveryDatabase() {
    listsEveryDatabase = true;
    return this;
  }

  public WrittenRun plain() {
    gzip = false;
    return this;
  }

  public WrittenRun publishedAt(String instant) {
    publishedAt = Instant.parse(instant);
    return this;
  }

  public WrittenRun from(String newConnector) {
    connector = newConnector;
    return this;
  }

  /** The lines of an entity of the only database, to be changed as one likes. */
  public List<String> lines(RowEntity entity) {
    return lines.values().iterator().next().computeIfAbsent(entity, key -> new ArrayList<>());
  }

  /** Writes files and then the manifest. */
  public void write(ObjectStore store, String folder) {
    write(store, folder, UnaryOperator.identity());
  }

  /**
   * Writes files and then a manifest that says of them what one likes.
   *
   * @param folder ends with a slash
   */
  public void write(ObjectStore store, String folder, UnaryOperator<Manifest.PublishedFile> told) {
    List<Manifest.PublishedFile> files = new ArrayList<>();
    lines.forEach(
        (database, entities) ->
            entities.forEach(
                (entity, all) -> {
                  for (int from = 0; from < all.size(); from += ROWS_PER_FILE) {
                    List<String> some =
                        all.subList(from, Math.min(all.size(), from + ROWS_PER_FILE));
                    files.add(told.apply(write(store, folder, database, entity, some, files)));
                  }
                }));
    String run = folder.substring(0, folder.length() - 1);
    ManifestJson.write(
        store,
        new RunFolder(folder),
        new Manifest(
            Manifest.FORMAT,
            Manifest.VERSION,
            "test",
            publishedAt,
            new Manifest.Connection("default/" + connector + "/1", "published", connector),
            new Manifest.Server("db.example.com", 5432),
            "atlan-postgres-1",
            run.substring(run.lastIndexOf('/') + 1),
            publishedAt,
            new Manifest.Filters(Map.of(), Map.of(), Optional.empty()),
            listing,
            listsEveryDatabase,
            databases,
            files));
  }

  private Manifest.PublishedFile write(
      ObjectStore store,
      String folder,
      String database,
      RowEntity entity,
      List<String> rows,
      List<Manifest.PublishedFile> before) {
    long number = 1 + before.stream().filter(file -> file.entity().equals(entity.wire())).count();
    String path = RunFolder.path(Manifest.Kind.RAW, entity.wire(), (int) number, gzip);
    byte[] bytes =
        rows.stream()
            .map(row -> row + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    byte[] stored = gzip ? zipped(bytes) : bytes;
    put(store, folder + path, stored);
    return new Manifest.PublishedFile(
        path,
        Manifest.Kind.RAW,
        entity.wire(),
        database,
        rows.size(),
        stored.length,
        sha256(stored));
  }

  /** Writes an object. */
  public static void put(ObjectStore store, String key, byte[] bytes) {
    try (ObjectWriter out = store.write(key)) {
      out.write(bytes, 0, bytes.length);
      out.commit();
    }
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return zipped.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Keeps each row as the line that it is written as. */
  private record Recorder(String database, Map<RowEntity, List<String>> lines) implements RowSink {

    private void add(RowEntity entity, Record row) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      try {
        new RowLine(database).of(entity, row).writeTo(line);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      lines
          .computeIfAbsent(entity, key -> new ArrayList<>())
          .add(line.toString(StandardCharsets.UTF_8).stripTrailing());
    }

    @Override
    public void database(DatabaseRow row) {
      add(RowEntity.DATABASE, row);
    }

    @Override
    public void schema(SchemaRow row) {
      add(RowEntity.SCHEMA, row);
    }

    @Override
    public void relation(RelationRow row) {
      add(RowEntity.RELATION, row);
    }

    @Override
    public void column(ColumnRow row) {
      add(RowEntity.COLUMN, row);
    }

    @Override
    public void routine(RoutineRow row) {
      add(RowEntity.ROUTINE, row);
    }

    @Override
    public void object(ObjectRow row) {
      add(RowEntity.OBJECT, row);
    }
  }
}
