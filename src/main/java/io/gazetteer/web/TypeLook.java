package io.gazetteer.web;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A type of asset as a page shows it.
 *
 * @param type the SDKs' name
 * @param icon which symbol of {@code icons.svg}
 */
public record TypeLook(String type, String icon, String word, String many) {

  static TypeLook of(Vocabulary vocabulary, String type) {
    return vocabulary
        .kind(type)
        .map(TypeLook::of)
        .orElseGet(() -> new TypeLook(type, "object", type, type));
  }

  static TypeLook of(AssetKind kind) {
    return new TypeLook(kind.typeName(), kind.icon(), kind.label(), kind.plural());
  }

  /** The SDKs' types in the order in which they contain each other, then the others by name. */
  static List<TypeLook> ordered(Vocabulary vocabulary, Map<String, Long> found) {
    List<TypeLook> all = new ArrayList<>();
    vocabulary.kinds().stream().filter(AssetKind::inSdks).map(TypeLook::of).forEach(all::add);
    found.keySet().stream()
        .sorted()
        .map(type -> of(vocabulary, type))
        .filter(look -> !all.contains(look))
        .forEach(all::add);
    return all;
  }
}
