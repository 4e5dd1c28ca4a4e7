package io.gazetteer.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.ServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and hosts that no browser sends and anybody can. */
@ServiceTest
class OddAddressResourceTest {

  private static final int PATIENCE_MILLIS = 10_000;

  @TestHTTPResource URI service;

  /** The head of the answer to a request that is sent as it is; fails where there is none. */
  private String ask(String target, String host, Charset charset) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .getBytes(charset));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/assets?q=a;b",
        "/ui/assets?q=a,b",
        "/ui/assets?q=ü",
        "/ui/assets;a=1",
        "/ui/assets/ü",
        "/ui/workflows/a,b",
        "/ui/assets?q=%00"
      })
  void somebody_who_is_signed_out_is_sent_to_the_sign_in(String target) throws IOException {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
      String answer = ask(target, "localhost", charset);
      assertThat(answer).as(target).startsWith("HTTP/1.1 302");
      assertThat(answer).containsIgnoringCase("location: http://localhost/sign-in");
      assertThat(cookie(answer)).as(target).matches("http://localhost/[!#-+\\--:<-\\[\\]-~]*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "a\\b", "<a>", "{|}", "%zz", "\uD83D\uDC18"})
  void what_is_no_address_at_all_is_answered_too(String characters) throws IOException {
    for (String place : new String[] {"/ui/assets?q=", "/ui/workflows/", "/api/v1/", "/"}) {
      String answer = ask(place + characters, "localhost", StandardCharsets.UTF_8);
      assertThat(answer).as(place + characters).matches("(?s)HTTP/1.1 (302|400|401|404) .*");
    }
  }

  private static String cookie(String answer) {
    String name = "quarkus-redirect-location=";
    int start = answer.indexOf(name) + name.length();
    assertThat(start).as(answer).isGreaterThan(name.length());
    return answer.substring(start, answer.indexOf(';', start));
  }

  @Test
  void the_address_that_was_asked_for_is_kept_with_its_characters_escaped() throws IOException {
    String answer = ask("/ui/assets?q=a;b,ü", "localhost", StandardCharsets.UTF_8);
    assertThat(cookie(answer)).isEqualTo("http://localhost/ui/assets?q=a%3Bb%2C%C3%BC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a,b", "ü", "a b", "a\"b", "a\\b", "a<b"})
  void an_odd_host_is_answered_and_goes_into_no_header(String host) throws IOException {
    String answer = ask("/ui/workflows", host, StandardCharsets.UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain(host);
  }

  @Test
  void a_cookie_of_the_client_with_odd_characters_ends_no_request() {
    given()
        .redirects()
        .follow(false)
        .header("Cookie", "x=\"a b,c\"; quarkus-redirect-location=a\\b; gazetteer-session=;;=")
        .get("/ui/workflows")
        .then()
        .statusCode(302);
  }
}
