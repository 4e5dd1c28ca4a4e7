package io.gazetteer.source.postgres;

import io.gazetteer.source.EscapedBytes;
import io.gazetteer.source.postgres.copy.CopyRow;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Objects of which a name or text is not valid in its encoding, so that bytes are escaped. */
final class EscapedTexts {

  private static final int NAMED_AT_MOST = 40;
  private static final int KNOWN_AT_MOST = 10_000;

  private final Set<String> named = new TreeSet<>();

  /** Notes the object of a row, if a text of it was escaped. */
  void note(CopyRow<?> row, String kind, String... name) {
    if (row.escaped()) {
      add(kind, name);
    }
  }

  /** Notes the object that a text belongs to, if it was escaped; the text may be null. */
  void noteText(String text, String kind, String... name) {
    if (text != null && EscapedBytes.isIn(text)) {
      add(kind, name);
    }
  }

  /**
   * Notes an object that all databases of the server share.
   *
   * @param texts of the object besides its name; null for none
   */
  void noteShared(String kind, String name, String... texts) {
    noteText(name, kind, name);
    for (String text : texts) {
      noteText(text, kind, name);
    }
  }

  private void add(String kind, String... name) {
    if (named.size() < KNOWN_AT_MOST) {
      named.add(kind + " " + String.join(".", name));
    }
  }

  /** Names them; empty where everything was valid. */
  Optional<String> notice() {
    if (named.isEmpty()) {
      return Optional.empty();
    }
    int more = named.size() - NAMED_AT_MOST;
    return Optional.of(
        "Texts of %s%s contain bytes that are not valid in their encoding. Each such byte is shown as %s and its two hex digits; everything was read."
            .formatted(
                named.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", ")),
                more <= 0 ? "" : " and %d more".formatted(more),
                EscapedBytes.MARK));
  }
}
