package io.gazetteer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the vocabulary; what a real server and the running service say is looked up elsewhere. */
class VocabularyTest {

  private static final Vocabulary VOCABULARY = Vocabulary.standard();
  private static final AssetKind WIDGET =
      AssetKind.postgres("Widget", "Widgets", Kinds.SCHEMA).with(Attribute.flag("isRound"));

  static Stream<AssetKind> kinds() {
    return VOCABULARY.kinds().stream();
  }

  static Stream<AssetKind> object_kinds() {
    return VOCABULARY.objectKinds().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_kind_has_labels_an_icon_and_a_place(AssetKind kind) throws IOException {
    assertThat(kind.label()).isNotBlank().matches("[A-Z][a-z ]+");
    assertThat(kind.plural()).isNotBlank().matches("[A-Z][a-z ]+");
    assertThat(Files.readString(Path.of("ui/static/icons.svg")))
        .contains("id=\"" + kind.icon() + "\"");
    assertThat(kind.icon()).as("box means archived").isNotIn("box", "object");
    assertThat(kind.parents().isEmpty()).isEqualTo(kind.equals(Kinds.CONNECTION));
    assertThat(kind.parents())
        .allSatisfy(parent -> assertThat(VOCABULARY.children(parent)).contains(kind));
    assertThat(VOCABULARY.kind(kind.typeName())).contains(kind);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_kind_is_a_type_of_the_sdks_with_all_its_attributes(AssetKind kind) {
    SdkModel model = VOCABULARY.sdkModel();
    assertThat(model.superTypes(kind.typeName())).startsWith("Referenceable", "Asset");
    assertThat(VOCABULARY.attributes(kind.typeName()))
        .filteredOn(attribute -> kind.attributes().contains(attribute))
        .hasSameSizeAs(kind.attributes())
        .allMatch(attribute -> model.has(kind.typeName(), attribute.name()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_attribute_has_a_label_and_one_meaning(AssetKind kind) {
    assertThat(VOCABULARY.attributes(kind.typeName()))
        .allSatisfy(
            attribute -> {
              assertThat(attribute.label()).isNotBlank();
              assertThat(VOCABULARY.attribute(attribute.name()).orElseThrow().type())
                  .as(attribute.name())
                  .isEqualTo(attribute.type());
            });
  }

  @ParameterizedTest
  @MethodSource("object_kinds")
  void every_kind_of_ours_has_a_segment_that_no_name_can_be_taken_for(AssetKind kind) {
    QualifiedNames names = VOCABULARY.names();
    String marker = kind.marker().orElseThrow();
    assertThat(names.isMarker(marker)).isTrue();
    assertThat(names.child("c/d/s", marker)).isEqualTo("c/d/s/%5F" + marker.substring(1));
    assertThat(names.object("c/d", kind, "x")).isEqualTo("c/d/" + marker + "/x");
    assertThat(VOCABULARY.objectKind(kind.code())).contains(kind);
  }

  @Test
  void segments_and_codes_are_apart() {
    Set<String> markers = new HashSet<>();
    Set<String> codes = new HashSet<>();
    assertThat(VOCABULARY.objectKinds())
        .hasSize(33)
        .allMatch(kind -> markers.add(kind.marker().orElseThrow()))
        .allMatch(kind -> codes.add(kind.code()));
  }

  @Test
  void types_of_other_sources_begin_with_their_word() {
    assertThat(PostgresKinds.EVENT_TRIGGER.typeName()).isEqualTo("PostgresEventTrigger");
    assertThat(PostgresKinds.EVENT_TRIGGER.typeName("h2")).isEqualTo("H2EventTrigger");
    assertThat(Kinds.TABLE.typeName("h2")).isEqualTo("Table");
  }

  @Test
  void labels_follow_from_names() {
    assertThat(Attribute.label("isInitiallyDeferred")).isEqualTo("Initially deferred");
    assertThat(Attribute.label("argumentTypes")).isEqualTo("Argument types");
    assertThat(Attribute.label("access_method")).isEqualTo("Access method");
    assertThat(Attribute.label("issue")).isEqualTo("Issue");
  }

  @Test
  void what_nobody_fills_is_known_from_the_sdks() {
    assertThat(VOCABULARY.attribute("assetDbtJobName").orElseThrow().origin())
        .isEqualTo(Origin.IMPORTED);
    assertThat(VOCABULARY.attribute("columnMeanValue").orElseThrow().type())
        .isEqualTo(AttributeType.NUMBER);
    assertThat(VOCABULARY.attribute("sourceUpdatedAt").orElseThrow().type())
        .isEqualTo(AttributeType.TIME);
    assertThat(VOCABULARY.attribute("noSuchThing")).isEmpty();
  }

  @Test
  void a_kind_is_added_to_a_copy() {
    Vocabulary more = VOCABULARY.with(WIDGET);
    assertThat(more.kind("PostgresWidget")).contains(WIDGET);
    assertThat(more.children("Schema")).contains(WIDGET);
    assertThat(more.attribute("isRound").orElseThrow().label()).isEqualTo("Round");
    assertThat(more.sdkModel().has("PostgresWidget", "isRound")).isTrue();
    assertThat(more.names().child("c/d/s", "_widgets_")).isEqualTo("c/d/s/%5Fwidgets_");
    assertThat(VOCABULARY.kind("PostgresWidget")).isEmpty();
    assertThat(VOCABULARY.names().child("c/d/s", "_widgets_")).isEqualTo("c/d/s/_widgets_");
  }

  @Test
  void one_name_with_two_meanings_is_rejected() {
    assertThatThrownBy(() -> VOCABULARY.with(WIDGET, WIDGET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two kinds");
    assertThatThrownBy(
            () ->
                VOCABULARY.with(
                    AssetKind.postgres("Odd", "Odds", Kinds.SCHEMA)
                        .with(Attribute.text("columns"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns is LIST and TEXT");
  }

  @Test
  void relations_are_the_sdks_own() {
    SdkModel model = VOCABULARY.sdkModel();
    assertThat(model.relations("Schema", "array<Table>")).containsExactly("tables");
    assertThat(model.relations("Function", "Schema")).containsExactly("functionSchema");
    assertThat(model.superTypes("Table"))
        .isEqualTo(List.of("Referenceable", "Asset", "Catalog", "SQL"))
        .isEqualTo(model.superTypes("PostgresIndex"))
        .isEqualTo(model.superTypes("H2Index"));
    assertThat(model.superTypes("Connection")).isEqualTo(List.of("Referenceable", "Asset"));
  }
}
