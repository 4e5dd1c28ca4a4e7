package io.gazetteer.connection.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsAdviceTest {

  @Test
  void prefer_is_warned_of_even_where_the_server_offers_tls() {
    Optional<TlsAdvice> advice = TlsAdvice.of(TlsMode.PREFER, true, "db.example.org");

    assertThat(advice.orElseThrow().message()).contains("is not checked", "TLS mode prefer");
    assertThat(advice.orElseThrow().remedy())
        .contains("Provide the CA of the server", "verify-full");
  }

  @Test
  void the_download_of_a_managed_service_is_named() {
    Optional<TlsAdvice> advice =
        TlsAdvice.of(TlsMode.REQUIRE, true, "shop.c9akciq32.eu-west-1.rds.amazonaws.com");

    assertThat(advice.orElseThrow().remedy())
        .contains(
            "Amazon RDS", "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem");
  }

  @Test
  void an_unencrypted_connection_is_warned_of_and_a_checked_one_is_not() {
    assertThat(TlsAdvice.of(TlsMode.ALLOW, false, "db.example.org").orElseThrow().message())
        .contains("not encrypted");
    assertThat(TlsAdvice.of(TlsMode.VERIFY_CA, true, "db.example.org")).isEmpty();
  }
}
