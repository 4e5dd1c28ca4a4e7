package io.gazetteer.connection.preflight;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.HostileServer;
import io.gazetteer.testing.HostileServer.Behaviour;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Tests of connections to hostile servers, several at a time, and everybody else meanwhile. */
@ServiceTest
class HealthUnderAttackResourceTest {

  private static final Logger LOG = Logger.getLogger(HealthUnderAttackResourceTest.class);
  private static final int PATIENCE_SECONDS = 120;
  private static final int ROUNDS = 300;

  /** Four that flood the service, and two that keep it waiting for as long as it does. */
  private static final List<Behaviour> ATTACKS =
      List.of(
          Behaviour.ROWS,
          Behaviour.HUGE_VALUE,
          Behaviour.NOTICES,
          Behaviour.LENGTH,
          Behaviour.SLOW_ROWS,
          Behaviour.TRICKLE_BEFORE_SIGN_IN);

  private static JsonPath test(HostileServer server) {
    return Service.asAdmin()
        .body(
            """
            {"host": "localhost", "port": %d, "database": "shop", "authType": "basic",
             "username": "somebody", "password": "something"}"""
                .formatted(server.port()))
        .post("/api/v1/connections/test")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static void assertHealthy(String path) {
    given().get(path).then().statusCode(200);
  }

  @Test
  void health_checks_answer_while_tests_of_connections_are_under_attack() throws Exception {
    List<HostileServer> servers = new ArrayList<>();
    ExecutorService clients = Executors.newFixedThreadPool(ATTACKS.size());
    try {
      List<Future<JsonPath>> tests = new ArrayList<>();
      for (Behaviour attack : ATTACKS) {
        HostileServer server = HostileServer.start(attack);
        servers.add(server);
        tests.add(clients.submit(() -> test(server)));
      }
      int answered = 0;
      boolean ended = false;
      while (!ended && (answered < ROUNDS || !all(servers, server -> server.accepted() > 0))) {
        assertHealthy("/q/health/live");
        assertHealthy("/q/health/ready");
        ended = tests.stream().allMatch(Future::isDone);
        if (!ended) {
          answered++;
        }
      }
      // Those that would go on until a time limit need not.
      close(servers);
      LOG.infof("Health checks answered %d times during the attack", answered);

      assertThat(answered).as("rounds of health checks answered during the attack").isPositive();
      for (Future<JsonPath> test : tests) {
        JsonPath report = test.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(report.getBoolean("ok")).as(report.prettify()).isFalse();
      }
      assertHealthy("/q/health/ready");
    } finally {
      clients.shutdownNow();
      close(servers);
    }
  }

  private static boolean all(List<HostileServer> servers, Predicate<HostileServer> condition) {
    return servers.stream().allMatch(condition);
  }

  private static void close(List<HostileServer> servers) throws IOException {
    for (HostileServer server : servers) {
      server.close();
    }
  }
}
