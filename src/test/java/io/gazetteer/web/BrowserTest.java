package io.gazetteer.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.StoreResource;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages as people use them. Needs a Chromium; see {@code browser.required} in the POM. */
@QuarkusTest
@QuarkusTestResource(value = StoreResource.class, restrictToAnnotatedClass = false)
class BrowserTest {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final String PASSWORD = "right-word";
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static Playwright playwright;
  private static Browser browser;

  @TestHTTPResource("/")
  URL address;

  private BrowserContext context;

  @BeforeAll
  static void start() {
    Optional<Path> chromium = chromium();
    if (chromium.isEmpty()) {
      if (Boolean.getBoolean("browser.required")) {
        fail("No chromium, chromium-browser or google-chrome on the path");
      }
      abort("No Chromium here");
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(ARGUMENTS));
    SecuredPostgres.execute(
        "postgres", "CREATE ROLE browsing_reader LOGIN PASSWORD '" + PASSWORD + "'");
  }

  private static Optional<Path> chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @AfterEach
  void leave() {
    if (context != null) {
      context.close();
    }
  }

  private Page signedIn(ColorScheme scheme) {
    context =
        browser.newContext(
            new Browser.NewContextOptions().setBaseURL(address.toString()).setColorScheme(scheme));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    page.navigate("/ui/workflows");
    page.getByLabel("User name").fill("admin");
    page.getByLabel("Password").fill(StoreResource.ADMIN_PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/ui/workflows");
    return page;
  }

  private static String source(String prefix) {
    String database = prefix + "_" + System.nanoTime();
    SecuredPostgres.execute("postgres", "CREATE DATABASE " + database);
    SecuredPostgres.execute(
        database,
        """
        CREATE SCHEMA garage;
        GRANT USAGE ON SCHEMA garage TO browsing_reader;
        CREATE TABLE garage.bicycle_rack (rack_id int PRIMARY KEY, colour text NOT NULL, size numeric(6,2));
        CREATE VIEW garage.red_rack AS SELECT rack_id FROM garage.bicycle_rack;
        CREATE SCHEMA closed;""");
    return database;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void awaitOutcome(Page page, String words) {
    page.locator("#outcome", new Page.LocatorOptions().setHasText(words)).waitFor();
  }

  @Test
  void a_workflow_is_tested_created_watched_and_run_again() {
    String database = source("watching");
    Page page = signedIn(ColorScheme.LIGHT);
    page.navigate("/ui/workflows/new");
    page.getByLabel("Connection name").fill("Garage " + database);
    page.locator("#f-host").fill("localhost");
    page.locator("#f-port").fill("1");
    page.locator("#f-database").fill(database);
    page.locator("#f-username").fill("browsing_reader");
    page.locator("#f-password").fill("wrong");
    Locator report = page.locator("#test");

    button(page, "Test connection").click();
    assertThat(report).containsText("Nothing listens at localhost:1");
    page.locator("#f-port").fill(Integer.toString(SecuredPostgres.port()));
    button(page, "Test connection").click();
    assertThat(report).containsText("Sign in");
    assertThat(report.locator("li").nth(2)).containsText("Failed");
    page.locator("#f-password").fill(PASSWORD);
    button(page, "Test connection").click();
    assertThat(report).containsText("The connection works, with something to look at");
    assertThat(report.locator("pre"))
        .containsText("GRANT USAGE ON SCHEMA \"closed\" TO \"browsing_reader\";");

    button(page, "Create and run").click();
    page.waitForURL("**/ui/runs/*");
    awaitOutcome(page, "created");
    assertThat(page.locator("#changes")).containsText("bicycle_rack");
    assertThat(page.locator("#log")).containsText("read");
    assertThat(page.locator("[hx-trigger^='every']")).hasCount(0);

    button(page, "Run again").click();
    awaitOutcome(page, "nothing changed");
  }

  @Test
  void the_way_to_sign_in_is_chosen_by_keyboard_and_brings_its_own_fields() {
    Certificates.Authority ca = Certificates.authority("Browsed CA");
    AwsAccount account =
        new AwsAccount(Clock.systemUTC())
            .user("crawler", "AKIDBROWSED", "browsed-secret")
            .mayConnect("crawler", "postgres");
    try (RdsFront rds =
        RdsFront.start(account, "eu-west-1", Postgres.port(), ca.server("localhost"))) {
      Page page = signedIn(ColorScheme.DARK);
      page.navigate("/ui/workflows/new");
      assertThat(page.locator("#f-password")).isVisible();
      assertThat(page.locator("#f-aws_region")).isHidden();
      page.getByLabel("User and password").focus();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      assertThat(page.getByLabel("AWS role (IAM role)")).isChecked();
      assertThat(page.getByLabel("Role ARN")).isVisible();
      assertThat(page.locator("#f-password")).isHidden();
      page.locator("details.tls summary").press("Enter");
      assertThat(page.locator("#f-sslkey")).isVisible();
      check(page, "form for a role");
      page.getByLabel("AWS role (IAM role)").press("ArrowUp");
      assertThat(page.getByLabel("Role ARN")).isHidden();

      page.locator("#f-host").fill("localhost");
      page.locator("#f-port").fill(Integer.toString(rds.port()));
      page.locator("#f-username").fill("postgres");
      page.locator("#f-aws_access_key_id").fill("AKIDBROWSED");
      page.locator("#f-aws_secret_access_key").fill("wrong");
      page.getByLabel("CA certificates from a file")
          .setInputFiles(
              new FilePayload(
                  "ca.pem", "text/plain", ca.pem().getBytes(StandardCharsets.US_ASCII)));
      assertThat(page.locator("#f-sslrootcert")).hasValue(Pattern.compile("BEGIN CERTIFICATE"));
      page.locator("#f-sslmode").selectOption("prefer");
      button(page, "Test connection").click();
      assertThat(page.locator("#test")).containsText("TLS mode: must be require, verify-ca or");
      page.locator("#f-sslmode").selectOption("");
      button(page, "Test connection").click();
      assertThat(page.locator("#test")).containsText("The AWS region is not known");
      page.locator("#f-aws_region").fill("eu-west-1");
      button(page, "Test connection").click();
      assertThat(page.locator("#test")).containsText("the secret key is not its own");
      page.locator("#f-aws_secret_access_key").fill("browsed-secret");
      button(page, "Test connection").click();
      assertThat(page.locator("#test")).containsText("The connection works");
    }
  }

  @Test
  void the_list_of_workflows_follows_a_run_and_stops_asking() {
    WorkflowBuilder workflow = crawled("listing");
    Page page = signedIn(ColorScheme.LIGHT);
    page.locator("#run-" + workflow.name()).click();
    Locator row =
        page.locator(
            "tr", new Page.LocatorOptions().setHas(page.locator("#run-" + workflow.name())));
    row.getByText("nothing changed").waitFor();
    page.locator("#workflows:not([hx-trigger])").waitFor();
    assertThat(page.locator("#run-" + workflow.name())).isFocused();
  }

  private static WorkflowBuilder crawled(String prefix) {
    WorkflowBuilder workflow =
        WorkflowBuilder.aWorkflow()
            .at("localhost", SecuredPostgres.port())
            .of(source(prefix))
            .as("browsing_reader", PASSWORD);
    Service.awaitEnd(workflow.start());
    return workflow;
  }

  @Test
  void an_asset_is_found_and_opened_by_the_keyboard_alone() {
    WorkflowBuilder workflow = crawled("typing");
    Page page = signedIn(ColorScheme.DARK);
    page.navigate("/ui/assets?connection=" + workflow.connection());

    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Name contains")).isFocused();
    page.keyboard().type("CYCLE_r");
    assertThat(page.locator("#h-found")).hasText("3 assets found");
    Locator hit =
        page.getByRole(
            AriaRole.LINK, new Page.GetByRoleOptions().setName("bicycle_rack").setExact(true));
    for (int i = 0;
        i < 20 && !hit.evaluate("e => e === document.activeElement").equals(true);
        i++) {
      page.keyboard().press("Tab");
    }
    assertThat(hit).isFocused();
    page.keyboard().press("Enter");

    assertThat(page.locator("h1")).hasText("bicycle_rack");
    Locator columns = page.locator("table.list tbody tr");
    assertThat(columns).hasCount(3);
    assertThat(columns.nth(0)).containsText("primary key");
    assertThat(columns.nth(2)).containsText("numeric(6,2)");
    page.goBack();
    assertThat(page.locator("#h-found")).hasText("3 assets found");
  }

  @Test
  void no_page_has_serious_faults_of_accessibility() {
    WorkflowBuilder workflow = crawled("reading");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = signedIn(scheme);
      page.navigate("/ui/assets?q=bicycle&type=Table&connection=" + workflow.connection());
      String asset = page.locator(".hits a").getAttribute("href");
      for (String path :
          List.of(
              "/ui/workflows",
              "/ui/workflows/new",
              "/ui/workflows/" + workflow.name(),
              "/ui/runs/" + Service.latestRun(workflow.name()),
              "/ui/assets?q=rack&connection=" + workflow.connection(),
              asset,
              "/ui/none")) {
        page.navigate(path);
        check(page, scheme + " " + path);
      }
      page.navigate("/ui/workflows/new");
      button(page, "Test connection").click();
      page.locator("#test section").waitFor();
      button(page, "Create only").click();
      page.locator("#summary").waitFor();
      assertThat(page.locator("#summary")).isFocused();
      check(page, scheme + " form with faults");
      button(page, "Sign out").click();
      page.waitForURL("**/sign-in");
      check(page, scheme + " sign-in");
      context.close();
    }
  }

  private static void check(Page page, String where) {
    List<String> faults =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes())
                .toList();
    assertThat(faults).as(where).isEmpty();
  }
}
