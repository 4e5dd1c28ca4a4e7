package io.gazetteer.connection.aws;

import java.net.URI;
import java.util.Optional;

/**
 * A role to take on before signing.
 *
 * @param arn for example {@code arn:aws:iam::123456789012:role/catalogue}
 * @param externalId sent only where present; never blank
 * @param sessionName how AWS's logs name the session
 * @param sourceIdentity sent only where present
 * @param stsEndpoint where to ask for the role; empty = the region's own endpoint
 */
public record AssumedRole(
    String arn,
    Optional<String> externalId,
    String sessionName,
    Optional<String> sourceIdentity,
    Optional<URI> stsEndpoint) {

  /** The session name where none is given. */
  public static final String DEFAULT_SESSION_NAME = "GazetteerSession";
}
