package io.gazetteer;

import io.gazetteer.testing.ServiceTest;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the running service that crawl most of the time: one half of all, one process. */
@Suite
@SelectPackages({"io.gazetteer.crawl", "io.gazetteer.source"})
@IncludeClassNamePatterns(ServiceTest.NAMES)
class CrawlSuite {}
