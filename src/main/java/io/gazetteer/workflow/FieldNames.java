package io.gazetteer.workflow;

/**
 * What the parts of a workflow are called in a request, so that errors name them as their sender
 * did. Each wire form has its own.
 */
public interface FieldNames {

  /** Those of a definition in the form of a package. */
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
   * A parameter.
   *
   * @param name as packages call it, for example {@code include-filter}
   */
  String parameter(String name);

  /**
   * The connection, or a part of it.
   *
   * @param member begins with a dot, for example {@code .attributes.name}; empty = all of it
   */
  String connection(String member);

  /** What stands before the fields of a credential that was sent. */
  String credential();

  String noCredential();

  /** The cron expression of the schedule. */
  String cron();

  String timeZone();
}
