package io.mapache.ingest.upload.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.dataset.Split;
import io.mapache.ingest.upload.Upload;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadQueryTest {

  @Test
  void onlyADatasetIsNeeded() {
    assertThat(read("dataset", "pets"))
        .isEqualTo(
            new Upload(
                "pets",
                Optional.empty(),
                Optional.empty(),
                "http",
                Optional.empty(),
                Optional.empty(),
                false));
  }

  @Test
  void everythingElseIsTaken() {
    assertThat(
            read(
                "dataset",
                "pets",
                "label",
                "  cafe\u0301  au lait ",
                "name",
                "a.jpg",
                "source",
                "ann",
                "split",
                "test",
                "group",
                "burst-7",
                "correction",
                "true"))
        .isEqualTo(
            new Upload(
                "pets",
                Optional.of("caf\u00e9 au lait"),
                Optional.of("a.jpg"),
                "ann",
                Optional.of(Split.TEST),
                Optional.of("burst-7"),
                true));
  }

  @Test
  void whatIsWrongIsNamed() {
    refused("dataset: 'null' (expected: 1 to 100 of");
    refused("dataset: '../x'", "dataset", "../x");
    refused("lable: unknown parameter (expected: dataset, label", "dataset", "p", "lable", "cat");
    refused("label: given 2 times", "dataset", "p", "label", "cat", "label", "dog");
    refused("label: ' '", "dataset", "p", "label", " ");
    refused("split: 'dev' (expected: train", "dataset", "p", "label", "x", "split", "dev");
    refused("correction: 'yes'", "dataset", "p", "label", "x", "correction", "yes");
    refused("label: missing", "dataset", "p", "split", "test");
    refused("source: ''", "dataset", "p", "source", "");
  }

  private static void refused(String message, String... query) {
    assertThatThrownBy(() -> read(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Upload read(String... query) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (int i = 0; i < query.length; i += 2) {
      parameters.add(query[i], query[i + 1]);
    }
    return UploadQuery.read(parameters);
  }
}
