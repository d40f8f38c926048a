package io.mapache.cli.demo;

import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Output;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Kaggle cats and dogs of the Keras guide (25,000 photographs, 0.8 GB), from Microsoft's
 * address. Some of its files are no whole images; they are refused at the door.
 */
final class CatsVsDogs implements Source {

  static final String NAME = "cats-vs-dogs";

  static final URI OFFICIAL =
      URI.create(
          "https://download.microsoft.com/download/3/E/1/3E1C3F21-ECDB-4869-8368-6DEBA77B919F/"
              + "kagglecatsanddogs_5340.zip");

  private static final Pattern IMAGE = Pattern.compile("PetImages/(Cat|Dog)/[0-9]+\\.jpg");

  private final URI address;

  CatsVsDogs(URI address) {
    this.address = address;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Integer> perClass() {
    return Optional.of(600);
  }

  @Override
  public Path folder(Path cache, Output output) {
    Path folder = cache.resolve(NAME);
    if (!Files.isDirectory(folder)) {
      Unpacked.unpack(fetch(cache.resolve("downloads"), output), folder, CatsVsDogs::unpack);
      output.note("unpacked into " + folder);
    }
    return folder;
  }

  private Path fetch(Path downloads, Output output) {
    try {
      return Download.fetch(address, downloads.resolve("kagglecatsanddogs_5340.zip"), output);
    } catch (Failure e) {
      throw new Failure(
          e.getMessage()
              + ". If you have the images, unpack them: ./mapache demo --data FOLDER with cats and"
              + " dogs in it. Without them: ./mapache demo",
          e);
    }
  }

  private static void unpack(ZipFile archive, Unpacked into) throws IOException {
    for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      Matcher image = IMAGE.matcher(entry.getName());
      if (image.matches()) {
        into.put(archive, entry, image.group(1).equals("Cat") ? "cat" : "dog");
      }
    }
  }
}
