package io.gazetteer.web;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A type of asset as a page shows it.
 *
 * @param name the SDKs' name
 * @param icon which symbol of {@code icons.svg}
 */
public record TypeView(String name, String icon, String word, String many) {

  static TypeView of(Vocabulary vocabulary, String type) {
    return vocabulary
        .kind(type)
        .map(TypeView::of)
        .orElseGet(() -> new TypeView(type, "object", type, type));
  }

  static TypeView of(AssetKind kind) {
    return new TypeView(kind.typeName(), kind.icon(), kind.label(), kind.plural());
  }

  /** The SDKs' types in the order in which they contain each other, then the others by name. */
  static List<TypeView> ordered(Vocabulary vocabulary, Map<String, Long> found) {
    List<TypeView> all = new ArrayList<>();
    vocabulary.kinds().stream().filter(AssetKind::inSdks).map(TypeView::of).forEach(all::add);
    found.keySet().stream()
        .sorted()
        .map(type -> of(vocabulary, type))
        .filter(view -> !all.contains(view))
        .forEach(all::add);
    return all;
  }
}
