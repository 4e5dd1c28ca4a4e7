package io.gazetteer.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Configures object stores: {@code s3} and {@code later}, buckets at a port where a test may start
 * an {@link S3Server}, {@code far}, the first of them over a port where it may open a {@link
 * FaultyLine}, and {@code small}, a folder where it may put a {@link SmallDisk}.
 */
public final class PublishStores implements QuarkusTestResourceLifecycleManager {

  public static final String BUCKET = "published";
  public static final String LATER = "not-made-yet";
  public static final String SERVER_PORT = "test.publish.server-port";
  public static final String LINE_PORT = "test.publish.line-port";

  /** Folder of the store {@code small}. */
  public static final Path SMALL =
      Path.of("target", System.getProperty("test.fork", "fork-1"), "small-disk").toAbsolutePath();

  @Override
  public Map<String, String> start() {
    int server = Ports.free();
    int line = Ports.free();
    Map<String, String> settings = new HashMap<>();
    settings.put(SERVER_PORT, Integer.toString(server));
    settings.put(LINE_PORT, Integer.toString(line));
    add(settings, "s3", BUCKET, server);
    add(settings, "later", LATER, server);
    add(settings, "far", BUCKET, line);
    settings.put("gazetteer.export.stores.small.folder", SMALL.toString());
    settings.put("gazetteer.publish.part-max-bytes", "20000");
    return settings;
  }

  private static void add(Map<String, String> settings, String name, String bucket, int port) {
    String prefix = "gazetteer.export.stores." + name + ".";
    settings.put(prefix + "bucket", bucket);
    settings.put(prefix + "prefix", "from/" + name);
    settings.put(prefix + "region", "eu-west-1");
    settings.put(prefix + "endpoint", "http://127.0.0.1:" + port);
    settings.put(prefix + "path-style", "true");
    settings.put(prefix + "access-key-id", S3Server.ACCESS_KEY);
    settings.put(prefix + "secret-access-key", S3Server.SECRET_KEY);
    settings.put(prefix + "timeout", "2s");
  }

  @Override
  public void stop() {
    // Tests stop what they start.
  }
}
