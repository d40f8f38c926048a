package io.mapache.inference.oip.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.mapache.inference.oip.Contract;
import io.mapache.inference.oip.InferRequest;
import io.mapache.inference.oip.Parameters;
import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.oip.RequestedOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of an inference request: JSON, and binary data behind it. Numbers go from the text into
 * the images that the base reads; there is no tree in between. Members may come in any order, and
 * those that the protocol does not know are passed over. One thread.
 */
public final class JsonRequest {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private final Contract contract;
  private Optional<String> id = Optional.empty();
  private Parameters parameters = Parameters.NONE;
  private JsonInput input;
  private final List<RequestedOutput> outputs = new ArrayList<>();

  private JsonRequest(Contract contract) {
    this.contract = contract;
  }

  /**
   * @param jsonLength bytes of JSON at the start of the body; what is behind is binary data
   */
  public static InferRequest read(Contract contract, byte[] body, int jsonLength)
      throws RejectedException {
    JsonRequest request = new JsonRequest(contract);
    try (JsonParser parser = new FewNames(JSON.createParser(body, 0, jsonLength))) {
      request.read(parser);
    } catch (JsonProcessingException e) {
      throw RejectedException.invalid("the request is no good JSON: %s", e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
    return request.with(ByteBuffer.wrap(body, jsonLength, body.length - jsonLength));
  }

  private void read(JsonParser parser) throws IOException, RejectedException {
    parser.nextToken();
    JsonTokens.expect(parser, JsonToken.START_OBJECT, "the request");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "id" -> id = Optional.of(JsonTokens.text(parser, member));
        case "parameters" -> parameters = JsonTokens.parameters(parser);
        case "inputs" -> inputs(parser);
        case "outputs" -> outputs(parser);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw RejectedException.invalid("the request goes on behind its JSON object");
    }
  }

  private void inputs(JsonParser parser) throws IOException, RejectedException {
    JsonTokens.expect(parser, JsonToken.START_ARRAY, "inputs");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (input != null) {
        throw RejectedException.invalid("more than one input (%s)", contract.expected());
      }
      input = JsonInput.read(parser, contract);
    }
  }

  private void outputs(JsonParser parser) throws IOException, RejectedException {
    JsonTokens.expect(parser, JsonToken.START_ARRAY, "outputs");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonTokens.expect(parser, JsonToken.START_OBJECT, "an output");
      String name = null;
      Parameters asked = Parameters.NONE;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case "name" -> name = JsonTokens.text(parser, member);
          case "parameters" -> asked = JsonTokens.parameters(parser);
          default -> parser.skipChildren();
        }
      }
      contract.output(name, asked).addTo(outputs);
    }
  }

  private InferRequest with(ByteBuffer binary) throws RejectedException {
    if (input == null) {
      throw RejectedException.invalid("no input (%s)", contract.expected());
    }
    if (binary.remaining() != input.binarySize()) {
      throw RejectedException.invalid(
          "%d bytes are behind the JSON (expected: %d, the binary_data_size of the input;"
              + " Inference-Header-Content-Length tells where the JSON ends)",
          binary.remaining(), input.binarySize());
    }
    if (binary.hasRemaining()) {
      input.data().binary(input.header(), binary);
    }
    return new InferRequest(id, parameters, input.data().images(input.header()), outputs);
  }
}
