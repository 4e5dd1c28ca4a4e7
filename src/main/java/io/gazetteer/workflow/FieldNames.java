package io.gazetteer.workflow;

/**
 * What the parts of a workflow are called in a request, so that errors use the sender's names. Each
 * wire form has its own.
 */
public interface FieldNames {

  /** Names in a package, the form of the SDKs. */
  FieldNames OF_PACKAGE =
      new FieldNames() {
        @Override
        public String parameter(String name) {
          return "parameters." + name;
        }

        @Override
        public String connection(String member) {
          return "parameters.connection" + member;
        }

        @Override
        public String credential() {
          return "payload[0].body";
        }

        @Override
        public String noCredential() {
          return "payload";
        }

        @Override
        public String cron() {
          return "metadata.annotations[\"orchestration.atlan.com/schedule\"]";
        }

        @Override
        public String timeZone() {
          return "metadata.annotations[\"orchestration.atlan.com/timezone\"]";
        }
      };

  /**
   * Returns the name of a parameter.
   *
   * @param name its name in packages, for example {@code include-filter}
   */
  String parameter(String name);

  /**
   * Returns the name of the connection or of a part of it.
   *
   * @param member begins with a dot, for example {@code .attributes.name}; empty = the connection
   */
  String connection(String member);

  /** Returns the prefix of the fields of a credential that was sent. */
  String credential();

  /** Returns the name to use if a credential is missing. */
  String noCredential();

  /** Returns the name of the cron expression. */
  String cron();

  /** Returns the name of the time zone. */
  String timeZone();
}
