package io.gazetteer;

import io.gazetteer.testing.ServiceTest;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the running service that are not in {@link CrawlSuite}, in one process. */
@Suite
@SelectPackages("io.gazetteer")
@ExcludePackages({"io.gazetteer.crawl", "io.gazetteer.source"})
@IncludeClassNamePatterns(ServiceTest.NAMES)
class ServiceSuite {}
