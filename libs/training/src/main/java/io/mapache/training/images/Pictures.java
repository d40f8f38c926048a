package io.mapache.training.images;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.DamagedBlobException;
import io.mapache.contracts.Digest;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Picture;
import io.mapache.training.process.JobEnd;
import java.io.IOException;

/** Decoded images out of the blob store. Any number of threads. */
public final class Pictures {

  private final BlobStore blobs;
  private final ImageDecoder decoder = new ImageDecoder();

  public Pictures(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * The pixels of an image.
   *
   * @throws JobEnd as bad input, naming the digest, if the image is missing, damaged or no image:
   *     what ingest accepted is whole, so something happened to the store
   */
  public Picture picture(Digest image) throws IOException {
    Decoded decoded = decoder.decode(bytes(image));
    if (decoded instanceof Decoded.Image whole) {
      return whole.picture();
    }
    Decoded.Refused refused = (Decoded.Refused) decoded;
    throw JobEnd.badInput(
        "image %s cannot be decoded: %s, %s. Remove it from the dataset."
            .formatted(image, refused.reason().code(), refused.detail()));
  }

  private byte[] bytes(Digest image) throws IOException {
    try {
      return blobs
          .read(BlobKind.IMAGE, image.hex())
          .orElseThrow(
              () ->
                  JobEnd.badInput(
                      "image %s is not in the blob store. Send it again, or remove it from the dataset."
                          .formatted(image)));
    } catch (DamagedBlobException e) {
      throw JobEnd.badInput(e.getMessage(), e);
    }
  }
}
