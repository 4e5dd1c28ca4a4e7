package io.gazetteer.testing;

/** What tests of the running service are called, so that suites gather them. */
public final class ServiceTests {

  /** Pattern of whole class names; the build excludes the same from those that run singly. */
  public static final String NAMES = ".*\\.OpenApiTest|.*(?:Browser|Pages|Resource|Store)Test";

  private ServiceTests() {}
}
