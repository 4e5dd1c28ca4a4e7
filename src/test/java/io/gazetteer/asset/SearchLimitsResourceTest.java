package io.gazetteer.asset;

import static io.gazetteer.testing.Service.asAdmin;
import static io.gazetteer.testing.Service.search;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class SearchLimitsResourceTest {

  @TestHTTPResource("/api/meta/search/indexsearch")
  URI search;

  private static String list(Stream<String> parts) {
    return parts.collect(Collectors.joining(","));
  }

  private static void refused(Response answer, String words) {
    answer
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("INVALID_QUERY"))
        .body("message", containsString(words));
  }

  @Test
  void twenty_thousand_words_are_refused_before_the_store_plans_them() {
    String words =
        IntStream.range(0, 20_000).mapToObj(i -> "wo" + i).collect(Collectors.joining(" "));

    refused(search("{\"query\": {\"match\": {\"name\": \"" + words + "\"}}}"), "1000 words");
  }

  @Test
  void clauses_of_many_words_are_counted_together() {
    String words =
        IntStream.range(0, 900).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    String clauses =
        list(
            IntStream.range(0, 20)
                .mapToObj(i -> "{\"match\": {\"description\": \"" + words + "\"}}"));

    refused(search("{\"query\": {\"bool\": {\"should\": [" + clauses + "]}}}"), "5000 conditions");
  }

  @Test
  void values_of_all_terms_clauses_are_counted_together() {
    String values = list(IntStream.range(0, 9_000).mapToObj(i -> "\"v" + i + "\""));
    String clauses =
        list(IntStream.range(0, 6).mapToObj(i -> "{\"terms\": {\"name\": [" + values + "]}}"));

    refused(search("{\"query\": {\"bool\": {\"should\": [" + clauses + "]}}}"), "50000 values");
  }

  @Test
  void a_batch_of_ten_thousand_guids_is_searched() {
    String guids = list(Stream.generate(() -> "\"" + UUID.randomUUID() + "\"").limit(10_000));

    search("{\"size\": 100, \"query\": {\"terms\": {\"__guid\": [" + guids + "]}}}")
        .then()
        .statusCode(200)
        .body("approximateCount", equalTo(0));
  }

  @Test
  void numbers_and_repeated_flags_make_one_condition() {
    String numbers = list(IntStream.range(0, 10_000).mapToObj(Integer::toString));
    String flags = list(IntStream.range(0, 10_000).mapToObj(i -> "\"true\""));
    for (String clause :
        new String[] {"\"rowCount\": [" + numbers + "]", "\"isPrimary\": [" + flags + "]"}) {
      search("{\"query\": {\"terms\": {" + clause + "}}}").then().statusCode(200);
    }
  }

  @Test
  void long_patterns_are_refused() {
    String pattern = "*a".repeat(1_000);

    refused(
        search("{\"query\": {\"wildcard\": {\"name.keyword\": \"" + pattern + "\"}}}"),
        "1000 characters");
  }

  @Test
  void a_body_larger_than_its_path_reads_is_refused_in_the_form_of_the_path() {
    String large = "\"" + "x".repeat(5 << 20) + "\"";
    asAdmin()
        .body(large)
        .post("/api/meta/search/indexsearch")
        .then()
        .statusCode(400)
        .body("code", equalTo(400))
        .body("errorCode", equalTo("REQUEST_TOO_LARGE"))
        .body("message", containsString("4194304 bytes"));
    asAdmin()
        .body(large)
        .post("/api/v1/connections")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("code", equalTo("REQUEST_TOO_LARGE"));
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("j_username=a&j_password=" + "x".repeat(17 << 10))
        .post("/j_security_check")
        .then()
        .statusCode(413);
    // It reaches the resource, which reads no such thing.
    assertThat(
            asAdmin()
                .body(large)
                .post("/api/meta/entity/bulk")
                .then()
                .statusCode(400)
                .extract()
                .<String>path("errorCode"))
        .isEqualTo("ENTITY_INVALID");
  }

  @Test
  void a_body_of_unknown_length_is_limited_too() throws IOException, InterruptedException {
    byte[] large = ("{\"dsl\":\"" + "x".repeat(5 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(search)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
            .build();

    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    // The stream itself answers where the limit is passed.
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
  }

  @Test
  void a_body_that_is_too_large_is_refused_over_http_2_without_a_header_that_it_forbids()
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(search)
            .header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
            .header("Content-Type", "application/json");
    // The first request takes the connection to HTTP/2.
    client.send(request.GET().build(), BodyHandlers.discarding());

    HttpResponse<String> answer =
        client.send(
            request.POST(BodyPublishers.ofByteArray(new byte[5 << 20])).build(),
            BodyHandlers.ofString());

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("REQUEST_TOO_LARGE");
    assertThat(answer.headers().firstValue("Connection")).isEmpty();
  }

  @Test
  void large_bodies_that_arrive_at_once_wait_for_their_turn() throws IOException {
    String header =
        "POST /api/meta/search/indexsearch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + StoreResource.ADMIN_TOKEN
            + "\r\nContent-Length: 4194304\r\n\r\n{";
    String large =
        "{\"dsl\": {\"query\": {\"match_all\": {}}}, \"x\": \"" + "x".repeat(3 << 20) + "\"}";
    List<Socket> half = new ArrayList<>();
    try {
      // As many as the heap of this process leaves room for, and some more.
      for (long sent = 0; sent <= Runtime.getRuntime().maxMemory() / 32; sent += 4 << 20) {
        Socket socket = new Socket(search.getHost(), search.getPort());
        half.add(socket);
        socket.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      await()
          .untilAsserted(
              () ->
                  asAdmin()
                      .body(large)
                      .post("/api/meta/search/indexsearch")
                      .then()
                      .statusCode(429)
                      .header("Retry-After", equalTo("1"))
                      .body("errorCode", equalTo("TOO_MANY_REQUESTS")));
    } finally {
      for (Socket socket : half) {
        socket.close();
      }
    }
    await()
        .untilAsserted(
            () ->
                assertThat(asAdmin().body(large).post("/api/meta/search/indexsearch").statusCode())
                    .isEqualTo(200));
  }

  @Test
  void a_body_of_more_tokens_than_fit_into_memory_is_refused() {
    String empty = "{\"entities\": [" + "[],".repeat(1_100_000) + "[]]}";
    assertThat(asAdmin().body(empty).post("/api/meta/entity/bulk").statusCode()).isEqualTo(400);
  }
}
