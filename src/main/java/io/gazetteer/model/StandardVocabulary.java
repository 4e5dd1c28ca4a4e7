package io.gazetteer.model;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the vocabulary to whoever injects it. */
@Singleton
class StandardVocabulary {

  @Produces
  @Singleton
  Vocabulary vocabulary() {
    return Vocabulary.standard();
  }
}
