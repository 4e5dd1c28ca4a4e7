package io.gazetteer.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a read saw besides its rows. The names here exist at the source and were not handed out, so
 * nothing about them may be concluded from their absence.
 *
 * @param schemasLeftOut schemas that exist and that the selection does not want
 * @param relationsLeftOut by schema, tables and views that exist and that the selection does not
 *     want
 * @param kindsNotRead kinds of which nothing could be read, so that nothing was handed out of them
 * @param warnings what could not be read, in words with the remedy; empty when everything was
 */
public record Reading(
    Set<String> schemasLeftOut,
    Map<String, Set<String>> relationsLeftOut,
    Set<ObjectKind> kindsNotRead,
    List<String> warnings) {

  public Reading {
    schemasLeftOut = Set.copyOf(schemasLeftOut);
    relationsLeftOut = Map.copyOf(relationsLeftOut);
    kindsNotRead = Set.copyOf(kindsNotRead);
    warnings = List.copyOf(warnings);
  }
}
