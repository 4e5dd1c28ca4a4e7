package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.testing.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is asked with a profile of the AWS configuration. */
class S3ProfileTest {

  private static final String FILE = "aws.sharedCredentialsFile";
  private static final String BUCKET = "by-profile";

  @TempDir Path folder;

  private S3Server server;

  @BeforeEach
  void configure() throws IOException {
    server = S3Server.start();
    server.createBucket(BUCKET);
    Path file = folder.resolve("credentials");
    Files.write(
        file,
        List.of(
            "[default]",
            "aws_access_key_id = AKIANOBODY",
            "aws_secret_access_key = secret-of-nobody",
            "[publisher]",
            "aws_access_key_id = " + S3Server.ACCESS_KEY,
            "aws_secret_access_key = " + S3Server.SECRET_KEY));
    System.setProperty(FILE, file.toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty(FILE);
    server.close();
  }

  private ObjectStore store(String profile) {
    return new S3Store(
        new S3Bucket(
            BUCKET,
            "",
            Optional.of("eu-west-1"),
            Optional.of(server.endpoint()),
            true,
            Optional.empty(),
            Optional.empty(),
            new AwsIdentity.Profile(profile),
            Optional.empty(),
            Duration.ofSeconds(5),
            5 * 1024 * 1024),
        new AwsSessions(Clock.systemUTC()));
  }

  private static void put(ObjectStore store) {
    try (ObjectWriter out = store.write("x")) {
      out.write(new byte[] {7}, 0, 1);
      out.commit();
    }
  }

  @Test
  void the_keys_of_the_profile_are_used() throws IOException {
    try (ObjectStore store = store("publisher")) {
      put(store);
      try (InputStream in = store.read("x")) {
        assertThat(in.readAllBytes()).containsExactly(7);
      }
    }
  }

  @Test
  void a_profile_with_other_keys_is_denied_and_one_that_is_missing_is_told() {
    for (String profile : List.of("default", "none")) {
      try (ObjectStore store = store(profile)) {
        assertThatThrownBy(() -> put(store))
            .isInstanceOf(AppException.class)
            .hasMessageContaining("profile " + profile)
            .hasMessageNotContaining("secret-of-nobody");
      }
    }
  }
}
