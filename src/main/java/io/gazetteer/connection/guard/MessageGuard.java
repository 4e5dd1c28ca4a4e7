package io.gazetteer.connection.guard;

import io.gazetteer.source.ServerLimitException;
import java.nio.ByteBuffer;

/**
 * Follows the messages of one connection (PostgreSQL documentation, "Message Flow") as far as it
 * takes to bound them, before the driver makes room for any. Everything but rows is bounded by how
 * much of it comes before the server is ready for the next statement; rows are bounded one by one
 * where they are streamed, and together where the driver gathers them.
 */
public final class MessageGuard {

  static final int HEADER_BYTES = 5;

  /** PostgreSQL makes no longer message. */
  private static final int MESSAGE_BYTES = 1 << 30;

  /** Of one message until the sign-in has ended, and of all of them. */
  private static final int SIGN_IN_MESSAGE_BYTES = 64 << 10;

  private static final int SIGN_IN_BYTES = 256 << 10;

  /** Of all messages but rows from one statement to the next: notices, settings and the like. */
  private static final int CONTROL_BYTES = 4 << 20;

  /** Of notifications, which the driver gathers over all statements. */
  private static final int NOTIFICATION_BYTES = 1 << 20;

  /** Most of a result that the driver gathers: a part of the heap, within bounds. */
  private static final long RESULT_LIMIT_BYTES =
      Math.min(128 << 20, Math.max(16 << 20, Runtime.getRuntime().maxMemory() / 4));

  /** From here on, its values have to be small. */
  private static final long RESULT_BYTES = RESULT_LIMIT_BYTES / 4;

  private static final int SMALL_VALUE_BYTES = 64 << 10;

  /** The codes of requests that are answered by one byte. */
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

  /** How far the connection is. */
  private enum Phase {
    SIGN_IN,
    SETTINGS,
    STATEMENTS,
    /** What comes is not for us: TLS, or no PostgreSQL at all. */
    UNKNOWN
  }

  /** What becomes of a message. */
  enum Handling {
    /** Handed on as it comes. */
    PASS,
    /** Looked at as a whole first. */
    WHOLE,
    /** Handed on with large values replaced. */
    SHORTEN
  }

  private MessageGuard(GuardLimits limits, Budget budget, boolean negotiates) {
    this.limits = limits;
    this.budget = budget;
    this.outermost = negotiates;
    this.negotiates = negotiates;
  }

  /** A guard of what comes in the clear, where encryption may be agreed on first. */
  public static MessageGuard ofSocket(GuardLimits limits) {
    return new MessageGuard(limits, new Budget(limits), true);
  }

  /** A guard of what is inside the encryption that this one has seen begin. */
  public MessageGuard inside() {
    return new MessageGuard(limits, budget, false);
  }

  /** From now on the time of the sign-in counts. */
  public void connected() {
    budget.connected();
  }

  Budget budget() {
    return budget;
  }

  /** Counts what came, once where one guard is inside another. */
  void received(int count) throws ServerLimitException {
    if (outermost) {
      budget.received(count);
    }
  }

  /** Most bytes of one value, given what was gathered so far. */
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

  /** Whether nothing that comes is for us. */
  boolean isUnknown() {
    return phase == Phase.UNKNOWN;
  }

  /**
   * Whether the next byte is an answer alone, and no message.
   *
   * @param next that byte; an error comes as a message
   * @throws ServerLimitException when it begins GSSAPI encryption, which no guard sees into
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
      // TLS after S; the driver ends the connection after anything else.
      phase = Phase.UNKNOWN;
    }
    return true;
  }

  /**
   * Judges a message by its head.
   *
   * @param length of the body and of the length itself
   * @throws ServerLimitException when it is not taken
   */
  Handling begin(byte type, int length) throws ServerLimitException {
    if (phase == Phase.SIGN_IN && SIGN_IN_TYPES.indexOf(type) < 0) {
      // The driver knows best what to say of a server that speaks another protocol.
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
      // Of a larger one only that much is kept, roughly.
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
   * Looks at a whole message.
   *
   * @param message with its head
   * @throws ServerLimitException when it asks for too much
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
