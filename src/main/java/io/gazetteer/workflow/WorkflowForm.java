package io.gazetteer.workflow;

import io.gazetteer.connection.credential.CredentialInput;
import java.util.Map;

/**
 * The fields of the form that creates a workflow. Its text form omits the credential.
 *
 * @param origin where the metadata comes from
 * @param includeFilter JSON text, database expression to schema expressions; empty = everything
 * @param excludeFilter likewise; empty = nothing
 * @param tableRegex names of tables and views to exclude; empty = none
 * @param archiveFilteredOut whether runs archive what the filters exclude
 * @param publishing publishing parameters by name, as typed; the settings apply to those that are
 *     missing
 */
public record WorkflowForm(
    String connectionName,
    Origin origin,
    String includeFilter,
    String excludeFilter,
    String tableRegex,
    boolean archiveFilteredOut,
    Map<String, String> publishing) {

  public sealed interface Origin {

    /**
     * A server.
     *
     * @param credential its database is the one to crawl; without one, all that the user may
     *     connect to
     */
    record Direct(CredentialInput credential) implements Origin {}

    /**
     * Files of an earlier extraction; the server is not contacted.
     *
     * @param region empty = the configured region
     */
    record Offline(String bucket, String prefix, String region) implements Origin {}
  }

  @Override
  public String toString() {
    return "WorkflowForm[connectionName=" + connectionName + "]";
  }
}
