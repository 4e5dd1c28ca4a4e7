package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.SourceError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which network addresses may be connected to, after names are resolved. Connections go to
 * one of the returned addresses without another lookup.
 */
@ApplicationScoped
class NetworkRules {

  private static final String DENIED = "gazetteer.source.denied-networks";
  private static final String ALLOWED = "gazetteer.source.allowed-networks";

  private final List<AddressBlock> denied;
  private final List<AddressBlock> allowed;
  private final CatalogDatabaseAddress catalogDatabase;
  private final HostResolver resolver;

  @Inject
  NetworkRules(SourceSettings settings, CatalogDatabaseAddress catalogDatabase) {
    this(settings, catalogDatabase, HostResolver::ofJava);
  }

  /** For tests, with another resolver. */
  NetworkRules(
      SourceSettings settings, CatalogDatabaseAddress catalogDatabase, HostResolver resolver) {
    this.denied = settings.deniedNetworks();
    this.allowed = settings.allowedNetworks().orElse(List.of());
    this.catalogDatabase = catalogDatabase;
    this.resolver = resolver;
  }

  /**
   * Resolves a host and rejects addresses that must not be connected to at a port.
   *
   * @return its addresses in the resolver's order, all allowed
   * @throws AppException SOURCE_UNKNOWN_HOST if no name server knows it; SOURCE_ADDRESS_DENIED if
   *     one of its addresses is in a denied network, in no allowed network, or is that of the
   *     catalog database
   */
  List<InetAddress> resolve(String host, int port) {
    List<InetAddress> addresses = resolve(host);
    for (InetAddress address : addresses) {
      if (catalogDatabase.isAt(address, port)) {
        throw new AppException(
            SourceError.SOURCE_ADDRESS_DENIED,
            ("The catalog database of this service runs at %s, port %d, and is not crawled"
                    + " (gazetteer.source.deny-own-store)")
                .formatted(host, port));
      }
    }
    return addresses;
  }

  /**
   * Resolves a host and rejects addresses that must not be connected to.
   *
   * @throws AppException as above, without the check for the catalog database
   */
  List<InetAddress> resolve(String host) {
    List<InetAddress> addresses;
    try {
      addresses = resolver.addresses(host);
    } catch (UnknownHostException unknown) {
      throw new AppException(
          SourceError.SOURCE_UNKNOWN_HOST,
          "No name server knows the host %s. Check the spelling, and that this machine can resolve it"
              .formatted(host),
          unknown);
    }
    for (InetAddress address : addresses) {
      if (address.isAnyLocalAddress()
          || denied.stream().anyMatch(block -> block.contains(address))) {
        throw denied(address, host, DENIED);
      }
      if (!allowed.isEmpty() && allowed.stream().noneMatch(block -> block.contains(address))) {
        throw denied(address, host, ALLOWED);
      }
    }
    return addresses;
  }

  private static AppException denied(InetAddress address, String host, String setting) {
    return new AppException(
        SourceError.SOURCE_ADDRESS_DENIED,
        "This service may not connect to %s, the address of %s (%s)"
            .formatted(address.getHostAddress(), host, setting));
  }
}
