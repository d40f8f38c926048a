package io.mapache.cli.predict;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Files as the parts of one body, read while it is sent; a part's name is its number, from 1.
 *
 * @param type with the boundary
 */
record Multipart(String type, BodyPublisher publisher) {

  /**
   * @throws FileNotFoundException naming the first that cannot be read
   */
  static Multipart of(List<Path> files) throws FileNotFoundException {
    String boundary = UUID.randomUUID().toString();
    List<BodyPublisher> pieces = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      pieces.add(
          BodyPublishers.ofString(
              "%s--%s\r\nContent-Disposition: form-data; name=\"%d\"\r\n\r\n"
                  .formatted(i == 0 ? "" : "\r\n", boundary, i + 1)));
      pieces.add(BodyPublishers.ofFile(files.get(i)));
    }
    pieces.add(BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
    return new Multipart(
        "multipart/form-data; boundary=" + boundary,
        BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new)));
  }
}
