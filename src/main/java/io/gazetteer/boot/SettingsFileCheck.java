package io.gazetteer.boot;

import io.gazetteer.common.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks who may read and change files with settings. */
final class SettingsFileCheck {

  /** A setting that is a secret itself, not the place of one. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?im)^\\s*[^#!\\s=:]*(password|token|secret|[._-]keys?)\\s*[=:]\\s*(?!/\\S+[.](pem|key|crt)\\s*$)\\S");

  private SettingsFileCheck() {}

  /**
   * Warns if other users may read secrets in the file. A missing file is fine.
   *
   * @throws StartRefusedException if other users may change the file
   */
  static void check(Path file) throws StartRefusedException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    Optional<String> fault;
    boolean changeable;
    boolean holdsSecrets;
    try {
      fault = OwnFiles.secretFault(file);
      changeable = OwnFiles.isChangeableByOthers(file);
      holdsSecrets =
          fault.isPresent()
              && SECRET
                  .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                  .find();
    } catch (IOException failure) {
      throw new StartRefusedException(
          "the settings in " + file + " cannot be read. Check its permissions", failure);
    }
    if (fault.isPresent() && changeable) {
      throw new StartRefusedException("the settings file " + file + " " + fault.get());
    }
    if (holdsSecrets) {
      Console.problem("WARNING: " + file + " holds secrets and " + fault.get());
    }
  }
}
