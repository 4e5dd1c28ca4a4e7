package io.gazetteer.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gazetteer.web.BrowserSession.PASSWORD;
import static io.gazetteer.web.BrowserSession.awaitOutcome;
import static io.gazetteer.web.BrowserSession.button;
import static io.gazetteer.web.BrowserSession.check;
import static io.gazetteer.web.BrowserSession.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WrittenRun;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The form of a new workflow as people use it. Needs a Chromium. */
@ServiceTest
@Tag("slow")
class FormBrowserTest {

  private static BrowserSession browser;

  @Inject ObjectStores stores;

  @TestHTTPResource("/")
  URL address;

  @BeforeAll
  static void start() {
    browser = BrowserSession.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void leave() {
    browser.leave();
  }

  @Test
  void a_missing_right_is_found_by_the_keyboard_and_its_grants_are_copied_and_mend_it() {
    String database = source("granting");
    SecuredPostgres.execute(database, "REVOKE SELECT ON pg_catalog.pg_roles FROM PUBLIC");
    SecuredPostgres.execute("postgres", "CREATE DATABASE " + database + "_closed");
    SecuredPostgres.execute(
        "postgres", "REVOKE CONNECT ON DATABASE " + database + "_closed FROM PUBLIC");
    Page page = browser.signedIn(address, ColorScheme.LIGHT);
    browser.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.navigate("/ui/workflows/new");
    page.locator("#f-host").fill("localhost");
    page.locator("#f-port").fill(Integer.toString(SecuredPostgres.port()));
    page.locator("#f-username").fill("browsing_reader");
    page.locator("#f-password").fill(PASSWORD);
    page.locator("#f-database").fill(database);
    page.locator("#f-include").fill("{\"" + database + ".*\": []}");
    Locator test = button(page, "Test connection");
    test.focus();
    page.keyboard().press("Enter");

    Locator report = page.locator("#test[aria-live=polite]");
    assertThat(report).containsText("The connection does not work");
    assertThat(test).isFocused();
    Locator steps = report.locator("ol.steps > li");
    assertThat(steps.filter(new Locator.FilterOptions().setHasText("Databases")))
        .containsText("Cannot connect to: " + database + "_closed");
    assertThat(steps.filter(new Locator.FilterOptions().setHasText("Contents of " + database)))
        .containsText("who may do what");
    assertThat(steps.first()).containsText(Pattern.compile("[0-9]+ ms"));
    check(page, "report with grants");

    Locator scripts = report.locator("pre");
    assertThat(scripts).hasCount(2);
    for (int i = 0; i < 2; i++) {
      Locator copy = report.locator("button").nth(i);
      copy.focus();
      page.keyboard().press("Enter");
      assertThat(copy).hasText("Copied");
      String copied = (String) page.evaluate("() => navigator.clipboard.readText()");
      assertThat(copied).startsWith("GRANT ").endsWith(";");
      SecuredPostgres.execute(database, copied);
    }
    test.focus();
    page.keyboard().press("Enter");
    assertThat(report).containsText("The connection works.");
    assertThat(report.locator("pre")).hasCount(0);
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
      Page page = browser.signedIn(address, ColorScheme.DARK);
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
      page.locator("#f-database").fill("postgres");
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
      assertThat(page.locator("#test")).containsText("The AWS region is unknown");
      page.locator("#f-aws_region").fill("eu-west-1");
      button(page, "Test connection").click();
      assertThat(page.locator("#test")).containsText("the secret key does not belong to it");
      page.locator("#f-aws_secret_access_key").fill("browsed-secret");
      button(page, "Test connection").click();
      assertThat(page.locator("#test")).containsText("The connection works");
    }
  }

  @Test
  void an_offline_workflow_is_made_by_keyboard_and_reads_files_alone() {
    String folder = "browsed-" + System.nanoTime();
    String database = Postgres.createDatabase("browsed");
    Postgres.execute(database, "CREATE TABLE public.folding_bicycle (id int PRIMARY KEY)");
    try (ObjectStore store = stores.open("offline")) {
      WrittenRun.of(database).write(store, folder + "/");
    }
    Page page = browser.signedIn(address, ColorScheme.DARK);
    page.navigate("/ui/workflows/new");
    assertThat(page.locator("#f-metadata-s3-bucket")).isHidden();
    page.getByLabel("Connection name").fill("Files " + folder);
    page.keyboard().press("Tab");
    page.keyboard().press("ArrowDown");
    assertThat(page.getByLabel("Offline: read files")).isChecked();
    assertThat(page.locator("#f-host")).isHidden();
    assertThat(page.locator("#f-metadata-s3-prefix")).isVisible();
    assertThat(page.locator("#f-metadata-s3-region")).isVisible();
    check(page, "form for files");
    page.locator("#f-metadata-s3-bucket").fill("offline");
    page.locator("#f-metadata-s3-prefix").fill("nothing-here");
    button(page, "Create and run").click();
    page.waitForURL("**/ui/runs/*");
    assertThat(page.locator(".message")).containsText("neither a manifest.json");

    page.navigate("/ui/workflows/new");
    page.getByLabel("Connection name").fill("Files again " + folder);
    page.getByLabel("Offline: read files").check();
    page.locator("#f-metadata-s3-bucket").fill("offline");
    page.locator("#f-metadata-s3-prefix").fill(folder);
    page.getByLabel("Publish what each run reads as files").press("Space");
    page.locator("#f-publish-keep-days").fill("7");
    button(page, "Create and run").press("Enter");
    page.waitForURL("**/ui/runs/*");
    awaitOutcome(page, "created");
    assertThat(page.locator("#changes")).containsText("folding_bicycle");
    check(page, "run with published files");
    page.getByText("Files", new Page.GetByTextOptions().setExact(true)).press("Enter");
    Locator manifest =
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("manifest.json"));
    Download download = page.waitForDownload(() -> manifest.press("Enter"));
    assertThat(download.path()).content().contains("\"formatVersion\" : 1", "\"" + database + "\"");
  }
}
