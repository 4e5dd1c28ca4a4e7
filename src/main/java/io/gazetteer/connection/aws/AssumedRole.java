package io.gazetteer.connection.aws;

import java.net.URI;
import java.util.Optional;

/**
 * An AWS role to assume before signing.
 *
 * @param arn for example {@code arn:aws:iam::123456789012:role/catalogue}
 * @param externalId sent only if present; never blank
 * @param sessionName name of the session in AWS's logs
 * @param sourceIdentity sent only if present
 * @param stsEndpoint STS endpoint; empty = the region's own
 */
public record AssumedRole(
    String arn,
    Optional<String> externalId,
    String sessionName,
    Optional<String> sourceIdentity,
    Optional<URI> stsEndpoint) {

  public static final String DEFAULT_SESSION_NAME = "GazetteerSession";
}
