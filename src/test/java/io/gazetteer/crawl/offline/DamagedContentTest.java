package io.gazetteer.crawl.offline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.PublicationError;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.testing.MemoryStore;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.WrittenRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published files whose checksums match and whose content is wrong: file, line and reason. */
class DamagedContentTest {

  private static final RunFolder FOLDER = new RunFolder("runs/one/");

  private static String database;

  private final MemoryStore store = new MemoryStore();

  @BeforeAll
  static void createSource() {
    database = Postgres.createDatabase("content");
    Postgres.execute(
        database,
        "CREATE TABLE public.one (id int PRIMARY KEY, note text); CREATE TABLE public.two (id int);"
            + " CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
  }

  private AppException fault() {
    return catchThrowableOfType(
        AppException.class,
        () -> CheckPublished.check(store, FOLDER, ManifestJson.read(store, FOLDER), () -> {}));
  }

  private AppException fault(RowEntity entity, UnaryOperator<String> change) {
    WrittenRun run = WrittenRun.of(database);
    run.lines(entity).replaceAll(change);
    run.write(store, FOLDER.prefix());
    return fault();
  }

  @Test
  void a_run_as_it_was_written_is_whole() {
    WrittenRun.of(database).write(store, FOLDER.prefix());
    assertThat(fault()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          COLUMN   | "name":"one"        | "name":"gone"        | is a column of a relation without a line
          COLUMN   | "position":1,       | "position":1.5,      | position is of another type
          COLUMN   | "position":1,       | "position":"1",      | position is of another type
          COLUMN   | "position":1,       | "position":0,        | has a position that is not from 1
          COLUMN   | "name":"id"         | "name":""            | has an empty name
          COLUMN   | "name":"id"         | "name":7             | name is of another type
          COLUMN   | "nullable":true     | "nullable":"yes"     | nullable is of another type
          RELATION | "schema":"public"   | "schema":"elsewhere" | is a relation of a schema without a line
          RELATION | "name":"one"        | "name":true          | name is of another type
          RELATION | "name":"one"        | "name":"two"         | repeats a relation
          SCHEMA   | "name":"public"     | "name":""            | has an empty name
          ROUTINE  | "schema":"public"   | "schema":"elsewhere" | is a routine of a schema without a line
          OBJECT   | "identity":"        | "identity":1,"x":"   | identity is of another type
          """)
  void wrong_content_is_named_with_file_line_and_reason(
      RowEntity entity, String found, String instead, String reason) {
    AppException fault = fault(entity, line -> line.replace(found, instead));

    assertThat(fault.code()).isEqualTo(OfflineError.OFFLINE_FILE_DAMAGED);
    assertThat(fault)
        .hasMessageContaining("runs/one/raw/" + entity.wire())
        .hasMessageContaining("line ")
        .hasMessageContaining(reason);
  }

  @Test
  void rows_that_are_there_twice_are_named() {
    for (RowEntity entity :
        List.of(
            RowEntity.SCHEMA,
            RowEntity.RELATION,
            RowEntity.COLUMN,
            RowEntity.ROUTINE,
            RowEntity.OBJECT)) {
      WrittenRun run = WrittenRun.of(database);
      run.lines(entity).add(1, run.lines(entity).get(0));
      run.write(store, FOLDER.prefix());

      assertThat(fault()).as(entity.wire()).hasMessageMatching("(?s).*line 2 repeats an? .*");
    }
  }

  @Test
  void routines_and_objects_of_one_name_that_differ_are_no_duplicates() {
    WrittenRun run = WrittenRun.of(database);
    String routine = run.lines(RowEntity.ROUTINE).get(0);
    run.lines(RowEntity.ROUTINE)
        .add(routine.replace("\"procedure\"", "\"argumentTypes\":[\"integer\"],\"procedure\""));
    run.lines(RowEntity.ROUTINE)
        .add(routine.replace("\"procedure\"", "\"argumentTypes\":[\"text\"],\"procedure\""));
    run.write(store, FOLDER.prefix());

    assertThat(run.lines(RowEntity.ROUTINE)).doesNotHaveDuplicates();
    assertThat(fault()).isNull();
  }

  @Test
  void a_name_of_100_kb_is_named_without_the_name() {
    AppException fault =
        fault(
            RowEntity.RELATION,
            line -> line.replace("\"name\":\"one\"", "\"name\":\"" + "n".repeat(100_000) + '"'));

    assertThat(fault).hasMessageContaining("has a name of 100000 characters");
    assertThat(fault.getMessage().length()).isLessThan(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "path" : "raw/    | "path" : "../raw/   | files[0] has a path that is not one below raw/
          "path" : "raw/    | "path" : "/raw/     | files[0] has a path that is not one below raw/
          "path" : "raw/    | "path" : "raw/../   | files[0] has a path that is not one below raw/
          "sha256" : "      | "sha256" : "Z       | files[0] has a sha256
          "rows" : 1        | "rows" : 1.5        | files[0].rows is missing or of another type
          "rows" : 1        | "rows" : 0          | has no rows or bytes
          "rows" : 1        | "lines" : 1         | rows is missing or of another type
          "files" : [       | "files" : {         | it is not JSON, near line
          """)
  void a_manifest_that_is_wrong_is_named_with_the_place(
      String found, String instead, String reason) {
    WrittenRun.of(database).write(store, FOLDER.prefix());
    String manifest = new String(store.objects().get(FOLDER.manifest()), UTF_8);
    assertThat(manifest).contains(found);
    store
        .objects()
        .put(
            FOLDER.manifest(),
            manifest.replaceFirst(Pattern.quote(found), instead).getBytes(UTF_8));

    AppException fault = fault();

    assertThat(fault.code()).isEqualTo(PublicationError.PUBLICATION_INVALID);
    assertThat(fault).hasMessageContaining(reason).hasMessageNotContaining("-1");
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first);
    bytes.writeBytes(second);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "8", "9", "18", "19", "500", "70000", "200000"})
  void bytes_behind_the_end_of_gzip_are_rejected(int trailing) throws IOException {
    byte[] whole = packed("{}\n".getBytes(UTF_8));
    byte[] bytes = joined(whole, new byte[trailing]);

    assertThat(
            catchThrowableOfType(
                WholeGzip.TrailingBytesException.class,
                () -> new WholeGzip(new ByteArrayInputStream(bytes), bytes.length).readAllBytes()))
        .isNotNull();
    assertThat(new WholeGzip(new ByteArrayInputStream(whole), whole.length).readAllBytes())
        .hasSize(3);
  }

  @Test
  void gzip_in_several_parts_is_read_whole() throws IOException {
    byte[] bytes = joined(packed("one\n".getBytes(UTF_8)), packed("two\n".getBytes(UTF_8)));
    assertThat(new WholeGzip(new ByteArrayInputStream(bytes), bytes.length).readAllBytes())
        .asString(UTF_8)
        .isEqualTo("one\ntwo\n");
  }

  @Test
  void a_bomb_is_given_up_long_before_its_end() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < 300; i++) {
        gzip.write(zeros);
      }
    }
    byte[] part = bomb.toByteArray();

    assertThat(
            catchThrowableOfType(
                WholeGzip.BombException.class,
                () ->
                    new WholeGzip(new ByteArrayInputStream(part), part.length)
                        .transferTo(OutputStream.nullOutputStream())))
        .isNotNull();
  }

  @Test
  void a_long_line_is_read_in_linear_time() throws IOException {
    byte[] text = new byte[60 * 1024 * 1024];
    text[text.length - 1] = '\n';
    byte[] bytes = packed(text);
    Instant from = Instant.now();

    byte[] line = new Lines(new WholeGzip(new ByteArrayInputStream(bytes), bytes.length)).read();

    assertThat(line).hasSize(text.length - 1);
    // It was 18 s with one copy per buffer; the copies now are of 120 MB in all.
    assertThat(Duration.between(from, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_line_above_the_limit_is_rejected() {
    byte[] text = new byte[65 * 1024 * 1024];

    assertThat(
            catchThrowableOfType(
                Lines.LongLineException.class,
                () -> new Lines(new ByteArrayInputStream(text)).read()))
        .isNotNull();
  }
}
