package io.gazetteer.crawl.run;

import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.source.Reading;
import java.util.Optional;

/** Lets the benchmark store what the next crawl compares with. */
public final class RecognitionDoor {

  private RecognitionDoor() {}

  /** The scope with its fingerprint; the basis is that of a partial read. */
  public static MergeScope recognised(
      MergeScope scope, Reading reading, Optional<StoredFingerprint> basis) {
    return FullReads.recognised(scope, reading, basis, MergeRules.UNLIMITED);
  }
}
