package io.gazetteer.asset.property;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Creates the product's beans as its container does, without starting the service: by their
 * constructors and injected fields. Interceptors do not run. The beans live as long as one request.
 */
final class Wiring {

  private final Map<Class<?>, Object> beans;

  /** Makes beans from these, by the types under which they are injected. */
  Wiring(Map<Class<?>, Object> given) {
    beans = new HashMap<>(given);
  }

  <T> T get(Class<T> type) {
    Object bean = beans.get(type);
    return type.cast(bean == null ? create(type) : bean);
  }

  private Object create(Class<?> type) {
    try {
      Constructor<?> constructor = constructor(type);
      constructor.setAccessible(true);
      Object bean =
          constructor.newInstance(
              Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray());
      beans.put(type, bean);
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Inject.class)) {
          field.setAccessible(true);
          field.set(bean, get(field.getType()));
        }
      }
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(PostConstruct.class)) {
          method.setAccessible(true);
          method.invoke(bean);
        }
      }
      return bean;
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("Cannot create " + type.getName(), failure);
    }
  }

  private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.isAnnotationPresent(Inject.class)) {
        return constructor;
      }
    }
    return type.getDeclaredConstructor();
  }
}
