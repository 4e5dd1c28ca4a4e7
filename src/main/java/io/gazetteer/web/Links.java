package io.gazetteer.web;

import java.net.URI;

/** Addresses of the pages. */
final class Links {

  private Links() {}

  static URI workflows() {
    return URI.create("/ui/workflows");
  }

  /** Names of runs and workflows contain no character that must be escaped in a URL. */
  static URI run(String name) {
    return URI.create("/ui/runs/" + name);
  }

  static URI workflow(String name) {
    return URI.create("/ui/workflows/" + name);
  }
}
