package io.gazetteer.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of asset. Equal to any other of the same type name. Everything that the house knows of a
 * kind is here or follows from what is here: {@code Event triggers} alone makes the path segment
 * {@code _event_triggers_} and the name of the SQL file, {@code event_triggers}.
 */
public final class AssetKind {

  /** What types that the SDKs have no model of begin with, for PostgreSQL. */
  static final String POSTGRES = "Postgres";

  private static final String MARKER = "_%s_";

  private final String typeName;
  private final String label;
  private final String plural;
  private final String icon;
  private final Optional<String> marker;
  private final List<String> parents;
  private final List<Attribute> attributes;

  private AssetKind(
      String typeName,
      String label,
      String plural,
      String icon,
      Optional<String> marker,
      List<String> parents,
      List<Attribute> attributes) {
    this.typeName = typeName;
    this.label = label;
    this.plural = plural;
    this.icon = icon;
    this.marker = marker;
    this.parents = List.copyOf(parents);
    this.attributes = List.copyOf(attributes);
  }

  /**
   * A kind that the SDKs have a model of; its path is its parent's and its name.
   *
   * @param label what pages call one of it, for example {@code Materialised view}
   * @param icon a symbol of the pages' {@code icons.svg}
   */
  static AssetKind sdk(String typeName, String label, String icon, AssetKind... parents) {
    return new AssetKind(
        typeName, label, label + 's', icon, Optional.empty(), names(parents), List.of());
  }

  /**
   * A kind that the SDKs have no model of. It stands below its parent behind a segment that names
   * the kind.
   *
   * @param label what pages call one of it, for example {@code Event trigger}
   * @param plural what they call several
   */
  public static AssetKind postgres(String label, String plural, AssetKind... parents) {
    return new AssetKind(
        POSTGRES + Words.camel(label),
        label,
        plural,
        "object",
        Optional.of(MARKER.formatted(Words.snake(plural))),
        names(parents),
        List.of());
  }

  private static List<String> names(AssetKind... kinds) {
    return List.of(kinds).stream().map(AssetKind::typeName).toList();
  }

  /** The same behind a segment of the SDKs' choice. */
  AssetKind behind(String segment) {
    return new AssetKind(typeName, label, plural, icon, Optional.of(segment), parents, attributes);
  }

  /** The same with a symbol of the pages' {@code icons.svg} of its own. */
  AssetKind shownAs(String symbol) {
    return new AssetKind(typeName, label, plural, symbol, marker, parents, attributes);
  }

  public AssetKind with(Attribute... more) {
    List<Attribute> all = new ArrayList<>(attributes);
    all.addAll(List.of(more));
    return new AssetKind(typeName, label, plural, icon, marker, parents, all);
  }

  /** The SDKs' name, or ours for PostgreSQL, for example {@code PostgresIndex}. */
  public String typeName() {
    return typeName;
  }

  /** The type name at another kind of source, for example {@code H2Index} at {@code h2}. */
  public String typeName(String connectorName) {
    return inSdks()
        ? typeName
        : connectorName.substring(0, 1).toUpperCase(Locale.ROOT)
            + connectorName.substring(1)
            + typeName.substring(POSTGRES.length());
  }

  /** Whether the SDKs have a model of it. */
  public boolean inSdks() {
    return !typeName.startsWith(POSTGRES);
  }

  /** What pages call one. */
  public String label() {
    return label;
  }

  /** What pages call several. */
  public String plural() {
    return plural;
  }

  /** One in running text. */
  public String words() {
    return label.toLowerCase(Locale.ROOT);
  }

  /** The name in published lines, for example {@code EVENT_TRIGGER}. */
  public String code() {
    return Words.snake(label).toUpperCase(Locale.ROOT);
  }

  /** The name of files about it, such as the statement that reads it. */
  public String fileName() {
    return Words.snake(plural);
  }

  /** Which symbol of the pages' {@code icons.svg} shows it. */
  public String icon() {
    return icon;
  }

  /** The segment of a path that names the kind; empty where a path has none. */
  public Optional<String> marker() {
    return marker;
  }

  /** Type names of what may contain it. */
  public List<String> parents() {
    return parents;
  }

  public List<Attribute> attributes() {
    return attributes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AssetKind kind && kind.typeName.equals(typeName);
  }

  @Override
  public int hashCode() {
    return typeName.hashCode();
  }

  @Override
  public String toString() {
    return code();
  }
}
