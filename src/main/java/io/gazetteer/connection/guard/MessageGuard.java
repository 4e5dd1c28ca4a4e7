package io.gazetteer.connection.guard;

import io.gazetteer.source.ServerLimitException;
import java.nio.ByteBuffer;

/**
 * Follows the messages of one connection (PostgreSQL documentation, "Message Flow") as far as
 * necessary to limit them before the driver allocates memory. All messages except rows are limited
 * by their total until the server is ready for the next statement; rows are limited individually if
 * they are streamed, and in total if the driver collects them.
 */
public final class MessageGuard {

  static final int HEADER_BYTES = 5;

  /** PostgreSQL sends no longer message. */
  private static final int MESSAGE_BYTES = 1 << 30;

  /** Maximum of one message during sign-in, and of all of them. */
  private static final int SIGN_IN_MESSAGE_BYTES = 64 << 10;

  private static final int SIGN_IN_BYTES = 256 << 10;

  /**
   * Maximum of all messages except rows from one statement to the next, such as notices and
   * settings.
   */
  private static final int CONTROL_BYTES = 4 << 20;

  /** Maximum of notifications, which the driver collects over all statements. */
  private static final int NOTIFICATION_BYTES = 1 << 20;

  /** Maximum of a result that the driver collects: part of the heap, within bounds. */
  private static final long RESULT_LIMIT_BYTES =
      Math.min(128 << 20, Math.max(16 << 20, Runtime.getRuntime().maxMemory() / 4));

  /** Above this size of a result, its values must be small. */
  private static final long RESULT_BYTES = RESULT_LIMIT_BYTES / 4;

  private static final int SMALL_VALUE_BYTES = 64 << 10;

  /** Codes of requests that are answered with one byte. */
  private static final int SSL_REQUEST = 80877103;

  private static final int GSS_REQUEST = 80877104;
  private static final int REQUEST_BYTES = 8;

  private static final int AUTHENTICATION_OK = 0;
  private static final int SASL_CONTINUE = 11;
  private static final String SIGN_IN_TYPES = "RENSKvZ";

  private final GuardLimits limits;
  private final Budget budget;
  private final ByteBuffer request = ByteBuffer.allocate(REQUEST_BYTES);
  private Phase phase = Phase.SIGN_IN;
  private final boolean outermost;
  private boolean negotiates;
  private boolean oneByteFollows;
  private long signInBytes;
  private long controlBytes;
  private long notificationBytes;
  private long resultBytes;

  private enum Phase {
    SIGN_IN,
    SETTINGS,
    STATEMENTS,
    /** The bytes are not checked: TLS, or not PostgreSQL at all. */
    UNKNOWN
  }

  enum Handling {
    /** Passed on as it arrives. */
    PASS,
    /** Collected and checked first. */
    WHOLE,
    /** Passed on with large values replaced. */
    SHORTEN
  }

  private MessageGuard(GuardLimits limits, Budget budget, boolean negotiates) {
    this.limits = limits;
    this.budget = budget;
    this.outermost = negotiates;
    this.negotiates = negotiates;
  }

  /** Returns a guard for an unencrypted stream, on which encryption may be negotiated. */
  public static MessageGuard ofSocket(GuardLimits limits) {
    return new MessageGuard(limits, new Budget(limits), true);
  }

  /** Returns a guard for the decrypted content of the stream. */
  public MessageGuard inside() {
    return new MessageGuard(limits, budget, false);
  }

  public void connected() {
    budget.connected();
  }

  Budget budget() {
    return budget;
  }

  /** Counts received bytes, only once if one guard is inside another. */
  void received(int count) throws ServerLimitException {
    if (outermost) {
      budget.received(count);
    }
  }

  /** Returns the maximum size of one value, given the result so far. */
  int valueBytes(byte type) {
    return type == 'D' && resultBytes > RESULT_BYTES
        ? Math.min(SMALL_VALUE_BYTES, limits.valueBytes())
        : limits.valueBytes();
  }

  void sent(byte[] bytes, int from, int length) {
    if (phase == Phase.STATEMENTS) {
      budget.statementBegins();
    }
    if (!negotiates) {
      return;
    }
    for (int i = from; i < from + length && request.hasRemaining(); i++) {
      request.put(bytes[i]);
    }
    if (request.hasRemaining()) {
      return;
    }
    int code = request.getInt(Integer.BYTES);
    if (request.getInt(0) == REQUEST_BYTES && (code == SSL_REQUEST || code == GSS_REQUEST)) {
      oneByteFollows = true;
      request.clear();
    } else {
      negotiates = false;
    }
  }

  /** Returns whether the bytes are not checked. */
  boolean isUnknown() {
    return phase == Phase.UNKNOWN;
  }

  /**
   * Returns whether the next byte is an answer of one byte and not a message.
   *
   * @param next that byte; an error comes as a message
   * @throws ServerLimitException if it starts GSSAPI encryption, which cannot be checked
   */
  boolean isAnswer(byte next) throws ServerLimitException {
    if (!oneByteFollows || next == 'E') {
      oneByteFollows = false;
      return false;
    }
    oneByteFollows = false;
    if (next == 'G') {
      throw new ServerLimitException("it started GSSAPI encryption, which is not supported");
    }
    if (next != 'N') {
      // TLS after S; after anything else the driver ends the connection.
      phase = Phase.UNKNOWN;
    }
    return true;
  }

  /**
   * Checks a message by its header.
   *
   * @param length length of the body including these four bytes
   * @throws ServerLimitException if it is rejected
   */
  Handling begin(byte type, int length) throws ServerLimitException {
    if (phase == Phase.SIGN_IN && SIGN_IN_TYPES.indexOf(type) < 0) {
      // The driver reports a server with another protocol.
      phase = Phase.UNKNOWN;
      return Handling.PASS;
    }
    if (length < Integer.BYTES || length > MESSAGE_BYTES) {
      throw new ServerLimitException("it announced a message of an impossible length");
    }
    long bytes = length + 1L;
    if (phase != Phase.STATEMENTS) {
      signInBytes += bytes;
      if (bytes > SIGN_IN_MESSAGE_BYTES || signInBytes > SIGN_IN_BYTES) {
        throw new ServerLimitException("it sent too much before the sign-in was complete");
      }
      if (type == 'Z') {
        phase = Phase.STATEMENTS;
        budget.signedIn();
      }
      return type == 'R' ? Handling.WHOLE : Handling.PASS;
    }
    return switch (type) {
      case 'D' -> row(type, length, true);
      case 'd' -> row(type, length, false);
      case 'Z' -> {
        controlBytes = 0;
        resultBytes = 0;
        budget.statementEnds();
        yield Handling.PASS;
      }
      default -> control(type, bytes);
    };
  }

  private Handling row(byte type, int length, boolean gathered) throws ServerLimitException {
    int most = valueBytes(type);
    if (gathered) {
      // Of a larger one only about that much is kept.
      resultBytes += Math.min(length, most);
      if (resultBytes > RESULT_LIMIT_BYTES) {
        throw new ServerLimitException(
            "it answered one statement with more than %,d bytes of rows"
                .formatted(RESULT_LIMIT_BYTES));
      }
    }
    return length > most ? Handling.SHORTEN : Handling.PASS;
  }

  private Handling control(byte type, long bytes) throws ServerLimitException {
    controlBytes += bytes;
    if (type == 'A') {
      notificationBytes += bytes;
    }
    if (controlBytes > CONTROL_BYTES || notificationBytes > NOTIFICATION_BYTES) {
      throw new ServerLimitException(
          "it sent more than %,d bytes of notices, settings or messages other than rows"
              .formatted(type == 'A' ? NOTIFICATION_BYTES : CONTROL_BYTES));
    }
    return Handling.PASS;
  }

  /**
   * Checks a complete message.
   *
   * @param message with its header
   * @throws ServerLimitException if it requests too much
   */
  void whole(byte[] message) throws ServerLimitException {
    if (message.length < HEADER_BYTES + Integer.BYTES) {
      return;
    }
    int code = ByteBuffer.wrap(message).getInt(HEADER_BYTES);
    if (code == AUTHENTICATION_OK) {
      phase = Phase.SETTINGS;
    } else if (code == SASL_CONTINUE) {
      ScramMessage.check(message, HEADER_BYTES + Integer.BYTES, limits.scramIterations());
    }
  }
}
