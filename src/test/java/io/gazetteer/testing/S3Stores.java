package io.gazetteer.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Configures buckets to read from, at ports where a test starts an {@link S3Server}, {@link
 * FaultyLine lines} to it, and somebody who says that all is elsewhere.
 */
public final class S3Stores implements QuarkusTestResourceLifecycleManager {

  public static final String BUCKET = "metadata";

  /** Over a line that may break. */
  public static final String GOOD = "read-good";

  /** Both the name of a store and that of its bucket, as for who knows the bucket alone. */
  public static final String TWIN = "read-twin";

  public static final String NO_BUCKET = "read-no-bucket";
  public static final String DENIED = "read-denied";
  public static final String ELSEWHERE = "read-elsewhere";
  public static final String SILENT = "read-silent";

  public static final String SERVER_PORT = "test.read.server-port";
  public static final String LINE_PORT = "test.read.line-port";
  public static final String SILENT_PORT = "test.read.silent-port";
  public static final String ELSEWHERE_PORT = "test.read.elsewhere-port";

  @Override
  public Map<String, String> start() {
    Map<String, String> config = new HashMap<>();
    int server = freePort(config, SERVER_PORT);
    store(config, GOOD, BUCKET, freePort(config, LINE_PORT), S3Server.SECRET_KEY, "5s");
    store(config, TWIN, TWIN, server, S3Server.SECRET_KEY, "5s");
    store(config, NO_BUCKET, "nobodys-bucket", server, S3Server.SECRET_KEY, "5s");
    store(config, DENIED, BUCKET, server, "wrong", "5s");
    store(config, ELSEWHERE, BUCKET, freePort(config, ELSEWHERE_PORT), S3Server.SECRET_KEY, "5s");
    store(config, SILENT, BUCKET, freePort(config, SILENT_PORT), S3Server.SECRET_KEY, "300ms");
    config.put(
        "gazetteer.offline.buckets",
        String.join(
            ",", "local", "offline", "bkt", "files", GOOD, TWIN, NO_BUCKET, DENIED, ELSEWHERE,
            SILENT));
    return config;
  }

  private static void store(
      Map<String, String> config,
      String name,
      String bucket,
      int port,
      String secretKey,
      String timeout) {
    String store = "gazetteer.export.stores." + name + ".";
    config.put(store + "bucket", bucket);
    config.put(store + "region", "eu-west-1");
    config.put(store + "endpoint", "http://127.0.0.1:" + port);
    config.put(store + "path-style", "true");
    config.put(store + "access-key-id", S3Server.ACCESS_KEY);
    config.put(store + "secret-access-key", secretKey);
    config.put(store + "timeout", timeout);
  }

  private static int freePort(Map<String, String> config, String name) {
    int port = Ports.free();
    config.put(name, Integer.toString(port));
    return port;
  }

  @Override
  public void stop() {
    // Tests stop what they start.
  }
}
