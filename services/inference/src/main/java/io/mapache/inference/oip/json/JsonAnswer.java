package io.mapache.inference.oip.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mapache.inference.oip.InferAnswer;
import io.mapache.inference.oip.OutputTensor;
import io.mapache.inference.oip.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * The body of an inference answer.
 *
 * @param bytes JSON, then the data of the outputs that are binary
 * @param jsonLength bytes of JSON at their start
 */
public record JsonAnswer(byte[] bytes, int jsonLength) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static JsonAnswer of(InferAnswer.Inferred answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(body)) {
      write(answer, json);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be written", e);
    }
    int jsonLength = body.size();
    answer.outputs().stream()
        .filter(OutputTensor::binary)
        .forEach(output -> body.writeBytes(output.values().toBytes()));
    return new JsonAnswer(body.toByteArray(), jsonLength);
  }

  /** Whether there is anything behind the JSON. */
  public boolean isBinary() {
    return bytes.length > jsonLength;
  }

  private static void write(InferAnswer.Inferred answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model_name", answer.model());
    json.writeStringField("model_version", Integer.toString(answer.version()));
    if (answer.id().isPresent()) {
      json.writeStringField("id", answer.id().get());
    }
    if (!answer.parameters().values().isEmpty()) {
      json.writePOJOField("parameters", answer.parameters().values());
    }
    json.writeArrayFieldStart("outputs");
    for (OutputTensor output : answer.outputs()) {
      write(output, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(OutputTensor output, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", output.name());
    json.writeStringField("datatype", output.values().datatype().name());
    json.writePOJOField("shape", output.shape());
    if (output.binary()) {
      json.writePOJOField(
          "parameters", Map.of(Parameters.BINARY_DATA_SIZE, output.values().toBytes().length));
    } else if (output.values() instanceof OutputTensor.Numbers numbers) {
      json.writePOJOField("data", numbers.values());
    } else if (output.values() instanceof OutputTensor.Texts texts) {
      json.writePOJOField("data", texts.values());
    }
    json.writeEndObject();
  }
}
