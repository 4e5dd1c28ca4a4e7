package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import io.gazetteer.testing.FaultyLine;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.S3Server;
import io.gazetteer.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extractions whose place fails in the middle of them. */
@Tag("slow")
class ExtractFaultsTest {

  /** Of a disk that takes some files of the extraction, and not all. */
  private static final int SOME_FILES = 12;

  private static final int ROOM = 2_000;

  private static String database;

  @TempDir Path folder;

  @BeforeAll
  static void make_a_database() {
    database = Postgres.createDatabase("extract_faults");
    Postgres.execute(
        database,
        "CREATE TABLE t (id int PRIMARY KEY); CREATE VIEW v AS SELECT id FROM t; CREATE FUNCTION"
            + " f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
  }

  @AfterEach
  void forget_keys() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private Ended extract(String to, String... more) {
    return Commands.shell()
        .atPostgres()
        .run(
            Stream.concat(Stream.of("extract", "-d", database, "--to", to), Stream.of(more))
                .toArray(String[]::new));
  }

  private static List<Path> files(Path place) throws IOException {
    try (Stream<Path> found = Files.walk(place)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private static void isFull(Ended ended, String name) {
    assertThat(ended.code()).as(ended.all()).isEqualTo(6);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("gazetteer: The disk of the folder " + name + " is full. Free disk space")
        .doesNotContain("publish-keep-runs");
  }

  @Test
  void a_target_that_is_full_ends_with_6_and_takes_it_when_there_is_room() throws IOException {
    Path out = folder.resolve("out");
    String spool = folder.resolve("spool").toString();
    try (SmallDisk disk = SmallDisk.at(out, SOME_FILES)) {
      isFull(extract(out.toString(), "--spool-folder", spool), "out");
      assertThat(files(folder))
          .as("files that were whole, no part of one, no manifest, and nothing of the spool")
          .isNotEmpty()
          .allMatch(file -> file.startsWith(out.resolve("artifacts")))
          .noneMatch(file -> file.endsWith("manifest.json"));
      disk.grow(ROOM);
      Ended ended = extract(out.toString(), "--spool-folder", spool);
      assertThat(ended.code()).as(ended.all()).isZero();
    }
  }

  @Test
  void a_spool_that_is_full_ends_with_6_and_leaves_nothing() throws IOException {
    Path spool = folder.resolve("disk/spool");
    try (SmallDisk disk = SmallDisk.at(spool.getParent(), SOME_FILES)) {
      Path out = folder.resolve("out");
      isFull(extract(out.toString(), "--spool-folder", spool.toString()), "spool");
      assertThat(files(folder)).isEmpty();
      disk.grow(ROOM);
    }
  }

  @Test
  void a_bucket_that_goes_down_in_the_middle_has_no_manifest_and_no_parts() throws IOException {
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    try (S3Server server = S3Server.start();
        FaultyLine line = FaultyLine.open(server.port())) {
      server.createBucket("lake");
      line.breakAfterSending(6_000, Integer.MAX_VALUE - 1);
      Ended ended =
          extract(
              "s3://lake/x",
              "--s3-endpoint",
              "http://127.0.0.1:" + line.port(),
              "--s3-path-style",
              "--s3-region",
              "eu-west-1");
      assertThat(ended.code()).as(ended.all()).isEqualTo(6);
      assertThat(ended.err()).contains("no answer from 127.0.0.1:" + line.port());
      assertThat(line.breaks()).isPositive();
      assertThat(server.keys("lake")).isNotEmpty().noneMatch(key -> key.endsWith("manifest.json"));
      assertThat(server.uploads("lake")).isZero();
    }
  }
}
