package io.gazetteer.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The registry of kinds and attributes. Immutable. A new kind is one constant in {@link
 * PostgresKinds} and its place in the list there; everything else follows.
 */
public final class Vocabulary {

  private static final Vocabulary STANDARD =
      new Vocabulary(Stream.of(Kinds.ALL, PostgresKinds.ALL).flatMap(List::stream).toList());

  private final Map<String, AssetKind> kinds = new LinkedHashMap<>();
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final SdkModel sdkModel = SdkModel.read();
  private final QualifiedNames names;

  private Vocabulary(List<AssetKind> all) {
    for (AssetKind kind : all) {
      if (kinds.put(kind.typeName(), kind) != null) {
        throw new IllegalArgumentException("There are two kinds " + kind);
      }
    }
    Stream.concat(
            CommonAttributes.ALL.stream(), all.stream().flatMap(kind -> kind.attributes().stream()))
        .forEach(this::add);
    sdkModel.attributes().forEach(attribute -> attributes.putIfAbsent(attribute.name(), attribute));
    names = new QualifiedNames(all);
    all.forEach(sdkModel::complete);
  }

  /** What one name means does not depend on the kind, as searches name attributes alone. */
  private void add(Attribute attribute) {
    Attribute known = attributes.putIfAbsent(attribute.name(), attribute);
    if (known != null && known.type() != attribute.type()) {
      throw new IllegalArgumentException(
          "Attribute %s is %s and %s".formatted(known.name(), known.type(), attribute.type()));
    }
  }

  /** All kinds that the product knows. */
  public static Vocabulary standard() {
    return STANDARD;
  }

  /**
   * Returns a vocabulary with further kinds.
   *
   * @throws IllegalArgumentException if an attribute has another type elsewhere
   */
  public Vocabulary with(AssetKind... more) {
    return new Vocabulary(Stream.concat(kinds.values().stream(), Arrays.stream(more)).toList());
  }

  /** All kinds: those of the SDKs, each after what may contain it, then the others. */
  public Collection<AssetKind> kinds() {
    return kinds.values();
  }

  /** The kinds that stand behind a segment of their own, in the order of reading. */
  public List<AssetKind> objectKinds() {
    return kinds.values().stream().filter(kind -> !kind.inSdks()).toList();
  }

  /** The kind of a type name; empty for types that other sources brought. */
  public Optional<AssetKind> kind(String typeName) {
    return Optional.ofNullable(kinds.get(typeName));
  }

  /** The kind that published lines name so. */
  public Optional<AssetKind> objectKind(String code) {
    return objectKinds().stream().filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** The kinds that may stand directly below a type. */
  public List<AssetKind> children(String typeName) {
    return kinds.values().stream().filter(kind -> kind.parents().contains(typeName)).toList();
  }

  /** What an attribute of that name is, of whatever kind; empty for names that nobody knows. */
  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** Attributes of a type, its own first. */
  public List<Attribute> attributes(String typeName) {
    List<Attribute> own =
        new ArrayList<>(kind(typeName).map(AssetKind::attributes).orElse(List.of()));
    Set<String> named = own.stream().map(Attribute::name).collect(Collectors.toSet());
    CommonAttributes.ALL.stream()
        .filter(attribute -> !named.contains(attribute.name()))
        .forEach(own::add);
    return own;
  }

  public QualifiedNames names() {
    return names;
  }

  /** The types in the SDKs' form. */
  public SdkModel sdkModel() {
    return sdkModel;
  }
}
