package io.gazetteer.workflow;

import java.util.function.UnaryOperator;

/**
 * What the parts of a workflow are called in a request, so that errors name them as their sender
 * did. Each wire form has its own.
 *
 * @param ofParameter the field of a parameter by its name in packages, for example {@code
 *     include-filter}
 * @param ofConnection the field of a part of the connection; the part is empty, or begins with a
 *     dot, for example {@code .attributes.name}
 * @param credential what stands before the fields of a credential that was sent
 * @param noCredential where a credential is missing
 */
public record FieldNames(
    UnaryOperator<String> ofParameter,
    UnaryOperator<String> ofConnection,
    String credential,
    String noCredential,
    String cron,
    String timeZone) {

  /** Those of a definition in the form of a package. */
  public static final FieldNames OF_PACKAGE =
      new FieldNames(
          name -> "parameters." + name,
          member -> "parameters.connection" + member,
          "payload[0].body",
          "payload",
          "metadata.annotations[\"orchestration.atlan.com/schedule\"]",
          "metadata.annotations[\"orchestration.atlan.com/timezone\"]");

  public String parameter(String name) {
    return ofParameter.apply(name);
  }

  public String connection(String member) {
    return ofConnection.apply(member);
  }
}
