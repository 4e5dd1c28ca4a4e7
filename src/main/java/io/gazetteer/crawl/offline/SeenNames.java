package io.gazetteer.crawl.offline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names that came before, of which a file may hold a million, each as long as a signature. Keeps 8
 * bytes of each one's SHA-256: among a million names two different ones are taken for the same in
 * one of 36 million files.
 */
final class SeenNames {

  private static final int FIRST_SIZE = 1 << 10;

  private final MessageDigest digest;
  // 0 is a free place.
  private long[] hashes = new long[FIRST_SIZE];
  private int count;

  SeenNames() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  /** Notes a name; false when it came before. */
  boolean add(String... parts) {
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      // No name contains it.
      digest.update((byte) 0);
    }
    long hash = ByteBuffer.wrap(digest.digest()).getLong();
    boolean isNew = put(hash == 0 ? 1 : hash);
    if (2 * count > hashes.length) {
      long[] old = hashes;
      hashes = new long[2 * old.length];
      count = 0;
      for (long known : old) {
        if (known != 0) {
          put(known);
        }
      }
    }
    return isNew;
  }

  private boolean put(long hash) {
    int mask = hashes.length - 1;
    int place = (int) hash & mask;
    while (hashes[place] != 0) {
      if (hashes[place] == hash) {
        return false;
      }
      place = place + 1 & mask;
    }
    hashes[place] = hash;
    count++;
    return true;
  }
}
