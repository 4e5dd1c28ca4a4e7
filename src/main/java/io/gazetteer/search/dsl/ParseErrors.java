package io.gazetteer.search.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.gazetteer.common.FieldErrors;
import java.util.Locale;
import java.util.Optional;

/** Reads single values of a request and collects their errors. */
final class ParseErrors {

  private final FieldErrors invalid = new FieldErrors();
  private final FieldErrors unsupported = new FieldErrors();

  void invalid(String path, String message) {
    invalid.add(path, message);
  }

  void unsupported(String path, String what) {
    unsupported.add(path, what + " is not supported");
  }

  /** Unsupported clauses come first: the rest of such a request is not worth mending. */
  void throwIfAny() {
    unsupported.throwIfAny(SearchError.UNSUPPORTED_CLAUSE);
    invalid.throwIfAny(SearchError.INVALID_QUERY);
  }

  /** A scalar as text; an error and the empty text for anything else. */
  String text(JsonNode node, String path) {
    if (node == null || !node.isValueNode() || node.isNull() || node.isMissingNode()) {
      invalid(path, "a single value is needed" + (node == null ? "" : ", not " + kind(node)));
      return "";
    }
    // Before any digits are written out: 1e999999999 is a short number and a long text.
    boolean fraction = node.isFloatingPointNumber();
    boolean endless = node.isDouble() && !Double.isFinite(node.doubleValue());
    if (endless || (fraction && Math.abs((long) node.decimalValue().scale()) > 1000)) {
      invalid(path, "the number has too many digits");
      return "";
    }
    String text = fraction ? node.decimalValue().toPlainString() : node.asText();
    if (!storable(text)) {
      invalid(
          path,
          "the text contains a character that cannot be stored (NUL or an unpaired surrogate)");
      return "";
    }
    return text;
  }

  /** A whole number that is not negative; an error and the default otherwise. */
  int count(JsonNode node, String path, int absent) {
    if (node == null || node.isNull()) {
      return absent;
    }
    if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0) {
      invalid(path, "a whole number from 0 to " + Integer.MAX_VALUE + " is needed");
      return absent;
    }
    return node.intValue();
  }

  /** true, false or their texts; an error and the default otherwise. */
  boolean flag(JsonNode node, String path, boolean absent) {
    if (node == null || node.isNull()) {
      return absent;
    }
    String text = node.asText();
    if (!text.equals("true") && !text.equals("false")) {
      invalid(path, "true or false is needed");
      return absent;
    }
    return text.equals("true");
  }

  /** Whether the node is an object; an error where it is not. */
  boolean isObject(JsonNode node, String path) {
    if (node != null && node.isObject()) {
      return true;
    }
    invalid(path, "an object is needed" + (node == null ? "" : ", not " + kind(node)));
    return false;
  }

  /** The only key of an object; an error and empty where there is none or more. */
  Optional<String> onlyKey(JsonNode node, String path) {
    if (!isObject(node, path)) {
      return Optional.empty();
    }
    if (node.size() != 1) {
      invalid(path, "exactly one key is needed, there are " + node.size());
      return Optional.empty();
    }
    String key = node.fieldNames().next();
    if (!storable(key)) {
      invalid(path, "the name holds a character that cannot be stored");
      return Optional.empty();
    }
    return Optional.of(key);
  }

  /** Whether a text can be stored at all: no NUL, no half of a surrogate pair. */
  static boolean storable(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  private static String kind(JsonNode node) {
    JsonNodeType type = node.getNodeType();
    return type.name().toLowerCase(Locale.ROOT);
  }
}
