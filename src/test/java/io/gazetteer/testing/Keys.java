package io.gazetteer.testing;

import io.gazetteer.common.keys.InstallationKeys;
import io.gazetteer.common.keys.KeySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keys of installations, put together without settings. */
public final class Keys {

  /** What {@link StoreResource} seals with. */
  public static final String CURRENT = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  /** What {@link StoreResource} only opens with. */
  public static final String PREVIOUS = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  /** What {@link StoreResource} does not know. */
  public static final String UNKNOWN = "YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=";

  private Keys() {}

  /** Keys as texts; the first seals. */
  public static InstallationKeys of(String current, String... previous) {
    return of(Optional.ofNullable(current), Optional.empty(), List.of(previous));
  }

  /** Keys of a file. */
  public static InstallationKeys of(Path file) {
    return of(Optional.empty(), Optional.of(file), List.of());
  }

  /** Keys as settings may have them, right or wrong. */
  public static InstallationKeys of(
      Optional<String> key, Optional<Path> file, List<String> previous) {
    return new InstallationKeys(
        new KeySettings() {
          @Override
          public Optional<String> key() {
            return key;
          }

          @Override
          public Optional<Path> keyFile() {
            return file;
          }

          @Override
          public Optional<List<String>> previousKeys() {
            return Optional.of(previous);
          }
        });
  }
}
