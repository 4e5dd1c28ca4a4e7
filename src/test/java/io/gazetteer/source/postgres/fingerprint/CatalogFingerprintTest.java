package io.gazetteer.source.postgres.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.Fingerprint;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogFingerprintTest {

  private static CatalogFingerprint fingerprint(long transaction, String... parts) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      map.put(parts[i], parts[i + 1]);
    }
    CatalogNodes.Gathering nodes = new CatalogNodes.Gathering();
    nodes.add("pg_class", 16400, 1, 5);
    return new CatalogFingerprint(transaction, map, nodes.end(), StatisticsMarks.NONE);
  }

  @Test
  void what_was_stored_reads_back_as_it_was() {
    CatalogFingerprint one = fingerprint(7, "catalog.pg_class", "3:-12", "role", "ab=c");
    assertThat(CatalogFingerprint.of(one.stored())).contains(one);
  }

  @Test
  void what_another_version_stored_is_not_read() {
    assertThat(CatalogFingerprint.of(new Fingerprint("postgres 0\ntransaction=7"))).isEmpty();
    assertThat(CatalogFingerprint.of(new Fingerprint("postgres 4\ntransaction=7\nrole=7")))
        .isEmpty();
    assertThat(CatalogFingerprint.of(new Fingerprint(""))).isEmpty();
  }

  @Test
  void later_transactions_are_no_difference_and_earlier_ones_are() {
    CatalogFingerprint earlier = fingerprint(5_000_000_000L, "role", "a");
    assertThat(fingerprint(5_000_000_001L, "role", "a").differenceFrom(earlier)).isEmpty();
    assertThat(fingerprint(4_999_999_999L, "role", "a").differenceFrom(earlier))
        .contains("the server's transactions went back, as after a restore");
  }

  @Test
  void numbers_that_may_have_come_round_are_a_difference() {
    CatalogFingerprint earlier = fingerprint(10, "role", "a");
    assertThat(fingerprint(9 + (1L << 31), "role", "a").differenceFrom(earlier)).isEmpty();
    assertThat(fingerprint(10 + (1L << 31), "role", "a").differenceFrom(earlier)).isPresent();
  }

  @Test
  void a_catalog_that_is_there_on_one_side_only_is_a_difference() {
    CatalogFingerprint one = fingerprint(1, "catalog.pg_a", "0:0");
    CatalogFingerprint two = fingerprint(1, "catalog.pg_a", "0:0", "catalog.pg_b", "0:0");
    assertThat(two.differenceFrom(one)).contains("the catalog changed: pg_b");
    assertThat(one.differenceFrom(two)).contains("the catalog changed: pg_b");
  }
}
