package io.gazetteer.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the metadata comes from. */
public enum ExtractionMethod {
  /** From the server itself. */
  DIRECT,
  /** From files in an object store. */
  S3,
  /** From an agent near the server. */
  AGENT;

  /** Returns the method of an SDK word, for example {@code direct}; empty if it is unknown. */
  public static Optional<ExtractionMethod> ofWire(String word) {
    return Arrays.stream(values()).filter(method -> method.wire().equals(word)).findFirst();
  }

  /** Returns the word that the SDKs use. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
