package io.gazetteer.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import jakarta.persistence.metamodel.EntityType;
import org.hibernate.SessionFactory;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The entities fit the schema that the migrations make. */
@ServiceTest
class SchemaStoreTest {

  @Inject SessionFactory entities;
  @Inject Jdbi jdbi;

  @Test
  void each_entity_finds_its_table_and_columns() {
    assertThat(entities.getMetamodel().getEntities())
        .extracting(EntityType::getName)
        .contains("UserAccount", "StoredConnection", "StoredWorkflow", "StoredRun", "StoredScope");
    assertThatCode(entities.getSchemaManager()::validateMappedObjects).doesNotThrowAnyException();
  }

  @Test
  void a_missing_column_is_named() {
    jdbi.useHandle(
        handle -> handle.execute("ALTER TABLE api_token RENAME COLUMN display_name TO renamed"));
    try {
      assertThatThrownBy(entities.getSchemaManager()::validateMappedObjects)
          .isInstanceOf(SchemaManagementException.class)
          .hasMessageContaining("display_name");
    } finally {
      jdbi.useHandle(
          handle -> handle.execute("ALTER TABLE api_token RENAME COLUMN renamed TO display_name"));
    }
  }
}
