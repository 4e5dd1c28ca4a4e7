package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.FaultyLine;
import io.gazetteer.testing.S3Server;
import io.gazetteer.testing.StsFront;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class S3StoreTest extends ObjectStoreContract {

  private static final int PART = 5 * 1024 * 1024;
  private static final AwsIdentity RIGHT =
      new AwsIdentity.Keys(S3Server.ACCESS_KEY, S3Server.SECRET_KEY, Optional.empty());

  private static S3Server server;
  private final String bucket = "b" + UUID.randomUUID();

  @BeforeAll
  static void startServer() {
    server = S3Server.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected ObjectStore open() {
    server.createBucket(bucket);
    return store(bucket, server.endpoint(), RIGHT);
  }

  @Override
  protected int unfinished() {
    return server.uploads(bucket);
  }

  private static ObjectStore store(String bucket, URI endpoint, AwsIdentity identity) {
    return store(bucket, endpoint, identity, Optional.empty(), Duration.ofSeconds(2));
  }

  private static ObjectStore store(
      String bucket,
      URI endpoint,
      AwsIdentity identity,
      Optional<AssumedRole> role,
      Duration timeout) {
    return new S3Store(
        new S3Bucket(
            bucket,
            "some/prefix/",
            Optional.of("eu-west-1"),
            Optional.of(endpoint),
            true,
            Optional.empty(),
            Optional.empty(),
            identity,
            role,
            timeout,
            PART),
        new AwsSessions(Clock.systemUTC()));
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static void fails(ObjectStore store, ObjectStoreError code, String words) {
    try (store) {
      assertThatThrownBy(() -> put(store, "x", new byte[1])).satisfies(f -> is(f, code, words));
      assertThatThrownBy(() -> get(store, "x")).satisfies(f -> is(f, code, words));
      assertThatThrownBy(() -> store.list("", object -> {})).satisfies(f -> is(f, code, words));
    }
  }

  private static void is(Throwable failure, ObjectStoreError code, String words) {
    assertThat(codeOf(failure)).as(failure.getMessage()).isEqualTo(code);
    assertThat(failure)
        .hasMessageContaining(words)
        .hasMessageNotContaining(S3Server.SECRET_KEY)
        .hasMessageNotContaining("marked-text-of-aws");
  }

  @Test
  void keys_lie_below_the_prefix_of_the_store() {
    put(store, "a/b", new byte[1]);

    assertThat(server.keys(bucket)).containsExactly("some/prefix/a/b");
  }

  @Test
  void a_bucket_that_is_not_there_is_told() {
    fails(
        store("nobodys-bucket", server.endpoint(), RIGHT),
        ObjectStoreError.OBJECT_STORE_NOT_FOUND,
        "There is no S3 bucket nobodys-bucket");
  }

  @Test
  void keys_that_are_wrong_are_told() {
    fails(
        store(
            bucket,
            server.endpoint(),
            new AwsIdentity.Keys(S3Server.ACCESS_KEY, "wrong", Optional.empty())),
        ObjectStoreError.OBJECT_STORE_DENIED,
        "the secret key does not belong to the access key");
    fails(
        store(
            bucket,
            server.endpoint(),
            new AwsIdentity.Keys("AKIANOBODY", "wrong", Optional.empty())),
        ObjectStoreError.OBJECT_STORE_DENIED,
        "does not know the access key");
  }

  @Test
  void what_is_not_allowed_is_told_with_the_rights_that_are_needed() throws IOException {
    try (Answering denying = Answering.with(403, "AccessDenied", Optional.empty())) {
      fails(
          store(bucket, denying.endpoint(), RIGHT),
          ObjectStoreError.OBJECT_STORE_DENIED,
          "s3:PutObject");
    }
  }

  @Test
  void a_bucket_of_another_region_is_told_with_that_region() throws IOException {
    try (Answering moved = Answering.with(301, "PermanentRedirect", Optional.of("us-gov-west-1"))) {
      fails(
          store(bucket, moved.endpoint(), RIGHT),
          ObjectStoreError.OBJECT_STORE_WRONG_REGION,
          "in another region (us-gov-west-1) than the one given, eu-west-1");
    }
    try (Answering malformed =
        Answering.with(400, "AuthorizationHeaderMalformed", Optional.of("eu-north-1"))) {
      fails(
          store(bucket, malformed.endpoint(), RIGHT),
          ObjectStoreError.OBJECT_STORE_WRONG_REGION,
          "(eu-north-1)");
    }
  }

  @Test
  void a_busy_store_is_asked_again_and_then_told() throws IOException {
    try (Answering busy = Answering.with(503, "SlowDown", Optional.empty())) {
      try (ObjectStore asked = store(bucket, busy.endpoint(), RIGHT)) {
        assertThatThrownBy(() -> put(asked, "x", new byte[1]))
            .satisfies(f -> is(f, ObjectStoreError.OBJECT_STORE_UNREACHABLE, "busy"));
      }
      assertThat(busy.requests()).hasSize(4);
    }
  }

  @Test
  void a_store_that_is_down_is_told() throws IOException {
    FaultyLine line = FaultyLine.open(server.port());
    line.close();
    fails(
        store(bucket, at(line.port()), RIGHT),
        ObjectStoreError.OBJECT_STORE_UNREACHABLE,
        "no answer from 127.0.0.1:" + line.port());
  }

  @Test
  void an_upload_survives_a_line_that_breaks_in_its_middle() throws IOException {
    byte[] content = random(3 * PART);
    try (FaultyLine line = FaultyLine.open(server.port());
        ObjectStore over = store(bucket, at(line.port()), RIGHT)) {
      line.breakAfterSending(PART + PART / 2, 2);
      put(over, "survives", content);

      assertThat(line.breaks()).isEqualTo(2);
    }
    assertThat(get(store, "survives")).isEqualTo(content);
    assertThat(unfinished()).isZero();
  }

  @Test
  void an_upload_whose_store_goes_down_in_its_middle_leaves_nothing_readable() throws IOException {
    FaultyLine line = FaultyLine.open(server.port());
    try (ObjectStore over = store(bucket, at(line.port()), RIGHT)) {
      assertThatThrownBy(
              () -> {
                try (ObjectWriter out = over.write("never")) {
                  out.write(random(2 * PART), 0, 2 * PART);
                  line.close();
                  out.write(random(2 * PART), 0, 2 * PART);
                  out.commit();
                }
              })
          .satisfies(f -> is(f, ObjectStoreError.OBJECT_STORE_UNREACHABLE, "no answer"));
    }
    assertThat(keys("")).isEmpty();
    // Nobody could take them away; the next sweep does.
    assertThat(unfinished()).isEqualTo(1);
    store.sweep("", Instant.now().plusSeconds(60));
    assertThat(unfinished()).isZero();
  }

  @Test
  void a_download_goes_on_where_the_line_broke() throws IOException {
    byte[] content = random(3 * PART);
    put(store, "large", content);
    try (FaultyLine line = FaultyLine.open(server.port());
        ObjectStore over = store(bucket, at(line.port()), RIGHT)) {
      line.breakAfterAnswering(PART, 2);

      assertThat(get(over, "large")).isEqualTo(content);
      assertThat(line.breaks()).isEqualTo(2);
    }
  }

  @Test
  void a_download_whose_store_goes_down_fails_and_does_not_end() throws IOException {
    put(store, "large", random(3 * PART));
    FaultyLine line = FaultyLine.open(server.port());
    try (ObjectStore over = store(bucket, at(line.port()), RIGHT);
        InputStream in = over.read("large")) {
      assertThat(in.readNBytes(1000)).hasSize(1000);
      line.close();
      assertThatThrownBy(in::readAllBytes)
          .satisfies(
              f -> assertThat(codeOf(f)).isEqualTo(ObjectStoreError.OBJECT_STORE_UNREACHABLE));
    }
  }

  @Test
  void a_slow_store_is_waited_for_and_a_silent_one_is_given_up() throws IOException {
    byte[] content = random(PART);
    try (FaultyLine line = FaultyLine.open(server.port());
        ObjectStore over = store(bucket, at(line.port()), RIGHT);
        ObjectStore impatient =
            store(bucket, at(line.port()), RIGHT, Optional.empty(), Duration.ofMillis(200))) {
      line.slowDown(Duration.ofMillis(1).toNanos());
      put(over, "slow", content);
      assertThat(get(over, "slow")).isEqualTo(content);

      line.fallSilent();
      assertThatThrownBy(() -> put(impatient, "silent", new byte[1]))
          .satisfies(f -> is(f, ObjectStoreError.OBJECT_STORE_UNREACHABLE, "no answer"));
    }
  }

  @Test
  void a_role_is_taken_on_and_its_session_signs() {
    AwsAccount account =
        new AwsAccount(Clock.systemUTC())
            .user("ann", "AKIAANN", "secret-of-ann")
            .role("arn:aws:iam::1:role/publisher", "ann", Optional.of("external"));
    try (StsFront sts = StsFront.start(account, "eu-west-1");
        Answering recording = Answering.with(200, "", Optional.empty())) {
      AssumedRole role =
          new AssumedRole(
              "arn:aws:iam::1:role/publisher",
              Optional.of("external"),
              AssumedRole.DEFAULT_SESSION_NAME,
              Optional.empty(),
              Optional.of(sts.endpoint()));
      try (ObjectStore over =
          store(
              bucket,
              recording.endpoint(),
              new AwsIdentity.Keys("AKIAANN", "secret-of-ann", Optional.empty()),
              Optional.of(role),
              Duration.ofSeconds(2))) {
        put(over, "x", new byte[1]);
        put(over, "y", new byte[1]);
      }
      assertThat(sts.requests()).hasSize(1);
      assertThat(recording.requests())
          .hasSize(2)
          .allSatisfy(request -> assertThat(request).contains("token-of-ASIA"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void encryption_is_asked_for_with_its_key() throws IOException {
    try (Answering recording = Answering.with(200, "", Optional.empty());
        ObjectStore encrypted =
            new S3Store(
                new S3Bucket(
                    bucket,
                    "",
                    Optional.of("eu-west-1"),
                    Optional.of(recording.endpoint()),
                    true,
                    Optional.of(S3Bucket.Encryption.KMS),
                    Optional.of("key-1"),
                    RIGHT,
                    Optional.empty(),
                    Duration.ofSeconds(2),
                    PART),
                new AwsSessions(Clock.systemUTC()))) {
      put(encrypted, "x", new byte[1]);

      assertThat(recording.requests())
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request)
                      .contains("x-amz-server-side-encryption: aws:kms")
                      .contains("x-amz-server-side-encryption-aws-kms-key-id: key-1"));
    }
  }

  /** Stands in for S3 where the real server cannot be brought to say something. */
  private static final class Answering implements AutoCloseable {

    private final HttpServer http;
    private final List<String> requests = new ArrayList<>();

    private Answering(HttpServer http) {
      this.http = http;
    }

    /** Gives every request the same answer, which holds an error where a code is given. */
    static Answering with(int status, String code, Optional<String> region) throws IOException {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Answering answering = new Answering(http);
      byte[] body =
          code.isEmpty()
              ? new byte[0]
              : ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code>"
                      + "<Message>marked-text-of-aws</Message></Error>")
                  .formatted(code)
                  .getBytes(StandardCharsets.UTF_8);
      http.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            StringBuilder told = new StringBuilder(exchange.getRequestMethod());
            exchange
                .getRequestHeaders()
                .forEach(
                    (name, values) ->
                        told.append('\n')
                            .append(name.toLowerCase(Locale.ROOT))
                            .append(": ")
                            .append(String.join(",", values)));
            synchronized (answering.requests) {
              answering.requests.add(told.toString());
            }
            region.ifPresent(
                name -> exchange.getResponseHeaders().add("x-amz-bucket-region", name));
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      http.start();
      return answering;
    }

    URI endpoint() {
      return at(http.getAddress().getPort());
    }

    List<String> requests() {
      synchronized (requests) {
        return List.copyOf(requests);
      }
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }
}
