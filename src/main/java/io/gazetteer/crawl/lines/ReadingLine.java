package io.gazetteer.crawl.lines;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gazetteer.model.AssetKind;
import io.gazetteer.source.Damage;
import io.gazetteer.source.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a read found besides its rows, as in {@link Reading}, without the fingerprint, which only
 * its own source can use.
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
        reading.excludedSchemas(),
        reading.excludedRelations(),
        reading.kindsNotRead(),
        reading.warnings(),
        reading.damage().equals(Damage.NONE) ? null : reading.damage(),
        reading.notices());
  }

  /** The reading, as of a source without fingerprints. */
  public Reading reading() {
    return new Reading(
            schemasLeftOut,
            relationsLeftOut,
            kindsNotRead,
            warnings,
            damage == null ? Damage.NONE : damage)
        .withNotices(notices == null ? List.of() : notices);
  }
}
