package io.gazetteer.source.postgres;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a read finds out about the catalog besides its rows. Readers add to it; nobody decides by it
 * what to read.
 *
 * @param damage rows that are missing from the catalog
 * @param escapes objects with texts that are not valid in their encoding
 * @param kindsNotRead kinds that could not be read
 * @param warnings what could not be read, in words
 */
record Findings(
    CatalogDamage damage,
    EscapedTexts escapes,
    Set<AssetKind> kindsNotRead,
    List<String> warnings) {

  /** Nothing found yet. */
  Findings(Vocabulary vocabulary) {
    this(
        new CatalogDamage(vocabulary.objectKinds()),
        new EscapedTexts(),
        new HashSet<>(),
        new ArrayList<>());
  }
}
