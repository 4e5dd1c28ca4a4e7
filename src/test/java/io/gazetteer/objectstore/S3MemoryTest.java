package io.gazetteer.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.testing.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An object goes into a bucket and out of it through a memory that it would not fit into. */
@Tag("slow")
class S3MemoryTest {

  private static final int MEGABYTE = 1024 * 1024;
  private static final int HEAP_MEGABYTES = 40;
  private static final int OBJECT_MEGABYTES = 64;
  private static final int PART_MEGABYTES = 5;
  private static final String BUCKET = "large";

  /** Writes an object, reads it back, and says whether it is the same; in a small process. */
  public static final class SmallProcess {

    private SmallProcess() {}

    public static void main(String[] arguments) throws Exception {
      try (ObjectStore store = store(URI.create(arguments[0]), Integer.parseInt(arguments[1]))) {
        MessageDigest written = MessageDigest.getInstance("SHA-256");
        Random random = new Random(1);
        byte[] chunk = new byte[64 * 1024];
        try (ObjectWriter out = store.write("object")) {
          for (long sent = 0; sent < (long) OBJECT_MEGABYTES * MEGABYTE; sent += chunk.length) {
            random.nextBytes(chunk);
            written.update(chunk);
            out.write(chunk, 0, chunk.length);
          }
          out.commit();
        }
        MessageDigest read = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(store.read("object"), read)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        System.out.print(
            MessageDigest.isEqual(written.digest(), read.digest()) ? "the same" : "another");
      }
    }

    private static ObjectStore store(URI endpoint, int partMegabytes) {
      return new S3Store(
          new S3Bucket(
              BUCKET,
              "",
              Optional.of("eu-west-1"),
              Optional.of(endpoint),
              true,
              Optional.empty(),
              Optional.empty(),
              new AwsIdentity.Keys(S3Server.ACCESS_KEY, S3Server.SECRET_KEY, Optional.empty()),
              Optional.empty(),
              Duration.ofSeconds(10),
              partMegabytes * MEGABYTE),
          new AwsSessions(Clock.systemUTC()));
    }
  }

  private static String process(S3Server server, int partMegabytes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SmallProcess.class.getName(),
                server.endpoint().toString(),
                Integer.toString(partMegabytes))
            .redirectErrorStream(true)
            .start();
    try (InputStream words = process.getInputStream()) {
      String said = new String(words.readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() + " " + said;
    }
  }

  @Test
  void an_object_larger_than_the_memory_is_sent_in_parts_and_read_back() throws Exception {
    try (S3Server server = S3Server.start()) {
      server.createBucket(BUCKET);
      assertThat(process(server, PART_MEGABYTES)).endsWith("the same").startsWith("0 ");
      assertThat(server.keys(BUCKET)).containsExactly("object");
      assertThat(server.parts(BUCKET, "object")).isEqualTo(13);
      assertThat(process(server, OBJECT_MEGABYTES))
          .as("where all of it is one part")
          .contains("OutOfMemoryError");
    }
  }
}
