package io.gazetteer.workflow;

import java.util.function.UnaryOperator;

/**
 * What the parts of a workflow are called in a request, so that errors use the sender's names. Each
 * wire form has its own.
 *
 * @param ofParameter returns the name of a parameter by its name in packages, for example {@code
 *     include-filter}
 * @param ofConnection returns the name of a part of the connection; the part begins with a dot, for
 *     example {@code .attributes.name}; empty = the connection
 * @param credential prefix of the fields of a credential that was sent
 * @param noCredential the name to use if a credential is missing
 */
public record FieldNames(
    UnaryOperator<String> ofParameter,
    UnaryOperator<String> ofConnection,
    String credential,
    String noCredential,
    String cron,
    String timeZone) {

  /** Names in a package, the form of the SDKs. */
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
