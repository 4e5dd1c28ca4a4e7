package io.gazetteer.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address of the catalog database, so that no crawl connects to it. */
@ApplicationScoped
class CatalogDatabaseAddress {

  private static final int DEFAULT_PORT = 5432;
  private static final Pattern URL =
      Pattern.compile("(?:jdbc:)?(?:tracing:|otel:)?postgresql://([^/?]+).*");
  private static final Pattern PLACE = Pattern.compile("(?:\\[(.+)\\]|([^:]*))(?::([0-9]{1,5}))?");

  private final List<Place> places;

  private record Place(String host, int port) {}

  @Inject
  CatalogDatabaseAddress(
      SourceSettings settings,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url) {
    this.places = settings.denyOwnStore() ? places(url.orElse("")) : List.of();
  }

  /**
   * Returns whether the catalog database is at an address and port, or may be, because both are on
   * this machine.
   */
  boolean isAt(InetAddress address, int port) {
    return places.stream()
        .filter(place -> place.port() == port)
        .flatMap(place -> addresses(place.host()))
        .anyMatch(own -> own.equals(address) || (isOfThisMachine(own) && isOfThisMachine(address)));
  }

  private static List<Place> places(String url) {
    Matcher hosts = URL.matcher(url);
    if (!hosts.matches()) {
      // The driver's short form, jdbc:postgresql:database.
      return url.isBlank() ? List.of() : List.of(new Place("localhost", DEFAULT_PORT));
    }
    return Arrays.stream(hosts.group(1).split(",", -1))
        .map(PLACE::matcher)
        .filter(Matcher::matches)
        .map(
            place -> {
              String name = place.group(1) == null ? place.group(2) : place.group(1);
              String port = place.group(3);
              return new Place(
                  name.isEmpty() ? "localhost" : name,
                  port == null ? DEFAULT_PORT : Integer.parseInt(port));
            })
        .toList();
  }

  private static Stream<InetAddress> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      // Then the service has no catalog database, and nothing is crawled.
      return Stream.empty();
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }
}
