package io.gazetteer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSpoolTest {

  @TempDir Path root;

  @Test
  void lines_lie_in_files_of_bounded_size_with_their_counts_and_hashes() throws Exception {
    RunSpool spool = Spools.sealed(root, "run/1");
    RunSpool.Sealed sealed = spool.sealed().orElseThrow();

    assertThat(sealed.manifest().files())
        .extracting(Manifest.PublishedFile::path)
        .contains("raw/column/part-00001.jsonl.gz", "raw/column/part-00003.jsonl.gz")
        .contains("raw/database/part-00002.jsonl.gz", "transformed/column/part-00002.jsonl.gz")
        .doesNotHaveDuplicates();
    StringBuilder lines = new StringBuilder();
    for (Manifest.PublishedFile file : sealed.manifest().files()) {
      byte[] bytes = Files.readAllBytes(spool.file(sealed.localFiles().get(file.path())));
      assertThat(file.bytes()).isEqualTo(bytes.length).isLessThan(60_000);
      assertThat(file.sha256())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      String text = unzipped(spool.file(sealed.localFiles().get(file.path())));
      assertThat(text.lines().count()).isEqualTo(file.rows());
      if (file.kind() == Manifest.Kind.RAW && file.entity().equals("column")) {
        assertThat(text.lines()).allMatch(line -> line.startsWith(file.database()));
        lines.append(text);
      }
    }
    assertThat(lines.toString().lines())
        .hasSize(2 * Spools.LINES)
        .startsWith("shop 0 0", "shop 1 7919")
        .endsWith("b/../\u00e4 % 19999 158372081");
    assertThat(sealed.manifest().databases())
        .containsExactly(
            Spools.complete("shop"), Spools.complete("b/../\u00e4 %"), Spools.failed("lost"));
  }

  private static String unzipped(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_database_that_was_not_finished_is_missing_and_nothing_is_sealed() throws IOException {
    RunSpool spool = new RunSpool(root, "run");
    spool.begin(Spools.draft("run"));
    try (DatabaseSpool kept = spool.open("shop", true, 2000, Spools.ROOM)) {
      kept.write(Manifest.Kind.RAW, "column", Spools.line("x"));
    }

    assertThat(spool.seal(List.of("shop"), List.of())).containsExactly("shop");
    assertThat(spool.sealed()).isEmpty();
    try (Stream<Path> left = Files.walk(root)) {
      assertThat(left.filter(file -> file.toString().contains("column"))).isEmpty();
    }
  }

  @Test
  void who_adds_lines_hears_of_an_earlier_one_for_which_there_was_no_room() throws IOException {
    RunSpool spool = new RunSpool(root, "run");
    spool.begin(Spools.draft("run"));

    try (DatabaseSpool kept = spool.open("shop", false, 1 << 20, 1000)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  kept.write(Manifest.Kind.RAW, "column", Spools.line("x".repeat(70_000)));
                }
              })
          .isInstanceOf(RunSpool.NoRoomException.class);
    }
    assertThat(spool.seal(List.of("shop"), List.of())).containsExactly("shop");
  }

  @Test
  void a_database_that_is_read_again_takes_the_place_of_the_earlier_read() throws IOException {
    RunSpool spool = new RunSpool(root, "run");
    spool.begin(Spools.draft("run"));
    for (String text : List.of("first", "second")) {
      try (DatabaseSpool kept = spool.open("shop", false, 2000, Spools.ROOM)) {
        kept.write(Manifest.Kind.RAW, "column", Spools.line(text));
        kept.finish(Spools.complete("shop"));
      }
    }
    spool.seal(List.of("shop"), List.of());

    RunSpool.Sealed sealed = spool.sealed().orElseThrow();
    assertThat(sealed.localFiles()).containsOnlyKeys("raw/column/part-00001.jsonl");
    assertThat(spool.file(sealed.localFiles().get("raw/column/part-00001.jsonl")))
        .hasContent("second\n");
  }

  @Test
  void what_is_kept_of_all_runs_together_is_bounded() throws IOException {
    RunSpool other = new RunSpool(root, "other");
    other.begin(Spools.draft("other"));
    try (DatabaseSpool kept = other.open("shop", false, 1 << 20, 100_000)) {
      kept.write(Manifest.Kind.RAW, "column", Spools.line("x".repeat(70_000)));
      kept.finish(Spools.complete("shop"));
    }
    RunSpool spool = new RunSpool(root, "run");
    spool.begin(Spools.draft("run"));

    try (DatabaseSpool kept = spool.open("shop", false, 1 << 20, 100_000)) {
      assertThatThrownBy(
              () -> {
                kept.write(Manifest.Kind.RAW, "column", Spools.line("x".repeat(70_000)));
                kept.finish(Spools.complete("shop"));
              })
          .isInstanceOf(RunSpool.NoRoomException.class);
    }
  }

  @Test
  void of_a_folder_that_others_use_too_only_the_spools_are_closed() throws IOException {
    RunSpool spool = new RunSpool(root, "run");
    spool.begin(Spools.draft("run"));
    Path ours = root.resolve("run");
    Path foreign = Files.createDirectory(root.resolve("foreign"));
    for (Path folder : List.of(root, ours, foreign)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    RunSpool.closeAll(root);

    assertThat(mode(ours)).isEqualTo("rwx------");
    assertThat(mode(root)).isEqualTo("rwxr-xr-x");
    assertThat(mode(foreign)).isEqualTo("rwxr-xr-x");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void old_spools_go_and_newer_ones_stay() throws IOException {
    Spools.sealed(root, "old");
    RunSpool fresh = Spools.sealed(root, "new");
    Instant now = Instant.now();
    Files.setLastModifiedTime(root.resolve("old"), FileTime.from(now.minusSeconds(100)));

    RunSpool.deleteOld(root, now.minusSeconds(50));

    assertThat(root.resolve("old")).doesNotExist();
    assertThat(fresh.sealed()).isPresent();
  }

  @Test
  void what_somebody_else_keeps_in_the_folder_of_spools_stays_however_old_it_is()
      throws IOException {
    Spools.sealed(root, "old");
    Path note = Files.writeString(root.resolve("note.txt"), "mine");
    Path folder = Files.createDirectory(root.resolve("photos"));
    Path photo = Files.writeString(folder.resolve("one.jpg"), "jpg");
    Path otherProgram = Files.createDirectory(root.resolve("letters"));
    Path letter = Files.writeString(otherProgram.resolve("draft.json"), "{\"to\": \"Ann\"}");
    Path copied = Files.createDirectory(root.resolve("copy-of-old"));
    Path copy = Files.copy(root.resolve("old/draft.json"), copied.resolve("draft.json"));
    Path link = Files.createSymbolicLink(root.resolve("link"), folder);
    Path inSpool = Files.writeString(root.resolve("old/README"), "put there by hand");
    Instant now = Instant.now();
    for (Path old : List.of(note, folder, otherProgram, copied, root.resolve("old"))) {
      Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(100)));
    }

    RunSpool.deleteOld(root, now.minusSeconds(50));

    assertThat(List.of(note, photo, letter, copy, link)).allMatch(Files::exists);
    try (Stream<Path> left = Files.list(root.resolve("old"))) {
      assertThat(left).containsExactly(inSpool);
    }
  }

  @Test
  void files_of_somebody_else_take_no_room_from_the_spools() throws IOException {
    Files.write(root.resolve("large.bin"), new byte[200_000]);
    RunSpool spool = new RunSpool(root, "run");
    spool.begin(Spools.draft("run"));

    try (DatabaseSpool kept = spool.open("shop", false, 1 << 20, 100_000)) {
      kept.write(Manifest.Kind.RAW, "column", Spools.line("x".repeat(70_000)));
      kept.finish(Spools.complete("shop"));
    }

    assertThat(spool.seal(List.of("shop"), List.of())).isEmpty();
  }

  @Test
  void a_deletion_that_was_interrupted_is_resumed() throws IOException {
    Spools.sealed(root, "old");
    Files.delete(root.resolve("old/sealed.json"));
    Instant now = Instant.now();
    Files.setLastModifiedTime(root.resolve("old"), FileTime.from(now.minusSeconds(100)));

    RunSpool.deleteOld(root, now.minusSeconds(50));

    assertThat(root.resolve("old")).doesNotExist();
  }
}
