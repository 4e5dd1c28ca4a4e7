package io.gazetteer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.gazetteer.common.store.RecordRepository;
import io.gazetteer.identity.Access;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the code as the README's import table says. */
class ArchitectureTest {

  private static final String ROOT = "io.gazetteer";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);
  private static final Map<String, List<String>> ALLOWED = readTable();

  /** Packages whose definitions and records are entities; bulk and search stay SQL files. */
  private static final List<String> RECORDS =
      List.of("identity", "connection", "publish", "run", "workflow");

  /**
   * What reaches the catalog database with SQL there all the same: guarded transitions of runs, the
   * queue that db-scheduler works on, and the check of a regular expression, which stores nothing.
   */
  private static final String SQL_BESIDE_ENTITIES =
      "RegexCheck|RunRepository|ScopeRepository|RunLogRepository|RunEngine|RunWatch|RunContext|ActiveRun";

  private static Map<String, List<String>> readTable() {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of("README.md"));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    int header = 0;
    while (!lines.get(header).startsWith("| from \\ to |")) {
      header++;
    }
    List<String> columns = cells(lines.get(header));
    Map<String, List<String>> allowed = new LinkedHashMap<>();
    for (String line : lines.subList(header + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      List<String> marks = cells(line);
      List<String> targets = new ArrayList<>();
      for (int i = 1; i < columns.size(); i++) {
        if (marks.get(i).equals("x")) {
          targets.add(columns.get(i));
        }
      }
      allowed.put(marks.get(0), targets);
    }
    return allowed;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.strip().split("\\|", -1))
        .skip(1)
        .map(String::strip)
        .toList()
        .subList(0, line.strip().split("\\|", -1).length - 2);
  }

  @TestFactory
  List<DynamicTest> each_package_imports_only_what_the_readme_allows() {
    assertThat(ALLOWED)
        .hasSize(15)
        .containsEntry("search", List.of())
        .containsEntry("crawl.read", List.of("source", "asset", "publish"));
    List<DynamicTest> tests = new ArrayList<>();
    ALLOWED.forEach((from, targets) -> tests.add(importsOnly(from, targets)));
    tests.add(importsOnly("common", List.of()));
    tests.add(importsOnly("model", List.of()));
    return tests;
  }

  private static DynamicTest importsOnly(String from, List<String> targets) {
    List<String> packages =
        new ArrayList<>(
            ALLOWED.keySet().stream()
                .filter(name -> !name.contains(".") && !isWithin(from, name))
                .filter(name -> !targets.contains(name))
                .map(name -> ROOT + "." + name + "..")
                .toList());
    packages.add(ROOT + ".boot..");
    return DynamicTest.dynamicTest(
        from,
        () ->
            noClasses()
                .that()
                .resideInAPackage(ROOT + "." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .because("the import table in README.md does not allow it")
                .allowEmptyShould(true)
                .check(HOUSE));
  }

  private static boolean isWithin(String name, String feature) {
    return name.equals(feature) || name.startsWith(feature + ".");
  }

  @Test
  void the_crawl_engine_knows_no_other_part_of_crawling() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".crawl.read..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".crawl.run..",
            ROOT + ".crawl.extract..",
            ROOT + ".crawl.server..",
            ROOT + ".crawl.offline..",
            "org.jdbi..",
            "jakarta..")
        .because("runs, commands and files share it, and so will agents")
        .check(HOUSE);
  }

  @Test
  void every_package_stands_in_the_table() {
    TreeSet<String> found = new TreeSet<>();
    HOUSE.forEach(
        type -> {
          if (type.getPackageName().startsWith(ROOT + ".")) {
            found.add(type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0]);
          }
        });
    found.removeAll(List.of("common", "boot", "model"));
    assertThat(ALLOWED.keySet()).containsAll(found);
  }

  @Test
  void the_vocabulary_knows_neither_storage_nor_http() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".common..", "java.sql..", "org.jdbi..", "jakarta.ws.rs..", "com.fasterxml..")
        .because("everybody imports it, the agent and the command line too")
        .check(HOUSE);
  }

  @Test
  void packages_form_no_circle() {
    slices()
        .matching(ROOT + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a circle cannot be read from any end")
        .check(HOUSE);
  }

  @TestFactory
  List<DynamicTest> sub_packages_of_a_feature_form_no_circle() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String feature : ALLOWED.keySet()) {
      tests.add(
          DynamicTest.dynamicTest(
              feature,
              () ->
                  slices()
                      .assignedFrom(ownPackage(feature))
                      .should()
                      .beFreeOfCycles()
                      .because("a feature is read from its root downwards or upwards, not round")
                      .allowEmptyShould(true)
                      .check(HOUSE)));
    }
    return tests;
  }

  @Test
  void classes_form_no_circle() {
    slices()
        .assignedFrom(topLevelClasses())
        .should()
        .beFreeOfCycles()
        .because("a class is understood from those that it uses, never from those that use it")
        .check(HOUSE);
  }

  /** One slice for each top-level class, together with the classes nested in it. */
  private static SliceAssignment topLevelClasses() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getName().split("\\$", 2)[0]);
      }

      @Override
      public String getDescription() {
        return "top-level classes";
      }
    };
  }

  /** One slice for each package of a feature, its root included. */
  private static SliceAssignment ownPackage(String feature) {
    String root = ROOT + "." + feature;
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(root) || name.startsWith(root + ".")
            ? SliceIdentifier.of(name)
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + feature;
      }
    };
  }

  @Test
  void nobody_knows_which_sources_there_are() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".source.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".source.*..")
        .because("another source is one new package, and nothing outside it changes")
        .check(HOUSE);
  }

  @Test
  void in_the_api_only_resources_call_use_cases_that_change_something() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".api..")
        .and()
        .areNotAnnotatedWith(jakarta.ws.rs.Path.class)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are use cases that change something",
                type ->
                    !type.getPackageName().startsWith(ROOT + ".api")
                        && !type.getSimpleName().startsWith("Find")
                        && type.getFields().stream()
                            .anyMatch(field -> field.getRawType().isEquivalentTo(Access.class))))
        .because("a request passes four stops at most: resource, use case, repository, PostgreSQL")
        .check(HOUSE);
  }

  @Test
  void only_the_console_speaks_on_standard_streams() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".boot.Console")
        .and()
        // It shows generated secrets once; a log would keep them.
        .doNotHaveFullyQualifiedName(ROOT + ".identity.FirstAdministrator")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because("everything else goes to the log, where levels and formats hold")
        .check(HOUSE);
  }

  @Test
  void no_generic_exception_is_thrown() {
    noClasses()
        .should(GeneralCodingRules.THROW_GENERIC_EXCEPTIONS)
        .because("a caller can act only on a fault that has a name")
        .check(HOUSE);
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base|Dto)")
        .because("such endings say nothing about the thing")
        .check(HOUSE);
  }

  @TestFactory
  List<DynamicTest> records_are_stored_as_entities_and_in_no_other_way() {
    return RECORDS.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      noClasses()
                          .that()
                          .resideInAPackage(ROOT + "." + name + "..")
                          .and()
                          .haveNameNotMatching(".*\\.(" + SQL_BESIDE_ENTITIES + ")")
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage("org.jdbi..", "io.agroal..")
                          .because("definitions and records are entities behind repositories")
                          .check(HOUSE);
                      classes()
                          .that()
                          .resideInAPackage(ROOT + "." + name + "..")
                          .and()
                          .areAnnotatedWith(Entity.class)
                          .or()
                          .areAssignableTo(RecordRepository.class)
                          .and()
                          .resideInAPackage(ROOT + "." + name + "..")
                          .should()
                          .bePackagePrivate()
                          .because("others get records, which no session keeps")
                          .check(HOUSE);
                    }))
        .toList();
  }

  @Test
  void an_entity_that_changes_has_a_version() {
    assertThat(
            HOUSE.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .filter(type -> !type.isAnnotatedWith(Immutable.class))
                .filter(
                    type ->
                        type.getAllFields().stream()
                            .noneMatch(field -> field.isAnnotatedWith(Version.class)))
                .map(JavaClass::getSimpleName))
        .as("without one, of two changes at the same time the second overwrites the first unseen")
        // Each of its changes of state is one statement that names the states it may start from.
        .containsExactly("StoredPublication");
  }

  @Test
  void the_command_line_knows_no_entities() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.hibernate..", "jakarta.persistence..", "io.quarkus..", ROOT + ".common.store..")
        .because("commands run without the service and without Hibernate")
        .check(HOUSE);
  }
}
