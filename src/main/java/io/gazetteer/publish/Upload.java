package io.gazetteer.publish;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Sha256;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Uploads the spool of a run to an object store, the manifest last. Repeating it writes the same
 * objects again. Needs neither a catalog database nor a service.
 *
 * @param check called regularly; what it throws ends the upload
 */
public record Upload(ObjectStore store, RunFolder target, Runnable check, Clock clock) {

  private static final int CHUNK = 64 * 1024;

  /**
   * Publishes; there is no manifest before it returns.
   *
   * @return what was published
   * @throws AppException PUBLICATION_SPOOL_GONE if the run is not sealed on this machine or its
   *     files have changed; an {@link io.gazetteer.objectstore.ObjectStoreError}
   */
  public Manifest publish(RunSpool spool) {
    RunSpool.Sealed sealed = sealed(spool);
    for (Manifest.PublishedFile file : sealed.manifest().files()) {
      Optional<Long> checksum = sealed.checksums().map(known -> known.get(file.path()));
      copy(
          spool.file(sealed.localFiles().get(file.path())),
          file,
          checksum.isPresent()
              ? new ChecksumProof(checksum.get())
              : new Sha256Proof(file.sha256()));
    }
    check.run();
    Manifest manifest = sealed.manifest().publishedAt(clock.instant());
    ManifestJson.write(store, target, manifest);
    return manifest;
  }

  private static RunSpool.Sealed sealed(RunSpool spool) {
    try {
      return spool.sealed().orElseThrow(() -> gone(null));
    } catch (IOException failure) {
      throw gone(failure);
    }
  }

  private sealed interface Proof {
    void update(byte[] bytes, int count);

    boolean holds();
  }

  private static final class ChecksumProof implements Proof {

    private final CRC32C crc32c = new CRC32C();
    private final long expected;

    ChecksumProof(long expected) {
      this.expected = expected;
    }

    @Override
    public void update(byte[] bytes, int count) {
      crc32c.update(bytes, 0, count);
    }

    @Override
    public boolean holds() {
      return crc32c.getValue() == expected;
    }
  }

  /** For a file of an older program, which has no other checksum. */
  private static final class Sha256Proof implements Proof {

    private final MessageDigest sha256 = Sha256.start();
    private final String expected;

    Sha256Proof(String expected) {
      this.expected = expected;
    }

    @Override
    public void update(byte[] bytes, int count) {
      sha256.update(bytes, 0, count);
    }

    @Override
    public boolean holds() {
      return HexFormat.of().formatHex(sha256.digest()).equals(expected);
    }
  }

  private void copy(Path from, Manifest.PublishedFile file, Proof written) {
    try (InputStream in = open(from);
        ObjectWriter out = store.write(target.key(file.path()))) {
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        check.run();
        written.update(chunk, count);
        out.write(chunk, 0, count);
      }
      if (!written.holds()) {
        throw gone(null);
      }
      out.commit();
    } catch (IOException failure) {
      // An error of the local file: stores throw other exceptions.
      throw gone(failure);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file);
  }

  private static AppException gone(IOException cause) {
    return new AppException(
        PublicationError.PUBLICATION_SPOOL_GONE,
        "This machine does not have what the run read, or no longer. Run the workflow again",
        cause);
  }
}
