package io.gazetteer.connection.secret;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.secret.SecretReference.Scheme;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which references may be used: those with an allowed prefix, and never one to a file or
 * variable of this service. Checked when a credential is sent, and again at each connection.
 */
@ApplicationScoped
public class ReferenceRules {

  private static final String EVERYBODY = "gazetteer.secrets.references.allowed-prefixes";
  private static final String ADMINISTRATORS =
      "gazetteer.secrets.references.administrator-prefixes";

  private final ReferenceSettings settings;
  private final OwnFiles own;

  @Inject
  ReferenceRules(ReferenceSettings settings, OwnFiles own) {
    this.settings = settings;
    this.own = own;
  }

  /** Returns the allowed prefixes of references; empty = none are allowed. */
  public List<String> prefixes(boolean administrator) {
    List<String> everybody = settings.allowedPrefixes().orElse(List.of());
    return Stream.concat(
            everybody.stream(),
            administrator ? settings.administratorPrefixes().stream() : Stream.empty())
        .map(String::strip)
        .filter(prefix -> !prefix.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * Returns why a caller may not use a reference, as text that follows a field's name; empty if
   * they may. Reads no file.
   */
  public Optional<String> refusal(SecretReference reference, boolean administrator) {
    if (isOwn(reference)) {
      return Optional.of("names a file or variable of this service itself, which is never allowed");
    }
    if (reference.scheme() == Scheme.FILE && !isNormal(reference.place())) {
      return Optional.of("must be a path without ., .. and double slashes");
    }
    if (prefixes(administrator).stream().anyMatch(prefix -> begins(reference, prefix))) {
      return Optional.empty();
    }
    return Optional.of(
        ("looks like a reference (%s) and is not allowed: add its prefix to %s, or for"
                + " administrators only to %s; write value: before a literal that starts like this")
            .formatted(reference.scheme().prefix(), EVERYBODY, ADMINISTRATORS));
  }

  /**
   * Accepts a reference that the settings allow to anyone, administrators included.
   *
   * @throws AppException REFERENCE_NOT_ALLOWED
   */
  void requireUsable(SecretReference reference) {
    refusal(reference, true)
        .ifPresent(
            why -> {
              throw notAllowed(reference);
            });
  }

  /**
   * Accepts a file below the folder of an allowed prefix, links followed.
   *
   * @throws AppException REFERENCE_NOT_ALLOWED
   */
  void requireUsable(SecretReference reference, Path real) {
    boolean inside =
        prefixes(true).stream()
            .filter(prefix -> prefix.startsWith(Scheme.FILE.prefix()))
            .filter(prefix -> begins(reference, prefix))
            .anyMatch(prefix -> leadsTo(folder(prefix), real));
    if (!inside || own.holds(real)) {
      throw notAllowed(reference);
    }
  }

  private static AppException notAllowed(SecretReference reference) {
    return new AppException(
        ReferenceError.REFERENCE_NOT_ALLOWED,
        ("The settings of this service do not allow the reference %s, or the file that it leads"
                + " to (%s, %s)")
            .formatted(reference.text(), EVERYBODY, ADMINISTRATORS));
  }

  private boolean isOwn(SecretReference reference) {
    return switch (reference.scheme()) {
      case ENV -> own.isOwnVariable(reference.place());
      case FILE -> own.holds(Path.of(reference.place()).normalize());
      case AWS, VAULT -> false;
    };
  }

  private static boolean isNormal(String path) {
    return Path.of(path).normalize().toString().equals(path);
  }

  private static boolean begins(SecretReference reference, String prefix) {
    if (reference.scheme() != Scheme.FILE) {
      return reference.text().startsWith(prefix);
    }
    return prefix.startsWith(Scheme.FILE.prefix())
        && Path.of(reference.place()).startsWith(folder(prefix));
  }

  /** A prefix without a path allows every file that is not ours. */
  private static Path folder(String prefix) {
    String path = prefix.substring(Scheme.FILE.prefix().length());
    return Path.of(path.isEmpty() ? "/" : path).normalize();
  }

  private static boolean leadsTo(Path folder, Path real) {
    try {
      return real.startsWith(folder.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }
}
