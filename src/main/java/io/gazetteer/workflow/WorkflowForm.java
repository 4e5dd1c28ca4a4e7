package io.gazetteer.workflow;

import io.gazetteer.connection.credential.CredentialInput;
import java.util.Map;

/**
 * The few things that a person types to have a server crawled. Never printed with its credential.
 *
 * @param origin where the metadata comes from
 * @param includeFilter JSON text, database expression to schema expressions; empty = everything
 * @param excludeFilter likewise; empty = nothing
 * @param tableRegex names of tables and views to exclude; empty = none
 * @param archiveFilteredOut whether runs archive what the filters exclude
 * @param publishing the parameters about publishing, by name, as typed; those that are missing are
 *     as the settings say
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
     * The server.
     *
     * @param credential the database in it is the one to crawl, none = all that the user may
     *     connect to
     */
    record Direct(CredentialInput credential) implements Origin {}

    /**
     * Files that were written earlier; the server is never asked.
     *
     * @param region empty = the one that this service is set up for
     */
    record Offline(String bucket, String prefix, String region) implements Origin {}
  }

  @Override
  public String toString() {
    return "WorkflowForm[connectionName=" + connectionName + "]";
  }
}
