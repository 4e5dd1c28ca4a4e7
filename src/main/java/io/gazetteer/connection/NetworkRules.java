package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.SourceError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which network addresses may be connected to, after names are resolved. Whoever connects
 * does so to one of the addresses it gave, and asks no name server again.
 */
@ApplicationScoped
class NetworkRules {

  private static final String DENIED = "gazetteer.source.denied-networks";
  private static final String ALLOWED = "gazetteer.source.allowed-networks";

  private final List<AddressBlock> denied;
  private final List<AddressBlock> allowed;
  private final OwnStore ownStore;
  private final HostResolver resolver;

  @Inject
  NetworkRules(SourceSettings settings, OwnStore ownStore) {
    this(settings, ownStore, HostResolver::ofJava);
  }

  /** With name servers of a test. */
  NetworkRules(SourceSettings settings, OwnStore ownStore, HostResolver resolver) {
    this.denied = settings.deniedNetworks();
    this.allowed = settings.allowedNetworks().orElse(List.of());
    this.ownStore = ownStore;
    this.resolver = resolver;
  }

  /**
   * Resolves a host and refuses the ones that must not be reached at a port.
   *
   * @return its addresses, all allowed, in the resolver's order
   * @throws AppException SOURCE_UNKNOWN_HOST when no name server knows it, SOURCE_ADDRESS_DENIED
   *     when any of its addresses is in a denied network or, where networks are allowed by name, in
   *     none of those, or leads to this service's own store
   */
  List<InetAddress> resolve(String host, int port) {
    List<InetAddress> addresses = resolve(host);
    for (InetAddress address : addresses) {
      if (ownStore.isAt(address, port)) {
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
   * Resolves a host and refuses the ones that must not be reached.
   *
   * @throws AppException as above, but for the own store
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
