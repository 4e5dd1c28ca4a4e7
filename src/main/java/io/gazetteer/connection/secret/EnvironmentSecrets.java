package io.gazetteer.connection.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Reads environment variables of this service. */
@ApplicationScoped
class EnvironmentSecrets implements SecretReader {

  private final Function<String, String> environment;

  EnvironmentSecrets() {
    this(System::getenv);
  }

  /** For tests, with another environment; null = no such variable. */
  EnvironmentSecrets(Function<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public SecretReference.Scheme scheme() {
    return SecretReference.Scheme.ENV;
  }

  @Override
  public String read(SecretReference reference) {
    String text = environment.apply(reference.place());
    if (text == null) {
      throw ReferenceFailures.unresolved(
          reference, "is not set. Set it in the environment of this service and restart it");
    }
    return text;
  }
}
