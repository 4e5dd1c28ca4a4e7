package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.objectstore.S3Bucket;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.testing.Commands;
import io.gazetteer.testing.FaultyLine;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.S3Server;
import io.gazetteer.testing.S3Stores;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.gazetteer.testing.WorkflowBuilder;
import io.gazetteer.testing.WrittenRun;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files in a real S3 server, over a line that does not always hold. */
@ServiceTest
@QuarkusTestResource(S3Stores.class)
@Tag("slow")
class OfflineS3ResourceTest {

  private static final long PART_OF_A_FILE = 30_000;

  @Inject Jdbi jdbi;
  @Inject ObjectStores stores;

  @ConfigProperty(name = S3Stores.SERVER_PORT)
  int serverPort;

  @ConfigProperty(name = S3Stores.LINE_PORT)
  int linePort;

  @ConfigProperty(name = S3Stores.SILENT_PORT)
  int silentPort;

  @ConfigProperty(name = S3Stores.ELSEWHERE_PORT)
  int elsewherePort;

  private final String folder = "s3-" + System.nanoTime();
  private S3Server server;
  private FaultyLine line;
  private FaultyLine silent;

  @BeforeEach
  void startServer() throws IOException {
    server = S3Server.start(serverPort);
    server.createBucket(S3Stores.BUCKET);
    line = FaultyLine.open(serverPort, linePort);
    silent = FaultyLine.open(serverPort, silentPort);
    silent.fallSilent();
  }

  @AfterEach
  void stopServer() throws IOException {
    line.close();
    silent.close();
    server.close();
  }

  private void mend() {
    line.breakAfterAnswering(Long.MAX_VALUE, 0);
  }

  private List<String> assets(WorkflowBuilder workflow) {
    return RecrawlScenario.assets(jdbi, workflow.connection());
  }

  private void upload(WrittenRun run) {
    try (ObjectStore store = stores.open(S3Stores.GOOD)) {
      run.write(store, folder + "/");
    }
  }

  private static String wide() {
    String database = Postgres.createDatabase("wide");
    Postgres.execute(
        database,
        "DO $$ BEGIN FOR t IN 1..300 LOOP EXECUTE format('CREATE TABLE public.t_%s (a int, b text DEFAULT md5(%L),"
            + " c numeric(9,2), d date)', t, t); END LOOP; END $$");
    return database;
  }

  @Test
  void a_sample_that_was_published_into_a_bucket_is_the_same_from_there() {
    String shop = Samples.load("sample_shop");
    WorkflowBuilder direct =
        aWorkflow().of(shop).with("publish", "true").with("publish-store", S3Stores.GOOD);
    RecrawlScenario.ended(direct.start());
    String prefix = RunFolder.workflowPrefix("postgres", direct.name());
    WorkflowBuilder offline = aWorkflow().offline(S3Stores.GOOD, prefix, "eu-west-1");
    RecrawlScenario.ended(offline.start());
    assertThat(assets(offline)).isEqualTo(assets(direct)).isNotEmpty();
  }

  /** By the command line, which needs no service; the folder of the run. */
  private String extract(String database, String... more) {
    String address = "s3://" + S3Stores.BUCKET + "/";
    List<String> words =
        new ArrayList<>(List.of("extract", "-d", database, "--to", address + folder));
    words.addAll(List.of(more));
    return command(words).line().substring(address.length());
  }

  /** A command that finds the server of buckets, and the service. */
  private Commands.Ended command(List<String> words) {
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--s3-endpoint", server.endpoint().toString(), "--s3-path-style"));
    all.addAll(List.of("--s3-region", "eu-west-1"));
    try {
      Commands.Ended ended =
          Commands.shell()
              .atPostgres()
              .with("GAZETTEER_URL", "http://localhost:" + RestAssured.port)
              .with("GAZETTEER_TOKEN", StoreResource.ADMIN_TOKEN)
              .run(all.toArray(String[]::new));
      assertThat(ended.code()).as(ended.all()).isZero();
      return ended;
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  private void sameFromThere(String database, String prefix) {
    WorkflowBuilder direct = aWorkflow().of(database);
    RecrawlScenario.ended(direct.start());
    WorkflowBuilder offline = aWorkflow().offline(S3Stores.GOOD, prefix);
    RecrawlScenario.ended(offline.start());
    assertThat(assets(offline)).isEqualTo(assets(direct)).isNotEmpty();
  }

  @Test
  void odd_names_that_were_extracted_into_a_bucket_are_the_same_from_there() {
    String database = Samples.odd();
    sameFromThere(database, extract(database));
  }

  @Test
  void what_was_extracted_to_an_address_is_imported_from_the_same_one_and_again_later() {
    server.createBucket(S3Stores.TWIN);
    String database = Postgres.createDatabase("twin");
    Postgres.execute(database, "CREATE TABLE public.one (id int)");
    String address = "s3://" + S3Stores.TWIN + "/" + folder;
    String connection = "default/postgres/" + System.nanoTime();
    String name = connection.replace('/', '-');
    List<String> extract =
        List.of("extract", "-d", database, "--to", address, "--connection", connection);
    List<String> named = new ArrayList<>(extract);
    named.addAll(List.of("--workflow", name));
    command(named);
    command(List.of("import", address));
    assertThat(RecrawlScenario.assets(jdbi, connection)).anyMatch(line -> line.contains("/one "));

    Postgres.execute(database, "CREATE TABLE public.two (id int)");
    command(named);
    RecrawlScenario.ended(Service.rerun("import-" + name));
    assertThat(RecrawlScenario.assets(jdbi, connection)).anyMatch(line -> line.contains("/two "));
  }

  @Test
  void some_thousand_tables_that_were_sent_in_parts_are_the_same_from_there() {
    String database = Samples.large();
    String prefix = extract(database, "--no-gzip");
    List<Long> sizes = new ArrayList<>();
    try (ObjectStore store = stores.open(S3Stores.GOOD)) {
      store.list(prefix, object -> sizes.add(object.bytes()));
    }
    assertThat(sizes).as("larger than a part").anyMatch(bytes -> bytes > S3Bucket.PART_BYTES);
    sameFromThere(database, prefix);
  }

  @Test
  void a_line_that_breaks_and_a_slow_one_are_lived_with() {
    String database = wide();
    upload(WrittenRun.of(database).plain());
    WorkflowBuilder direct = aWorkflow().of(database);
    RecrawlScenario.ended(direct.start());
    line.slowDown(Duration.ofMillis(5).toNanos());
    line.breakAfterAnswering(PART_OF_A_FILE, 2);
    WorkflowBuilder offline = aWorkflow().offline(S3Stores.GOOD, folder);
    RecrawlScenario.ended(offline.start());
    assertThat(line.breaks()).isEqualTo(2);
    assertThat(assets(offline)).isEqualTo(assets(direct));
  }

  @Test
  void a_store_that_goes_down_in_the_middle_of_a_file_changes_nothing() {
    String database = wide();
    upload(WrittenRun.of(database).plain());
    WorkflowBuilder offline = aWorkflow().offline(S3Stores.GOOD, folder);
    RecrawlScenario.ended(offline.start());
    List<String> before = assets(offline);
    Postgres.execute(database, "DROP TABLE public.t_7; CREATE TABLE public.other (id int)");
    upload(WrittenRun.of(database).plain());
    line.breakAfterAnswering(PART_OF_A_FILE, Integer.MAX_VALUE);
    JsonPath run = Service.awaitEnd(Service.rerun(offline.name()));
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("FAILED");
    assertThat(run.getString("scopes[0].errorCode")).isEqualTo("OBJECT_STORE_UNREACHABLE");
    assertThat(assets(offline)).isEqualTo(before);
    mend();
    JsonPath mended = RecrawlScenario.ended(Service.rerun(offline.name()));
    assertThat(mended.getLong("run.archived")).isEqualTo(5);
  }

  private static String refused(String store) {
    JsonPath run = Service.awaitEnd(aWorkflow().offline(store, "any").start());
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("FAILED");
    assertThat(run.getLong("run.created")).isZero();
    return run.getString("run.message");
  }

  @Test
  void a_bucket_that_is_not_there_is_told() {
    assertThat(refused(S3Stores.NO_BUCKET)).contains("There is no S3 bucket nobodys-bucket");
  }

  @Test
  void a_bucket_that_may_not_be_read_is_told() {
    assertThat(refused(S3Stores.DENIED)).contains("the secret key does not belong");
  }

  @Test
  void a_bucket_of_another_region_is_told() throws IOException {
    HttpServer elsewhere =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), elsewherePort), 0);
    byte[] body =
        "<?xml version=\"1.0\"?><Error><Code>PermanentRedirect</Code></Error>"
            .getBytes(StandardCharsets.UTF_8);
    elsewhere.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("x-amz-bucket-region", "us-gov-west-1");
          exchange.getResponseHeaders().add("Content-Type", "application/xml");
          exchange.sendResponseHeaders(301, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    elsewhere.start();
    try {
      assertThat(refused(S3Stores.ELSEWHERE)).contains("is in another region (us-gov-west-1)");
    } finally {
      elsewhere.stop(0);
    }
  }

  @Test
  void a_silent_store_is_given_up() {
    assertThat(refused(S3Stores.SILENT)).contains("no answer from");
  }
}
