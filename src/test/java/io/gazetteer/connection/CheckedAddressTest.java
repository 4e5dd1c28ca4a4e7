package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.guard.GuardLimits;
import io.gazetteer.connection.guard.StartupChange;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.SourceError;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections lead to the address that was checked, whatever name servers say in the meantime. */
class CheckedAddressTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Deque<List<InetAddress>> answers = new ArrayDeque<>();
  private final PhysicalConnection physical = physical();

  /** Name servers that give each answer once, and the last one for ever. */
  private PhysicalConnection physical() {
    SourceSettings settings = Connecting.settings(Map.of("gazetteer.source.connect-timeout", "2s"));
    PhysicalConnection made = Connecting.physical(Clock.systemUTC(), Map.of());
    Connecting.replaceNetwork(
        made,
        new NetworkRules(
            settings,
            new CatalogDatabaseAddress(settings, Optional.empty()),
            host -> answers.size() > 1 ? answers.poll() : answers.peek()));
    return made;
  }

  private CheckedAddressTest answering(String... addresses) throws UnknownHostException {
    InetAddress[] found = new InetAddress[addresses.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = InetAddress.getByName(addresses[i]);
    }
    answers.add(Arrays.asList(found));
    return this;
  }

  private Connection connect(String host, int port, Tls tls) {
    return physical.connect(
        new ConnectionTarget(
            host, port, Optional.empty(), new SignIn.Basic("postgres", "trusted"), tls),
        "postgres",
        LIMIT);
  }

  private Connection connect(String host, int port) {
    return connect(host, port, Tls.of(TlsMode.DISABLE));
  }

  @Test
  void the_driver_asks_no_name_server_of_its_own() throws IOException, SQLException {
    answering("127.0.0.1");

    // Nobody but the checked resolver knows this name.
    try (Connection connection = connect("shop.invalid", Postgres.port())) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void a_name_that_leads_elsewhere_for_the_driver_is_not_followed() throws Exception {
    answering("127.0.0.2");
    try (ServerSocket checked = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.2"));
        ServerSocket rebound =
            new ServerSocket(checked.getLocalPort(), 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<InetAddress> seen = CompletableFuture.supplyAsync(() -> accept(checked));
      CompletableFuture<InetAddress> wrong = CompletableFuture.supplyAsync(() -> accept(rebound));

      // For Java, and so for the driver, localhost is 127.0.0.1.
      assertThatThrownBy(() -> connect("localhost", checked.getLocalPort()))
          .isInstanceOf(AppException.class);

      assertThat(seen.get(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(wrong).isNotDone();
    }
  }

  private static InetAddress accept(ServerSocket door) {
    try (Socket client = door.accept()) {
      return client.getInetAddress();
    } catch (IOException closed) {
      return null;
    }
  }

  @Test
  void a_name_that_is_changed_after_the_first_look_is_looked_at_again() throws Exception {
    answering("127.0.0.1").answering("169.254.169.254");

    connect("shop.invalid", Postgres.port()).close();
    assertThatThrownBy(() -> connect("shop.invalid", Postgres.port()))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(SourceError.SOURCE_ADDRESS_DENIED));
  }

  @Test
  void the_next_address_is_tried_where_nothing_listens_at_the_first() throws Exception {
    answering("127.0.0.3", "127.0.0.1");

    try (ServerSocket onlyThere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<InetAddress> seen = CompletableFuture.supplyAsync(() -> accept(onlyThere));
      assertThatThrownBy(() -> connect("shop.invalid", onlyThere.getLocalPort()))
          .isInstanceOf(AppException.class);
      assertThat(seen.get(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void tls_still_compares_the_name_and_not_the_address() throws Exception {
    answering("127.0.0.1");
    Certificates.Authority ca = Certificates.authority("Checked CA");
    Tls verified = new Tls(TlsMode.VERIFY_FULL, Optional.of(ca.pem()), Optional.empty());
    AwsAccount nobody = new AwsAccount(Clock.systemUTC());
    try (RdsFront right =
            RdsFront.start(nobody, "eu-west-1", Postgres.port(), ca.server("shop.invalid"));
        RdsFront byAddress =
            RdsFront.start(nobody, "eu-west-1", Postgres.port(), ca.server("127.0.0.1"))) {
      // The front takes no password; that it is asked for one at all means that TLS came about.
      assertThatThrownBy(() -> connect("shop.invalid", right.port(), verified))
          .isInstanceOfSatisfying(
              AppException.class,
              fault -> assertThat(fault.code()).isEqualTo(SourceError.SOURCE_SIGN_IN_REFUSED));
      assertThat(right.tokens()).hasSize(1);
      assertThatThrownBy(() -> connect("shop.invalid", byAddress.port(), verified))
          .isInstanceOfSatisfying(
              AppException.class,
              fault -> assertThat(fault.code()).isEqualTo(SourceError.SOURCE_CERTIFICATE_REJECTED));
      assertThat(byAddress.tokens()).isEmpty();
    }
  }

  @Test
  void a_socket_goes_to_no_other_port() throws Exception {
    CheckedSockets sockets =
        new CheckedSockets(
            InetAddress.getLoopbackAddress(),
            5432,
            TlsSession.of(Tls.of(TlsMode.PREFER), Optional.empty(), Clock.systemUTC()),
            new GuardLimits(1, LIMIT, 1, 1, LIMIT, LIMIT),
            StartupChange.NONE);

    assertThatThrownBy(
            () -> {
              try (Socket socket = sockets.createSocket()) {
                socket.connect(new InetSocketAddress("localhost", 5433), 100);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checked");
  }
}
