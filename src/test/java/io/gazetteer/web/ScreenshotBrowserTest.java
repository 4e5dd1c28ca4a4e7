package io.gazetteer.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the README. To renew them, run this test and copy {@code
 * target/asset-*.png} to {@code docs/images}.
 */
@ServiceTest
class ScreenshotBrowserTest {

  private static final String DATABASE = "sample_shop";
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 860;

  /** Red, green and blue of a corner that shows nothing but the page's background. */
  private static final int BRIGHT = 3 * 200;

  private static final int DARK = 3 * 60;

  @TestHTTPResource("/")
  URL address;

  @Test
  void the_page_of_an_asset_is_shown_in_the_readme_in_light_and_dark() throws IOException {
    Postgres.execute(
        "postgres", "ALTER DATABASE %s RENAME TO %s".formatted(Samples.load(DATABASE), DATABASE));
    WorkflowBuilder workflow = WorkflowBuilder.aWorkflow().of(DATABASE);
    Service.awaitEnd(workflow.start());
    try (BrowserSession browser = BrowserSession.start()) {
      assertThat(picture(browser, workflow, ColorScheme.LIGHT)).isGreaterThan(BRIGHT);
      assertThat(picture(browser, workflow, ColorScheme.DARK)).isLessThan(DARK);
    }
  }

  /** Takes a picture and returns how bright its background is. */
  private int picture(BrowserSession browser, WorkflowBuilder workflow, ColorScheme scheme)
      throws IOException {
    Page page = browser.signedIn(address, scheme);
    page.setViewportSize(WIDTH, HEIGHT);
    page.navigate("/ui/assets?q=customer_order&type=Table&connection=" + workflow.connection());
    page.locator(".hits a", new Page.LocatorOptions().setHasText("customer_order")).first().click();
    assertThat(page.locator("h1")).hasText("customer_order");
    assertThat(page.locator("#h-columns")).isVisible();
    Path file = Path.of("target", "asset-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    browser.leave();
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(WIDTH);
    int corner = image.getRGB(WIDTH - 2, HEIGHT - 2);
    return (corner >> 16 & 0xff) + (corner >> 8 & 0xff) + (corner & 0xff);
  }
}
