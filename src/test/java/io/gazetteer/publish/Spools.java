package io.gazetteer.publish;

import io.gazetteer.common.JsonBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds what a run kept. */
final class Spools {

  static final long ROOM = 1_000_000_000;
  static final int LINES = 20_000;

  private Spools() {}

  static Manifest draft(String run) {
    return new Manifest(
        Manifest.FORMAT,
        Manifest.VERSION,
        "1.2.3",
        Instant.EPOCH,
        new Manifest.Connection("default/postgres/1", "Shop", "postgres"),
        new Manifest.Server("db", 5432),
        "w",
        run,
        Instant.parse("2026-11-21T10:15:00Z"),
        new Manifest.Filters(Map.of("shop", List.of("a", "b")), Map.of(), Optional.of("tmp.*")),
        List.of(new Manifest.Listed("shop", true, false)),
        true,
        List.of(),
        List.of());
  }

  static Manifest.Database complete(String name) {
    return new Manifest.Database(
        name,
        Manifest.State.COMPLETE,
        List.of(),
        Optional.of("17.1"),
        Optional.of(Instant.parse("2026-11-21T10:15:01Z")),
        Optional.of(Instant.parse("2026-11-21T10:15:02Z")));
  }

  static Manifest.Database failed(String name) {
    return new Manifest.Database(
        name,
        Manifest.State.FAILED,
        List.of("down"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static JsonBytes line(String text) {
    return new JsonBytes().raw(JsonBytes.utf8(text + "\n"));
  }

  /** A run of two databases with some columns each, sealed. */
  static RunSpool sealed(Path root, String run) throws IOException {
    RunSpool spool = new RunSpool(root, run);
    spool.begin(draft(run));
    for (String database : List.of("shop", "b/../\u00e4 %")) {
      try (DatabaseSpool kept = spool.open(database, true, 10_000, ROOM)) {
        for (int i = 0; i < LINES; i++) {
          kept.write(Manifest.Kind.RAW, "column", line(database + " " + i + " " + i * 7919L));
          kept.write(Manifest.Kind.TRANSFORMED, "column", line("t " + database + i));
        }
        kept.write(Manifest.Kind.RAW, "database", line(database));
        kept.finish(complete(database));
      }
    }
    spool.seal(List.of("shop", "b/../\u00e4 %"), List.of(failed("lost")));
    return spool;
  }
}
