package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connections that cannot be made, each reported with its own code. */
class FailedConnectionsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** AuthenticationCleartextPassword. */
  private static final byte[] PASSWORD_IN_CLEAR = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

  private static AppException failure(int port, String database, TlsMode mode) {
    return failure(port, database, mode, Map.of());
  }

  private static AppException failure(
      int port, String database, TlsMode mode, Map<String, String> settings) {
    ConnectionTarget target =
        new ConnectionTarget(
            "localhost",
            port,
            Optional.of(database),
            new SignIn.Basic("postgres", "trusted"),
            Tls.of(mode));
    return catchThrowableOfType(
        AppException.class,
        () -> Connecting.physical(Clock.systemUTC(), settings).connect(target, database, LIMIT));
  }

  /** What comes of a server that answers each connection's first bytes in this way. */
  private static AppException answered(TlsMode mode, byte[]... answers) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(server, answers), "odd-server");
      answering.setDaemon(true);
      answering.start();
      return failure(server.getLocalPort(), "any", mode);
    }
  }

  private static void answer(ServerSocket server, byte[]... answers) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        InputStream in = client.getInputStream();
        for (byte[] answer : answers) {
          if (in.read(new byte[1024]) < 0) {
            break;
          }
          client.getOutputStream().write(answer);
        }
        in.read(new byte[1024]);
      } catch (IOException end) {
        // The client or the test has closed its side.
      }
    }
  }

  @Test
  void a_database_that_does_not_exist() {
    assertThat(failure(Postgres.port(), "no_such_database", TlsMode.PREFER).code())
        .isEqualTo(SourceError.SOURCE_DATABASE_NOT_FOUND);
  }

  @Test
  void a_server_without_tls() {
    assertThat(failure(Postgres.port(), "postgres", TlsMode.REQUIRE).code())
        .isEqualTo(SourceError.SOURCE_TLS_NOT_OFFERED);
  }

  @Test
  void a_file_of_cas_that_cannot_be_read() {
    assertThat(
            failure(
                    Postgres.port(),
                    "postgres",
                    TlsMode.VERIFY_CA,
                    Map.of("gazetteer.source.ca-file", "/no/such/file"))
                .code())
        .isEqualTo(ConnectionError.TLS_UNUSABLE);
  }

  @Test
  void a_handshake_that_breaks() throws IOException {
    assertThat(answered(TlsMode.REQUIRE, bytes("S"), bytes("no TLS at all")).code())
        .isEqualTo(SourceError.SOURCE_TLS_FAILED);
  }

  @Test
  void a_server_that_speaks_another_protocol() throws IOException {
    assertThat(answered(TlsMode.DISABLE, bytes("HTTP/1.1 400 Bad Request\r\n\r\n")).code())
        .isEqualTo(SourceError.SOURCE_NOT_POSTGRESQL);
  }

  @Test
  void a_server_that_wants_the_password_in_clear() throws IOException {
    assertThat(answered(TlsMode.DISABLE, PASSWORD_IN_CLEAR).code())
        .isEqualTo(SourceError.SOURCE_PASSWORD_UNPROTECTED);
  }

  @Test
  void a_host_that_no_name_server_knows() {
    SourceSettings settings = Connecting.settings(Map.of());
    NetworkRules rules =
        new NetworkRules(
            settings,
            new CatalogDatabaseAddress(settings, Optional.empty()),
            host -> {
              throw new UnknownHostException(host);
            });

    assertThatThrownBy(() -> rules.resolve("nowhere", 5432))
        .hasFieldOrPropertyWithValue("code", SourceError.SOURCE_UNKNOWN_HOST);
  }

  @Test
  void a_connector_that_does_not_exist() {
    Sources sources = Sources.withoutContainer(SourceLimits.defaults());

    assertThatThrownBy(() -> sources.named("oracle"))
        .hasFieldOrPropertyWithValue("code", SourceError.SOURCE_KIND_UNKNOWN)
        .hasMessageContaining("postgres");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
