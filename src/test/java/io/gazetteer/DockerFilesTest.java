package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerFilesTest {

  @TempDir Path home;

  private int makeSecrets() throws Exception {
    Files.copy(Path.of("docker/secrets.sh"), home.resolve("secrets.sh"));
    return new ProcessBuilder("sh", home.resolve("secrets.sh").toString())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start()
        .waitFor();
  }

  private String secret(String name) throws Exception {
    return Files.readString(home.resolve("secrets").resolve(name));
  }

  @Test
  void secrets_of_an_earlier_version_are_taken_over_and_missing_ones_are_made() throws Exception {
    Files.writeString(
        home.resolve(".env"),
        """
        # STORE_PASSWORD=older
        STORE_PASSWORD=abc+/d==
        GAZETTEER_SECRETS_KEY="key of sealed secrets" # quoted
        GAZETTEER_ADMIN_PASSWORD='it$is\\x'
        export GAZETTEER_ADMIN_TOKEN = tok#en # plain
        SESSION_KEY=
        """);

    assertThat(makeSecrets()).as(Files.readString(home.resolve("log"))).isZero();
    assertThat(secret("store-password")).isEqualTo("abc+/d==");
    assertThat(secret("secrets-key")).isEqualTo("key of sealed secrets");
    assertThat(secret("admin-password")).isEqualTo("it$is\\x");
    assertThat(secret("admin-token")).isEqualTo("tok#en");
    assertThat(secret("session-key")).hasSize(44);
    assertThat(secret("objects-secret")).hasSize(44).isNotEqualTo(secret("session-key"));
  }

  @Test
  void a_value_that_compose_would_change_is_never_replaced_by_another() throws Exception {
    Files.writeString(home.resolve(".env"), "STORE_PASSWORD=a$b\n");

    assertThat(makeSecrets()).isNotZero();
    assertThat(home.resolve("secrets/store-password")).doesNotExist();
    assertThat(home.resolve("log")).content().contains("STORE_PASSWORD").doesNotContain("a$b");
  }

  @ParameterizedTest
  @CsvSource({"200, true", "301, true", "503, false"})
  void the_health_check_takes_what_the_plain_port_answers_beside_tls(int status, boolean healthy)
      throws Exception {
    Matcher check =
        Pattern.compile("CMD \\[\"bash\", \"-c\", \"(.*)\"]")
            .matcher(Files.readString(Path.of("docker/Dockerfile")));
    assertThat(check.find()).isTrue();
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          boolean named = exchange.getRequestHeaders().containsKey("Host");
          exchange.sendResponseHeaders(named ? status : 400, -1);
          exchange.close();
        });
    server.start();
    try {
      ProcessBuilder shell = new ProcessBuilder("bash", "-c", check.group(1).replace("\\\\", "\\"));
      shell.environment().put("QUARKUS_HTTP_PORT", String.valueOf(server.getAddress().getPort()));
      assertThat(shell.start().waitFor() == 0).isEqualTo(healthy);
    } finally {
      server.stop(0);
    }
  }
}
