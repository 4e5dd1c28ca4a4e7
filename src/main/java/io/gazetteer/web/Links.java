package io.gazetteer.web;

import java.net.URI;

/** Addresses of the pages. */
final class Links {

  private Links() {}

  static URI workflows() {
    return URI.create("/ui/workflows");
  }

  /** Names of runs and workflows hold nothing that an address would have to escape. */
  static URI run(String name) {
    return URI.create("/ui/runs/" + name);
  }

  static URI workflow(String name) {
    return URI.create("/ui/workflows/" + name);
  }
}
