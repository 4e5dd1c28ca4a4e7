package io.gazetteer.connection.secret;

import io.gazetteer.common.AppException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads what references name, right before it is needed. Keeps secrets of Vault and AWS in memory
 * for no longer than configured, and nothing anywhere else. May be called by several threads.
 */
@ApplicationScoped
public class ResolveReferences {

  private final Map<String, Kept> cache = new ConcurrentHashMap<>();
  private final List<SecretReader> readers;
  private final ReferenceRules rules;
  private final Duration cacheTime;
  private final Clock clock;

  /** A class, so that nothing prints it by accident. */
  private static final class Kept {
    private final String secret;
    private final Instant endsAt;

    Kept(String secret, Instant endsAt) {
      this.secret = secret;
      this.endsAt = endsAt;
    }
  }

  @Inject
  ResolveReferences(
      @All List<SecretReader> readers,
      ReferenceRules rules,
      ReferenceSettings settings,
      Clock clock) {
    this.readers = List.copyOf(readers);
    this.rules = rules;
    this.cacheTime = settings.cacheTime();
    this.clock = clock;
  }

  /**
   * What a reference names. Never keep, print or send it anywhere but to whom it is for.
   *
   * @return never blank
   * @throws AppException a ReferenceError or AwsError in words
   */
  public String read(SecretReference reference) {
    rules.requireUsable(reference);
    SecretReader reader =
        readers.stream()
            .filter(each -> each.scheme() == reference.scheme())
            .findFirst()
            .orElseThrow();
    if (!reader.cached() || cacheTime.isZero()) {
      return present(reader.read(reference), reference);
    }
    String name = reference.text();
    Kept kept = cache.get(name);
    if (kept != null && clock.instant().isBefore(kept.endsAt)) {
      return kept.secret;
    }
    Kept fresh =
        new Kept(present(reader.read(reference), reference), clock.instant().plus(cacheTime));
    cache.put(name, fresh);
    CompletableFuture.delayedExecutor(cacheTime.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> cache.remove(name, fresh));
    return fresh.secret;
  }

  /** Asks anew next time, as what was read may have been changed since. */
  public void forget(SecretReference reference) {
    cache.remove(reference.text());
  }

  private static String present(String secret, SecretReference reference) {
    if (secret.isBlank()) {
      throw ReferenceFault.unresolved(reference, "is empty");
    }
    return secret;
  }
}
