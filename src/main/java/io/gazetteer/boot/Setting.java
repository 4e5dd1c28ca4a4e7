package io.gazetteer.boot;

import io.gazetteer.common.DataSettings;
import io.gazetteer.common.keys.KeySettings;
import io.gazetteer.connection.MaintenanceSettings;
import io.gazetteer.connection.SourceSettings;
import io.gazetteer.connection.preflight.PreflightSettings;
import io.gazetteer.connection.secret.ReferenceSettings;
import io.gazetteer.connection.secret.VaultSettings;
import io.gazetteer.crawl.CrawlSettings;
import io.gazetteer.crawl.offline.OfflineSettings;
import io.gazetteer.http.HttpSettings;
import io.gazetteer.identity.AdminSettings;
import io.gazetteer.identity.SignInSettings;
import io.gazetteer.objectstore.StoreSettings;
import io.gazetteer.objectstore.files.FileSettings;
import io.gazetteer.publish.PublishSettings;
import io.gazetteer.run.RunSettings;
import io.gazetteer.search.SearchSettings;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.workflow.schedule.ScheduleSettings;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.WithConverter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * One property of a mapping.
 *
 * @param name the whole name; a part that users choose is {@code *}
 * @param declared the method of the mapping, with its bounds
 * @param defaultValue empty = none
 */
record Setting(String name, Method declared, Optional<String> defaultValue) {

  /** All mappings, in the order of the documentation. */
  static final List<Class<?>> MAPPINGS =
      List.of(
          DataSettings.class,
          DemoSettings.class,
          AdminSettings.class,
          SignInSettings.class,
          HttpSettings.class,
          KeySettings.class,
          ReferenceSettings.class,
          VaultSettings.class,
          SourceSettings.class,
          SourceLimits.class,
          PreflightSettings.class,
          CrawlSettings.class,
          MaintenanceSettings.class,
          OfflineSettings.class,
          RunSettings.class,
          ScheduleSettings.class,
          SearchSettings.class,
          StoreSettings.class,
          FileSettings.class,
          PublishSettings.class,
          SampleSettings.class);

  static Stream<Setting> of(Class<?> mapping) {
    return ConfigMappings.getProperties(ConfigClass.configClass(mapping)).entrySet().stream()
        // Elements of lists, which are given as one value.
        .filter(entry -> !entry.getKey().endsWith("]"))
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Setting::name));
  }

  private static Setting of(String name, Property property) {
    return new Setting(
        name,
        property.getMethod(),
        property.hasDefaultValue() ? Optional.of(property.getDefaultValue()) : Optional.empty());
  }

  /** Returns the name of the environment variable, with {@code *} as in the name. */
  String environmentName() {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
  }

  boolean isSize() {
    return declared.isAnnotationPresent(WithConverter.class);
  }

  boolean isList() {
    return declared.getGenericReturnType().getTypeName().matches(".*\\.(List|Set)<.*");
  }

  /** Returns the type of the value, or of one element. */
  Class<?> type() {
    Type type = declared.getGenericReturnType();
    while (type instanceof ParameterizedType of) {
      type = of.getActualTypeArguments()[0];
    }
    Class<?> plain = (Class<?>) type;
    return plain == OptionalInt.class ? int.class : plain;
  }

  /** Returns what a value must be, for example {@code from 1s to 1d}; empty = any of its type. */
  Optional<String> bounds() {
    if (type().isEnum()) {
      return Optional.of(
          Arrays.stream(type().getEnumConstants())
              .map(each -> each.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ")));
    }
    Optional<String> least =
        annotation(Min.class)
            .map(min -> number(min.value()))
            .or(() -> annotation(DurationMin.class).map(min -> text(least(min))));
    Optional<String> most =
        annotation(Max.class)
            .map(max -> number(max.value()))
            .or(() -> annotation(DurationMax.class).map(max -> text(most(max))));
    return most.isPresent()
        ? Optional.of("from " + least.orElse("0") + " to " + most.get())
        : least.map(from -> from + " or more");
  }

  boolean allows(Object value) {
    if (value instanceof Number number) {
      return annotation(Min.class).stream().allMatch(min -> number.longValue() >= min.value())
          && annotation(Max.class).stream().allMatch(max -> number.longValue() <= max.value());
    }
    return !(value instanceof Duration duration)
        || annotation(DurationMin.class).stream()
                .allMatch(min -> duration.compareTo(least(min)) >= 0)
            && annotation(DurationMax.class).stream()
                .allMatch(max -> duration.compareTo(most(max)) <= 0);
  }

  private <A extends java.lang.annotation.Annotation> Optional<A> annotation(Class<A> type) {
    return Optional.ofNullable(declared.getAnnotation(type));
  }

  private static Duration least(DurationMin min) {
    return Duration.ofDays(min.days())
        .plusHours(min.hours())
        .plusMinutes(min.minutes())
        .plusSeconds(min.seconds())
        .plusMillis(min.millis());
  }

  private static Duration most(DurationMax max) {
    return Duration.ofDays(max.days())
        .plusHours(max.hours())
        .plusMinutes(max.minutes())
        .plusSeconds(max.seconds())
        .plusMillis(max.millis());
  }

  private String number(long value) {
    if (isSize() && value >= 1024) {
      int unit = Math.min(Long.numberOfTrailingZeros(value) / 10, 4);
      return (value >> 10 * unit) + " KMGT".substring(unit, unit + 1).strip();
    }
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0";
    }
    return millis % 86_400_000 == 0
        ? duration.toDays() + "d"
        : millis % 3_600_000 == 0
            ? duration.toHours() + "h"
            : millis % 60_000 == 0
                ? duration.toMinutes() + "m"
                : millis % 1_000 == 0 ? duration.toSeconds() + "s" : millis + "ms";
  }
}
