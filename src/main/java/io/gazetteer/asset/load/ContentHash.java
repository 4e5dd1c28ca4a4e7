package io.gazetteer.asset.load;

import io.gazetteer.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** Hashes of 64 bits, the first of a SHA-256. Never 0. For one thread. */
public final class ContentHash {

  private static final int DIGEST_BYTES = 32;

  /** No byte of any UTF-8. */
  private static final byte NULL = (byte) 0xff;

  private final MessageDigest sha256;
  private final byte[] digest = new byte[DIGEST_BYTES];
  private byte[] buffer = new byte[4096];
  private int length;

  public ContentHash() {
    sha256 = Sha256.start();
  }

  public ContentHash start() {
    length = 0;
    return this;
  }

  /** Adds a text; null differs from empty. */
  public ContentHash add(String value) {
    if (value == null) {
      return add(NULL);
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    append(bytes);
    // No name of PostgreSQL and no attribute contains this byte, so it separates the parts.
    return add((byte) 0);
  }

  /** Adds a number; null differs from every number. */
  public ContentHash add(Integer value) {
    return add(value == null ? null : value.toString());
  }

  /** Adds a list with its length, which separates it from what follows. */
  public ContentHash add(List<String> values) {
    add((Integer) values.size());
    values.forEach(this::add);
    return this;
  }

  public ContentHash add(byte[] bytes) {
    append(bytes);
    return this;
  }

  /** The hash of what was added since the start. */
  public long end() {
    try {
      sha256.update(buffer, 0, length);
      sha256.digest(digest, 0, DIGEST_BYTES);
    } catch (DigestException impossible) {
      throw new IllegalStateException("SHA-256 has 32 bytes", impossible);
    }
    long hash = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      hash = (hash << Byte.SIZE) | (digest[i] & 0xff);
    }
    return hash == 0 ? 1 : hash;
  }

  private ContentHash add(byte separator) {
    ensure(1);
    buffer[length++] = separator;
    return this;
  }

  private void append(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
