package io.gazetteer.asset.entity;

import io.gazetteer.asset.AttributeValue;
import io.gazetteer.identity.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Lets the benchmark curate assets without the application around it. */
public final class CurationDoor {

  private CurationDoor() {}

  /** Sets one attribute of each of these assets. */
  // No framework is around that would inject them.
  @SuppressWarnings("UnnecessaryAssignment")
  public static void curate(Jdbi jdbi, Collection<UUID> guids, String attribute, String value) {
    CurationStore store = new CurationStore();
    store.jdbi = jdbi;
    store.clock = Clock.systemUTC();
    Caller caller = new Caller("bench", "bench");
    for (UUID guid : guids) {
      store.write(guid, Map.of(attribute, new AttributeValue.Text(value)), caller);
    }
  }
}
