package io.gazetteer.connection.secret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.gazetteer.common.AppException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads the secrets that references name, right before they are needed. Secrets of Vault and AWS
 * are kept in memory for no longer than configured; nothing is kept anywhere else. Thread-safe.
 */
@ApplicationScoped
public class ResolveReferences {

  private final Cache<String, String> cache;
  private final List<SecretReader> readers;
  private final ReferenceRules rules;

  @Inject
  ResolveReferences(
      @All List<SecretReader> readers,
      ReferenceRules rules,
      ReferenceSettings settings,
      Clock clock) {
    this.readers = List.copyOf(readers);
    this.rules = rules;
    this.cache =
        Caffeine.newBuilder()
            .expireAfterWrite(settings.cacheTime())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            // Removes a secret when its time is over, even if nobody reads another one.
            .scheduler(Scheduler.systemScheduler())
            .build();
  }

  /**
   * Returns the secret that a reference names. Never store or log it, and send it only to the
   * server that it is for.
   *
   * @return never blank
   * @throws AppException with a ReferenceError or AwsError
   */
  public String read(SecretReference reference) {
    rules.requireUsable(reference);
    SecretReader reader =
        readers.stream()
            .filter(each -> each.scheme() == reference.scheme())
            .findFirst()
            .orElseThrow();
    if (!reader.cached()) {
      return present(reader.read(reference), reference);
    }
    String kept = cache.getIfPresent(reference.text());
    if (kept == null) {
      // Not read inside the cache, which would make readers of other secrets wait for this one.
      kept = present(reader.read(reference), reference);
      cache.put(reference.text(), kept);
    }
    return kept;
  }

  /** Removes a secret from the cache, because it may have changed since it was read. */
  public void forget(SecretReference reference) {
    cache.invalidate(reference.text());
  }

  private static String present(String secret, SecretReference reference) {
    if (secret.isBlank()) {
      throw ReferenceFailures.unresolved(reference, "is empty");
    }
    return secret;
  }
}
