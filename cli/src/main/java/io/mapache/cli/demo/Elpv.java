package io.mapache.cli.demo;

import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Output;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * ELPV: 2,624 solar cells in electroluminescence, 300 x 300, functional or defective (licence and
 * citation: NOTICE). From PyPI through pip, else from its repository.
 */
final class Elpv implements Source {

  static final String NAME = "elpv";

  private static final String PACKAGE = "elpv-dataset==1.0.0.post1";
  private static final URI REPOSITORY =
      URI.create("https://github.com/zae-bayern/elpv-dataset/archive/refs/heads/master.zip");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Integer> perClass() {
    return Optional.of(300);
  }

  @Override
  public Path folder(Path cache, Output output) {
    Path folder = cache.resolve(NAME);
    if (!Files.isDirectory(folder)) {
      Path archive = fetch(cache.resolve("downloads"), output);
      Unpacked.unpack(archive, folder, new ElpvLayout());
      output.note("unpacked into " + folder);
    }
    return folder;
  }

  private static Path fetch(Path downloads, Output output) {
    Failure noPip;
    try {
      return Pip.download(PACKAGE, downloads, output);
    } catch (Failure e) {
      noPip = e;
    }
    output.note(noPip.getMessage());
    try {
      return Download.fetch(REPOSITORY, downloads.resolve("elpv-dataset.zip"), output);
    } catch (Failure e) {
      throw new Failure(
          e.getMessage()
              + ". Neither way to the elpv data set works here; a folder of your own does:"
              + " ./mapache demo --data FOLDER",
          e);
    }
  }
}
