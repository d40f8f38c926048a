package io.mapache.inference.prediction.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFormTest {

  private static final MediaType MULTIPART =
      new MediaType("multipart", "form-data", Map.of("boundary", "edge"));

  @Test
  void whatSendersSayOfBytesIsAnImage() {
    assertThat(BodyForm.of(null)).isEqualTo(BodyForm.IMAGE);
    for (String type :
        new String[] {
          "image/jpeg",
          "image/whatever",
          "application/octet-stream",
          "application/x-www-form-urlencoded"
        }) {
      assertThat(BodyForm.of(MediaType.valueOf(type))).as(type).isEqualTo(BodyForm.IMAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/pdf", "multipart/mixed", "video/mp4"})
  void whatCannotBeAnImageIsUnsupported(String type) {
    assertThatThrownBy(() -> BodyForm.of(MediaType.valueOf(type)))
        .hasMessageContaining("Content-Type: " + type + " (expected: image/*");
  }

  @Test
  void theBodyIsTheOnlyImageUnderTheIdOfTheRequest() {
    byte[] image = bytes(100);
    Parts parts = BodyForm.IMAGE.unpack("r", MediaType.valueOf("image/png"), image, 1);
    assertThat(parts.several()).isFalse();
    assertThat(parts.all()).containsExactly(new Part("r", null, null, image));
  }

  @Test
  void eachPartIsAnImageWithTheNameAndTheFileThatTheSenderGaveIt() {
    byte[] first = bytes(70_000);
    String body =
        part("form-data; name=\"left\"; filename=\"größe \u2713.png\"", text(first))
            + part("form-data; name=\"right\"", "two\r\n--edg")
            + part("form-data; name=\"empty\"", "")
            + "--edge--\r\n";
    Parts parts = multipart(body);
    assertThat(parts.several()).isTrue();
    assertThat(parts.all())
        .extracting(Part::id, Part::name, Part::file)
        .containsExactly(
            tuple("r-1", "left", "größe ✓.png"),
            tuple("r-2", "right", null),
            tuple("r-3", "empty", null));
    assertThat(parts.all().get(0).bytes()).isEqualTo(first);
    assertThat(text(parts.all().get(1).bytes())).isEqualTo("two\r\n--edg");
    assertThat(parts.all().get(2).bytes()).isEmpty();
  }

  @Test
  void aPartMayBeBase64AsMailWritesIt() {
    byte[] image = bytes(300);
    String encoded = Base64.getMimeEncoder().encodeToString(image);
    String body =
        "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + encoded
            + "\r\n--edge--";
    assertThat(multipart(body).all().get(0).bytes()).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no boundary at all",
        "--edge--\r\n",
        "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut",
        "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nwhole\r\n--edge\r\n",
        "--edge\r\nContent-Disposition\r\n\r\nbytes\r\n--edge--"
      })
  void aBrokenBodyIsTold(String body) {
    assertThatThrownBy(() -> multipart(body)).hasMessageContaining("the body has no part, or ends");
  }

  @Test
  void aPartHasAName() {
    assertThatThrownBy(() -> multipart("--edge\r\nContent-Type: image/png\r\n\r\nx\r\n--edge--"))
        .hasMessageContaining("part 1 has no name");
  }

  @Test
  void aBoundaryIsAnnounced() {
    assertThatThrownBy(
            () ->
                BodyForm.MULTIPART.unpack(
                    "r", MediaType.valueOf("multipart/form-data"), bytes(9), 3))
        .hasMessageContaining("without a boundary");
  }

  @Test
  void moreImagesThanARequestMayHaveAreTooMany() {
    String part = part("form-data; name=\"a\"", "x");
    assertThat(multipart(part.repeat(3) + "--edge--").all()).hasSize(3);
    assertThatThrownBy(() -> multipart(part.repeat(4) + "--edge--"))
        .hasMessageContaining("a request has 3 images at most");
    assertThatThrownBy(
            () -> json("{'images':[" + "{'base64':'AA=='},".repeat(3) + "{'base64':'AA=='}]}"))
        .hasMessageContaining("a request has 3 images at most");
  }

  @Test
  void jsonMayHoldOneImage() {
    byte[] image = bytes(100_000);
    Parts parts = json("{'image':'" + Base64.getEncoder().encodeToString(image) + "'}");
    assertThat(parts.several()).isFalse();
    assertThat(parts.all().get(0).id()).isEqualTo("r");
    assertThat(parts.all().get(0).bytes()).isEqualTo(image);
  }

  @Test
  void jsonMayHoldSeveralWithIdsOfTheSender() {
    Parts parts = json(" {'images':[{'id':'cat:1','base64':'AQI='},{'base64':'A\\/8='}]} ");
    assertThat(parts.several()).isTrue();
    assertThat(parts.all()).extracting(Part::id).containsExactly("cat:1", "r-2");
    assertThat(parts.all().get(1).bytes()).containsExactly(3, -1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'image'                               | the body is no JSON at line 1",
        "[]                                     | expected an object with `images` or `image`",
        "{'image':'AA=='}}                      | the body is no JSON",
        "{'image':'AA=='} 7                     | expected nothing behind the object",
        "{}                                     | `images` is missing or empty",
        "{'images':[]}                          | `images` is missing or empty",
        "{'images':[],'image':'AA=='}           | expected one of `images` and `image`, once",
        "{'image':'AA==','image':'AA=='}        | expected one of `images` and `image`, once",
        "{'imgs':[]}                            | field `imgs` (expected: `images` or `image`)",
        "{'images':'AA=='}                      | expected `images` to be a list",
        "{'images':['AA==']}                    | expected images[0] to be an object",
        "{'images':[{'id':'a'}]}                | images[0] has no `base64`",
        "{'images':[{'data':'AA=='}]}           | field `data` of images[0] (expected: `id` or"
            + " `base64`)",
        "{'images':[{'id':7,'base64':'AA=='}]}  | expected images[0].id to be 1 to 100 letters",
        "{'images':[{'id':'a b','base64':''}]}  | expected images[0].id to be 1 to 100 letters",
        "{'images':[{'base64':'AA=='},{'base64':'A*=='}]} | images[1].base64 is no base64",
        "{'image':'A'}                          | image is no base64",
        "{'image':null}                         | expected image to be a string",
        "{'images':[{'id':'\\q','base64':'AA=='}]} | the body is no JSON"
      })
  void whatIsWrongWithJsonIsTold(String body, String detail) {
    assertThatThrownBy(() -> json(body)).hasMessageContaining(detail);
  }

  private static String part(String disposition, String content) {
    return "--edge\r\nContent-Disposition: %s\r\nContent-Type: image/png\r\n\r\n%s\r\n"
        .formatted(new String(disposition.getBytes(UTF_8), ISO_8859_1), content);
  }

  private static Parts multipart(String body) {
    return BodyForm.MULTIPART.unpack("r", MULTIPART, body.getBytes(ISO_8859_1), 3);
  }

  private static Parts json(String body) {
    byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);
    return BodyForm.JSON.unpack("r", MediaType.APPLICATION_JSON_TYPE, bytes, 3);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
