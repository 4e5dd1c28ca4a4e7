package io.gazetteer.connection.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The sealed secrets of all credentials, for sealing them with another key. */
@ApplicationScoped
class SecretRows {

  private final Jdbi jdbi;
  private final ObjectMapper json;

  /**
   * A credential's secret.
   *
   * @param sealed empty where it has none
   * @param externalId of earlier versions, which kept it in clear; a missing node where there is
   *     none
   */
  record Row(UUID guid, Optional<SealedSecret> sealed, JsonNode externalId) {}

  @Inject
  SecretRows(Jdbi jdbi, ObjectMapper json) {
    this.jdbi = jdbi;
    this.json = json;
  }

  /** How many secrets name which key. */
  Map<String, Long> countByKey() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("count_by_key"))
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** How many credentials are not sealed with that key in today's form. */
  long countWaiting(String keyId) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql("count_waiting")).bind("keyId", keyId).mapTo(Long.class).one());
  }

  /**
   * The next credentials that are not sealed with that key in today's form, locked for the
   * transaction; those that others have locked are left out.
   *
   * @param after the guid to go on behind
   */
  List<Row> lockWaiting(Handle handle, String keyId, UUID after, int limit) {
    return handle
        .createQuery(sql("lock_waiting"))
        .bind("keyId", keyId)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> row(row))
        .list();
  }

  void write(Handle handle, UUID guid, SealedSecret sealed) {
    handle
        .createUpdate(sql("write_sealed"))
        .bind("guid", guid)
        .bind("secret", sealed.text())
        .bind("secretDataKey", sealed.dataKey().orElse(null))
        .bind("secretKeyId", sealed.keyId())
        .execute();
  }

  private Row row(ResultSet row) throws SQLException {
    byte[] text = row.getBytes("secret");
    Optional<SealedSecret> sealed =
        text == null
            ? Optional.empty()
            : Optional.of(
                new SealedSecret(
                    row.getString("secret_key_id"), row.getBytes("secret_data_key"), text));
    String externalId = row.getString("external_id");
    try {
      return new Row(
          row.getObject("guid", UUID.class),
          sealed,
          externalId == null ? json.missingNode() : json.readTree(externalId));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("jsonb that is not JSON");
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(SecretRows.class, statement);
  }
}
