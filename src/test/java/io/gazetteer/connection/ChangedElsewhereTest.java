package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.secret.References;
import io.gazetteer.connection.secret.SecretReference;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.source.SourceError;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.VaultFront;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret that is changed where it is kept, between two connections. */
class ChangedElsewhereTest {

  private static final SecretReference REFERENCE =
      SecretReference.parse("vault:kv/sources/changing#password");

  private final VaultFront vault = VaultFront.start();
  private final PhysicalConnection physical = Connecting.physical(Clock.systemUTC(), Map.of());

  @BeforeEach
  void make_the_role() {
    SecuredPostgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE changing LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    Connecting.replaceReferences(
        physical,
        References.resolving(
            Map.of(
                "gazetteer.secrets.vault.address",
                vault.address().toString(),
                "gazetteer.secrets.vault.token",
                VaultFront.TOKEN,
                "gazetteer.secrets.references.cache-time",
                "1h"),
            Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  private void changeTo(String password) {
    SecuredPostgres.execute("postgres", "ALTER ROLE changing PASSWORD '" + password + "'");
    vault.write("sources/changing", "password", password);
  }

  private static ConnectionTarget target() {
    return target("").withReferences(new Late());
  }

  private static ConnectionTarget target(String password) {
    return new ConnectionTarget(
        "localhost",
        SecuredPostgres.port(),
        Optional.empty(),
        new SignIn.Basic("changing", password),
        Tls.of(TlsMode.DISABLE));
  }

  private static final class Late implements ConnectionTarget.SecretReferences {
    @Override
    public List<SecretReference> references() {
      return List.of(REFERENCE);
    }

    @Override
    public ConnectionTarget with(Function<SecretReference, String> reader) {
      return target(reader.apply(REFERENCE));
    }
  }

  private boolean connects() throws SQLException {
    try (Connection connection = physical.connect(target(), "postgres", Duration.ofSeconds(20))) {
      return connection.isValid(5);
    }
  }

  @Test
  void is_read_again_after_it_was_refused_once_whatever_the_cache_holds() throws SQLException {
    changeTo("first");
    assertThat(connects()).isTrue();
    assertThat(connects()).isTrue();
    assertThat(vault.reads()).as("from the cache").isEqualTo(1);
    changeTo("second");

    assertThatThrownBy(this::connects)
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(SourceError.SOURCE_SIGN_IN_REFUSED));
    assertThat(connects()).isTrue();
    assertThat(vault.reads()).isEqualTo(2);
  }
}
