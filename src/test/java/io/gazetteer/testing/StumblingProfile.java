package io.gazetteer.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The service over {@link StumblingSources}, with patience for locks at the source. */
public final class StumblingProfile implements QuarkusTestProfile {

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(StumblingSources.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("gazetteer.source.lock-timeout", "60s");
  }
}
