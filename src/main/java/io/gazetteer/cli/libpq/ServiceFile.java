package io.gazetteer.cli.libpq;

import io.gazetteer.common.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of libpq's that names connections: {@code [name]}, then lines of {@code key=value}. */
public final class ServiceFile {

  private ServiceFile() {}

  /**
   * The parameters of a service, of the first file that has it.
   *
   * @param files in the order in which they count; missing ones are no fault
   * @return empty, with a fault noted, where none has it
   */
  public static Map<String, String> read(String service, List<Path> files, Faults faults) {
    for (Path file : files) {
      try {
        Optional<Map<String, String>> found =
            Files.isRegularFile(file) ? section(service, file, faults) : Optional.empty();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException unreadable) {
        faults.add("service", "stands in a file that cannot be read: " + file);
        return Map.of();
      }
    }
    faults.add("service", "is in no service file: " + service);
    return Map.of();
  }

  private static Optional<Map<String, String>> section(String service, Path file, Faults faults)
      throws IOException {
    Map<String, String> found = null;
    int number = 0;
    for (byte[] bytes : FileLines.of(file)) {
      number++;
      // A byte that is not UTF-8 spoils its own value alone.
      String line = new String(bytes, StandardCharsets.UTF_8).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        if (found != null) {
          return Optional.of(found);
        }
        found = line.equals("[" + service + "]") ? new LinkedHashMap<>() : null;
      } else if (found != null) {
        int equals = line.indexOf('=');
        if (line.startsWith("ldap")) {
          faults.add(
              "service",
              "asks LDAP in line %d of %s, which is not supported".formatted(number, file));
        } else if (equals < 1) {
          faults.add("service", "has no key=value in line %d of %s".formatted(number, file));
        } else if (line.substring(0, equals).strip().matches("service|servicefile")) {
          faults.add(
              "service",
              "names another service in line %d of %s, which libpq does not allow either"
                  .formatted(number, file));
        } else {
          found.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
    }
    return Optional.ofNullable(found);
  }
}
