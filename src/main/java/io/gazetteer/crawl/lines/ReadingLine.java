package io.gazetteer.crawl.lines;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gazetteer.model.AssetKind;
import io.gazetteer.source.Damage;
import io.gazetteer.source.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a read saw besides its rows, as {@link Reading} has it, without the fingerprint, which tells
 * nothing to who did not take it.
 */
public record ReadingLine(
    Set<String> schemasLeftOut,
    Map<String, Set<String>> relationsLeftOut,
    Set<AssetKind> kindsNotRead,
    List<String> warnings,
    @JsonInclude(JsonInclude.Include.NON_NULL) Damage damage,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notices) {

  public static ReadingLine of(Reading reading) {
    return new ReadingLine(
        reading.schemasLeftOut(),
        reading.relationsLeftOut(),
        reading.kindsNotRead(),
        reading.warnings(),
        reading.damage().equals(Damage.NONE) ? null : reading.damage(),
        reading.notices());
  }

  /** As of a source that takes no fingerprints. */
  public Reading reading() {
    return new Reading(
            schemasLeftOut,
            relationsLeftOut,
            kindsNotRead,
            warnings,
            damage == null ? Damage.NONE : damage)
        .noticing(notices == null ? List.of() : notices);
  }
}
