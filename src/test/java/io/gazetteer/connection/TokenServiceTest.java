package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsError;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.source.SourceError;
import io.gazetteer.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Token services that fail before a source is contacted. */
class TokenServiceTest {

  private static AppException failure(URI tokenService) {
    AssumedRole role =
        new AssumedRole(
            "arn:aws:iam::123456789012:role/catalogue",
            Optional.empty(),
            AssumedRole.DEFAULT_SESSION_NAME,
            Optional.empty(),
            Optional.of(tokenService));
    AwsIdentity caller = new AwsIdentity.Keys("AKIDCRAWLER", "crawler-secret", Optional.empty());
    ConnectionTarget target =
        new ConnectionTarget(
            "localhost",
            5432,
            Optional.empty(),
            new SignIn.IamRole("iam_reader", caller, role, Optional.of("eu-west-1")),
            Tls.of(TlsMode.VERIFY_FULL));
    PhysicalConnection physical = Connecting.physical(new SettableClock(Instant.now()), Map.of());
    AppException failure =
        catchThrowableOfType(
            AppException.class,
            () -> physical.connect(target, "postgres", Duration.ofSeconds(20)).close());
    assertThat(failure).as("should have failed").isNotNull();
    return failure;
  }

  @Test
  void another_error_of_the_token_service_is_named_by_its_code() throws IOException {
    HttpServer odd = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    odd.createContext(
        "/",
        exchange -> {
          byte[] body =
              "<ErrorResponse><Error><Code>Odd</Code><Message>m</Message></Error></ErrorResponse>"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    odd.start();
    try {
      AppException failure = failure(URI.create("http://localhost:" + odd.getAddress().getPort()));

      assertThat(failure.code()).isEqualTo(AwsError.AWS_FAILED);
      assertThat(failure).hasMessageContaining("(Odd)");
    } finally {
      odd.stop(0);
    }
  }

  @Test
  void a_token_service_that_does_not_answer_may_be_tried_again() throws IOException {
    URI closed;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = URI.create("http://localhost:" + server.getLocalPort());
    }
    AppException failure = failure(closed);

    assertThat(failure.code()).isEqualTo(AwsError.AWS_UNREACHABLE);
    assertThat(failure.code().retryable()).isTrue();
  }

  @Test
  void a_token_service_at_a_denied_address_is_not_asked() {
    assertThat(failure(URI.create("https://169.254.169.254")).code())
        .isEqualTo(SourceError.SOURCE_ADDRESS_DENIED);
  }
}
