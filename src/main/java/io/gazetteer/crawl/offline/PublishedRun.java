package io.gazetteer.crawl.offline;

import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunFolder;

/** A published run and where it lies. */
record PublishedRun(RunFolder folder, Manifest manifest) {}
