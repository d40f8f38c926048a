package io.mapache.inference.oip.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.inference.oip.Contract;
import io.mapache.inference.oip.InferRequest;
import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.prediction.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRequestTest {

  /** Images of 2 x 2 pixels, 3 of them at most. */
  private static final Contract CONTRACT = new Contract(2, 4, false, 3);

  private static final String FLAT = "[0,1,2,3,4,5,6,7,8,9,10,255]";
  private static final String NESTED = "[[[[0,1,2],[3,4,5]],[[6,7,8],[9,10,255]]]]";

  @Test
  void flatAndNestedDataAreTheSameImage() throws RejectedException {
    float[] expected = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255};
    assertThat(pixels(json(image("FP32", "[1,2,2,3]", FLAT)), 0)).isEqualTo(expected);
    assertThat(pixels(json(image("FP32", "[1,2,2,3]", NESTED)), 0)).isEqualTo(expected);
    assertThat(pixels(json(image("UINT8", "[1,2,2,3]", NESTED)), 0)).isEqualTo(expected);
  }

  @Test
  void imagesFollowEachOtherAndFractionsAreFloats() throws RejectedException {
    String two = "[0.5,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,2.3e1]";
    InferRequest request = json(image("FP32", "[2,2,2,3]", two));
    assertThat(request.images()).hasSize(2);
    assertThat(pixels(request, 0)).startsWith(0.5f, 1).endsWith(11);
    assertThat(pixels(request, 1)).startsWith(12).endsWith(23);
  }

  @Test
  void membersMayComeInAnyOrderAndUnknownOnesArePassedOver() throws RejectedException {
    InferRequest request =
        json(
            """
            {"outputs":[{"parameters":{"classification":2},"name":"probabilities"}],
             "later":{"than":["we","know"]},
             "inputs":[{"data":%s,"shape":[1,2,2,3],"new":[{}],"datatype":"FP32","name":"image"}],
             "parameters":{"tenant":"a","retry":2,"share":0.5,"dry":true,"binary_data_output":true},
             "id":"7"}
            """
                .formatted(FLAT));
    assertThat(request.id()).contains("7");
    assertThat(request.outputs().get(0).classification()).hasValue(2);
    assertThat(request.parameters().values())
        .containsAllEntriesOf(Map.of("tenant", "a", "retry", 2L, "share", 0.5, "dry", true));
    assertThat(pixels(request, 0)).endsWith(255);
  }

  @Test
  void encodedImagesAreBase64() throws RejectedException {
    InferRequest request = json(image("BYTES", "[2]", "[\"AAEC\",\"/w==\"]"));
    assertThat(file(request, 0)).containsExactly(0, 1, 2);
    assertThat(file(request, 1)).containsExactly(255);
  }

  @Test
  void binaryDataComeBehindTheJson() throws RejectedException {
    ByteBuffer floats = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 12; i++) {
      floats.putFloat(i + 0.25f);
    }
    assertThat(pixels(binary("FP32", "[1,2,2,3]", 48, floats.array()), 0))
        .startsWith(0.25f, 1.25f)
        .endsWith(11.25f);
    byte[] bytes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1};
    assertThat(pixels(binary("UINT8", "[1,2,2,3]", 12, bytes), 0)).startsWith(0, 1).endsWith(255);
    byte[] files = {2, 0, 0, 0, 7, 8, 0, 0, 0, 0, 1, 0, 0, 0, 9};
    InferRequest request = binary("BYTES", "[3]", 15, files);
    assertThat(file(request, 0)).containsExactly(7, 8);
    assertThat(file(request, 1)).isEmpty();
    assertThat(file(request, 2)).containsExactly(9);
  }

  @ParameterizedTest(name = "{0} of shape {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FP32  | [1,2,2]",
        "FP32  | [2,2,3]",
        "FP32  | [1,2,2,4]",
        "FP32  | [1,3,2,3]",
        "FP32  | [1,3,2,2]",
        "FP32  | [1,1,2,2,3]",
        "FP32  | []",
        "FP32  | [0,2,2,3]",
        "FP32  | [-1,2,2,3]",
        "FP32  | [-1,-2,-2,3]",
        "FP32  | [4,2,2,3]",
        "FP32  | [4294967297,2,2,3]",
        "FP32  | [9223372036854775807,2,2,3]",
        "FP32  | [1,4294967298,4294967298,3]",
        "UINT8 | [1,12]",
        "BYTES | [1,1]",
        "BYTES | [0]",
        "BYTES | [4]",
      })
  void aWrongShapeIsToldTheRightOne(String datatype, String shape) {
    String data = datatype.equals("BYTES") ? "[\"AAEC\"]" : FLAT;
    refuses(
        image(datatype, shape, data),
        "has shape " + shape.replace(",", ", ") + " as " + datatype,
        "FP32 or UINT8 [n,2,2,3]",
        "BYTES [n]",
        "n from 1 to 3");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FP32  | [1,2,2,3] | [1,2,3]                                  | has 3 elements (expected:"
            + " 12",
        "FP32  | [1,2,2,3] | []                                       | has 0 elements (expected:"
            + " 12",
        "FP32  | [1,2,2,3] | [0,1,2,3,4,5,6,7,8,9,10,11,12]            | has 13 elements (expected:"
            + " 12",
        "FP32  | [2,2,2,3] | [[[[0,1,2],[3,4,5]],[[6,7,8],[9,10,255]]]] | nested as [1, 2, 2, 3]",
        "FP32  | [1,2,2,3] | [[0,1,2,3],[4,5,6,7],[8,9,10,11]]         | nested as [3, 4]",
        "FP32  | [1,2,2,3] | [[[[0,1,2],[3,4]],[[6,7,8],[9,10,255]]]]  | nested unevenly",
        "FP32  | [1,2,2,3] | [[[[0,1,2],[3,4,5]],[[6,7,8],9]]]         | nested unevenly",
        "FP32  | [1,2,2,3] | [0,[1,2]]                                | nested unevenly",
        "FP32  | [1,2,2,3] | [[0,1],2]                                | nested unevenly",
        "FP32  | [1,2,2,3] | [[],[1]]                                 | nested unevenly",
        "FP32  | [1,2,2,3] | [[[[[1]]]]]                              | nested unevenly",
        "FP32  | [1,2,2,3] | [256]                                    | has 256.0 as element 0"
            + " (expected: 0 to 255",
        "FP32  | [1,2,2,3] | [0,-0.5]                                 | has -0.5 as element 1",
        "FP32  | [1,2,2,3] | [1e39]                                   | has Infinity as element 0",
        "FP32  | [1,2,2,3] | [NaN]                                    | no good JSON",
        "FP32  | [1,2,2,3] | [null]                                   | an element of data is null",
        "FP32  | [1,2,2,3] | [true]                                   | an element of data is true"
            + " or false",
        "FP32  | [1,2,2,3] | [{}]                                     | an element of data is an"
            + " object",
        "FP32  | [1,2,2,3] | 7                                        | data is a whole number"
            + " (expected: an array)",
        "FP32  | [1,2,2,3] | ['AAEC']                                 | data that are not FP32",
        "UINT8 | [1,2,2,3] | [0,1,2,3,4,5,6,7,8,9,10,1.5]              | has fractions",
        "BYTES | [2]       | ['AAEC']                                 | has 1 elements (expected:"
            + " 2",
        "BYTES | [1]       | ['A?']                                   | no good JSON",
        "BYTES | [1]       | [1]                                      | data that are not BYTES",
        "BYTES | [1]       | ['AAEC',1]                               | data that are not BYTES",
        "BYTES | [1]       | ['AA==','AA==','AA==','AA==']            | more than 3 images",
        "INT64 | [1,2,2,3] | [1]                                      | has datatype INT64"
            + " (expected: `image` as FP32",
        "fp32  | [1,2,2,3] | [1]                                      | has datatype fp32",
      })
  void wrongDataAreRefused(String datatype, String shape, String data, String said) {
    refuses(image(datatype, shape, data.replace('\'', '"')), said);
  }

  @Test
  void noMoreIsReadThanARequestMayHave() {
    String endless = "[" + "0,".repeat(37) + "0]";
    refuses(image("FP32", "[1,2,2,3]", endless), "more than 3 images");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                             | the request is empty (expected: an object)",
        "[]                             | the request is an array (expected: an object)",
        "{                              | no good JSON",
        "{} x                           | no good JSON",
        "{} {}                          | goes on behind its JSON object",
        "{}                             | no input (expected: `image`",
        "{'inputs':[]}                  | no input (expected: `image`",
        "{'inputs':{}}                  | inputs is an object (expected: an array)",
        "{'inputs':[1]}                 | an input is a whole number (expected: an object)",
        "{'inputs':[{}]}                | input `null`",
        "{'inputs':[{'name':1}]}        | name is a whole number (expected: a string)",
        "{'inputs':[{'name':'picture','datatype':'FP32','shape':[1,2,2,3],'data':[]}]} | input"
            + " `picture` (expected: `image`",
        "{'inputs':[{'name':'image'}]}  | has datatype null",
        "{'inputs':[{'name':'image','datatype':'FP32'}]} | has shape []",
        "{'inputs':[{'shape':[1.5]}]}   | a dimension of shape is a number with a fraction",
        "{'inputs':[{'shape':[99999999999999999999]}]} | no good JSON",
        "{'inputs':[{'shape':[1],'shape':[1]}]} | no good JSON",
        "{'inputs':[{'name':'image','datatype':'FP32','shape':[1,2,2,3]}]} | has 0 elements",
        "{'inputs':[{'parameters':{'binary_data_size':-1}}]} | parameter `binary_data_size`: -1",
        "{'inputs':[{'parameters':{'binary_data_size':'9'}}]} | parameter `binary_data_size`: 9",
        "{'inputs':[{'name':'image'},{'name':'image'}]} | more than one input",
        "{'id':7}                       | id is a whole number (expected: a string)",
        "{'parameters':{'a':[1]}}       | parameter `a` is an array",
        "{'parameters':7}               | parameters is a whole number (expected: an object)",
        "{'outputs':[{'name':'logits'}]} | output `logits` (expected: one of [probabilities,"
            + " label])",
        "{'outputs':[{'name':'novelty'}]} | output `novelty` (expected: one of [probabilities,"
            + " label])",
        "{'outputs':[{}]}               | output `null` (expected: one of",
        "{'outputs':['label']}          | an output is a string (expected: an object)",
        "{'outputs':[{'name':'label','parameters':{'binary_data':'yes'}}]} | parameter"
            + " `binary_data`: yes (expected: true or false)",
        "{'outputs':[{'name':'label','parameters':{'classification':1}}]} | classification of"
            + " output `label`",
        "{'outputs':[{'name':'probabilities','parameters':{'classification':0}}]} | parameter"
            + " `classification`: 0",
      })
  void aRequestThatIsNoneIsRefused(String body, String said) {
    refuses(body.replace('\'', '"'), said);
  }

  @ParameterizedTest(name = "{0} {1} with {2} announced, {3} there")
  @CsvSource(
      delimiter = '|',
      value = {
        "FP32  | [1,2,2,3] | 48 | 47 | 47 bytes are behind the JSON (expected: 48",
        "FP32  | [1,2,2,3] | 48 | 0  | 0 bytes are behind the JSON (expected: 48",
        "FP32  | [1,2,2,3] | 0  | 48 | 48 bytes are behind the JSON (expected: 0",
        "FP32  | [1,2,2,3] | 47 | 47 | has 47 bytes of data (expected: 48",
        "FP32  | [2,2,2,3] | 48 | 48 | has 48 bytes of data (expected: 96",
        "UINT8 | [1,2,2,3] | 48 | 48 | has 48 bytes of data (expected: 12",
        "FP32  | [1,9,9,3] | 48 | 48 | has shape [1, 9, 9, 3]",
        "BYTES | [1]       | 3  | 3  | ends within element 0",
        "BYTES | [1]       | 9223372036854775807 | 3 | 3 bytes are behind the JSON",
      })
  void binaryDataOfAnotherSizeAreRefused(
      String datatype, String shape, long announced, int there, String said) {
    assertThatThrownBy(() -> binary(datatype, shape, announced, new byte[there]))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aFileThatIsLongerThanTheDataIsRefused() {
    assertThatThrownBy(() -> binary("BYTES", "[1]", 5, new byte[] {-1, -1, -1, -1, 1}))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("ends within element 0");
  }

  @Test
  void aFloatThatIsNoNumberIsRefused() {
    byte[] floats = new byte[48];
    ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN).putFloat(8, Float.NaN);
    assertThatThrownBy(() -> binary("FP32", "[1,2,2,3]", 48, floats))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("has NaN as element 2 (expected: 0 to 255");
  }

  @Test
  void anOutputIsAskedForOnce() {
    refuses(
        "{\"outputs\":[{\"name\":\"label\"},{\"name\":\"label\"}]}",
        "output `label` is asked for twice");
  }

  @Test
  void aRequestOfNothingButNamesIsNotKeptInMemory() {
    String names =
        IntStream.range(0, 1_001)
            .mapToObj(i -> "\"%d\":1".formatted(i))
            .collect(Collectors.joining(",", "{", "}"));
    refuses("{\"parameters\":" + names + "}", "more than 1000 names");
    refuses("{\"unknown\":[" + names + "]}", "more than 1000 names");
    refuses(names, "more than 1000 names");
  }

  @Test
  void aShapeOfMillionsOfDimensionsIsNotKeptInMemory() {
    refuses(image("FP32", "[1,1,1,1,1,1,1,1,1]", FLAT), "shape has more than 8 dimensions");
  }

  @Test
  void whatIsSaidOfALongRequestIsShort() {
    assertThatThrownBy(() -> json("{\"outputs\":[{\"name\":\"" + "x".repeat(100_000) + "\"}]}"))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.rejection().message()).hasSizeLessThan(600));
  }

  private static void refuses(String body, String... said) {
    assertThatThrownBy(() -> json(body))
        .isInstanceOf(RejectedException.class)
        .hasMessageContainingAll(said);
  }

  private static String image(String datatype, String shape, String data) {
    return "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
        .formatted(datatype, shape, data);
  }

  private static InferRequest json(String body) throws RejectedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return JsonRequest.read(CONTRACT, bytes, bytes.length);
  }

  private static InferRequest binary(String datatype, String shape, long announced, byte[] data)
      throws RejectedException {
    byte[] json =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"%s\",\"shape\":%s,\"parameters\":{\"binary_data_size\":%d}}]}"
            .formatted(datatype, shape, announced)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json);
    body.writeBytes(data);
    return JsonRequest.read(CONTRACT, body.toByteArray(), json.length);
  }

  private static float[] pixels(InferRequest request, int image) {
    return ((Input.Pixels) request.images().get(image)).values();
  }

  private static byte[] file(InferRequest request, int image) {
    return ((Input.Encoded) request.images().get(image)).bytes();
  }
}
