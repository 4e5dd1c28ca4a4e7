package io.gazetteer.workflow;

/**
 * The package that deletes the assets of a connection instead of crawling it. It archives them, or
 * removes them with their history ({@link WorkflowSettings#purge}).
 */
public final class DeleteConnectionPackage {

  /** Kind of its runs. */
  public static final String KIND = "connection-delete";

  /** Package name. */
  public static final String NAME = "@atlan/connection-delete";

  /** Template name. */
  public static final String TEMPLATE = "atlan-connection-delete";

  private DeleteConnectionPackage() {}

  /**
   * Returns whether a definition is for this package: by its template or, without one, by its
   * package name.
   */
  public static boolean isNamed(String template, String packageName) {
    return template.equals(TEMPLATE) || (template.isEmpty() && packageName.equals(NAME));
  }
}
