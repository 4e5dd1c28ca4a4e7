package io.gazetteer.bench;

import java.util.Locale;

/** How large a synthetic catalog is. Tables are of all sorts, partitions counted. */
enum Shape {
  /** Only for warming up a virtual machine. */
  WARM(2, 40, 12, false),
  S(10, 100, 12, false),
  M(50, 200, 20, false),
  L(100, 1000, 10, false),
  T(200, 54, 12, true);

  final int schemas;
  final int tablesEach;
  final int columnsEach;
  final boolean sameShape;

  Shape(int schemas, int tablesEach, int columnsEach, boolean sameShape) {
    this.schemas = schemas;
    this.tablesEach = tablesEach;
    this.columnsEach = columnsEach;
    this.sameShape = sameShape;
  }

  String database() {
    return "bench_" + name().toLowerCase(Locale.ROOT);
  }
}
