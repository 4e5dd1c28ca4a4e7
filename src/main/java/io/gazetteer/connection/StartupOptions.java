package io.gazetteer.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the startup parameter {@code options} as the server does: words separated by spaces, a
 * backslash as escape, {@code -c name=value} or {@code --name=value}. Only listed settings are
 * allowed: none loads or runs code, and none is a limit that the crawler sets. Words that hosted
 * services use for routing ({@code endpoint=…}) are accepted.
 */
final class StartupOptions {

  private static final Pattern SETTING = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=(.*)");
  private static final Pattern ROUTE =
      Pattern.compile(
          "(endpoint|project|reference)=[A-Za-z0-9-]{1,100}|--cluster=[A-Za-z0-9-]{1,100}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int MAX_LENGTH = 1_000;

  /** Settings that the crawler uses to limit and secure reads. */
  private static final Set<String> OURS =
      Set.of(
          """
          default_transaction_read_only transaction_read_only
          default_transaction_isolation transaction_isolation statement_timeout
          lock_timeout idle_in_transaction_session_timeout idle_session_timeout
          transaction_timeout"""
              .split("\\s", -1));

  private static final Set<String> ALLOWED =
      Set.of(
          """
          search_path role work_mem hash_mem_multiplier temp_buffers effective_cache_size
          random_page_cost seq_page_cost jit geqo from_collapse_limit join_collapse_limit
          plan_cache_mode max_parallel_workers_per_gather tcp_keepalives_idle
          tcp_keepalives_interval tcp_keepalives_count tcp_user_timeout
          client_connection_check_interval client_min_messages lc_messages lc_monetary
          lc_numeric lc_time datestyle intervalstyle timezone extra_float_digits
          bytea_output"""
              .split("\\s", -1));

  private StartupOptions() {}

  /**
   * Validates options and returns them in a canonical form.
   *
   * @param fault receives each error
   */
  static String settled(String text, Consumer<String> fault) {
    if (text.length() > MAX_LENGTH || CONTROL.matcher(text).find()) {
      fault.accept("must be one line of at most 1000 characters");
      return "";
    }
    List<String> settled = new ArrayList<>();
    List<String> words = words(text);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ROUTE.matcher(word).matches()) {
        settled.add(word);
      } else if (word.equals("-c") && i + 1 < words.size()) {
        i++;
        setting(words.get(i), settled, fault);
      } else if (word.startsWith("--")) {
        setting(word.substring(2), settled, fault);
      } else if (word.startsWith("-c") && word.length() > 2) {
        setting(word.substring(2), settled, fault);
      } else {
        fault.accept("must be made of -c name=value, for example -c search_path=sales");
      }
    }
    return String.join(" ", settled);
  }

  private static void setting(String word, List<String> settled, Consumer<String> fault) {
    Matcher setting = SETTING.matcher(word);
    if (!setting.matches()) {
      fault.accept("must be made of -c name=value, for example -c search_path=sales");
      return;
    }
    String name = setting.group(1).toLowerCase(Locale.ROOT).replace('-', '_');
    if (OURS.contains(name)) {
      fault.accept("must not set " + name + ", which the crawler sets itself");
    } else if (!ALLOWED.contains(name) && !name.matches("enable_[a-z_]+")) {
      fault.accept("must not set " + name + "; allowed are " + allowed());
    } else {
      settled.add("-c " + escaped(name + "=" + setting.group(2)));
    }
  }

  private static String allowed() {
    return String.join(", ", ALLOWED.stream().sorted().toList()) + " and enable_*";
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' && inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      } else if (c != ' ') {
        inWord = true;
        if (c == '\\' && i + 1 < text.length()) {
          i++;
        }
        word.append(text.charAt(i));
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private static String escaped(String word) {
    return word.replace("\\", "\\\\").replace(" ", "\\ ");
  }
}
