package io.gazetteer.connection.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceRulesTest {

  private static final String FOR_ALL = "gazetteer.secrets.references.allowed-prefixes";
  private static final String FOR_ADMINISTRATORS =
      "gazetteer.secrets.references.administrator-prefixes";

  private static Optional<String> refusal(
      Map<String, String> settings, String reference, boolean administrator) {
    return References.with(settings, Clock.systemUTC())
        .rules()
        .refusal(SecretReference.parse(reference), administrator);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:SOURCE_SECRET_SHOP",
        "file:/run/secrets/sources/shop",
        "aws-sm:shop#password",
        "vault:kv/shop#password"
      })
  void by_default_administrators_alone_may_use_references_and_others_are_told_the_setting(
      String reference) {
    assertThat(refusal(Map.of(), reference, true)).isEmpty();
    assertThat(refusal(Map.of(), reference, false))
        .hasValueSatisfying(why -> assertThat(why).contains(FOR_ALL, "value:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:HOME",
        "env:SECRET",
        "file:/etc/passwd",
        "file:/run/secrets/other",
        "file:/run/secrets/sources-of-others/x"
      })
  void by_default_administrators_may_not_read_other_variables_and_files(String reference) {
    assertThat(refusal(Map.of(), reference, true))
        .hasValueSatisfying(why -> assertThat(why).contains(FOR_ADMINISTRATORS));
  }

  @Test
  void what_a_setting_allows_everybody_may_use() {
    Map<String, String> settings = Map.of(FOR_ALL, "vault:kv/sources/, file:/srv/secrets");

    assertThat(refusal(settings, "vault:kv/sources/shop#password", false)).isEmpty();
    assertThat(refusal(settings, "file:/srv/secrets/shop", false)).isEmpty();
    assertThat(refusal(settings, "vault:kv/others/shop#password", false)).isPresent();
    assertThat(refusal(settings, "file:/srv/secrets2/shop", false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:GAZETTEER_SECRETS_KEY",
        "env:gazetteer_secrets_key",
        "env:QUARKUS_DATASOURCE_PASSWORD",
        "env:AWS_SECRET_ACCESS_KEY",
        "env:VAULT_TOKEN",
        "file:/proc/self/environ",
        "file:/proc/1/environ",
        "file:/dev/stdin",
        "file:/srv/data/secrets.key",
        "file:/srv/data/store/pg_hba.conf",
        "file:/srv/keys",
        "file:/srv/vault-token",
        "file:/var/run/secrets/kubernetes.io/serviceaccount/token",
        "file:/run/secrets/kubernetes.io/serviceaccount/token"
      })
  void nothing_of_the_service_itself_may_be_named_whatever_is_allowed(String reference) {
    Map<String, String> settings =
        Map.of(
            FOR_ALL,
            "env:,file:/",
            FOR_ADMINISTRATORS,
            "env:,file:",
            "gazetteer.data-dir",
            "/srv/data",
            "gazetteer.secrets.key-file",
            "/srv/keys",
            "gazetteer.secrets.vault.token-file",
            "/srv/vault-token");

    assertThat(refusal(settings, "file:/srv/other", false)).as("all else is allowed").isEmpty();
    for (boolean administrator : new boolean[] {false, true}) {
      assertThat(refusal(settings, reference, administrator))
          .hasValueSatisfying(why -> assertThat(why).contains("of this service itself"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:/run/secrets/sources/../gazetteer_key",
        "file:/run/secrets/sources/../../../proc/self/environ",
        "file:/run/secrets/sources/./x",
        "file:/run/secrets/sources//x",
        "file:/run/secrets/sources/x/.."
      })
  void a_path_that_walks_about_is_refused(String reference) {
    assertThat(refusal(Map.of(), reference, true)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:",
        "env:A B",
        "env:A=1",
        "file:relative",
        "file:",
        "aws-sm:",
        "aws-sm:a b#c",
        "vault:kv/path",
        "vault:kv#key",
        "vault:kv/../sys/raw#key",
        "vault:kv/a/./b#key",
        "vault:/kv/a#key",
        "vault:kv//a#key",
        "vault:kv/a?x=1#key",
        "vault:kv/a%2e%2e/b#key",
        "vault:kv/a#"
      })
  void a_malformed_reference_is_told_the_form_and_how_a_literal_is_written(String text) {
    assertThat(SecretReference.isOne(text)).isTrue();
    assertThatThrownBy(() -> SecretReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not have the form " + text.substring(0, text.indexOf(':') + 1))
        .hasMessageContaining("value:");
  }

  @Test
  void other_texts_are_no_references() {
    for (String text : new String[] {"", "ENV:X", "environment", " env:X", "value:env:X", "envX"}) {
      assertThat(SecretReference.isOne(text)).as(text).isFalse();
    }
  }
}
