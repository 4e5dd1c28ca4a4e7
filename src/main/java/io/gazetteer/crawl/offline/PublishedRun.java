package io.gazetteer.crawl.offline;

import io.gazetteer.export.publication.Manifest;
import io.gazetteer.export.publication.RunFolder;

/** A published run and where it lies. */
record PublishedRun(RunFolder folder, Manifest manifest) {}
