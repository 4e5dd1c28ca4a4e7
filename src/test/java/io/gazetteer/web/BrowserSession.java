package io.gazetteer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.StoreResource;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A Chromium for a class of tests, and a context of it for each of them. */
final class BrowserSession implements AutoCloseable {

  static final String PASSWORD = "right-word";
  private static final int PATIENCE_MILLIS = 60_000;
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private BrowserContext context;

  private BrowserSession(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or ends the tests where there is none; see {@code browser.required} in the POM. */
  static BrowserSession start() {
    Optional<Path> chromium = chromium();
    if (chromium.isEmpty()) {
      if (Boolean.getBoolean("browser.required")) {
        fail("No chromium, chromium-browser or google-chrome on the path");
      }
      abort("No Chromium here");
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    SecuredPostgres.execute(
        "postgres",
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'browsing_reader') THEN
            CREATE ROLE browsing_reader LOGIN PASSWORD '%s';
          END IF;
        END $$"""
            .formatted(PASSWORD));
    return new BrowserSession(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(ARGUMENTS)));
  }

  private static Optional<Path> chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    playwright.close();
  }

  /** Ends what a test did in it. */
  void leave() {
    if (context != null) {
      context.close();
    }
  }

  BrowserContext context() {
    return context;
  }

  /** The list of workflows, signed in as administrator. */
  Page signedIn(URL address, ColorScheme scheme) {
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

  static String source(String prefix) {
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

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static void awaitOutcome(Page page, String words) {
    page.locator("#outcome", new Page.LocatorOptions().setHasText(words)).waitFor();
  }

  static void check(Page page, String where) {
    // What passes would be written out node by node.
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    List<String> errors =
        new AxeBuilder(page)
                .options(options)
                // Our pages have no frames, and need no second page that puts their results
                // together.
                .setLegacyMode(true)
                .analyze()
                .getViolations()
                .stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes())
                .toList();
    assertThat(errors).as(where).isEmpty();
  }
}
