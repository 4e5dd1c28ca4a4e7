package io.gazetteer.publish;

import io.gazetteer.objectstore.ObjectKeys;
import java.util.Locale;

/**
 * The keys of one published run: {@code artifacts/apps/<connector>/workflows/<workflow>/<run>/},
 * and below it the paths of its manifest.
 *
 * @param prefix ends with a slash
 */
public record RunFolder(String prefix) {

  private static final String MANIFEST = "manifest.json";

  /** The folder of a run; names are escaped. */
  public static RunFolder of(String connectorName, String workflow, String run) {
    return new RunFolder(workflowPrefix(connectorName, workflow) + ObjectKeys.part(run) + "/");
  }

  /** Where all runs of a workflow lie; ends with a slash. */
  public static String workflowPrefix(String connectorName, String workflow) {
    return "artifacts/apps/%s/workflows/%s/"
        .formatted(ObjectKeys.part(connectorName), ObjectKeys.part(workflow));
  }

  public String manifest() {
    return prefix + MANIFEST;
  }

  /** The key of a file by its path in the manifest. */
  public String key(String path) {
    return prefix + path;
  }

  /**
   * The path of a file.
   *
   * @param number from 1, over all databases
   */
  public static String path(Manifest.Kind kind, String entity, int number, boolean gzip) {
    return "%s/%s/part-%05d.jsonl%s"
        .formatted(kind.name().toLowerCase(Locale.ROOT), entity, number, gzip ? ".gz" : "");
  }
}
