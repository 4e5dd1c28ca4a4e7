package io.gazetteer.testing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a test class against the service, which starts once for all such classes of a process and
 * has an empty catalog database. The class needs a name that {@link #NAMES} matches.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTest
@QuarkusTestResource(StoreResource.class)
public @interface ServiceTest {

  /**
   * Pattern of whole class names, by which the suites collect these tests; the build excludes the
   * same names from the tests that run singly.
   */
  String NAMES = ".*\\.OpenApiTest|.*(?:Browser|Pages|Resource|Store)Test";
}
