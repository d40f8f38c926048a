package io.mapache.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.DatasetDefined;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageRemoved;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetViewTest {

  private final HeapImageStore store = new HeapImageStore();
  private final DatasetView view = new DatasetView(store);

  @Test
  void countsImagesByClassAndSplit() {
    apply(
        0,
        Images.placed("pets", "a", "cat", Split.TRAIN),
        Images.placed("pets", "b", "cat", Split.TEST),
        Images.placed("pets", "c", "dog", Split.TRAIN));

    Tally tally = tally("pets");
    assertThat(tally.images()).isEqualTo(3);
    assertThat(tally.images("cat")).isEqualTo(2);
    assertThat(tally.images("cat", Split.TEST)).isEqualTo(1);
    assertThat(tally.splits()).containsEntry(Split.TRAIN, 2).containsEntry(Split.AUDIT, 0);
  }

  @Test
  void theSameImageTwiceIsOneImage() {
    apply(0, Images.labeled("pets", "a", "cat"), Images.labeled("pets", "a", "cat"));

    assertThat(tally("pets").images()).isEqualTo(1);
  }

  @Test
  void aLabelThatChangesMovesTheImageFromOneClassToTheOther() {
    apply(0, Images.labeled("pets", "a", "cat"));
    apply(1, Images.labeled("pets", "a", "dog"));

    assertThat(tally("pets").classes()).containsOnlyKeys("dog");
  }

  @Test
  void conflictsAreCountedAndLeftOut() {
    apply(
        0,
        Images.said("pets", "a", "cat", "ann", false),
        Images.said("pets", "a", "dog", "bob", false));
    assertThat(tally("pets").conflicts()).isEqualTo(1);
    assertThat(tally("pets").images()).isZero();

    apply(2, Images.said("pets", "a", "dog", "ann", true));
    assertThat(tally("pets").conflicts()).isZero();
    assertThat(tally("pets").images("dog")).isEqualTo(1);
  }

  @Test
  void aRemovedImageIsNotCountedAnyMore() {
    apply(0, Images.labeled("pets", "a", "cat"), Images.labeled("pets", "b", "cat"));
    apply(2, new ImageRemoved("pets", Images.digest("a"), "ann", "blurred"));

    assertThat(tally("pets").images()).isEqualTo(1);
  }

  @Test
  void whatComesAgainAfterItsPositionWasStoredChangesNothing() {
    Event first = Images.labeled("pets", "a", "cat");
    Event second = Images.labeled("pets", "a", "dog");
    apply(0, first, second);

    view.apply(List.of(new ImageEvent(first, 0, 0)), Map.of(0, 1L, 1, 5L));

    assertThat(tally("pets").classes()).containsOnlyKeys("dog");
  }

  @Test
  void whenTheStoreRefusesNothingIsCountedUntilTheEventsComeAgain() {
    store.fill();
    assertThatThrownBy(() -> apply(0, Images.labeled("pets", "a", "cat")))
        .isInstanceOf(UncheckedIOException.class);

    store.empty();
    apply(0, Images.labeled("pets", "a", "cat"));

    assertThat(tally("pets").images()).isEqualTo(1);
  }

  @Test
  void anEventThatNamesNoDatasetIsPassedOverAndCounted() {
    apply(0, Images.labeled("../etc", "a", "cat"), Images.labeled("pets", "b", "cat"));

    assertThat(view.unusable()).isEqualTo(1);
    assertThat(view.positions()).containsEntry(0, 2L);
    assertThat(tally("pets").images()).isEqualTo(1);
  }

  @Test
  void newSharesCountTheSplitsAnew() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(Images.labeled("pets", "image" + i, "cat"));
    }
    apply(0, events.toArray(Event[]::new));
    assertThat(tally("pets").splits().get(Split.TRAIN)).isLessThan(50);

    view.define(
        new DatasetDefined(
            "pets", Images.defined("{'shares':{'train':1,'validation':0,'test':0,'audit':0}}")));

    assertThat(tally("pets").splits()).containsEntry(Split.TRAIN, 50);
  }

  @Test
  void anotherDefinitionCountsWhatIsThereAtOnceAndInTheSameSplits() {
    apply(
        0,
        Images.labeled("pets", "a", "kitty"),
        Images.labeled("pets", "b", "cat"),
        Images.labeled("pets", "c", "dgo"),
        Images.said("pets", "d", "cat", "ann", false),
        Images.said("pets", "d", "dog", "bob", false));
    Map<Split, Integer> kitty = tally("pets").classes().get("kitty");

    define("{'renames':{'kitty':'tabby'},'labels':['cat','dog','tabby'],'sources':['bob']}");

    assertThat(tally("pets").classes()).containsOnlyKeys("cat", "dog", "tabby");
    assertThat(tally("pets").classes()).containsEntry("tabby", kitty);
    assertThat(tally("pets").excluded()).containsExactly(Map.entry("dgo", 1));
    assertThat(tally("pets").conflicts()).isZero();

    define("{}");

    assertThat(tally("pets").classes()).containsOnlyKeys("cat", "dgo", "kitty");
    assertThat(tally("pets").excluded()).isEmpty();
    assertThat(tally("pets").conflicts()).isEqualTo(1);
  }

  @Test
  void ofManyDefinitionsInARowOneIsCountedByOneLookAtTheImages() {
    apply(0, Images.labeled("pets", "a", "cat"));
    define("{'renames':{'cat':'tiger'}}");
    define("{'renames':{'cat':'lynx'}}");
    define("{'renames':{'cat':'lynx'},'auto':false}");

    apply(1, Images.labeled("pets", "b", "cat"));

    assertThat(tally("pets").images("lynx")).isEqualTo(2);
    assertThat(store.scans()).isOne();
  }

  @Test
  void whatComesAfterADefinitionIsReadByIt() {
    define("{'renames':{'kitty':'cat'},'labels':['cat']}");

    apply(0, Images.labeled("pets", "a", "kitty"), Images.labeled("pets", "b", "dog"));
    apply(2, Images.labeled("pets", "b", "cat"));

    assertThat(tally("pets").images("cat")).isEqualTo(2);
    assertThat(tally("pets").excluded()).isEmpty();
  }

  @Test
  void aClassLeavesWithItsLastImage() {
    apply(0, Images.labeled("pets", "a", "cat"), Images.labeled("pets", "b", "dog"));
    apply(2, new ImageRemoved("pets", Images.digest("b"), "ann", "blurred"));

    assertThat(tally("pets").classes()).containsOnlyKeys("cat");
  }

  @Test
  void aViewOverAnOldStoreCountsWhatIsThere() {
    apply(0, Images.labeled("pets", "a", "cat"), Images.labeled("cars", "a", "van"));

    DatasetView restarted = new DatasetView(store);

    assertThat(restarted.all()).extracting(Dataset::name).containsExactly("cars", "pets");
    assertThat(restarted.find("pets").orElseThrow().tally()).isEqualTo(tally("pets"));
  }

  @Test
  void aDatasetThatIsOnlyDefinedExists() {
    view.define(new DatasetDefined("pets", Images.defined("{'model':'zoo'}")));

    assertThat(view.find("pets").orElseThrow().model()).isEqualTo("zoo");
    assertThat(view.find("cars")).isEmpty();
  }

  private void apply(long offset, Event... events) {
    List<ImageEvent> batch = new ArrayList<>();
    for (Event event : events) {
      batch.add(new ImageEvent(event, 0, offset + batch.size()));
    }
    view.apply(batch, Map.of(0, offset + batch.size()));
  }

  private void define(String definition) {
    view.define(new DatasetDefined("pets", Images.defined(definition)));
  }

  private Tally tally(String dataset) {
    return view.find(dataset).orElseThrow().tally();
  }
}
