package io.gazetteer.workflow;

/**
 * The package that deletes a connection's assets instead of crawling it: it archives them, or
 * removes them with their history ({@link WorkflowSettings#purge}).
 */
public final class DeleteConnectionPackage {

  public static final String KIND = "connection-delete";

  public static final String NAME = "@atlan/connection-delete";

  public static final String TEMPLATE = "atlan-connection-delete";

  private DeleteConnectionPackage() {}

  /** Whether a definition is one, by template, or by package where it names no template. */
  public static boolean isNamed(String template, String packageName) {
    return template.equals(TEMPLATE) || (template.isEmpty() && packageName.equals(NAME));
  }

  public static boolean isOne(Workflow workflow) {
    return workflow.templateName().equals(TEMPLATE);
  }

  /** The kind of run that workflows with a template ask for. */
  static String kindOf(String template) {
    return template.equals(TEMPLATE) ? KIND : Rerun.KIND;
  }
}
