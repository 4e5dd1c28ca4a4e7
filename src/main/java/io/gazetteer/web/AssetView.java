package io.gazetteer.web;

import java.util.List;

/**
 * An asset as its page shows it.
 *
 * @param description empty when there is none
 * @param crumbs what contains it, the outermost first
 * @param columns empty where it has none
 * @param groups what else it holds, by type
 * @param definition SQL or source text; empty where there is none
 * @param history newest first
 */
public record AssetView(
    String name,
    String qualifiedName,
    TypeView type,
    boolean archived,
    String description,
    List<Crumb> crumbs,
    List<Fact> facts,
    List<ColumnLine> columns,
    List<Group> groups,
    String definition,
    List<ChangeView> history) {

  /**
   * Something on the way to the asset.
   *
   * @param guid empty where there is no page of it
   */
  public record Crumb(String guid, String name, TypeView type) {}

  /** A column in the table of columns; empty texts where there is nothing to say. */
  public record ColumnLine(
      String guid,
      long order,
      String name,
      String type,
      boolean nullable,
      List<String> flags,
      String defaultValue,
      String comment) {}

  public record Group(TypeView type, List<Child> children) {}

  public record Child(String guid, String name, String note, String comment) {}
}
