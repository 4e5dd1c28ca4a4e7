package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Sha256;
import io.gazetteer.objectstore.ObjectKeys;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectWriter;
import io.gazetteer.publish.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Downloads a published run of a service into a store, the manifest last. */
final class PublishedDownload {

  private static final String MANIFEST = "manifest.json";
  private static final int MAX_MANIFEST_BYTES = 64 * 1024 * 1024;
  private static final int CHUNK = 64 * 1024;
  private static final long KILOBYTE = 1_000;

  private final ServiceClient client;
  private final String files;
  private final String run;
  private final ProgressLine progress;
  private long fetched;

  PublishedDownload(ServiceClient client, String run, ProgressLine progress) {
    this.client = client;
    this.files = "/api/v1/runs/%s/publication/files/".formatted(ServiceRun.part(run));
    this.run = run;
    this.progress = progress;
  }

  /** Downloads it; there is no manifest until this returns. */
  RunFolder into(ObjectStore store) {
    progress.begins(run, 1, 1);
    try {
      byte[] bytes = manifest();
      JsonNode manifest = new ObjectMapper().readTree(bytes);
      RunFolder folder =
          RunFolder.of(
              manifest.at("/connection/connectorName").asText(),
              manifest.path("workflow").asText(),
              manifest.path("run").asText());
      long total = 0;
      for (JsonNode file : manifest.path("files")) {
        total += file.path("bytes").asLong();
      }
      for (JsonNode file : manifest.path("files")) {
        fetch(store, folder, file, total);
      }
      try (ObjectWriter out = store.write(folder.manifest())) {
        out.write(bytes);
        out.commit();
      }
      return folder;
    } catch (IOException broken) {
      throw broken(broken);
    } finally {
      progress.ends();
    }
  }

  private byte[] manifest() throws IOException {
    try (InputStream in = client.open(files + MANIFEST)) {
      byte[] bytes = in.readNBytes(MAX_MANIFEST_BYTES + 1);
      if (bytes.length > MAX_MANIFEST_BYTES) {
        throw differs(MANIFEST);
      }
      return bytes;
    }
  }

  private void fetch(ObjectStore store, RunFolder folder, JsonNode file, long total)
      throws IOException {
    String path = file.path("path").asText();
    if (!ObjectKeys.isKey(folder.key(path))) {
      throw differs("a path of the manifest");
    }
    MessageDigest sha256 = Sha256.start();
    long bytes = 0;
    try (InputStream in = client.open(files + path);
        ObjectWriter out = store.write(folder.key(path))) {
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        progress.throwIfCancelled();
        sha256.update(chunk, 0, count);
        out.write(chunk, 0, count);
        bytes += count;
        progress.progress((fetched + bytes) / KILOBYTE, total / KILOBYTE);
      }
      boolean same =
          bytes == file.path("bytes").asLong(-1)
              && HexFormat.of().formatHex(sha256.digest()).equals(file.path("sha256").asText());
      if (!same) {
        throw differs(path);
      }
      out.commit();
    }
    fetched += bytes;
  }

  private AppException differs(String what) {
    return new AppException(
        CommandError.FILES_DIFFER,
        "What run %s published is not what its manifest says: %s".formatted(run, what));
  }

  private AppException broken(IOException cause) {
    return new AppException(
        CommandError.SERVICE_UNREACHABLE,
        "The service at %s closed the connection, or sent no manifest".formatted(client.name()),
        cause);
  }
}
