package io.gazetteer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.ErrorCode;
import io.gazetteer.objectstore.ObjectStoreError;
import io.gazetteer.testing.MemoryStore;
import io.gazetteer.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:16:00.123Z");
  private static final RunFolder FOLDER = RunFolder.of("postgres", "w", "run/1");

  @TempDir Path root;
  private final MemoryStore store = new MemoryStore();

  private Manifest publish(RunSpool spool) {
    return new Upload(store, FOLDER, () -> {}, new SettableClock(NOW)).publish(spool);
  }

  private static ErrorCode codeOf(Throwable failure) {
    return ((AppException) failure).code();
  }

  @Test
  void the_manifest_comes_last_and_names_everything_that_is_there() throws Exception {
    RunSpool spool = Spools.sealed(root, "run/1");
    Manifest published = publish(spool);

    assertThat(store.objects().keySet())
        .last()
        .isEqualTo("artifacts/apps/postgres/workflows/w/run%2F1/manifest.json");
    assertThat(store.objects()).hasSize(published.files().size() + 1);
    for (Manifest.PublishedFile file : published.files()) {
      assertThat(store.objects().get(FOLDER.key(file.path())))
          .isEqualTo(
              Files.readAllBytes(
                  spool.file(spool.sealed().orElseThrow().localFiles().get(file.path()))));
    }
    assertThat(ManifestJson.read(store, FOLDER)).isEqualTo(published);
    assertThat(published.publishedAt()).isEqualTo(NOW);
    assertThat(new String(store.objects().get(FOLDER.manifest()), StandardCharsets.UTF_8))
        .contains("\"state\" : \"complete\"", "\"kind\" : \"raw\"")
        .contains("\"publishedAt\" : \"2026-11-21T10:16:00.123Z\"")
        .contains("\"tableRegex\" : \"tmp.*\"")
        .doesNotContain("null");
  }

  @Test
  void done_again_it_writes_the_same_objects() throws Exception {
    RunSpool spool = Spools.sealed(root, "run/1");
    publish(spool);
    Map<String, byte[]> first = Map.copyOf(store.objects());
    publish(spool);

    assertThat(store.objects().keySet()).isEqualTo(first.keySet());
    first.forEach((key, bytes) -> assertThat(store.objects().get(key)).isEqualTo(bytes));
  }

  @Test
  void a_store_that_fails_in_between_leaves_no_manifest() throws Exception {
    RunSpool spool = Spools.sealed(root, "run/1");
    store.failAfter(3);

    assertThatThrownBy(() -> publish(spool))
        .satisfies(
            failure ->
                assertThat(codeOf(failure)).isEqualTo(ObjectStoreError.OBJECT_STORE_UNREACHABLE));
    assertThat(store.objects()).hasSize(3).doesNotContainKey(FOLDER.manifest());
    assertThatThrownBy(() -> ManifestJson.read(store, FOLDER))
        .satisfies(
            failure ->
                assertThat(codeOf(failure)).isEqualTo(PublicationError.PUBLICATION_NOT_FOUND));
  }

  /** Turns a bit of the first file. */
  private static void spoil(RunSpool spool) throws IOException {
    Path file = spool.file(spool.sealed().orElseThrow().localFiles().values().iterator().next());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void a_file_that_is_not_what_was_kept_is_not_published() throws Exception {
    RunSpool spool = Spools.sealed(root, "run/1");
    spoil(spool);

    assertThatThrownBy(() -> publish(spool))
        .satisfies(
            failure ->
                assertThat(codeOf(failure)).isEqualTo(PublicationError.PUBLICATION_SPOOL_GONE));
    assertThat(store.objects()).isEmpty();
  }

  @Test
  void what_an_older_program_kept_is_published_and_looked_at_no_less() throws Exception {
    RunSpool spool = Spools.sealed(root, "run/1");
    Path facts = spool.file("sealed.json");
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(facts));
    assertThat(tree.remove("checksums")).isNotEmpty();
    Files.write(facts, new ObjectMapper().writeValueAsBytes(tree));

    publish(spool);
    assertThat(store.objects()).containsKey(FOLDER.manifest());

    spoil(spool);
    assertThatThrownBy(() -> publish(spool))
        .satisfies(
            failure ->
                assertThat(codeOf(failure)).isEqualTo(PublicationError.PUBLICATION_SPOOL_GONE));
  }

  @Test
  void a_run_that_is_kept_elsewhere_is_told() {
    assertThatThrownBy(() -> publish(new RunSpool(root, "none")))
        .satisfies(
            failure ->
                assertThat(codeOf(failure)).isEqualTo(PublicationError.PUBLICATION_SPOOL_GONE));
  }

  @Test
  void manifests_of_other_formats_and_versions_are_refused() throws Exception {
    publish(Spools.sealed(root, "run/1"));
    String right = new String(store.objects().get(FOLDER.manifest()), StandardCharsets.UTF_8);

    refused(right.replace("gazetteer-metadata", "other"), "PUBLICATION_FORMAT_UNKNOWN");
    refused(
        right.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"),
        "PUBLICATION_FORMAT_UNKNOWN");
    refused(right.substring(0, right.length() / 2), "PUBLICATION_INVALID");
    refused(right.replace("\"databases\"", "\"renamed\""), "PUBLICATION_INVALID");
    store
        .objects()
        .put(
            FOLDER.manifest(),
            right.replaceFirst("\\{", "{\"later\":{\"x\":1},").getBytes(StandardCharsets.UTF_8));
    assertThat(ManifestJson.read(store, FOLDER).run()).isEqualTo("run/1");
  }

  private void refused(String manifest, String code) {
    store.objects().put(FOLDER.manifest(), manifest.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ManifestJson.read(store, FOLDER))
        .satisfies(failure -> assertThat(codeOf(failure).name()).isEqualTo(code));
  }
}
