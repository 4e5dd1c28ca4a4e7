package io.gazetteer.connection.aws;

import io.gazetteer.common.AppException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
 * Finds the keys to sign with. Roles taken on are kept in memory until shortly before they end;
 * nothing is stored. May be called by several threads.
 */
@ApplicationScoped
public class AwsSessions {

  /** Longer than a token is valid, so that no token outlives the keys that it was signed with. */
  private static final Duration MARGIN = RdsToken.VALIDITY.plusMinutes(1);

  private static final Duration NETWORK_LIMIT = Duration.ofSeconds(5);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(15);

  private final Map<RoleKey, RoleSession> sessions = new ConcurrentHashMap<>();
  private final Clock clock;
  private DefaultCredentialsProvider own;

  private record RoleKey(AwsIdentity caller, AssumedRole role, String region) {}

  private record RoleSession(AwsCredentials credentials, Instant endsAt) {}

  @Inject
  public AwsSessions(Clock clock) {
    this.clock = clock;
  }

  /**
   * Keys to sign with in a region.
   *
   * @param caller whose keys they are, or who takes on the role
   * @param role the role to take on; empty = sign as the caller
   * @throws AppException an AwsError in words
   */
  public AwsCredentials credentials(AwsIdentity caller, Optional<AssumedRole> role, String region) {
    if (role.isEmpty()) {
      return resolved(caller);
    }
    Instant now = clock.instant();
    sessions.values().removeIf(session -> !session.endsAt().isAfter(now.plus(MARGIN)));
    RoleKey key = new RoleKey(caller, role.get(), region);
    RoleSession kept = sessions.get(key);
    if (kept == null) {
      kept = assume(key);
      sessions.put(key, kept);
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
      throw AwsFault.ofRole(failure, key.caller(), role);
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
      throw AwsFault.noIdentity(identity);
    }
  }

  /** Kept, as it renews in time what it finds. */
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
