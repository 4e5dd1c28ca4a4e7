package io.gazetteer.testing;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Attribute;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Vocabulary;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * The vocabulary with one kind more, which takes what anybody would add for it: the entry below,
 * and {@code ObjectReader/default_privileges.sql} among the resources of the tests.
 */
@Alternative
@Singleton
public class ExtendedVocabulary {

  private static final AssetKind DEFAULT_PRIVILEGE =
      AssetKind.postgres("Default privilege", "Default privileges", Kinds.DATABASE)
          .with(
              Attribute.text("definition"),
              Attribute.flag("isOfOneSchema"),
              Attribute.number("granteeCount").labelled("Number of grantees"),
              Attribute.list("privileges"));

  @Produces
  @Singleton
  Vocabulary vocabulary() {
    return Vocabulary.standard().with(DEFAULT_PRIVILEGE);
  }

  /** The service with that vocabulary. */
  public static final class Profile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(ExtendedVocabulary.class);
    }
  }
}
