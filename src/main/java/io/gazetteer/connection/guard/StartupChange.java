package io.gazetteer.connection.guard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Changes to the startup message, which the driver writes in UTF-8. A server with encoding
 * MULE_INTERNAL cannot convert and rejects sessions in UTF-8, and the name of a database may be any
 * bytes.
 *
 * @param rawText whether text is sent in the server's encoding
 * @param database the bytes of the database's name; empty = as the driver writes it
 */
public record StartupChange(boolean rawText, Optional<byte[]> database) {

  public static final StartupChange NONE = new StartupChange(false, Optional.empty());

  private static final int HEADER_BYTES = 8;
  private static final int PROTOCOL_MAJOR = 3;

  /** Returns whether a write of the driver is a complete startup message. */
  static boolean isStartup(byte[] bytes, int from, int length) {
    if (length <= HEADER_BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, from, length);
    return header.getInt() == length && header.getShort() == PROTOCOL_MAJOR;
  }

  byte[] applied(byte[] message) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream(message.length + HEADER_BYTES);
    changed.write(message, 0, HEADER_BYTES);
    int at = HEADER_BYTES;
    // Pairs of name and value, each terminated by a zero, and another zero at the end.
    while (at < message.length && message[at] != 0) {
      int value = behindZero(message, at);
      int next = behindZero(message, value);
      String name = new String(message, at, value - 1 - at, StandardCharsets.US_ASCII);
      changed.write(message, at, value - at);
      changed.writeBytes(value(name, Arrays.copyOfRange(message, value, next - 1)));
      changed.write(0);
      at = next;
    }
    changed.write(0);
    byte[] result = changed.toByteArray();
    ByteBuffer.wrap(result).putInt(0, result.length);
    return result;
  }

  private byte[] value(String name, byte[] written) {
    if (rawText && name.equals("client_encoding")) {
      return "SQL_ASCII".getBytes(StandardCharsets.US_ASCII);
    }
    return name.equals("database") ? database.orElse(written) : written;
  }

  private static int behindZero(byte[] message, int from) {
    int at = from;
    while (message[at] != 0) {
      at++;
    }
    return at + 1;
  }
}
