package io.mapache.contracts.event;

import io.mapache.contracts.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The CloudEvents type of every event, and the way back from type and JSON to the event. */
public final class EventTypes {

  /** Version of the contract: a breaking change is a new type, with a new suffix. */
  private static final String SUFFIX = ".v1";

  private static final Map<String, Class<? extends Event>> BY_TYPE =
      records(Event.class)
          .collect(Collectors.toUnmodifiableMap(EventTypes::typeOf, Function.identity()));

  private EventTypes() {}

  private static Stream<Class<? extends Event>> records(Class<? extends Event> event) {
    return event.isRecord()
        ? Stream.of(event)
        : Stream.of(event.getPermittedSubclasses())
            .flatMap(permitted -> records(permitted.asSubclass(Event.class)));
  }

  /**
   * {@code ImageLabeled} → {@code image.labeled.v1}, {@code ModelRolledBack} → {@code
   * model.rolled-back.v1}.
   */
  public static String typeOf(Class<? extends Event> event) {
    String name = event.getSimpleName();
    int second = 1;
    while (Character.isLowerCase(name.charAt(second))) {
      second++;
    }
    String verb = name.substring(second).replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return (name.substring(0, second) + "." + verb).toLowerCase(Locale.ROOT) + SUFFIX;
  }

  public static Map<String, Class<? extends Event>> all() {
    return BY_TYPE;
  }

  /**
   * Reads an event; unknown types are empty, because a newer writer may know more than this reader.
   *
   * @throws java.io.UncheckedIOException if the JSON does not fit the type
   */
  public static Optional<Event> read(String type, byte[] json) {
    Class<? extends Event> known = BY_TYPE.get(type);
    return known == null ? Optional.empty() : Optional.of(Json.read(json, known));
  }
}
