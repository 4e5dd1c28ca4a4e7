package io.gazetteer.boot;

import io.gazetteer.identity.SignInNotice.GeneratedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows the first secrets on the console, once. Not in the log: logs are kept and shipped. */
@ApplicationScoped
class FirstSecrets {

  void show(@Observes GeneratedSecrets made) {
    Console.say(made.text());
  }
}
