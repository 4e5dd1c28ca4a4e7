import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.AppsApi;
import org.openapitools.client.api.AssetsApi;
import org.openapitools.client.api.CredentialsApi;
import org.openapitools.client.api.IdentityApi;
import org.openapitools.client.api.RunsApi;
import org.openapitools.client.api.WorkflowsApi;
import org.openapitools.client.auth.HttpBearerAuth;
import org.openapitools.client.model.App;
import org.openapitools.client.model.AppInput;
import org.openapitools.client.model.AssetSearchRequest;
import org.openapitools.client.model.AssetSearchResult;
import org.openapitools.client.model.IndexSearchRequest;
import org.openapitools.client.model.PageRun;
import org.openapitools.client.model.Run;

/**
 * A generated client against a running service: signs in, creates a workflow for the credential of
 * the sample, waits for its run and searches what the run found. Arguments: address and token.
 */
public final class RoundTrip {

  private static final long PATIENCE_SECONDS = 120;

  private RoundTrip() {}

  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.setBasePath(arguments[0]);
    expect(401, statusOf(client));
    ((HttpBearerAuth) client.getAuthentication("bearer")).setBearerToken(arguments[1]);
    String user = new IdentityApi(client).whoAmI().getUsername();

    UUID credential = new CredentialsApi(client).listCredentials(null, 1, null).getRecords().get(0).getId();
    String connection = "default/postgres/" + Instant.now().getEpochSecond();
    App app =
        new AppsApi(client)
            .createApp(
                new AppInput()
                    .appId("postgres-crawler")
                    .name("generated-java")
                    .run(true)
                    .inputs(
                        Map.of(
                            "connection",
                            Map.of(
                                "typeName",
                                "Connection",
                                "attributes",
                                Map.of(
                                    "name", "generated-java",
                                    "qualifiedName", connection,
                                    "connectorName", "postgres",
                                    "adminUsers", List.of(user))),
                            "extraction_method",
                            "direct",
                            "credential_guid",
                            credential.toString())));

    Run run = ended(new RunsApi(client), app.getRunId());
    expect(Run.StateEnum.SUCCEEDED, run.getState());
    PageRun runs = new RunsApi(client).listRuns(app.getSlug(), List.of("SUCCEEDED"), 10, null, null);
    expect(1, runs.getItems().size());
    expect(app.getSlug(), new WorkflowsApi(client).getWorkflow(app.getSlug()).getWorkflow().getName());

    AssetSearchResult found =
        new AssetsApi(client)
            .searchAssets(
                new AssetSearchRequest()
                    .dsl(
                        new IndexSearchRequest()
                            .size(5)
                            .query(
                                Map.of(
                                    "bool",
                                    Map.of(
                                        "filter",
                                        List.of(
                                            Map.of("term", Map.of("connectionQualifiedName", connection)),
                                            Map.of("term", Map.of("__typeName.keyword", "Table")))))))
                    .attributes(List.of("name")));
    expect(5, found.getEntities().size());
    System.out.println("Java: " + found.getApproximateCount() + " tables found");
  }

  private static Run ended(RunsApi runs, String name) throws ApiException, InterruptedException {
    Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
    while (Instant.now().isBefore(end)) {
      Run run = runs.getRun(name).getRun();
      if (run.getFinishedAt() != null) {
        return run;
      }
      Thread.sleep(500);
    }
    throw new IllegalStateException("Run " + name + " has not ended");
  }

  private static int statusOf(ApiClient client) {
    try {
      new IdentityApi(client).whoAmI();
      return 200;
    } catch (ApiException failure) {
      return failure.getCode();
    }
  }

  private static void expect(Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("Expected " + expected + ", found " + found);
    }
  }
}
