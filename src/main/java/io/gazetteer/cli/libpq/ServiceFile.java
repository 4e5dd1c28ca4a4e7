package io.gazetteer.cli.libpq;

import io.gazetteer.common.FieldErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads libpq's connection service file: {@code [name]}, then lines of {@code key=value}. */
public final class ServiceFile {

  private static final Set<String> NESTED = Set.of("service", "servicefile");
  private static final Set<String> OF_URIS = Set.of("requiressl", "ssl");

  private ServiceFile() {}

  /**
   * Returns the parameters of a service from the first file that contains it.
   *
   * @param named the file that the environment names, which must exist
   * @param files files to try after it; they need not exist
   * @return empty if no file contains it, which is added to the errors
   */
  public static Map<String, String> read(
      String service, Optional<Path> named, List<Path> files, FieldErrors errors) {
    if (named.isPresent() && !Files.exists(named.get())) {
      errors.add("service", "file that PGSERVICEFILE names does not exist: " + named.get());
      return Map.of();
    }
    for (Path file : Stream.concat(named.stream(), files.stream()).toList()) {
      try {
        Optional<Map<String, String>> found =
            Files.isRegularFile(file) ? section(service, file, errors) : Optional.empty();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException unreadable) {
        errors.add("service", "stands in a file that cannot be read: " + file);
        return Map.of();
      }
    }
    errors.add("service", "is in no service file: " + service);
    return Map.of();
  }

  private static Optional<Map<String, String>> section(
      String service, Path file, FieldErrors errors) throws IOException {
    Map<String, String> found = null;
    int number = 0;
    for (byte[] bytes : FileLines.of(file)) {
      number++;
      // A byte that is not UTF-8 affects only its own value.
      String line = new String(bytes, StandardCharsets.UTF_8).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        if (found != null) {
          return Optional.of(found);
        }
        // The rest of the line after the bracket is a comment.
        found = line.startsWith("[" + service + "]") ? new LinkedHashMap<>() : null;
      } else if (found != null) {
        String fault = entry(line, found);
        if (!fault.isEmpty()) {
          errors.add("service", fault.formatted("line %d of %s".formatted(number, file)));
        }
      }
    }
    return Optional.ofNullable(found);
  }

  /**
   * Parses a line of the section; spaces around the equals sign are kept, and the first of several
   * lines counts.
   *
   * @return the error, with a placeholder for the location; empty = none
   */
  private static String entry(String line, Map<String, String> found) {
    if (line.startsWith("ldap")) {
      return "asks LDAP in %s, which is not supported";
    }
    int equals = line.indexOf('=');
    String key = equals < 1 ? "" : line.substring(0, equals);
    if (key.isEmpty() || !key.equals(key.strip())) {
      return "has no key=value, without spaces before the =, in %s";
    }
    if (NESTED.contains(key)) {
      return "names another service in %s, which libpq does not allow either";
    }
    if (OF_URIS.contains(key)) {
      return "says " + key + " in %s, which libpq knows in URIs alone; write sslmode=require";
    }
    found.putIfAbsent(key, line.substring(equals + 1));
    return "";
  }
}
