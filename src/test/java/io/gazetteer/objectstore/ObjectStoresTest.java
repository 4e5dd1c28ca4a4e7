package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.AwsSessions;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoresTest {

  @TempDir Path data;

  /** Stores of settings whose names begin after {@code gazetteer.export.stores.}. */
  private ObjectStores stores(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("gazetteer.export.stores." + name, value));
    StoreSettings mapped =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(StoreSettings.class)
            .withSources(new PropertiesConfigSource(all, "test", 100))
            .build()
            .getConfigMapping(StoreSettings.class);
    return new ObjectStores(mapped, new AwsSessions(Clock.systemUTC()), () -> data);
  }

  @Test
  void a_local_store_is_there_without_any_setting() {
    ObjectStores stores = stores(Map.of());

    assertThat(stores.names()).containsExactly("local");
    try (ObjectStore store = stores.open("local");
        ObjectWriter out = store.write("a")) {
      out.commit();
    }
    assertThat(data.resolve("published/a")).isEmptyFile();
  }

  @Test
  void folders_and_buckets_are_opened_by_their_names() {
    ObjectStores stores =
        stores(
            Map.of(
                "local.folder", data.resolve("elsewhere").toString(),
                "lake.bucket", "metadata",
                "lake.region", "eu-west-1",
                "lake.encryption", "kms",
                "lake.role-arn", "arn:aws:iam::1:role/x"));

    assertThat(stores.names()).containsExactly("lake", "local");
    try (ObjectStore lake = stores.open("lake");
        ObjectStore local = stores.open("local")) {
      assertThat(lake.inWords()).isEqualTo("S3 bucket metadata");
      assertThat(local.inWords()).isEqualTo("folder elsewhere");
    }
  }

  @Test
  void a_name_that_is_not_configured_opens_nothing() {
    assertThatThrownBy(() -> stores(Map.of()).open("../etc"))
        .satisfies(
            failure ->
                assertThat(((AppException) failure).code())
                    .isEqualTo(ObjectStoreError.OBJECT_STORE_UNKNOWN));
  }

  @Test
  void everything_wrong_with_a_store_is_listed() {
    ObjectStores stores =
        stores(
            Map.of(
                "bad.folder", "x",
                "bad.bucket", "y",
                "bad.prefix", "../up",
                "bad.access-key-id", "AKIA",
                "bad.profile", "p",
                "bad.kms-key-id", "k",
                "bad.external-id", "e"));

    assertThatThrownBy(() -> stores.open("bad"))
        .satisfies(
            failure -> {
              AppException fault = (AppException) failure;
              assertThat(fault.code()).isEqualTo(ObjectStoreError.OBJECT_STORE_MISCONFIGURED);
              assertThat(fault.errors()).hasSize(6);
              assertThat(fault)
                  .hasMessageContaining("either a folder or a bucket")
                  .hasMessageContaining("bad.prefix")
                  .hasMessageContaining("access-key-id and secret-access-key together")
                  .hasMessageContaining("either an access key or a profile")
                  .hasMessageContaining("kms-key-id")
                  .hasMessageContaining("role-arn");
            });
  }
}
