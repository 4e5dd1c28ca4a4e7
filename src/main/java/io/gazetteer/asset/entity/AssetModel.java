package io.gazetteer.asset.entity;

import io.gazetteer.asset.AssetTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which attributes a type of asset has in the SDKs' model. It says nothing about whether a crawl
 * fills them or people may write them.
 */
public final class AssetModel {

  private static final String SUPER_TYPE_OF_OURS = "SQL";
  private static final Map<String, Type> TYPES = read();

  private AssetModel() {}

  /**
   * A type.
   *
   * @param superType empty for the topmost
   * @param attributes those that the type adds to its super type, by name
   */
  public record Type(String name, Optional<String> superType, Map<String, Attribute> attributes) {}

  /**
   * An attribute.
   *
   * @param typeName for example {@code array<string>}
   * @param relation whether it holds other assets
   */
  public record Attribute(String typeName, boolean relation) {}

  /** All types, super types first. */
  public static Map<String, Type> types() {
    return TYPES;
  }

  /** Whether a type, or one of its super types, has an attribute of that name. */
  static boolean has(String typeName, String attribute) {
    Optional<String> next = Optional.of(typeName);
    while (next.isPresent()) {
      Type type = TYPES.get(next.get());
      if (type == null) {
        return false;
      }
      if (type.attributes().containsKey(attribute)) {
        return true;
      }
      next = type.superType();
    }
    return false;
  }

  private static Map<String, Type> read() {
    Map<String, Type> types = new LinkedHashMap<>();
    try (InputStream file = AssetModel.class.getResourceAsStream("AssetModel/types.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      Map<String, Attribute> attributes = Map.of();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.strip().split(" ", -1);
        if (line.startsWith("#")) {
          continue;
        }
        if (line.startsWith(" ")) {
          boolean relation = words[0].equals(">");
          int name = relation ? 1 : 0;
          attributes.put(words[name], new Attribute(words[name + 1], relation));
        } else {
          attributes = new LinkedHashMap<>();
          Optional<String> superType = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
          types.put(
              words[0], new Type(words[0], superType, Collections.unmodifiableMap(attributes)));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    for (String ours : AssetTypes.all()) {
      types.putIfAbsent(ours, new Type(ours, Optional.of(SUPER_TYPE_OF_OURS), Map.of()));
    }
    return Collections.unmodifiableMap(types);
  }
}
