package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gazetteer.common.JsonMembers;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps JSON out of the use cases: requests are typed before they leave {@code api}. */
@Tag("slow")
class WireFormsTest {

  private static final String ROOT = "io.gazetteer.";
  private static final String TREE = "com.fasterxml.jackson.databind.JsonNode";
  private static final String NODES = "com.fasterxml.jackson.databind.node.";

  /** What clients send is read here, and what they get is written here. */
  private static final List<String> WIRE_FORMS = List.of("api.", "search.dsl.");

  /** Not requests: lines of files, answers of other servers, and of ourselves to our own client. */
  private static final List<String> FILES_AND_ANSWERS =
      List.of("cli.", "connection.secret.", "crawl.", "publish.", "source.");

  /** What is stored as JSON, or kept as a client sent it; these classes hide it from all others. */
  private static final Set<String> STORED =
      Set.of(
          "asset.Asset",
          "asset.AssetMapper",
          "asset.AssetWire",
          "asset.AttributeValue",
          "common.JsonMembers",
          "common.store.JsonColumns",
          "connection.credential.SecretMembers");

  /** The only record among them that holds a tree: crawled attributes, as they are written. */
  private static final Set<String> RECORDS = Set.of("asset.Asset");

  @Test
  void json_trees_stay_in_the_wire_forms_and_where_attributes_are_stored() {
    assertThat(classes(WireFormsTest::knowsTrees))
        .as("classes outside %s and %s that know JSON trees", WIRE_FORMS, FILES_AND_ANSWERS)
        .containsExactlyElementsOf(new TreeSet<>(STORED));
  }

  @Test
  void no_further_record_holds_a_json_tree() {
    assertThat(classes(type -> type.isRecord() && holdsTree(type)))
        .as("a JSON tree inside a record is not typed")
        .containsExactlyElementsOf(new TreeSet<>(RECORDS));
  }

  /** Jackson would stop at the first member of a wrong type, and round a number to fit. */
  @Test
  void no_resource_leaves_the_types_in_a_body_to_jackson() {
    assertThat(
            house().stream()
                .filter(type -> type.isAnnotatedWith(jakarta.ws.rs.Path.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(WireFormsTest::takesBody)
                .flatMap(method -> method.getParameters().stream())
                .filter(
                    parameter ->
                        parameter.getAnnotations().stream()
                            .noneMatch(each -> bindsOther(each.getRawType())))
                .map(parameter -> parameter.getRawType().getName())
                .distinct())
        .as("types of request bodies")
        .containsExactlyInAnyOrder(TREE, JsonMembers.class.getName(), InputStream.class.getName());
  }

  /** Whether an annotation binds a parameter to something other than the body. */
  private static boolean bindsOther(JavaClass annotation) {
    String name = annotation.getSimpleName();
    return name.endsWith("Param") || name.equals("RestForm") || name.equals("Context");
  }

  private static boolean takesBody(JavaMethod method) {
    return List.of(POST.class, PUT.class, PATCH.class).stream().anyMatch(method::isAnnotatedWith);
  }

  @Test
  void one_class_alone_knows_where_in_an_argo_document_something_stands() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(Files::isRegularFile).filter(WireFormsTest::pointsIntoDocuments))
          .extracting(file -> file.getFileName().toString())
          .containsExactly("ArgoDocument.java");
    }
  }

  private static boolean pointsIntoDocuments(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("/spec/templates") || text.contains("\"templateRef\"");
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static JavaClasses house() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ROOT.substring(0, ROOT.length() - 1));
  }

  /** Outermost classes without the root package, by name. */
  private static Set<String> classes(Predicate<JavaClass> condition) {
    return house().stream()
        .filter(type -> type.getName().startsWith(ROOT))
        .filter(condition)
        .map(type -> type.getName().substring(ROOT.length()).replaceFirst("\\$.*", ""))
        .filter(
            name ->
                Stream.concat(WIRE_FORMS.stream(), FILES_AND_ANSWERS.stream())
                    .noneMatch(name::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean knowsTrees(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> isTree(dependency.getTargetClass()));
  }

  private static boolean holdsTree(JavaClass type) {
    return type.getFields().stream()
        .anyMatch(field -> field.getAllInvolvedRawTypes().stream().anyMatch(WireFormsTest::isTree));
  }

  private static boolean isTree(JavaClass type) {
    return type.getName().equals(TREE) || type.getName().startsWith(NODES);
  }
}
