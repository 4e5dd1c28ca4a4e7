package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store does. */
abstract class ObjectStoreContract {

  /** Above three parts of an S3 upload, and no multiple of one. */
  private static final int LARGE = 3 * 5 * 1024 * 1024 + 12_345;

  protected ObjectStore store;

  /** An empty store. */
  protected abstract ObjectStore open() throws IOException;

  /** How many begun objects lie about, readable by nobody. */
  protected abstract int unfinished();

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  protected static void put(ObjectStore store, String key, byte[] content) {
    try (ObjectWriter out = store.write(key)) {
      out.write(content, 0, content.length);
      out.commit();
    }
  }

  protected static byte[] get(ObjectStore store, String key) throws IOException {
    try (InputStream in = store.read(key)) {
      return in.readAllBytes();
    }
  }

  protected List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    store.list(prefix, object -> keys.add(object.key() + " " + object.bytes()));
    return keys;
  }

  protected static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  protected static ObjectStoreError codeOf(Throwable failure) {
    assertThat(failure).isInstanceOf(AppException.class);
    return (ObjectStoreError) ((AppException) failure).code();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5 * 1024 * 1024, LARGE})
  void an_object_is_read_as_it_was_written(int size) throws IOException {
    byte[] content = random(size);
    put(store, "a/b%2Fc/part-00001.jsonl.gz", content);

    assertThat(get(store, "a/b%2Fc/part-00001.jsonl.gz")).isEqualTo(content);
    assertThat(keys("")).containsExactly("a/b%2Fc/part-00001.jsonl.gz " + size);
    assertThat(unfinished()).isZero();
  }

  @Test
  void what_is_written_in_small_pieces_is_whole() throws IOException {
    byte[] content = random(6 * 1024 * 1024);
    try (ObjectWriter out = store.write("pieces");
        ByteArrayInputStream in = new ByteArrayInputStream(content)) {
      byte[] piece = new byte[99_991];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        out.write(piece, 0, count);
      }
      out.commit();
    }

    assertThat(get(store, "pieces")).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void nothing_is_there_before_the_commit_and_nothing_remains_without_it(int size) {
    try (ObjectWriter out = store.write("a/half")) {
      out.write(random(size), 0, size);
      assertThat(keys("")).isEmpty();
      assertThatThrownBy(() -> get(store, "a/half"))
          .satisfies(
              failure -> assertThat(codeOf(failure)).isEqualTo(ObjectStoreError.OBJECT_NOT_FOUND));
    }

    assertThat(keys("")).isEmpty();
    assertThat(unfinished()).isZero();
  }

  @Test
  void a_new_object_takes_the_place_of_the_older_one_only_when_committed() throws IOException {
    put(store, "one", new byte[] {1});
    try (ObjectWriter out = store.write("one")) {
      out.write(random(100), 0, 100);
      assertThat(get(store, "one")).containsExactly(1);
    }
    assertThat(get(store, "one")).containsExactly(1);
    put(store, "one", new byte[] {2, 3});
    assertThat(get(store, "one")).containsExactly(2, 3);
  }

  @Test
  void an_object_that_is_not_there_is_told_from_an_empty_one() {
    put(store, "empty", new byte[0]);

    assertThatThrownBy(() -> store.read("none"))
        .satisfies(
            failure -> {
              assertThat(codeOf(failure)).isEqualTo(ObjectStoreError.OBJECT_NOT_FOUND);
              assertThat(failure).hasMessageContaining("none");
            });
  }

  @Test
  void keys_are_told_in_their_order_below_a_prefix() {
    for (String key : List.of("x/b", "x/a/2", "x/a/10", "x/a-1", "x/a.1", "y/a", "xx/a")) {
      put(store, key, new byte[3]);
    }

    assertThat(keys("x/")).containsExactly("x/a-1 3", "x/a.1 3", "x/a/10 3", "x/a/2 3", "x/b 3");
    assertThat(keys("x/a/")).containsExactly("x/a/10 3", "x/a/2 3");
    assertThat(keys("none/")).isEmpty();
  }

  @Test
  void only_the_keys_named_are_deleted_and_again_is_no_fault() {
    for (String key : List.of("x/a", "x/a.1", "x/b/c")) {
      put(store, key, new byte[1]);
    }
    store.delete(List.of("x/a", "x/b/c", "x/none"));
    store.delete(List.of("x/a"));

    assertThat(keys("")).containsExactly("x/a.1 1");
    put(store, "x/b/c", new byte[2]);
    assertThat(keys("")).containsExactly("x/a.1 1", "x/b/c 2");
  }

  @Test
  void a_sweep_takes_what_was_begun_before_and_nothing_that_can_be_read() {
    put(store, "x/done", new byte[1]);
    ObjectWriter left = store.write("x/left");
    left.write(random(LARGE), 0, LARGE);
    assertThat(unfinished()).isEqualTo(1);

    store.sweep("x/", Instant.now().minus(Duration.ofHours(1)));
    assertThat(unfinished()).isEqualTo(1);
    store.sweep("x/", Instant.now().plus(Duration.ofHours(1)));

    assertThat(unfinished()).isZero();
    assertThat(keys("")).containsExactly("x/done 1");
    left.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/./b", ".hidden", "a b", "ä", "a\\b"})
  void what_is_no_key_is_refused(String key) {
    assertThatThrownBy(() -> store.write(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.read(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete(List.of(key)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
