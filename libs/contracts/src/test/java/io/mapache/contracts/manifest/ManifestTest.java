package io.mapache.contracts.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final ManifestHeader HEADER =
      new ManifestHeader(
          "pets",
          DatasetDefinition.DEFAULT,
          Map.of(0, 12L),
          List.of("grand piano", "kitten"),
          Map.of(Split.TRAIN, 1, Split.TEST, 1),
          ManifestHeader.RULES);

  private static final List<ManifestEntry> ENTRIES =
      Stream.of(
              new ManifestEntry(Digest.of("one"), "kitten", Split.TRAIN),
              new ManifestEntry(Digest.of("two"), "grand piano", Split.TEST))
          .sorted((a, b) -> a.digest().compareTo(b.digest()))
          .toList();

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  private Digest write(List<ManifestEntry> entries) throws IOException {
    try (ManifestWriter writer = new ManifestWriter(text, HEADER)) {
      for (ManifestEntry entry : entries) {
        writer.write(entry);
      }
      return writer.finish();
    }
  }

  @Test
  void comesBackAsItWasWritten() throws IOException {
    write(ENTRIES);
    try (ManifestReader reader = new ManifestReader(new ByteArrayInputStream(text.toByteArray()))) {
      assertThat(reader.header()).isEqualTo(HEADER);
      assertThat(reader.entries()).containsExactlyElementsOf(ENTRIES);
    }
  }

  @Test
  void isNamedByTheDigestOfItsText() throws IOException {
    assertThat(write(ENTRIES)).isEqualTo(Digest.of(text.toByteArray()));
  }

  @Test
  void entriesOutOfOrderAreRefused() {
    List<ManifestEntry> reversed = List.of(ENTRIES.get(1), ENTRIES.get(0));
    assertThatIllegalArgumentException().isThrownBy(() -> write(reversed));
  }

  @Test
  void anImageStandsInItOnce() {
    List<ManifestEntry> twice = List.of(ENTRIES.get(0), ENTRIES.get(0));
    assertThatIllegalArgumentException().isThrownBy(() -> write(twice));
  }

  @Test
  void somethingElseIsNoManifest() {
    byte[] other = "digest,label\n".getBytes(StandardCharsets.UTF_8);
    assertThatIOException()
        .isThrownBy(() -> new ManifestReader(new ByteArrayInputStream(other)))
        .withMessageContaining("no header");
  }
}
