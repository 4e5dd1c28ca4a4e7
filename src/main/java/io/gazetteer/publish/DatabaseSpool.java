package io.gazetteer.publish;

import io.gazetteer.common.JsonBytes;
import io.gazetteer.common.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows and assets of one read of a database on their way to a local folder. Nothing is published
 * unless {@link #finish} was called. One thread at a time adds lines, and a thread of its own
 * writes them; close it in any case.
 */
public final class DatabaseSpool implements AutoCloseable {

  static final String FACTS = "database.json";

  private final Path part;
  private final Path target;
  private final LineFiles.Limits limits;
  private final SpoolThread thread = new SpoolThread();
  private final Map<Manifest.Kind, Map<String, LineFiles>> files =
      new EnumMap<>(Manifest.Kind.class);

  /** What is stored about a database besides its files. */
  record Facts(Manifest.Database database, List<SpoolFile> files) {}

  /** Begins, and deletes an earlier attempt. */
  DatabaseSpool(Path part, Path target, LineFiles.Limits limits) throws IOException {
    this.part = part;
    this.target = target;
    this.limits = limits;
    OwnFiles.deleteAll(part);
    OwnFiles.createFolder(part);
  }

  /**
   * Adds a line.
   *
   * @param entity lower-case letters and dashes
   * @param line with its end; is copied
   * @throws IOException when the disk is full or the limit is reached, for this or an earlier line;
   *     then nothing of this database is kept
   */
  public void write(Manifest.Kind kind, String entity, JsonBytes line) throws IOException {
    Map<String, LineFiles> entities = files.computeIfAbsent(kind, any -> new LinkedHashMap<>());
    LineFiles lines = entities.get(entity);
    if (lines == null) {
      lines = new LineFiles(part, kind, entity, limits, thread);
      entities.put(entity, lines);
    }
    lines.write(line);
  }

  /** Completes the database; replaces an earlier read of the same run. */
  public void finish(Manifest.Database database) throws IOException {
    each(LineFiles::flush);
    List<SpoolFile> all = new ArrayList<>();
    thread.end(() -> each(entity -> all.addAll(entity.finish())));
    ManifestJson.writeFile(part.resolve(FACTS), new Facts(database, all));
    OwnFiles.deleteAll(target);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private interface Step {
    void of(LineFiles entity) throws IOException;
  }

  private void each(Step step) throws IOException {
    for (Map<String, LineFiles> kind : files.values()) {
      for (LineFiles entity : kind.values()) {
        step.of(entity);
      }
    }
  }

  @Override
  public void close() throws IOException {
    thread.abandon();
    each(LineFiles::close);
    OwnFiles.deleteAll(part);
  }
}
