package io.gazetteer.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gazetteer.web.BrowserSession.PASSWORD;
import static io.gazetteer.web.BrowserSession.awaitOutcome;
import static io.gazetteer.web.BrowserSession.button;
import static io.gazetteer.web.BrowserSession.check;
import static io.gazetteer.web.BrowserSession.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages as people use them. Needs a Chromium; see {@code browser.required} in the POM. */
@ServiceTest
@Tag("slow")
class BrowserTest {

  private static BrowserSession browser;

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
  void a_workflow_is_tested_created_watched_and_run_again() {
    String database = source("watching");
    Page page = browser.signedIn(address, ColorScheme.LIGHT);
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
    assertThat(report.locator("li").nth(3)).containsText("Failed");
    page.locator("#f-password").fill(PASSWORD);
    button(page, "Test connection").click();
    assertThat(report).containsText("The connection works.");
    assertThat(report).containsText("No USAGE on closed: the crawl misses nothing");

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
  void the_list_of_workflows_follows_a_run_and_stops_asking() {
    WorkflowBuilder workflow = crawled("listing");
    Page page = browser.signedIn(address, ColorScheme.LIGHT);
    page.locator("#run-" + workflow.name()).click();
    Locator row =
        page.locator(
            "tr", new Page.LocatorOptions().setHas(page.locator("#run-" + workflow.name())));
    row.getByText("nothing changed").waitFor();
    page.locator("#workflows:not([hx-trigger])").waitFor();
    assertThat(page.locator("#run-" + workflow.name())).isFocused();
  }

  @Test
  void an_asset_is_found_and_opened_by_the_keyboard_alone() {
    WorkflowBuilder workflow = crawled("typing");
    Page page = browser.signedIn(address, ColorScheme.DARK);
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
      Page page = browser.signedIn(address, scheme);
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
      check(page, scheme + " form with errors");
      button(page, "Sign out").click();
      page.waitForURL("**/sign-in");
      check(page, scheme + " sign-in");
      browser.leave();
    }
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
}
