package io.gazetteer.connection.credential;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Credentials as earlier starts, keys and versions left them in the table. */
final class SealedRows {

  private SealedRows() {}

  static void insert(Handle handle, UUID guid, String extra, SealedSecret sealed) {
    handle
        .createUpdate(
            "INSERT INTO credential (guid, name, host, port, auth_type, extra, secret,"
                + " secret_data_key, secret_key_id, created_at, created_by, updated_at) VALUES"
                + " (:guid, 'n', 'h', 1, 'basic', cast(:extra AS jsonb), :text, :dataKey, :keyId,"
                + " now(), 'a', now())")
        .bind("guid", guid)
        .bind("extra", extra)
        .bind("text", sealed.text())
        .bind("dataKey", sealed.dataKey().orElse(null))
        .bind("keyId", sealed.keyId())
        .execute();
  }
}
