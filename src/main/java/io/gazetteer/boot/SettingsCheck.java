package io.gazetteer.boot;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.WithConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Checks all settings before anything starts, so that one message lists every wrong one. */
final class SettingsCheck {

  private static final String ROOT = "gazetteer.";
  private static final String ENVIRONMENT_ROOT = "GAZETTEER_";
  private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");

  /** What is converted without guessing; any other text would silently mean no. */
  private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false|yes|no|y|n|1|0|on|off");

  /** Variables that are read by scripts and commands, or set by Kubernetes for a service. */
  private static final Pattern OTHER_VARIABLES =
      Pattern.compile(
          "GAZETTEER_(JAVA_OPTIONS|URL|TOKEN|IAM_EXTERNAL_ID|SECRETS|ADDRESS|JAR|(PORT|SERVICE)(_.*)?)");

  private final SmallRyeConfig config;
  private final List<Setting> settings;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private SettingsCheck(SmallRyeConfig config) {
    this.config = config;
    this.settings = Setting.MAPPINGS.stream().flatMap(Setting::of).toList();
  }

  /**
   * Returns a warning for each environment variable that looks like a setting and is none.
   *
   * @throws StartRefusedException with every wrong value and every unknown name
   */
  static List<String> check(SmallRyeConfig config) throws StartRefusedException {
    if (!isAnyGiven(config)) {
      // Reading all mappings would cost each command 0.1 s.
      return List.of();
    }
    SettingsCheck check = new SettingsCheck(config);
    check.checkNames();
    check.settings.forEach(check::checkValues);
    if (!check.wrong.isEmpty()) {
      throw new StartRefusedException(
          "%s; nothing was started. See docs/settings.md%n  %s"
              .formatted(
                  check.wrong.size() == 1
                      ? "a setting is wrong"
                      : check.wrong.size() + " settings are wrong",
                  String.join("%n  ".formatted(), check.wrong)));
    }
    return check.warnings;
  }

  private static boolean isAnyGiven(SmallRyeConfig config) {
    return Stream.of(true, false)
        .flatMap(ofEnvironment -> names(config, ofEnvironment).stream())
        .anyMatch(name -> !OTHER_VARIABLES.matcher(name).matches());
  }

  private void checkNames() {
    for (String name : names(false)) {
      if (settings.stream().noneMatch(each -> matches(each.name(), name, "(\"[^\"]+\"|[^.]+)"))) {
        wrong.add(
            name + " is unknown" + nearest(name, settings.stream().map(Setting::name).toList()));
      }
    }
    List<String> known = settings.stream().map(Setting::environmentName).toList();
    for (String name : names(true)) {
      String plain = name.replaceFirst("_FILE$", "");
      if (!OTHER_VARIABLES.matcher(name).matches()
          && known.stream()
              .noneMatch(each -> matches(each, name, "\\w+") || matches(each, plain, "\\w+"))) {
        warnings.add("environment variable " + name + " is no setting" + nearest(name, known));
      }
    }
  }

  private Set<String> names(boolean ofEnvironment) {
    return names(config, ofEnvironment);
  }

  /** Names that a user gives, as they are written in the environment, or in everything else. */
  private static Set<String> names(SmallRyeConfig config, boolean ofEnvironment) {
    Set<String> names = new TreeSet<>();
    for (ConfigSource source : config.getConfigSources()) {
      if (source.getOrdinal() > BootConfig.PROGRAM_ORDINAL
          && source instanceof EnvConfigSource == ofEnvironment) {
        source.getPropertyNames().stream()
            .map(name -> PROFILE.matcher(name).replaceFirst("").replaceFirst("\\[\\d+]$", ""))
            .filter(name -> name.startsWith(ofEnvironment ? ENVIRONMENT_ROOT : ROOT))
            .forEach(names::add);
      }
    }
    return names;
  }

  private static boolean matches(String known, String name, String part) {
    return name.matches(
        known
            .chars()
            .mapToObj(each -> each == '*' ? part : Pattern.quote(Character.toString(each)))
            .collect(Collectors.joining()));
  }

  private void checkValues(Setting setting) {
    for (String name : given(setting)) {
      String value = config.getConfigValue(name).getValue();
      if (value != null && !isRight(setting, name, value)) {
        wrong.add(
            "%s (%s) is %s and must be %s"
                .formatted(
                    name,
                    name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                    value.isBlank() ? "empty" : value,
                    expected(setting)));
      }
    }
  }

  private boolean isRight(Setting setting, String name, String value) {
    if (value.isBlank()) {
      return setting.defaultValue().isEmpty();
    }
    if (isBoolean(setting)) {
      return BOOLEAN.matcher(value.strip()).matches();
    }
    try {
      return setting.isList()
          ? !config.getValues(name, setting.type(), ArrayList::new).isEmpty()
          : setting.allows(convert(value.strip(), setting));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private Object convert(String value, Setting setting) {
    WithConverter own = setting.declared().getAnnotation(WithConverter.class);
    try {
      return own == null
          ? config.getConverter(setting.type()).orElseThrow().convert(value)
          : own.value().getDeclaredConstructor().newInstance().convert(value);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static boolean isBoolean(Setting setting) {
    return setting.type() == boolean.class || setting.type() == Boolean.class;
  }

  private static String expected(Setting setting) {
    Class<?> type = setting.type();
    String form =
        type == Duration.class
            ? "a duration such as 500ms, 5s or 1h"
            : isBoolean(setting)
                ? "true or false"
                : type.isPrimitive()
                    ? setting.isSize() ? "a size such as 64K, 8M or 2G" : "a whole number"
                    : type.isEnum()
                        ? "one of"
                        : setting.isList() ? "a list of CIDR blocks" : "a path or address";
    return form + setting.bounds().map(bounds -> (type.isEnum() ? " " : ", ") + bounds).orElse("");
  }

  /** Names of a setting that have a value; several where users choose a part of it. */
  private Set<String> given(Setting setting) {
    if (!setting.name().contains("*")) {
      return Set.of(setting.name());
    }
    Set<String> given = new TreeSet<>();
    for (String name : names(false)) {
      if (matches(setting.name(), name, "(\"[^\"]+\"|[^.]+)")) {
        given.add(name);
      }
    }
    String[] around = setting.environmentName().split("\\*", -1);
    for (String name : names(true)) {
      if (matches(setting.environmentName(), name, "[A-Z0-9_]+")) {
        String chosen = name.substring(around[0].length(), name.length() - around[1].length());
        given.add(setting.name().replace("*", chosen.toLowerCase(Locale.ROOT)));
      }
    }
    return given;
  }

  private static String nearest(String name, List<String> known) {
    Optional<String> nearest =
        known.stream()
            .min(Comparator.comparingInt(each -> distance(name, each)))
            .filter(each -> distance(name, each) <= name.length() / 3);
    return nearest.map(each -> "; did you mean " + each + "?").orElse("");
  }

  /** Returns how many characters to insert, delete or replace (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
