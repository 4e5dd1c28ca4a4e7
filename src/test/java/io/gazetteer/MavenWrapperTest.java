package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenWrapperTest {

  private static final List<String> BASICS =
      List.of("dirname", "sed", "printf", "cut", "mktemp", "rm", "mkdir", "mv", "chmod");

  @TempDir Path folder;

  @Test
  void without_maven_and_downloader_it_says_what_to_install() throws Exception {
    Path tools = Files.createDirectory(folder.resolve("bin"));
    for (String name : BASICS) {
      Files.createSymbolicLink(tools.resolve(name), path(name));
    }
    ProcessBuilder wrapper = new ProcessBuilder("/bin/sh", "mvnw", "-v").redirectErrorStream(true);
    wrapper.environment().clear();
    wrapper.environment().put("PATH", tools.toString());
    wrapper.environment().put("MAVEN_USER_HOME", folder.resolve("empty").toString());
    Process process = wrapper.start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(words)
        .startsWith("mvnw: Maven ")
        .contains("Install one of curl, wget or Maven")
        .doesNotContain("not found");
  }

  private static Path path(String name) throws IOException {
    for (String place : List.of("/usr/bin", "/bin")) {
      if (Files.exists(Path.of(place, name))) {
        return Path.of(place, name);
      }
    }
    throw new IOException("no " + name);
  }
}
