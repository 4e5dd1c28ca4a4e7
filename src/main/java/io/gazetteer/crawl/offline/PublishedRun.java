package io.gazetteer.crawl.offline;

import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A published run and its location. Looks up what its manifest says about a database. */
final class PublishedRun {

  private final RunFolder folder;
  private final Manifest manifest;
  private final Map<String, Manifest.Database> databases = new HashMap<>();
  private final Map<Key, List<Manifest.PublishedFile>> files = new HashMap<>();

  private record Key(String database, String entity) {}

  PublishedRun(RunFolder folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    manifest.databases().forEach(found -> databases.putIfAbsent(found.name(), found));
    for (Manifest.PublishedFile file : manifest.files()) {
      if (file.kind() == Manifest.Kind.RAW) {
        files
            .computeIfAbsent(new Key(file.database(), file.entity()), key -> new ArrayList<>())
            .add(file);
      }
    }
  }

  RunFolder folder() {
    return folder;
  }

  Manifest manifest() {
    return manifest;
  }

  Optional<Manifest.Database> database(String name) {
    return Optional.ofNullable(databases.get(name));
  }

  /** The files with rows of a database, in the manifest's order. */
  List<Manifest.PublishedFile> files(String database, RowEntity entity) {
    return files.getOrDefault(new Key(database, entity.wire()), List.of());
  }
}
