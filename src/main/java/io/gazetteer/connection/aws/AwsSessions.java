package io.gazetteer.connection.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Sha256;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Finds the keys to sign with. Assumed roles are cached in memory until shortly before they expire.
 * Thread-safe.
 */
@ApplicationScoped
public class AwsSessions {

  /** Longer than a token is valid, so that no token outlives its keys. */
  private static final Duration MARGIN = RdsToken.VALIDITY.plusMinutes(1);

  private static final Duration NETWORK_LIMIT = Duration.ofSeconds(5);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(15);

  /** By a hash of what they were requested with, which contains secrets. */
  private final Cache<String, RoleSession> sessions;

  private DefaultCredentialsProvider own;

  private record RoleKey(AwsIdentity caller, AssumedRole role, String region) {

    String hash() {
      Stream<Optional<String>> ofCaller =
          caller instanceof AwsIdentity.Keys keys
              ? Stream.of(
                  Optional.of(keys.accessKeyId()),
                  Optional.of(keys.secretAccessKey()),
                  keys.sessionToken())
              : Stream.of(Optional.of(caller.inWords()));
      Stream<Optional<String>> ofRole =
          Stream.of(
              Optional.of(role.arn()),
              role.externalId(),
              Optional.of(role.sessionName()),
              role.sourceIdentity(),
              role.stsEndpoint().map(URI::toString),
              Optional.of(region));
      String all =
          Stream.concat(ofCaller, ofRole)
              .map(part -> part.map(text -> "=" + text).orElse(""))
              .collect(Collectors.joining("\n"));
      return Sha256.hex(all);
    }
  }

  private record RoleSession(AwsCredentials credentials, Instant endsAt) {}

  @Inject
  public AwsSessions(Clock clock) {
    this.sessions =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.<String, RoleSession>writing(
                    (name, session) ->
                        Duration.between(clock.instant(), session.endsAt().minus(MARGIN))))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /**
   * Returns the keys to sign with in a region.
   *
   * @param caller the identity that signs, or that assumes the role
   * @param role the role to assume; empty = sign as the caller
   * @throws AppException with an AwsError
   */
  public AwsCredentials credentials(AwsIdentity caller, Optional<AssumedRole> role, String region) {
    if (role.isEmpty()) {
      return resolved(caller);
    }
    RoleKey key = new RoleKey(caller, role.get(), region);
    String name = key.hash();
    RoleSession kept = sessions.getIfPresent(name);
    if (kept == null) {
      kept = assume(key);
      sessions.put(name, kept);
    }
    return kept.credentials();
  }

  private RoleSession assume(RoleKey key) {
    AssumedRole role = key.role();
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName(role.sessionName());
    role.externalId().ifPresent(request::externalId);
    role.sourceIdentity().ifPresent(request::sourceIdentity);
    try (StsClient sts = client(key)) {
      var answer = sts.assumeRole(request.build()).credentials();
      return new RoleSession(
          AwsSessionCredentials.create(
              answer.accessKeyId(), answer.secretAccessKey(), answer.sessionToken()),
          answer.expiration());
    } catch (SdkException failure) {
      throw AwsFailures.ofRole(failure, key.caller(), role);
    }
  }

  private StsClient client(RoleKey key) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(key.region()))
            .credentialsProvider(StaticCredentialsProvider.create(resolved(key.caller())))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(NETWORK_LIMIT)
                    .socketTimeout(NETWORK_LIMIT))
            .overrideConfiguration(override -> override.apiCallTimeout(CALL_LIMIT));
    key.role().stsEndpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private AwsCredentials resolved(AwsIdentity identity) {
    if (identity instanceof AwsIdentity.Keys keys) {
      return keys.sessionToken().isPresent()
          ? AwsSessionCredentials.create(
              keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken().get())
          : AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey());
    }
    try {
      if (identity instanceof AwsIdentity.Profile profile) {
        try (ProfileCredentialsProvider provider =
            ProfileCredentialsProvider.create(profile.name())) {
          return provider.resolveCredentials();
        }
      }
      return own().resolveCredentials();
    } catch (SdkException | IllegalArgumentException | IllegalStateException none) {
      throw AwsFailures.noIdentity(identity);
    }
  }

  /** Kept, because it renews its keys in time. */
  private synchronized AwsCredentialsProvider own() {
    if (own == null) {
      own = DefaultCredentialsProvider.builder().build();
    }
    return own;
  }

  @PreDestroy
  synchronized void close() {
    if (own != null) {
      own.close();
    }
  }
}
