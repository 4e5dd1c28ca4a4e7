package io.gazetteer.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Types in the SDKs' form: what the SDKs know of their own types, and what our kinds add. That a
 * type has an attribute says nothing about whether a crawl fills it or people may write it.
 */
public final class SdkModel {

  /** The super type of every type that the SDKs have no model of. */
  private static final String SQL = "SQL";

  private final Map<String, Type> types = new LinkedHashMap<>();

  private SdkModel() {}

  /**
   * A type.
   *
   * @param superType empty for the topmost
   * @param attributes those that the type adds to its super type, by name
   */
  public record Type(
      String name, Optional<String> superType, Map<String, TypeAttribute> attributes) {

    public Type {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
  }

  /**
   * An attribute of a type.
   *
   * @param typeName for example {@code array<string>}
   * @param relation whether it holds other assets
   */
  public record TypeAttribute(String typeName, boolean relation) {}

  static SdkModel read() {
    SdkModel model = new SdkModel();
    try (InputStream file = SdkModel.class.getResourceAsStream("SdkModel/types.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      String[] type = null;
      Map<String, TypeAttribute> attributes = new LinkedHashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.strip().split(" ", -1);
        if (line.startsWith(" ")) {
          boolean relation = words[0].equals(">");
          int name = relation ? 1 : 0;
          attributes.put(words[name], new TypeAttribute(words[name + 1], relation));
        } else if (!line.startsWith("#")) {
          model.add(type, attributes);
          type = words;
          attributes = new LinkedHashMap<>();
        }
      }
      model.add(type, attributes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return model;
  }

  /**
   * Adds a type.
   *
   * @param words its name, and its super type unless it is the topmost; null for none
   */
  private void add(String[] words, Map<String, TypeAttribute> attributes) {
    if (words != null) {
      Optional<String> superType = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
      types.put(words[0], new Type(words[0], superType, attributes));
    }
  }

  /** Adds a kind that the SDKs lack, and attributes that their type of it lacks. */
  void complete(AssetKind kind) {
    String name = kind.typeName();
    Type known = types.getOrDefault(name, new Type(name, Optional.of(SQL), Map.of()));
    Map<String, TypeAttribute> all = new LinkedHashMap<>(known.attributes());
    for (Attribute attribute : kind.attributes()) {
      if (known.attributes().containsKey(attribute.name())
          || known.superType().filter(above -> has(above, attribute.name())).isPresent()) {
        continue;
      }
      all.put(attribute.name(), new TypeAttribute(attribute.type().sdkName(), false));
    }
    types.put(name, new Type(name, known.superType(), all));
  }

  /** All types, super types first. */
  public Map<String, Type> types() {
    return Collections.unmodifiableMap(types);
  }

  /**
   * Super types of a type, the topmost first. A type that is unknown here belongs to another source
   * and has the {@link #defaultSuperTypes}.
   */
  public List<String> superTypes(String typeName) {
    if (!types.containsKey(typeName)) {
      return defaultSuperTypes();
    }
    List<String> found = new ArrayList<>(lineage(typeName).map(Type::name).skip(1).toList());
    Collections.reverse(found);
    return found;
  }

  /** Super types of the types that the SDKs have no model of, the topmost first. */
  public List<String> defaultSuperTypes() {
    return Stream.concat(superTypes(SQL).stream(), Stream.of(SQL)).toList();
  }

  /** Whether a type, or one of its super types, has an attribute of that name. */
  public boolean has(String typeName, String attribute) {
    return lineage(typeName).anyMatch(type -> type.attributes().containsKey(attribute));
  }

  public List<String> relations(String typeName, String relatedTypeName) {
    return lineage(typeName)
        .flatMap(type -> type.attributes().entrySet().stream())
        .filter(entry -> entry.getValue().relation())
        .filter(entry -> entry.getValue().typeName().equals(relatedTypeName))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Stream<Type> lineage(String typeName) {
    return Stream.iterate(
        types.get(typeName),
        type -> type != null,
        type -> type.superType().map(types::get).orElse(null));
  }

  /** Attributes that only the SDKs know. */
  Stream<Attribute> attributes() {
    return types.values().stream()
        .flatMap(type -> type.attributes().entrySet().stream())
        .filter(entry -> !entry.getValue().relation())
        .map(
            entry ->
                Attribute.crawled(
                        entry.getKey(), AttributeType.ofSdkName(entry.getValue().typeName()))
                    .from(Origin.IMPORTED));
  }
}
