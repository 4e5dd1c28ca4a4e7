package io.gazetteer.source.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps options of foreign objects that cannot be secrets. */
final class ForeignOptions {

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "pass|pwd|secret|token|key|credential|auth|private|cert|conninfo|connection",
          Pattern.CASE_INSENSITIVE);

  /**
   * A connection string that carries a password: {@code password=…} or {@code ://user:password@}.
   */
  private static final Pattern SECRET_VALUE =
      Pattern.compile("pass\\w*\\s*=|pwd\\s*=|://[^/\\s]*:[^/\\s]*@", Pattern.CASE_INSENSITIVE);

  private ForeignOptions() {}

  /**
   * The options that may be shown.
   *
   * @param options each as {@code name=value}
   */
  static List<String> shown(List<String> options) {
    return options.stream().filter(ForeignOptions::isHarmless).toList();
  }

  /**
   * Returns the options as written in a statement, after a blank; empty if there are none.
   *
   * @param options each as {@code name=value}
   */
  static String clause(List<?> options, Identifiers names) {
    List<String> written = new ArrayList<>();
    for (Object option : options) {
      String text = option.toString();
      int end = text.indexOf('=');
      written.add(
          names.quoted(text.substring(0, end))
              + " "
              + Identifiers.literal(text.substring(end + 1)));
    }
    return written.isEmpty() ? "" : " OPTIONS (" + String.join(", ", written) + ")";
  }

  private static boolean isHarmless(String option) {
    int end = option.indexOf('=');
    String name = end < 0 ? option : option.substring(0, end);
    return !SECRET_NAME.matcher(name).find()
        && !SECRET_VALUE.matcher(option.substring(end + 1)).find();
  }
}
