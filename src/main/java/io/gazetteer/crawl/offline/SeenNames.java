package io.gazetteer.crawl.offline;

import com.carrotsearch.hppc.LongHashSet;
import io.gazetteer.common.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The names that a file has contained so far: up to a million, each as long as a signature. Keeps 8
 * bytes of the SHA-256 of each, so that in one of 36 million files with a million names two
 * different names collide.
 */
final class SeenNames {

  private final MessageDigest digest;
  private final LongHashSet hashes = new LongHashSet();

  SeenNames() {
    digest = Sha256.start();
  }

  /** Notes a name; false when it came before. */
  boolean add(String... parts) {
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      // No name contains it.
      digest.update((byte) 0);
    }
    return hashes.add(ByteBuffer.wrap(digest.digest()).getLong());
  }
}
