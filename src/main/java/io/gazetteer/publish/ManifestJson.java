package io.gazetteer.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStoreError;
import io.gazetteer.objectstore.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Manifests as JSON and back. */
public final class ManifestJson {

  /** Far above what a manifest of many thousand files has, and far below what hurts. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .findAndAddModules()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private ManifestJson() {}

  /**
   * Writes the manifest, which makes a published run visible. All its files must already be stored.
   */
  public static void write(ObjectStore store, RunFolder folder, Manifest manifest) {
    try (ObjectWriter out = store.write(folder.manifest())) {
      out.write(MAPPER.writeValueAsBytes(manifest));
      out.commit();
    } catch (IOException impossible) {
      throw new IllegalStateException("A manifest could not be written as JSON", impossible);
    }
  }

  /**
   * The manifest of a published run.
   *
   * @throws AppException PUBLICATION_NOT_FOUND, PUBLICATION_FORMAT_UNKNOWN, PUBLICATION_INVALID, or
   *     an {@link ObjectStoreError} of the store
   */
  public static Manifest read(ObjectStore store, RunFolder folder) {
    byte[] bytes;
    try (InputStream in = store.read(folder.manifest())) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (AppException failure) {
      if (failure.code() == ObjectStoreError.OBJECT_NOT_FOUND) {
        throw new AppException(
            PublicationError.PUBLICATION_NOT_FOUND,
            "Nothing is published at %s of the %s: there is no manifest.json"
                .formatted(folder.prefix(), store.inWords()));
      }
      throw failure;
    } catch (IOException impossible) {
      throw new IllegalStateException("An object store threw a plain IOException", impossible);
    }
    if (bytes.length > MAX_BYTES) {
      throw invalid(folder, "it is larger than " + MAX_BYTES + " bytes", null);
    }
    return read(folder, bytes);
  }

  private static Manifest read(RunFolder folder, byte[] bytes) {
    try {
      JsonNode tree = MAPPER.readTree(bytes);
      if (!tree.path("format").asText("").equals(Manifest.FORMAT)) {
        throw new AppException(
            PublicationError.PUBLICATION_FORMAT_UNKNOWN,
            "%s says that it is of format %s; only %s is read"
                .formatted(folder.manifest(), tree.path("format"), Manifest.FORMAT));
      }
      if (tree.path("formatVersion").asInt(0) != Manifest.VERSION) {
        throw new AppException(
            PublicationError.PUBLICATION_FORMAT_UNKNOWN,
            "%s says that it is of version %s; only %d is read"
                .formatted(folder.manifest(), tree.path("formatVersion"), Manifest.VERSION));
      }
      Manifest manifest = MAPPER.treeToValue(tree, Manifest.class);
      Optional<String> objection = ManifestCheck.objection(manifest);
      if (objection.isPresent()) {
        throw invalid(folder, objection.get(), null);
      }
      return manifest;
    } catch (JsonMappingException fault) {
      throw invalid(folder, "%s is missing or of another type".formatted(place(fault)), fault);
    } catch (JsonProcessingException fault) {
      long line = fault.getLocation() == null ? -1 : fault.getLocation().getLineNr();
      throw invalid(folder, "it is not JSON" + (line < 1 ? "" : ", near line " + line), fault);
    } catch (IOException impossible) {
      throw new IllegalStateException("Bytes in memory were not readable", impossible);
    }
  }

  /**
   * Returns the place of an error, for example {@code files[3].rows}, without names of filters,
   * which people chose.
   */
  private static String place(JsonMappingException fault) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference each : fault.getPath()) {
      if (each.getFieldName() == null) {
        place.append('[').append(each.getIndex()).append(']');
      } else if (each.getFieldName().matches("[A-Za-z0-9]{1,40}")) {
        place.append(place.isEmpty() ? "" : ".").append(each.getFieldName());
      }
    }
    return place.isEmpty() ? "a member" : place.toString();
  }

  /** Writes anything of ours into a local file, in place of what was there. */
  static void writeFile(Path file, Record value) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, MAPPER.writeValueAsBytes(value));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static <T extends Record> T readFile(Path file, Class<T> type) throws IOException {
    return MAPPER.readValue(Files.readAllBytes(file), type);
  }

  /**
   * The run that a local manifest of any version is of; empty where the file is not one of ours.
   */
  static Optional<String> runOf(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
      return tree.path("format").asText("").equals(Manifest.FORMAT)
          ? Optional.of(tree.path("run").asText(""))
          : Optional.empty();
    } catch (JsonProcessingException | NoSuchFileException foreignOrDeleted) {
      return Optional.empty();
    }
  }

  private static AppException invalid(RunFolder folder, String why, Throwable cause) {
    return new AppException(
        PublicationError.PUBLICATION_INVALID,
        "%s is not usable: %s".formatted(folder.manifest(), why),
        cause);
  }
}
