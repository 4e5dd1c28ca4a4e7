package io.gazetteer.boot;

import io.gazetteer.identity.SignInNotice;
import io.gazetteer.identity.SignInNotice.GeneratedSecrets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Welcomes a new user: crawls the sample source once and prints where to look. */
@ApplicationScoped
class Demo {

  private static final Logger LOG = Logger.getLogger(Demo.class);
  private static final Duration RUN_LIMIT = Duration.ofMinutes(5);

  @Inject SampleSource sample;
  @Inject DemoWorkflow workflow;
  @Inject SignInNotice notice;

  @Inject
  @ConfigProperty(name = "quarkus.http.port")
  int port;

  void greet(@Observes StartupEvent started) {
    sample
        .running()
        .ifPresent(
            target -> {
              Thread guide = new Thread(() -> show(target), "demo");
              guide.setDaemon(true);
              guide.start();
            });
  }

  private void show(SampleSource.Target target) {
    try {
      if (workflow.exists()) {
        workflow.follow(target);
      } else {
        crawl(target);
      }
    } catch (RuntimeException failure) {
      LOG.warn("The crawl of the sample source did not finish", failure);
    }
    sayAddresses();
  }

  private void crawl(SampleSource.Target target) {
    Console.say("Crawling the sample source " + target);
    long begin = System.nanoTime();
    DemoWorkflow.Found found = workflow.awaitEnd(workflow.createAndRun(target), RUN_LIMIT);
    if (!found.succeeded()) {
      Console.problem("the crawl of the sample source failed: " + found.message());
      return;
    }
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    Console.say(String.format("Found in %.1f seconds:", seconds));
    for (Map.Entry<String, Long> kind : found.assets().entrySet()) {
      Console.say(String.format("  %-18s %6d", kind.getKey(), kind.getValue()));
    }
  }

  private void sayAddresses() {
    String root = "http://localhost:" + port;
    Console.say("");
    Console.say("Gazetteer is ready.");
    Console.say("Pages", root + "/ui/workflows");
    Console.say("API", root + "/q/swagger-ui");
    Console.say("Sign in", "user admin, " + whichPassword());
    Console.say(
        "Try",
        "curl -H \"Authorization: Bearer $GAZETTEER_ADMIN_TOKEN\" -H 'Content-Type:"
            + " application/json' -d '{\"dsl\":{\"size\":5,\"query\":{\"match_all\":{}}}}' "
            + root
            + "/api/meta/search/indexsearch");
    Console.say("Stop", "Ctrl-C");
  }

  private String whichPassword() {
    boolean shown = notice.secrets().flatMap(GeneratedSecrets::password).isPresent();
    return shown
        ? "with the password shown above"
        : "with GAZETTEER_ADMIN_PASSWORD if it is set, else with the password of the first start";
  }
}
