package io.gazetteer.bench;

/**
 * A workflow that crawls one database of the benchmark's source, as an SDK sends it.
 *
 * @param number distinguishes its connection from all others
 */
record ShippedWorkflow(long number, int port, String database) {

  private static final long FIRST_EPOCH = 1_700_000_000L;

  String name() {
    return "atlan-postgres-" + epoch();
  }

  private long epoch() {
    return FIRST_EPOCH + number;
  }

  String submission() {
    return """
        {"namespace": "default", "resourceKind": "WorkflowTemplate", "resourceName": "%s"}"""
        .formatted(name());
  }

  String definition() {
    return """
        {
          "metadata": {
            "name": "%1$s",
            "namespace": "default",
            "annotations": {"package.argoproj.io/name": "@atlan/postgres"}
          },
          "spec": {
            "entrypoint": "main",
            "templates": [{
              "name": "main",
              "dag": {"tasks": [{
                "name": "run",
                "templateRef": {"name": "atlan-postgres", "template": "main", "clusterScope": true},
                "arguments": {"parameters": [
                  {"name": "extraction-method", "value": "direct"},
                  {"name": "include-filter", "value": "{\\"^%4$s$\\": []}"},
                  {"name": "credential-guid", "value": "{{credentialGuid}}"},
                  {"name": "connection", "value": {
                    "typeName": "Connection",
                    "attributes": {
                      "qualifiedName": "default/postgres/%2$d",
                      "name": "bench-%2$d",
                      "connectorName": "postgres",
                      "adminUsers": ["admin"]
                    }
                  }}
                ]}
              }]}
            }]
          },
          "payload": [{
            "parameter": "credentialGuid",
            "type": "credential",
            "body": {
              "name": "default-postgres-%2$d-0",
              "host": "localhost",
              "port": %3$d,
              "authType": "basic",
              "username": "postgres",
              "password": "trusted",
              "connectorConfigName": "atlan-connectors-postgres",
              "extra": {"database": "%4$s"}
            }
          }]
        }"""
        .formatted(name(), epoch(), port, database);
  }
}
