package photos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import photos.ledger.LedgerItem;
import photos.ledger.State;
import photos.processor.preset.Presets;
import photos.storage.ObjectKey;

/// What seeds once found, told step by step.
class StoriesTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/a");

    private static final Presets PRESETS = Presets.parse("t 10x10 cover jpeg 80");

    private static final Presets OTHER_PRESETS = Presets.parse("u 20x20 cover jpeg 80");

    private Pipeline pipeline = pipeline(Mutation.NONE);

    private static Pipeline pipeline(Mutation mutation) {
        Pipeline pipeline = new Pipeline(new Trace(false), mutation);
        pipeline.startProcessor(PRESETS, 1);
        return pipeline;
    }

    private Optional<Actor> at(String actor) {
        return pipeline.stage().atStep().stream()
                .filter(a -> a.toString().startsWith(actor))
                .findFirst();
    }

    /// Lets an actor go on until it stands before a request, or has ended.
    private void run(String actor, String before) {
        for (Optional<Actor> next = at(actor);
                next.isPresent() && !next.get().step().orElseThrow().toString().startsWith(before);
                next = at(actor)) {
            pipeline.stage().release(next.get(), Fate.ANSWERED);
        }
        pipeline.reap();
    }

    private void runToTheEnd() {
        while (!pipeline.stage().atStep().isEmpty()) {
            pipeline.stage().release(pipeline.stage().atStep().getFirst(), Fate.ANSWERED);
        }
        pipeline.reap();
    }

    private void deliver() {
        pipeline.deliver(Hint.fromS3(KEY), true);
    }

    /// Until the queue has nothing left to deliver, with time between.
    private void deliverAll() {
        while (!pipeline.queue().isEmpty()) {
            pipeline.tick(Processor.REST);
            pipeline.deliver(pipeline.queue().getFirst(), false);
            runToTheEnd();
        }
    }

    private State state() {
        return pipeline.table().find(KEY).orElseThrow().state();
    }

    private void everyPromiseIsKept() {
        assertThat(pipeline.watch().broken()).isEmpty();
        pipeline.watch().requireAgreement(KEY);
        assertThat(pipeline.watch().broken()).isEmpty();
    }

    @Test
    void variants_of_a_deleted_photo_go_after_the_manifest_that_names_them() {
        pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
        deliver();
        run("lambda 1", "nothing");
        run("job 1", "LIST");
        pipeline.delete(KEY);
        deliver();
        run("lambda 2", "POST");
        assertThat(state()).isEqualTo(State.DELETED);
        run("job 1", "nothing");
        runToTheEnd();
        everyPromiseIsKept();
    }

    @Test
    void a_photo_deleted_while_it_is_handed_over_does_not_stay() {
        pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
        deliver();
        run("lambda 1", "hand over");
        pipeline.delete(KEY);
        deliver();
        run("lambda 2", "nothing");
        assertThat(pipeline.table().find(KEY)).isEmpty();
        runToTheEnd();
        assertThat(state()).isEqualTo(State.DELETED);
        everyPromiseIsKept();
    }

    @Test
    void a_generation_that_comes_back_while_it_is_buried_is_not_lost() {
        pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
        deliver();
        runToTheEnd();
        pipeline.delete(KEY);
        deliver();
        run("lambda 2", "bury");
        assertThat(pipeline.undelete(KEY)).isTrue();
        deliver();
        run("lambda 3", "POST");
        assertThat(state()).isEqualTo(State.READY);
        runToTheEnd();
        assertThat(state()).isEqualTo(State.READY);
        everyPromiseIsKept();
    }

    @Test
    void a_death_of_a_worker_counts_once_though_its_answer_is_lost() {
        pipeline.upload(KEY, Photo.Kind.DEADLY, false);
        deliver();
        run("lambda 1", "nothing");
        run("job 1", "nothing");
        pipeline.startProcessor(PRESETS, 1);
        deliver();
        run("lambda 3", "nothing");
        run("lambda 2", "nothing");
        run("job 2", "worker deaths");
        pipeline.stage().release(at("job 2").orElseThrow(), Fate.SENT_TWICE);
        assertThat(pipeline.table().find(KEY).orElseThrow().workerDeaths()).isEqualTo(1);
        runToTheEnd();
        assertThat(state()).isEqualTo(State.PENDING);
        deliver();
        runToTheEnd();
        assertThat(pipeline.table().find(KEY).orElseThrow().workerDeaths())
                .as("it rests")
                .isEqualTo(1);
        deliverAll();
        assertThat(state()).isEqualTo(State.REJECTED);
        everyPromiseIsKept();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"UNANSWERED", "SENT_TWICE"})
    void a_photo_put_back_by_an_operator_is_rendered_though_the_answer_is_lost(Fate fate) {
        pipeline.upload(KEY, Photo.Kind.BROKEN, false);
        deliver();
        runToTheEnd();
        assertThat(state()).isEqualTo(State.REJECTED);
        pipeline.retry(KEY);
        run("operator", "retry");
        pipeline.stage().release(at("operator").orElseThrow(), fate);
        assertThat(state()).isEqualTo(State.PENDING);
        runToTheEnd();
        pipeline.queue().stream().findFirst().ifPresent(hint -> pipeline.deliver(hint, false));
        runToTheEnd();
        assertThat(state()).isEqualTo(State.REJECTED);
        everyPromiseIsKept();
    }

    /// Of two processors one has removed the manifest of a deleted photo and is about to list. The photo is put again,
    /// published by the other, and removed once more.
    private void listingOfASweepThatComesLate() {
        pipeline.startProcessor(PRESETS, 1);
        pipeline.watch().allowOverlap();
        pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
        deliver();
        runToTheEnd();
        pipeline.delete(KEY);
        deliver();
        run("lambda 2", "nothing");
        run("job 2", "LIST");
        pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
        deliver();
        run("lambda 3", "nothing");
        run("job 3", "nothing");
        assertThat(state()).isEqualTo(State.READY);
        pipeline.delete(KEY);
        run("job 2", "nothing");
    }

    @Test
    void a_listing_that_comes_late_removes_nothing_that_was_published_meanwhile() {
        listingOfASweepThatComesLate();
        assertThat(pipeline.watch().broken()).isEmpty();
        deliver();
        runToTheEnd();
        everyPromiseIsKept();
    }

    @Test
    void without_the_second_read_of_the_ledger_a_late_listing_removes_what_was_published() {
        pipeline = pipeline(Mutations.noLedgerReadAfterTheList(true));
        listingOfASweepThatComesLate();
        assertThat(pipeline.watch().broken().orElseThrow()).startsWith("the ledger names what is there");
    }

    /// Two processors with presets of their own have taken up the same photo. One publishes; the other has uploaded
    /// its variants and then stands still for longer than the grace time, at the end of which the first tidies up.
    private void commitThatComesAfterASweep() {
        pipeline.startProcessor(OTHER_PRESETS, 1);
        pipeline.watch().allowOverlap();
        pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
        deliver();
        run("lambda 1", "nothing");
        deliver();
        run("lambda 2", "nothing");
        run("job 2", "commit");
        run("job 1", "nothing");
        assertThat(state()).isEqualTo(State.READY);
        pipeline.tick(Processor.GRACE.plusSeconds(2));
        deliver();
        run("lambda 3", "nothing");
        run("job 3", "nothing");
        run("job 2", "nothing");
    }

    @Test
    void a_render_later_than_the_grace_time_does_not_publish_what_was_swept() {
        commitThatComesAfterASweep();
        assertThat(pipeline.watch().broken()).isEmpty();
        runToTheEnd();
        everyPromiseIsKept();
    }

    @Test
    void without_the_fence_raised_by_the_sweep_a_late_render_publishes_what_was_swept() {
        pipeline = pipeline(Mutations.aSweepThatRaisesNoFence());
        commitThatComesAfterASweep();
        assertThat(pipeline.watch().broken().orElseThrow()).startsWith("the ledger names what is there");
    }

    /// The same of a photo that was published before: the render under way cannot be seen in the ledger's state.
    @Test
    void a_fresh_render_of_a_published_photo_does_not_publish_what_was_swept_either() {
        pipeline.startProcessor(OTHER_PRESETS, 1);
        pipeline.watch().allowOverlap();
        pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
        deliver();
        run("lambda 1", "nothing");
        run("job 1", "nothing");
        deliver();
        run("lambda 2", "nothing");
        run("job 2", "commit");
        pipeline.tick(Processor.GRACE.plusSeconds(2));
        deliver();
        run("lambda 3", "nothing");
        run("job 3", "nothing");
        run("job 2", "nothing");
        assertThat(pipeline.watch().broken()).isEmpty();
        runToTheEnd();
        everyPromiseIsKept();
    }

    enum Change {
        PUT_A,
        PUT_B,
        DELETE
    }

    private void change(Change change) {
        switch (change) {
            case PUT_A, PUT_B -> pipeline.upload(KEY, Photo.Kind.HEALTHY, false);
            case DELETE -> pipeline.delete(KEY);
        }
    }

    static Stream<List<Change>> orders() {
        List<Change> all = List.of(Change.values());
        return all.stream()
                .flatMap(first -> all.stream()
                        .filter(second -> second != first)
                        .flatMap(second -> all.stream()
                                .filter(third -> third != first && third != second)
                                .map(third -> List.of(first, second, third))));
    }

    /// Messages about one key are all alike: their order comes down to how many are heard after each change.
    ///
    /// @return each event is told once or twice, and not before its change
    private static List<List<Integer>> tellings() {
        List<List<Integer>> tellings = new ArrayList<>();
        for (int first = 0; first <= 2; first++) {
            for (int second = 0; first + second <= 4; second++) {
                int fewest = Math.max(1, Math.max(2 - second, 3 - first - second));
                for (int third = fewest; first + second + third <= 6; third++) {
                    tellings.add(List.of(first, second, third));
                }
            }
        }
        return tellings;
    }

    @ParameterizedTest
    @MethodSource("orders")
    void however_often_and_late_it_is_heard_of_the_last_change_wins(List<Change> order) {
        for (List<Integer> telling : tellings()) {
            for (boolean atOnce : new boolean[] {true, false}) {
                pipeline = pipeline(Mutation.NONE);
                heard(order, telling, atOnce);
                assertThat(pipeline.table().find(KEY).map(LedgerItem::state).orElse(State.DELETED))
                        .as("%s, heard %s times, at once %s", order, telling, atOnce)
                        .isEqualTo(order.getLast() == Change.DELETE ? State.DELETED : State.READY);
                everyPromiseIsKept();
            }
        }
    }

    /// @param atOnce whether each message is done with before the next, or all are under way until the end
    private void heard(List<Change> order, List<Integer> telling, boolean atOnce) {
        for (int i = 0; i < order.size(); i++) {
            change(order.get(i));
            for (int times = 0; times < telling.get(i); times++) {
                deliver();
                if (atOnce) {
                    runToTheEnd();
                }
            }
        }
        runToTheEnd();
        deliverAll();
    }
}
