package io.gazetteer.connection.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.source.ServerLimitException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How encryption is agreed on before the sign-in. */
class MessageGuardTest {

  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final MessageGuard guard =
      MessageGuard.ofSocket(
          new GuardLimits(
              1 << 20,
              Duration.ofMinutes(1),
              1 << 20,
              4_096,
              Duration.ofSeconds(20),
              Duration.ofSeconds(20)));

  private void ask(int code) {
    byte[] request = ByteBuffer.allocate(8).putInt(8).putInt(code).array();
    guard.sent(request, 0, request.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {SSL_REQUEST, GSS_REQUEST})
  void encryption_that_cannot_be_guarded_ends_the_connection(int request) {
    ask(request);

    assertThatThrownBy(() -> guard.isAnswer((byte) 'G'))
        .isInstanceOf(ServerLimitException.class)
        .hasMessageContaining("GSSAPI");
  }

  @Test
  void tls_is_taken_and_guarded_inside() throws ServerLimitException {
    ask(SSL_REQUEST);

    assertThat(guard.isAnswer((byte) 'S')).isTrue();
    assertThat(guard.isUnknown()).isTrue();
    assertThat(guard.inside().isUnknown()).isFalse();
  }

  @Test
  void a_refusal_leaves_the_connection_in_the_clear_and_guarded() throws ServerLimitException {
    ask(SSL_REQUEST);

    assertThat(guard.isAnswer((byte) 'N')).isTrue();
    assertThat(guard.isUnknown()).isFalse();
  }
}
